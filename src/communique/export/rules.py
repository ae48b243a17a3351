"""Tables of rules: the first rule whose conditions hold says what something is coded as.

A rule is ``{id, when = {fact = [values] | true | false, words = [phrases]}, …}``; what stands beside ``id`` and ``when``
is its outcome. ``words`` and ``also`` hold where one of their phrases stands in the text as whole words, without regard to
case, accents and punctuation; a word may end in ``*``, and ``<name>`` stands for a list under ``[lists]``. Every other condition names a fact; a fact of several values
(topics) holds where one of them is listed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from communique.errors import LexiconError
from communique.score.match import plain

Fact = str | bool | Collection[str] | None
_TEXTS = ("words", "also")


@dataclass(frozen=True)
class Rule:
    """One rule: its conditions (facts; patterns that the text has to match), and its outcome."""

    id: str
    facts: Mapping[str, Any]
    patterns: tuple[re.Pattern[str], ...]
    outcome: Mapping[str, Any]

    def holds(self, facts: Mapping[str, Fact], text: str) -> bool:
        """True where every condition holds; `text` is plain."""
        return all(_is(facts[key], wanted) for key, wanted in self.facts.items()) and all(
            p.search(text) for p in self.patterns
        )


@cache
def table(name: str) -> Mapping[str, Any]:
    """The table ``codes/<name>.toml`` as plain data; loaded on first use."""
    return tomllib.loads((files("communique.export") / "codes" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def rules(name: str, section: str) -> tuple[Rule, ...]:
    """The rules of one section of a table, in order.

    :raises LexiconError: for a rule without id or conditions.
    """
    lists = table(name).get("lists", {})
    return tuple(_rule(row, f"{name}.toml [[{section}]]", lists) for row in table(name)[section])


def first(found: Iterable[Rule], facts: Mapping[str, Fact], text: str = "") -> Rule | None:
    """The first rule that holds; None where none does."""
    words = plain(text)
    return next((rule for rule in found if rule.holds(facts, words)), None)


def _rule(row: Mapping[str, Any], where: str, lists: Mapping[str, list[str]]) -> Rule:
    if "id" not in row or "when" not in row:
        raise LexiconError(where, f"a rule without id or `when`: {dict(row)}", "Give it both.")
    facts = {key: value for key, value in row["when"].items() if key not in _TEXTS}
    patterns = tuple(_pattern(_words(row["when"][key], lists)) for key in _TEXTS if key in row["when"])
    return Rule(row["id"], facts, patterns, {k: v for k, v in row.items() if k not in ("id", "when")})


def _words(phrases: Iterable[str], lists: Mapping[str, list[str]]) -> Iterable[str]:
    for phrase in phrases:
        yield from lists[phrase[1:-1]] if phrase.startswith("<") else (phrase,)


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    parts = [re.escape(plain(p)) + (r"\w*" if p.endswith("*") else "") for p in phrases]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")


def _is(fact: Fact, wanted: Any) -> bool:
    if isinstance(wanted, bool):
        return fact is wanted
    if fact is None or isinstance(fact, str | bool):
        return fact in wanted
    return not set(fact).isdisjoint(wanted)
