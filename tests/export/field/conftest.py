"""Records made to measure for the formats of the field: who met whom, where, and who said what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from communique.record import Document, Evidence, Meeting, Office, Participant, Place, Record, Statement, Version

OURS = ("Deng Haoran", "Minister", "International Department of the CPC Central Committee", "CHN")
THEIRS = ("Marta Vilhena Couto", "Secretary General", "Progressive Party", "PRT")


def made_record(
    *said: tuple[Any, ...],
    kind: str = "meeting",
    date: str | None = "2024-05-16",
    place: tuple[str, str | None] | None = ("Lisbon", "PRT"),
    people: tuple[tuple[Any, ...], ...] = (OURS, THEIRS),
    **about: Any,
) -> Record:
    """A record of an invented encounter.

    :param said: (speaker, country, act, addressees, quote[, polarity]) for each statement.
    :param people: (name, role, organisation, country[, capacity]) for each participant.
    """
    text = "\n".join([*(row[0] for row in people), *(row[4] for row in said)])
    about = {"id": "d1", "published": "2024-05-17", **about}

    def span(words: str) -> dict[str, Any]:
        start = text.index(words)
        return {"start": start, "end": start + len(words)}

    def proof(words: str) -> tuple[Evidence, ...]:
        return (Evidence(field="value", quote=words, reader="hand", **span(words)),)

    def person(row: tuple[Any, ...]) -> Participant:
        name, role, body, country, *capacity = row
        return Participant(
            name=name, role=role, organisation=body, country=country, capacity=capacity[0] if capacity else "principal",
            offices=(Office(role=role, organisation=body, evidence=proof(name)),) if role else (),
            evidence=proof(name), **span(name),
        )  # fmt: skip

    def statement(number: int, row: tuple[Any, ...]) -> Statement:
        speaker, country, act, addressees, quote, *polarity = row
        return Statement(
            id=f"s{number}", speaker=speaker, country=country, act=act, addressees=addressees, quote=quote,
            polarity=polarity[0] if polarity else "positive", evidence=proof(quote), **span(quote),
        )  # fmt: skip

    return Record(
        document=Document(text=text, **about),
        meeting=Meeting(
            kind=kind, date=date, place=Place(name=place[0], country=place[1]) if place else None,  # type: ignore[arg-type]
        ),
        participants=tuple(person(row) for row in people),
        statements=tuple(statement(n, row) for n, row in enumerate(said)),
        version=Version(software="0.0.0", lexicons="0123abcd"),
    )  # fmt: skip


@pytest.fixture(scope="session")
def made() -> Callable[..., Record]:
    """:func:`made_record`, for tests."""
    return made_record
