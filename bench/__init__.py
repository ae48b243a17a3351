"""Measures accuracy, coverage, speed and memory: ``python -m bench``. Timing lives here and never in a test."""
