"""What is given back of counts. Days are ISO 8601; ``documents`` is always a number of documents."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Count:
    """A value and how many documents have it."""

    value: str
    documents: int


@dataclass(frozen=True)
class Facets:
    """How many of some documents have which values, those of most documents first.

    ``looked`` is how many documents were counted, ``all`` whether these were all that meet query and filters. The
    fields below are named like the filters; ``year`` is that of the first day.
    """

    looked: int
    all: bool
    country: tuple[Count, ...] = ()
    act: tuple[Count, ...] = ()
    topic: tuple[Count, ...] = ()
    issuer: tuple[Count, ...] = ()
    kind: tuple[Count, ...] = ()
    actor: tuple[Count, ...] = ()
    year: tuple[Count, ...] = ()


@dataclass(frozen=True)
class MonthCount:
    """How many documents an issuer (None: none is known) has of a month (YYYY-MM)."""

    issuer: str | None
    month: str
    documents: int


@dataclass(frozen=True)
class MadeBy:
    """How many documents have a newest reading by this software with these lexicons (a hash)."""

    software: str
    lexicons: str
    documents: int


@dataclass(frozen=True)
class Use:
    """Where a lexicon entry fired: a statement, or a set phrase, which has neither ``id`` nor ``act``.

    ``date`` is that of the document as in `Listed`; ``quote`` stands at ``start:end`` of its text.
    """

    document: str
    title: str | None
    date: str | None
    id: str | None
    speaker: str | None
    country: str | None
    act: str | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class PhraseCount:
    """A set phrase: how often and in how many documents it stands, and between which days."""

    id: str
    phrase: str
    uses: int
    documents: int
    first: str | None
    last: str | None
