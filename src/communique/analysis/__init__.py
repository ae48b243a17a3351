"""Pure functions over records."""

from __future__ import annotations

from typing import Any

_LATER = {
    "asks": "communique.analysis.ledger",
    "brief": "communique.analysis.briefing",
    "compare": "communique.analysis.comparison",
    "drift": "communique.analysis.periods",
    "formula": "communique.analysis.setphrases",
    "network": "communique.analysis.contacts",
    "new_formulae": "communique.analysis.recurrence",
    "timeline": "communique.analysis.chronology",
}
"""What is imported when it is first asked for."""


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_LATER[name]), name)
