"""Accounts for tests, each with an invented text in which all its quotes stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from communique.account import Account, Attendee, Cite, Stated
from communique.days import span_of
from communique.record import JOINT


class Said(NamedTuple):
    """A statement before it stands in a text."""

    quote: str
    act: str = "report"
    speaker: str = JOINT
    country: str | None = None
    topics: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    polarity: str = "positive"
    condition: str | None = None
    entry: str | None = None
    words: str | None = None


Person = tuple[str, str | None, str | None]
"""Name, role, state."""


class Built(NamedTuple):
    """An account and the text in which its quotes stand."""

    account: Account
    text: str


def built(
    document: str, said: Iterable[Said] = (), people: Sequence[Person] = (), *, day: str | None = "2021-05-04",
    place: tuple[str, str] | None = None, kind: Any = "meeting", side: str | None = None, encounter: str | None = None,
    published: str | None = None,
) -> Built:  # fmt: skip
    """An account; its text has a line for each value: day, place, people, statements."""
    lines: list[str] = []

    def cite(words: str) -> Cite:
        start = sum(len(line) + 1 for line in lines)
        lines.append(words)
        return Cite(document, start, start + len(words), words)

    first, last = span_of(day or published)
    account = Account(
        document=document, title=f"Title of {document}", issuer=side, side=side, url=None, published=published, kind=kind,
        date=day, first=first, last=last, dated="text" if day else "published" if published else None,
        place=place[0] if place else None, country=place[1] if place else None, date_at=cite(day) if day else None,
        place_at=cite(place[0]) if place else None, encounter=encounter,
        attendees=tuple(Attendee(name, None, role, None, state, "principal", cite(name)) for name, role, state in people),
        statements=tuple(
            Stated(f"{document}-{n}", s.speaker, s.country, s.act, s.polarity, s.addressees, s.topics, s.condition, s.entry, cite(s.quote), s.words)  # type: ignore[arg-type]
            for n, s in enumerate(said)
        ),
        phrases=(), mentions=(),
    )  # fmt: skip
    return Built(account, "\n".join(lines))


def phrased(one: Built) -> Account:
    """The account with the set phrases of the lexicon that stand in its text."""
    from communique.account import Phrase
    from communique.analysis.setphrases.use import heard
    from communique.lexicon import load

    account = one.account
    found = []
    for hit in load("formulae").find(one.text):
        cite = Cite(account.document, hit.start, hit.end, one.text[hit.start : hit.end])
        found.append(Phrase(hit.entry.id, hit.entry.value or "", heard(account, cite)[0], cite))
    return replace(account, phrases=tuple(found))
