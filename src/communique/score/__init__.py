"""Scores records against hand-coded ones, with bootstrap intervals.

The figures are those of the codebook's scorer: F1 over names, offices, spans (overlap of at least half), speakers, acts,
dates, topics, and the share of claims whose quote stands where it says.
"""

from communique.score.figures import FIGURES, Report, Row, score
from communique.score.load import load_records

__all__ = ["FIGURES", "Report", "Row", "load_records", "score"]
