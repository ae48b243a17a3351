"""A side as subject: a state, body or delegation, its unnamed members, and phrases such as "the two sides"."""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon import fold
from communique.reading.actors.cast import Actor, Cast, Subject, token_after
from communique.reading.grammar.phrases import phrases
from communique.reading.grammar.tokens import Token
from communique.record import JOINT

_MEMBERS = frozenset(
    {"participants", "guests", "delegates", "representatives", "officials", "politicians", "members", "cadres",
     "visitors", "friends"}
)  # fmt: skip
_SPEAK_FOR_A_SIDE = frozenset(
    {"side", "delegation", "government", "party", "authorities", "administration", "people", "leadership", "team",
     "ministry"}
)  # fmt: skip
"""Words that with the name of a state make it one who speaks ("the Omani delegation")."""


def by_phrase(cast: Cast, tokens: Sequence[Token], k: int) -> Subject | None:
    """A phrase of actors.toml: both sides, a group, the host's or the guest's principal, or the talks themselves."""
    match = phrases("actors").at(tokens, k)
    if match is None:
        return None
    value = match.entry.value
    end = match.end
    if value == "talk" and end < len(tokens) and tokens[end].low in ("between", "with", "of"):
        end = _to_verb(tokens, end)
    if value in ("joint", "talk"):
        return Subject(Actor(JOINT, None, match.entry.id), end)
    if value == "group":
        name = cast.text[tokens[k].start : tokens[end - 1].end]
        return Subject(Actor(_without_the(name), cast.foreign(), match.entry.id, group=True), end)
    country = cast.home if value == "host" else cast.foreign()
    person = cast.principal(country)
    return Subject(Actor(person.name, person.country, match.entry.id), end) if person else None


def by_members(cast: Cast, tokens: Sequence[Token], k: int, stop: int) -> Subject | None:
    """Unnamed members of a side: "the Vietnamese participants", "German officials"."""
    i = k + (tokens[k].low == "the")
    place = cast.place_at.get(tokens[i].start) if i < stop else None
    if place is None or place.kind not in ("demonym", "state"):
        return None
    end = token_after(tokens, i, place.end, stop)
    while end < stop and tokens[end].low in ("political", "party", "senior", "government", "business"):
        end += 1
    if end >= stop or tokens[end].low not in _MEMBERS:
        return None
    return Subject(
        Actor(_without_the(cast.text[tokens[k].start : tokens[end].end]), place.code, "group.members", group=True),
        end + 1,
    )


def by_side(cast: Cast, tokens: Sequence[Token], k: int, stop: int) -> Subject | None:
    """A state, capital, government, party or delegation that speaks: its principal, else the name as it stands."""
    i = k + (tokens[k].low in ("the", "his", "her", "their", "its"))
    if i >= stop:
        return None
    country, end = _side_name(cast, tokens, i, stop)
    if end == i:
        return None
    while end < stop and tokens[end].low in _SPEAK_FOR_A_SIDE:
        end += 1
    if end < stop and tokens[end].low in ("'s", "-"):
        return None
    if country is None:
        return None
    person = cast.principal(country)
    if person and person.start < tokens[k].start:
        return Subject(Actor(person.name, country, "side"), end)
    return Subject(Actor(_without_the(cast.text[tokens[k].start : tokens[end - 1].end]), country, "side"), end)


def _side_name(cast: Cast, tokens: Sequence[Token], i: int, stop: int) -> tuple[str | None, int]:
    """The country of the body or state named at `i` and the token behind the name; `i` itself where none is."""
    for length in (5, 4, 3, 2, 1) if tokens[i].low in cast.body_starts else ():
        if i + length <= stop:
            words = fold(cast.text[tokens[i].start : tokens[i + length - 1].end])
            if words in cast.bodies:
                return cast.bodies[words], i + length
    place = cast.place_at.get(tokens[i].start)
    if place is None:
        return None, i
    end = token_after(tokens, i, place.end, stop)
    follower = tokens[end].low if end < stop else ""
    if place.kind == "demonym" and follower not in _SPEAK_FOR_A_SIDE:
        return None, i
    if follower in ("and", ",") or (end < stop and tokens[end].cap):
        return (None, i) if end < stop and tokens[end].cap else (place.code, end)
    return place.code, end


def _to_verb(tokens: Sequence[Token], end: int) -> int:
    """The token of the verb after "the conversation between A and B"; `end` where none is near."""
    for k in range(end, min(len(tokens), end + 30)):
        if tokens[k].low in ("focused", "covered", "touched", "dealt", "centred", "centered", "concerned", "addressed"):
            return k
    return end


def _without_the(text: str) -> str:
    return text[4:] if text[:4].lower() == "the " else text
