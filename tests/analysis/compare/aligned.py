"""Hand-aligned pairs of readouts, and how well an alignment finds their links.

``pairs.json`` holds invented pairs of two house styles. A link names the statements by words of each text, so that it does
not depend on how a text is read: the statement meant is the one in which the last of these words' characters stands.
Coding rule: two statements are linked where they report one thing of the encounter (one thing asked, promised, praised,
talked about) of the same side, or of one side and of both; a broad topic in common is not enough. ``how`` is ``same``,
or ``differs`` where act or strength change. Each second pair is held out: it was not looked at while anything was chosen.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import communique
from communique.account import Account, account_of

FILE = Path(__file__).parent / "pairs.json"
Ends = tuple[int, int]
Found = Callable[[Sequence[Account]], Iterable[Ends]]


class Pair(NamedTuple):
    """Two accounts, the characters that hand-made links lead to, and how each of these is told."""

    id: str
    half: str
    accounts: tuple[Account, Account]
    texts: tuple[str, str]
    links: tuple[tuple[Ends, str], ...]
    facts: dict[str, str]


class Figures(NamedTuple):
    """Links found that are right, found in all, and made by hand (those to statements that were not read too)."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.gold)


@cache
def pairs(half: str) -> tuple[Pair, ...]:
    """The pairs of one half: ``tuning`` or ``held-out``."""
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    return tuple(_pair(row) for row in rows if row["half"] == half)


def _pair(row: dict[str, Any]) -> Pair:
    texts = row["a"]["text"], row["b"]["text"]
    links = tuple(
        ((texts[0].index(link["a"]) + len(link["a"]) - 1, texts[1].index(link["b"]) + len(link["b"]) - 1), link["how"])
        for link in row["links"]
    )
    return Pair(row["id"], row["half"], (account(row, "a"), account(row, "b")), texts, links, row["facts"])


def account(row: dict[str, Any], side: str) -> Account:
    """One account of a pair, as it is read."""
    told = row[side]
    about = {name: told[name] for name in ("title", "issuer", "published")}
    return account_of(communique.read(told["text"], id=f"{row['id']}-{side}", language="en", **about))


def spots(accounts: Sequence[Account], ends: Ends) -> tuple[int | None, ...]:
    """The statements in which two characters stand; None where none was read there."""
    return tuple(
        next((i for i, s in enumerate(a.statements) if s.cite.start <= at < s.cite.end), None)
        for a, at in zip(accounts, ends, strict=True)
    )


def figures(some: Iterable[tuple[Sequence[Account], Iterable[Ends]]], found: Found) -> Figures:
    """How well `found` (pairs of statements' numbers) finds the links of pairs of accounts."""
    right = total = gold = 0
    for accounts, ends in some:
        links, wanted = set(found(accounts)), [spots(accounts, pair) for pair in ends]
        right += len(links & set(wanted))  # type: ignore[arg-type]
        total += len(links)
        gold += len(wanted)
    return Figures(right, total, gold)
