"""What a comparison of accounts gives: facts, points, omissions; every line with where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from communique.account import Cite, Stated
from communique.arrow import Columns

Verdict = Literal["agree", "compatible", "differ by a day", "differ", "stated by some", "not stated"]
"""``compatible``: one is less exact than the other, or each party to a call names its own place. ``differ by a day`` is no
contradiction: the sides may lie in different time zones."""
Change = Literal["act", "strength", "polarity", "condition"]
SURE = 0.25
"""Of the links of the hand-aligned pairs of the tests, 41 of 44 that are so much alike were right, and 15 of 19 others."""
Standing = Literal["said alike", "said differently", "said by one"]


class Source(NamedTuple):
    """One of the accounts that are compared. ``side`` is the state or body for which its issuer speaks."""

    document: str
    title: str | None
    issuer: str | None
    side: str | None
    url: str | None
    published: str | None
    day: str | None


class Claim(NamedTuple):
    """What one account says of a fact; None where it does not state it. ``cite`` is None where no one place says it."""

    value: str | None
    cite: Cite | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the encounter (``kind``, ``date``, ``place`` or the name of a participant), as each account has it."""

    name: str
    person: bool
    verdict: Verdict
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One matter, with the statements of each account on it; an empty tuple where an account has none.

    ``likeness`` (0 to 1) is that of its least alike link, None where only one account has the matter. ``changes`` says in
    what accounts differ that say it differently.
    """

    said: tuple[tuple[Stated, ...], ...]
    likeness: float | None
    changes: tuple[Change, ...]

    @property
    def accounts(self) -> tuple[int, ...]:
        """The numbers of the accounts that have the matter."""
        return tuple(n for n, statements in enumerate(self.said) if statements)

    @property
    def sure(self) -> bool:
        """False for statements of several accounts that may not be about one matter: less alike than `SURE`."""
        return self.likeness is None or self.likeness >= SURE

    @property
    def standing(self) -> Standing:
        """Whether one account says it, or several, alike or differently."""
        if len(self.accounts) == 1:
            return "said by one"
        return "said differently" if self.changes else "said alike"


@dataclass(frozen=True, slots=True)
class Rate:
    """How often a side raises a topic: in ``raised`` of its readouts of ``encounters`` other encounters with ``others``."""

    side: str
    others: tuple[str, ...]
    raised: int
    encounters: int
    evidence: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Omission:
    """A topic that some accounts raise (``said``, by account) and account number ``by`` does not.

    ``rate`` is None where nobody looked for it: no other readouts were given, or it is not known for whom the account
    speaks.
    """

    topic: str
    by: int
    said: tuple[tuple[Stated, ...], ...]
    rate: Rate | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Accounts of one encounter side by side. Every tuple "by account" is in the order of `sources`.

    ``looked`` says whether base rates were looked for, in other readouts.
    """

    sources: tuple[Source, ...]
    facts: tuple[Fact, ...]
    points: tuple[Point, ...]
    omissions: tuple[Omission, ...]
    notes: tuple[str, ...]
    looked: bool

    @property
    def columns(self) -> Columns:
        """The columns of `rows`."""
        return _COLUMNS

    def rows(self) -> list[dict[str, Any]]:
        """A row for each statement of each point, each account's word on each fact, and each omission.

        ``document`` is the account that the row is about; ``at`` the document in which ``start`` to ``end`` lie.
        """
        return [*self._facts(), *self._points(), *self._omissions()]

    def _facts(self) -> list[dict[str, Any]]:
        return [
            {"part": "fact", "item": fact.name, "standing": fact.verdict, "document": source.document,
             "value": claim.value, **_at(claim.cite)}
            for fact in self.facts
            for source, claim in zip(self.sources, fact.claims, strict=True)
        ]  # fmt: skip

    def _points(self) -> list[dict[str, Any]]:
        return [
            {"part": "point", "item": str(n), "standing": point.standing, "document": source.document,
             "changes": list(point.changes), "likeness": point.likeness, **_statement(statement)}
            for n, point in enumerate(self.points, 1)
            for source, statements in zip(self.sources, point.said, strict=True)
            for statement in statements
        ]  # fmt: skip

    def _omissions(self) -> list[dict[str, Any]]:
        return [
            {"part": "omission", "item": one.topic, "standing": "not raised", "document": self.sources[one.by].document,
             "raised": one.rate.raised if one.rate else None, "encounters": one.rate.encounters if one.rate else None,
             **_statement(statement)}
            for one in self.omissions
            for statements in one.said
            for statement in statements
        ]  # fmt: skip


_COLUMNS: Mapping[str, Any] = {
    "part": "text", "item": "text", "standing": "text", "document": "text", "value": "text", "changes": "texts",
    "likeness": "real", "raised": "number", "encounters": "number", "speaker": "text", "country": "text", "act": "text",
    "polarity": "text", "topics": "texts", "at": "text", "start": "number", "end": "number", "quote": "text",
}  # fmt: skip


def _at(cite: Cite | None) -> dict[str, Any]:
    return {"at": cite.document, "start": cite.start, "end": cite.end, "quote": cite.quote} if cite else {}


def _statement(said: Stated) -> dict[str, Any]:
    told = {"speaker": said.speaker, "country": said.country, "act": said.act, "polarity": said.polarity}
    return {**told, "topics": list(said.topics), **_at(said.cite)}
