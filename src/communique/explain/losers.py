"""Lexicon entries that stand at a character and were not used, and why.

The readers are not slowed for this: the tables are matched again, once as the readers do and once with overlaps.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from communique.lexicon import Hit, Lexicon, fold, load
from communique.lexicon.load import names
from communique.record import Evidence, Record, Statement


class Loser(NamedTuple):
    """An entry found at ``text[start:end]`` that decided nothing; `why` says what it lost against."""

    table: str
    entry: str
    value: str | None
    start: int
    end: int
    why: str


def losers_at(record: Record, at: int) -> list[Loser]:
    """The entries at the character `at` that no value of the record rests on, in order of table and place."""
    text = record.document.text
    used = {(item.entry, item.start) for item in record.quoted() if isinstance(item, Evidence)}
    said = next((s for s in record.statements if s.start <= at < s.end), None)
    folded = fold(text)
    rows: list[Loser] = []
    for name in names():
        table = load(name)
        rows.extend(_blocked(table, folded, at))
        hits = [h for h in table.find(text, folded, overlapping=True) if h.start <= at < h.end]
        chosen = {(h.entry.id, h.start) for h in table.find(text, folded)}
        for hit in hits:
            if (hit.entry.id, hit.start) in used:
                continue
            rows.append(_loser(name, hit, _why(hit, hits, chosen)))
    if said is not None:
        rows.extend(_other_acts(text, folded, said, at))
    return rows


def _loser(table: str, hit: Hit, why: str) -> Loser:
    return Loser(table, hit.entry.id, hit.entry.value, hit.start, hit.end, why)


def _why(hit: Hit, hits: list[Hit], chosen: set[tuple[str, int]]) -> str:
    if (hit.entry.id, hit.start) in chosen:
        return "found, but no value rests on it here: its reader needs more than the words"
    for other in hits:
        if (other.entry.id, other.start) in chosen and other is not hit:
            if other.start < hit.start:
                return f"starts later than {other.entry.id}"
            if other.end > hit.end:
                return f"shorter than {other.entry.id}"
            return f"as long as {other.entry.id}, which stands first by its id"
    return "overlaps an entry that starts before it"


def _blocked(table: Lexicon, folded: str, at: int) -> Iterator[Loser]:
    """Forms at `at` that an `unless` phrase of their entry covers."""
    for entry in table.entries:
        for phrase in entry.unless:
            key = fold(phrase)
            start = folded.find(key, max(0, at - len(key)), at + len(key))
            if start >= 0 and start <= at < start + len(key):
                why = f"blocked by its `unless` {phrase!r}"
                yield Loser(table.name, entry.id, entry.value, start, start + len(key), why)


def _other_acts(text: str, folded: str, said: Statement, at: int) -> Iterator[Loser]:
    """Phrases of acts.toml inside the statement that did not decide its act."""
    deciding = {(p.entry, p.start) for p in said.evidence}
    for hit in load("acts").find(text, folded):
        inside = said.start <= hit.start and hit.end <= said.end
        if not inside or hit.start <= at < hit.end or (hit.entry.id, hit.start) in deciding:
            continue
        first = min((p.start for p in said.evidence if p.field == "act"), default=said.start)
        why = "stands below the deciding verb: the highest finite verb decides the act"
        if hit.start < first:
            why = "stands before the deciding verb and frames it"
        yield _loser("acts", hit, why)
