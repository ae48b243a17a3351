"""The act of a clause: what its deciding verb, or the noun that this carries, does (codebook, "act" and "Settled cases")."""

from __future__ import annotations

from communique.reading.stance.act import Stance
from communique.reading.stance.clauses import of_clause, recalled
from communique.reading.stance.verbs import of_group, of_match

__all__ = ["Stance", "of_clause", "of_group", "of_match", "recalled"]
