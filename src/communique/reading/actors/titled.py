"""A person as subject by his office alone."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.actors.cast import Actor, Cast, Known, Subject, token_after
from communique.reading.actors.titles import MODIFIERS, SMALL, is_title
from communique.reading.grammar.tokens import Token

_HEADS_OF_GOVERNMENT = frozenset(
    {"premier", "pm", "chief", "leader", "head", "hrh", "majesty", "highness", "monarch", "counterpart"}
)  # fmt: skip
_OF_THE_STATE = frozenset({"republic", "council", "government", "federation", "nation", "state"})
"""What follows "President of the" where it is the speaker's own."""
_ACRONYMS = {
    "eam": "external affairs minister", "fm": "foreign minister", "pm": "prime minister", "dpm": "deputy prime minister",
}  # fmt: skip
_HEADS = frozenset(
    {"president", "minister", "secretary-general", "chancellor", "king", "queen", "emperor", "sultan", "emir", "amir",
     "taoiseach", "tánaiste", "representative", "premier", "secretary"}
)  # fmt: skip
"""Offices that may speak for a side without a name."""


def by_title(cast: Cast, tokens: Sequence[Token], k: int, stop: int) -> Subject | None:
    """A person by his office alone ("The Deputy Secretary", "the Russian President", "The President of Syria")."""
    i = k + (tokens[k].low in ("the", "his", "her"))
    words: list[str] = []
    country: str | None = None
    while i < stop and i - k < 8:
        place = cast.place_at.get(tokens[i].start)
        if place and place.kind in ("demonym", "state"):
            country = place.code
            i = token_after(tokens, i, place.end, stop)
            continue
        if not (
            is_title(tokens[i].low)
            or tokens[i].low in MODIFIERS
            or (words and tokens[i].low == "of" and i + 1 < stop and tokens[i + 1].low == "state")
        ):
            break
        words.append(tokens[i].low)
        i += 1
    headed = _head_of(cast, tokens, k + (tokens[k].low == "the"), stop)
    if headed is not None:
        return headed
    if not any(is_title(w) for w in words) or (tokens[k].low not in ("the",) and not tokens[k].cap):
        return None
    if i < stop and tokens[i].low == "of" and i + 1 < stop:
        j = i + 1 + (tokens[i + 1].low == "the")
        place = cast.place_at.get(tokens[j].start) if j < stop else None
        if place:
            country, i = place.code or country, token_after(tokens, j, place.end, stop)
        elif j < stop and j > i + 1 and tokens[j].low in _OF_THE_STATE:
            country, i = country or cast.home, j + 1
    full = frozenset(w for word in words for w in _ACRONYMS.get(word, word).split()) - SMALL
    person = _holder(cast, full, country)
    if person is not None:
        return Subject(Actor(person.name, person.country, "title"), i)
    return _unnamed(cast, tokens, k, i, frozenset(words), country or cast.home)


def _head_of(cast: Cast, tokens: Sequence[Token], i: int, stop: int) -> Subject | None:
    """ "The head of Polish diplomacy", "the head of the FDFA": he who leads that side."""
    if i + 2 >= stop or tokens[i].low not in ("head", "chief", "leader") or tokens[i + 1].low != "of":
        return None
    if tokens[i].low == "head" and tokens[i + 2].low in ("state", "government"):
        person = cast.principal(cast.home)
        return Subject(Actor(person.name, person.country, "title"), i + 3) if person else None
    for n in range(i + 2, min(stop, i + 6)):
        if not (tokens[n].cap or tokens[n].low == "the"):
            return None
        place = cast.place_at.get(tokens[n].start)
        country = (place.code if place else None) or cast.bodies.get(tokens[n].low)
        person = cast.principal(country) if country else None
        if person is not None:
            end = n + 1
            while end < stop and (
                tokens[end].cap or tokens[end].low in ("diplomacy", "government", "delegation", "state")
            ):
                end += 1
            return Subject(Actor(person.name, person.country, "title"), end)
    return None


def _unnamed(
    cast: Cast, tokens: Sequence[Token], k: int, end: int, words: frozenset[str], country: str | None
) -> Subject | None:
    """The head of a side of which nobody is named: "The Prime Minister spoke to …" on his own office's page."""
    if country is None or tokens[k].low != "the" or not (words & _HEADS) or not tokens[k + 1].cap:
        return None
    if any(p.part and p.country == country for p in cast.known):
        return None
    name = cast.text[tokens[k + 1].start : tokens[end - 1].end]
    return Subject(Actor(name, country, "title"), end)


def _holder(cast: Cast, words: frozenset[str], country: str | None) -> Known | None:
    """Who of those who take part holds the office of these words, of one country where one is given."""
    people = [p for p in cast.known if p.part and (country is None or p.country == country)]
    fits = [p for p in people if any(words <= role for role in p.roles)]
    if not fits and words & _HEADS_OF_GOVERNMENT:
        fits = [p for p in people if p.capacity == "principal"]
    if not fits and country:
        fits = people
    exact = [p for p in fits if any(words == role for role in p.roles)]
    fits = exact or fits
    if words == {"minister"}:
        fits = [p for p in fits if not any("prime" in role for role in p.roles)] or fits
    fits.sort(key=lambda p: (p.capacity != "principal", p.country != cast.home, p.start))
    return fits[0] if fits else None
