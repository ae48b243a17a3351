"""Communiqué: readouts in, evidence-linked records out."""
