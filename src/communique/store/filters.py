"""The filters of a search, and what a user may give for them.

Each filter holds of the document as a whole: an actor who took part or spoke, under any of his names; a country that
a participant, speaker or addressee belongs to; a topic of the text. With `act`, the actor and the topic are those of
one and the same statement of that act: the actor is its speaker, or took part where the sides speak jointly.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypedDict, get_args

from communique.days import span_of
from communique.record import Act, Kind
from communique.store.errors import QueryError
from communique.store.words import plain


class FilterWords(TypedDict, total=False):
    """The filters as keyword arguments; None is no filter.

    ``actor`` and ``issuer`` are names or whole words of one, in any case; ``country`` an English name or a code: ISO 3166-1
    alpha-3, or one of EUU, UNO, NAT, ASN, AFU, XKX; ``pair`` two of them with a hyphen between ("CHN-FRA"): both; ``met`` the same where both took part or spoke, not only were addressed; ``act``, ``topic`` and ``kind`` as in the codebook; ``since`` and ``until``
    days, months or years (both included; a document counts whose date lies in part within). ``once`` shows of near
    copies only the first that meets the filters.
    """

    actor: str | None
    country: str | None
    pair: str | None
    met: str | None
    act: str | None
    topic: str | None
    issuer: str | None
    kind: str | None
    since: str | None
    until: str | None
    once: bool


@dataclass(frozen=True)
class Filters:
    """Checked filters; ``actor`` and ``issuer`` are folded, ``since`` and ``until`` days."""

    actor: str | None = None
    country: str | None = None
    pair: tuple[str, str] | None = None
    met: tuple[str, str] | None = None
    act: str | None = None
    topic: str | None = None
    issuer: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    once: bool = False

    @property
    def of_statements(self) -> bool:
        """Whether some filter chooses among the statements of a document."""
        return any((self.actor, self.act, self.topic))


def check(words: FilterWords) -> Filters:
    """The filters that a user gave.

    :raises QueryError: for a value that no document can have.
    """
    given: dict[str, Any] = {name: value for name, value in words.items() if value is not None}
    unknown = sorted(set(given) - set(_CHECKS) - {"once"})
    if unknown:
        raise QueryError(f"filter {unknown[0]!r}", "no such filter", f"Use one of: {', '.join(sorted(_CHECKS))}, once.")
    once = bool(given.pop("once", False))
    found = Filters(once=once, **{name: _CHECKS[name](name, value) for name, value in given.items()})
    if found.since and found.until and found.since > found.until:
        where = f"from {given['since']} to {given['until']}"
        raise QueryError(where, "it ends before it begins", "Give the earlier date first.")
    return found


def _name(field: str, value: str) -> str:
    folded = plain(value)
    if not folded:
        raise QueryError(f"{field} {value!r}", "no letter or figure in it", "Give a name.")
    return folded


def _country(field: str, value: str) -> str:
    from communique.reading.places import code_of, state_names

    known = state_names()
    code = value.upper() if value.upper() in known else code_of(value)
    if code is None:
        near = [f"{name} ({code})" for code, name in known.items() if name in _near(value, known.values())]
        mend = (
            f"Did you mean {', '.join(near)}?" if near else "Give three letters or an English name: FRA, France, EUU."
        )
        raise QueryError(f"{field} {value!r}", "no such country", mend)
    return code


def _pair(field: str, value: str) -> tuple[str, str]:
    one, _, other = value.partition("-")
    if not other:
        raise QueryError(f"{field} {value!r}", "no pair", "Give two states or bodies with a hyphen between: CHN-FRA.")
    codes = _country(field, one), _country(field, other)
    if codes[0] == codes[1]:
        raise QueryError(f"{field} {value!r}", "twice the same", "Give two different ones.")
    return codes


def _near(value: str, names: Collection[str]) -> list[str]:
    return difflib.get_close_matches(value.title(), names, n=3, cutoff=0.7)


def _one_of(known: Collection[str]) -> Callable[[str, str], str]:
    def check(field: str, value: str) -> str:
        if value not in known:
            near = difflib.get_close_matches(value, known, n=3) or sorted(known)
            raise QueryError(f"{field} {value!r}", f"no such {field}", f"Give one of: {', '.join(near)}.")
        return value

    return check


def _topic(field: str, value: str) -> str:
    from communique.lexicon.load import load

    return _one_of(load("topics").values)(field, value)


def _first_day(field: str, value: str) -> str:
    return _day(field, value, 0)


def _last_day(field: str, value: str) -> str:
    return _day(field, value, 1)


def _day(name: str, value: str, end: int) -> str:
    day = span_of(value)[end] if re.fullmatch(r"\d{4}(-\d\d){0,2}", value) else None
    if day is None:
        raise QueryError(f"{name} {value!r}", "no date", "Write a day, month or year: 2024-05-17, 2024-05 or 2024.")
    return day


_CHECKS: Mapping[str, Callable[[str, str], Any]] = {
    "actor": _name,
    "issuer": _name,
    "country": _country,
    "pair": _pair,
    "met": _pair,
    "act": _one_of(get_args(Act)),
    "kind": _one_of(get_args(Kind)),
    "topic": _topic,
    "since": _first_day,
    "until": _last_day,
}
