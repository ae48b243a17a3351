"""Statements as the record holds them: quote, speaker, act, addressees, topics, polarity and condition, each with evidence."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

from communique.reading.actors import Cast
from communique.reading.addressees import addressees
from communique.reading.page import Page
from communique.reading.speech import Said
from communique.record import Act, Evidence, Participant, Quoted, Statement

_CONDITION = re.compile(
    r"\b(?:if|unless|provided(?: that)?|so long as|as long as|on condition that|on the condition that|in case|in the event that|until|subject to)\b"
)
_NO_CONDITION = re.compile(r"(?:as long as it takes|as if|what if|even if)")
_ACTS: frozenset[str] = frozenset(Act.__args__)  # type: ignore[attr-defined]


def make_statements(
    page: Page, said: Sequence[Said], cast: Cast, topics: Sequence[Any], participants: Sequence[Participant]
) -> tuple[Statement, ...]:
    """The statements of a text in order; `topics` are hits with start, end, topic and entry.

    The country of a speaker who took part rests on what shows his side, that of others on the words that name them.
    """
    sides = {p.name: e for p in participants for e in p.evidence if e.field == "country"}
    starts = [t.start for t in topics]
    own = (topics[bisect_left(starts, s.span.start) : bisect_left(starts, s.span.end)] for s in said)
    return tuple(_statement(page, one, cast, its, sides) for one, its in zip(said, own, strict=True))


def _statement(page: Page, said: Said, cast: Cast, topics: Sequence[Any], sides: Mapping[str, Evidence]) -> Statement:
    span, stance = said.span, said.stance
    own = [t for t in topics if t.end <= span.end]
    targets, target_proof = addressees(said, cast, page.text)
    act: Any = stance.act if stance.act in _ACTS else "report"
    speaker_at = said.frame or span
    country = None if said.actor.joint else said.actor.country
    side = sides.get(said.actor.name) or page.evidence("country", speaker_at, "speech", said.actor.how)
    proof = (
        page.evidence("act", said.trigger, "stance", stance.entry),
        page.evidence("speaker", speaker_at, "speech", said.actor.how),
        *((side,) if country else ()),
        *((page.evidence("polarity", said.trigger, "stance", stance.entry),) if stance.negative else ()),
        *target_proof,
        *(page.evidence("topics", (t.start, t.end), "topics", t.entry) for t in own),
    )
    return Statement(
        id=_id(page.document.id, span.start, span.end), start=span.start, end=span.end, quote=span.of(page.text), speaker=said.actor.name,
        country=country, act=act, addressees=targets, topics=tuple(sorted({t.topic for t in own})),
        polarity="negative" if stance.negative else "positive", condition=_condition(page, said), evidence=proof,
    )  # fmt: skip


def _id(document: str, start: int, end: int) -> str:
    return hashlib.sha256(f"{document}:{start}:{end}".encode()).hexdigest()[:12]


def _condition(page: Page, said: Said) -> Quoted | None:
    """The clause on which the statement depends: from "if" to the comma that closes it, else to the end."""
    match = _CONDITION.search(page.folded, said.span.start, said.span.end)
    if match is None or _NO_CONDITION.search(page.folded, max(0, match.start() - 6), match.end() + 16):
        return None
    if match[0] == "until" and match.start() == said.span.start:
        return None
    close = page.folded.find(",", match.end(), said.span.end)
    end = close if close > 0 else said.span.end
    return Quoted(start=match.start(), end=end, quote=page.text[match.start() : end])
