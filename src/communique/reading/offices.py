"""Offices: the words of an office → role, organisation and country (codebook, "participants" and "People").

The grammar of an office: [state] [body] [ranks and fields] head [complements]. A complement begins at "of", "for", "to",
"at", "with", "in" or "on" and is a state, a field of the role, or the body in which the office is held.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from communique.reading.bodies import body_name, is_body
from communique.reading.grammar.tokens import Token
from communique.reading.names import is_head, words_of
from communique.reading.places import PlaceHit

_PREPOSITIONS = frozenset({"of", "for", "to", "at", "in", "with", "on", "from"})
_STATE_ITSELF = frozenset({"republic", "federation", "confederation", "state", "nation", "kingdom", "government"})
"""What follows "of the" and is no body but the state ("President of the Republic")."""
_AIDES = frozenset({"assistant", "aide", "adviser", "advisor", "secretary"})
"""Heads that are held to another office ("Special Assistant to the Prime Minister")."""
_STATELY = frozenset({"state", "demonym", "seat", "body"})
_ARMS = frozenset({"treasury", "navy", "army", "interior", "economy", "environment", "armed", "presidency", "family"})
"""What "Secretary of the …" takes as a field though it has an article."""


_ORGANS = frozenset({"committee", "politburo", "bureau", "secretariat", "presidium"})
"""What a body consists of."""
_ONLY_IN = {
    "taoiseach": "IRL", "tánaiste": "IRL", "federal councillor": "CHE", "federal councilor": "CHE",
    "external affairs minister": "IND", "chancellor of the exchequer": "GBR", "state councilor": "CHN",
    "high representative": "EUU", "high representative/vice-president": "EUU", "high representative/vice president": "EUU",
    "united states trade representative": "USA",
}  # fmt: skip
"""Offices that only one state or body has."""


class OfficeFound(NamedTuple):
    """One office: `span` covers its words."""

    role: str
    organisation: str | None
    country: str | None
    span: tuple[int, int]


def read_offices(
    text: str, tokens: Sequence[Token], begin: int, end: int, places: Sequence[PlaceHit]
) -> tuple[OfficeFound, ...]:
    """The offices named by ``tokens[begin:end]``, in order; the state of one holds for those that name none."""
    at = {p.start: p for p in places}
    found = [
        office
        for b, e in _split(tokens, begin, end)
        if (office := _Reading(text, tokens, at, b, e).office()) is not None
    ]
    country = next((o.country for o in found if o.country), None)
    country = country or next((_ONLY_IN[o.role.lower()] for o in found if o.role.lower() in _ONLY_IN), None)
    return tuple(o._replace(country=o.country or country) for o in found)


def _split(tokens: Sequence[Token], begin: int, end: int) -> list[tuple[int, int]]:
    """Cuts "Minister of A and Vice-Chair of B" at the "and" or comma after which an office begins."""
    cuts = [begin]
    for k in range(begin + 1, end):
        if (
            tokens[k].low in ("and", ",", ";", "/", "-")
            and _opens_office(tokens, k + 1, end)
            and any(is_head(t.low) for t in tokens[cuts[-1] : k])
        ):
            cuts.append(k)
    cuts.append(end)
    parts = []
    for b, e in pairwise(cuts):
        while b < e and tokens[b].low in ("and", ",", "the", ";", "/", "-"):
            b += 1
        while e > b and tokens[e - 1].low in (",", "and", ";", "/", "-"):
            e -= 1
        if e > b:
            parts.append((b, e))
    return parts


def _opens_office(tokens: Sequence[Token], k: int, end: int) -> bool:
    """True where a head word comes before any preposition."""
    for n in range(k, min(end, k + 6)):
        low = tokens[n].low
        if is_head(low):
            return True
        if low in ("of", "for", "to", "at", "in", ",", "/"):
            return False
    return False


def _singular(role: str) -> str:
    """The office of each where it is given once for several persons ("Senators A and B", "Cabinet Secretaries A and B")."""
    if role.lower().endswith("ies") and is_head(role.lower().rsplit(" ", 1)[-1][:-3] + "y"):
        return role[:-3] + "y"
    plural = role.endswith("s") and is_head(role.lower().rsplit(" ", 1)[-1][:-1])
    return role[:-1] if plural else role


class _Reading:
    """One office at ``tokens[b:e]``, read from left to right."""

    def __init__(self, text: str, tokens: Sequence[Token], at: dict[int, PlaceHit], b: int, e: int) -> None:
        self.text, self.tokens, self.at, self.b, self.e = text, tokens, at, b, e
        self.bodies = [(p.start, p.end) for p in at.values() if p.kind == "body"]
        self.country: str | None = None
        self.organisation: str | None = None
        self.role = ""

    def office(self) -> OfficeFound | None:
        tokens, b, e = self.tokens, self.b, self.e
        aides = (k for k in range(b, e - 1) if tokens[k].low in _AIDES and tokens[k + 1].low == "to")
        first = next(aides, None)
        first = first if first is not None else next((k for k in range(b, e) if is_head(tokens[k].low)), None)
        if first is None:
            return None
        stop = next((k for k in range(first + 1, e) if tokens[k].low in _PREPOSITIONS), e)
        head = max((k for k in range(first, stop) if is_head(tokens[k].low)), default=first)
        lead = self._state_before(head)
        begin = self._role_begin(lead, head)
        if begin > lead and self._is_organ_of(begin, stop):
            begin = lead
        elif begin > lead:
            self._body_before(lead, begin)
        self.role = self._words(begin, stop)
        for k, end in self._complements(stop):
            self._add(k, end, tokens[head].low)
        if not self.role:
            return None
        self.role = _singular(self.role)
        return OfficeFound(self.role, self.organisation, self.country, (tokens[b].start, tokens[e - 1].end))

    def _state_before(self, head: int) -> int:
        """Takes "French" or "The Republic of Korea's" from the front; where the rest begins."""
        tokens, k = self.tokens, self.b
        titles = words_of("honorific") - {"general", "major", "ambassador", "senator", "marshal"}
        while (
            k < head
            and tokens[k].low in (*titles, "newly-appointed", "newly-elected", "visiting")
            and tokens[k].start not in self.at
        ):
            k += 1
        place = self.at.get(tokens[k].start)
        if place is None or place.kind not in _STATELY:
            return k
        self.country = place.code
        if place.kind == "body":
            return k
        k = self._past(place, k, head)
        if k < head and tokens[k].low == "(":
            k = next((n + 1 for n in range(k, head) if tokens[n].low == ")"), k)
        return k + (k < head and tokens[k].low == "'s")

    def _past(self, place: PlaceHit, k: int, end: int) -> int:
        while k < end and self.tokens[k].start < place.end:
            k += 1
        return k

    def _role_begin(self, lead: int, head: int) -> int:
        """Where the role begins: ranks and fields before the head belong to it, a body does not."""
        tokens, k = self.tokens, head
        while k > lead and self._is_role_word(k - 1):
            k -= 1
        if k > lead + 1 and tokens[k - 1].low == "of" and is_body(tokens[k - 2].low):
            k = next((n for n in range(k, head) if tokens[n].low in words_of("rank")), head)
        return k

    def _is_organ_of(self, begin: int, stop: int) -> bool:
        """True where the body before the role is part of one behind it ("Standing Committee Member of the X Party")."""
        if self.tokens[begin - 1].low not in _ORGANS or stop + 1 >= self.e or self.tokens[stop].low != "of":
            return False
        return self.tokens[stop + 1].low == "the" and self._is_body_range(stop + 2, self.e)

    def _is_role_word(self, k: int) -> bool:
        token = self.tokens[k]
        if any(start <= token.start < end for start, end in self.bodies):
            return False
        low = token.low
        if low in ("and", "&"):
            return self.tokens[k + 1].low in words_of("portfolio") and self.tokens[k - 1].low in words_of("portfolio")
        named = low in words_of("modifier") or low in words_of("rank") or low in words_of("portfolio") or is_head(low)
        return named or low in ("then", "-") or low.startswith(("vice-", "deputy-", "co-"))

    def _body_before(self, lead: int, begin: int) -> None:
        """The body that stands before the role ("NATO | Secretary General", "State Duma | Speaker")."""
        first = self.tokens[lead]
        known = any(is_body(t.low) or t.low in (")", "'s") or self._is_org(t) for t in self.tokens[lead:begin])
        if not known and not (first.cap and len(first.low) > 1 and first.low not in words_of("honorific")):
            return
        self.organisation = body_name(self.text, self.tokens, lead, begin, self.at)
        self.country = self.country or self._code_in(lead, begin)

    def _is_org(self, token: Token) -> bool:
        place = self.at.get(token.start)
        return place is not None and place.kind == "body"

    def _complements(self, k: int) -> list[tuple[int, int]]:
        """The complements from the preposition at `k` on, as token ranges that begin at a preposition."""
        if k >= self.e:
            return []
        starts = [k]
        for n in range(k + 1, self.e):
            if self.tokens[n].low in _PREPOSITIONS and self._starts_complement(starts[-1], n):
                starts.append(n)
        return list(pairwise([*starts, self.e]))

    def _starts_complement(self, k: int, n: int) -> bool:
        """True where the preposition at `n` begins a complement of its own rather than going on inside that at `k`."""
        tokens = self.tokens
        j = n + 1 + (n + 1 < self.e and tokens[n + 1].low == "the")
        if j >= self.e:
            return False
        place = self.at.get(tokens[j].start)
        before = self._is_body_range(k + 1, n)
        if tokens[n].low == "of":
            if place is not None and place.kind == "state" and place.end >= tokens[self.e - 1].end:
                return not before
            return not before and self._is_body_range(j, self.e) and tokens[n + 1].low == "the"
        if tokens[n].low == "at" or (tokens[n].low == "to" and self._ends_in_state(n)):
            return True
        if tokens[n].low in ("for", "on", "to"):
            owner = tokens[n - 1].low in ("government", "president", "minister", "secretary-general", "republic")
            return before and (owner or self._ends_in_state(n))
        return False

    def _ends_in_state(self, n: int) -> bool:
        return any(p.kind in ("state", "body") and p.end == self.tokens[n - 1].end for p in self.at.values())

    def _is_body_range(self, j: int, e: int) -> bool:
        return any(is_body(self.tokens[n].low) or self._is_org(self.tokens[n]) for n in range(j, e))

    def _add(self, k: int, e: int, head: str) -> None:
        """What the complement ``tokens[k:e]`` adds: a country, a field of the role, or a body."""
        tokens, preposition = self.tokens, self.tokens[k].low
        definite = k + 1 < e and tokens[k + 1].low == "the"
        j = k + 1 + definite
        if j >= e:
            return
        place = self.at.get(tokens[j].start)
        if place is not None and place.kind == "state" and preposition != "to" and self._only_state(place, j, e):
            if not (self.organisation and self.country):
                self.country = place.code
            return
        if preposition == "to" or self._is_field(place, preposition, definite, j, e, head):
            self.role = f"{self.role} {self._words(k, e)}"
            if preposition != "to" and place is not None and place.kind not in ("state", "city"):
                self.country = self.country or place.code
            return
        if definite and e - j == 1 and tokens[j].low in _STATE_ITSELF:
            return
        if self.organisation is None:
            self.organisation = body_name(self.text, tokens, j, e, self.at)
        self.country = self.country or self._code_in(j, e)

    def _only_state(self, place: PlaceHit, j: int, e: int) -> bool:
        rest = [t for t in self.tokens[j:e] if t.start >= place.end]
        return all(not t.word or t.low in ("to", "and", "northern", "ireland") for t in rest)

    def _is_field(self, place: PlaceHit | None, preposition: str, definite: bool, j: int, e: int, head: str) -> bool:
        """True where the complement says what the office is for ("of Foreign Affairs"), not where it is held."""
        tokens = self.tokens
        body = self._is_body_range(j, e)
        if preposition == "in":
            return not (definite and body)
        if preposition == "of" and tokens[j].low == "state":
            return True
        if definite and j + 1 >= e and head in ("secretary", "minister") and tokens[j].low in _ARMS:
            return True
        if preposition in ("for", "with", "on"):
            return not (definite and body) or (definite and head in words_of("envoy"))
        if definite or head not in words_of("envoy") or (place is not None and place.kind in ("body", "demonym")):
            return False
        return not body or tokens[j].low in words_of("portfolio")

    def _code_in(self, b: int, e: int) -> str | None:
        codes = (
            p.code
            for k in range(b, e)
            if (p := self.at.get(self.tokens[k].start)) is not None
            and not (k > b and self.tokens[k - 1].low in ("with", "to", "in", "on"))
        )
        return next((code for code in codes if code), None)

    def _words(self, b: int, e: int) -> str:
        tokens = self.tokens
        while b < e and (tokens[b].low in ("the", "and") or not tokens[b].word):
            b += 1
        last = e
        while e > b and not tokens[e - 1].word:
            e -= 1
        if e < last and tokens[e].low == ")" and any(t.low == "(" for t in tokens[b:e]):
            e += 1
        return " ".join(self.text[tokens[b].start : tokens[e - 1].end].split()) if e > b else ""
