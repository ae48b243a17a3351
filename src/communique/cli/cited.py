"""Lines of an analysis for the terminal: safe to print, each with the place that it rests on."""

from __future__ import annotations

from collections.abc import Iterable

from communique.account import Cite
from communique.export.view.escape import printable, shorten

_MOST = 300


def lines(found: Iterable[str]) -> str:
    """Lines as one text; each keeps its indent and is safe for a terminal."""
    return "\n".join(_safe(line) for line in found)


def quoted(cite: Cite, *about: str | None) -> str:
    """A quotation and where it stands: “words” [document start:end, day, issuer]."""
    where = ", ".join([f"{cite.document} {cite.start}:{cite.end}", *(part for part in about if part)])
    return f"“{shorten(cite.quote, _MOST)}” [{where}]"


def _safe(line: str) -> str:
    bare = line.lstrip(" ")
    return " " * (len(line) - len(bare)) + printable(bare)
