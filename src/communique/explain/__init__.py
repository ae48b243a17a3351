"""What a record says of one character of its text, what read it, and what lost against it."""

from communique.explain.claims import Claim, claims_at
from communique.explain.losers import Loser, losers_at

__all__ = ["Claim", "Loser", "claims_at", "losers_at"]
