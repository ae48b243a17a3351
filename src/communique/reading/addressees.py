"""At whom a statement is directed (codebook, "addressees"): the states and organisations it names, less the speaker's own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

from communique.reading.actors import Cast
from communique.reading.speech import Said
from communique.record import Evidence

_DIRECTED = frozenset({"commit", "request", "support", "praise", "oppose", "concern"})
_BOTH = frozenset({"both", "two", "bilateral"})
_REACH = 14
"""How many words after the deciding verb an addressee is looked for; praise and support name theirs early."""


def addressees(
    said: Said, cast: Cast, text: str, reader: str = "addressees"
) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """The addressees of one statement in order of mention, and the characters that name them."""
    if said.stance.act not in _DIRECTED:
        return (), ()
    found: dict[str, Evidence] = {}
    named = [*(_asked(said, cast) if said.stance.act == "request" else []), *_named(said, cast)]
    others = [side for side in cast.sides if side != said.actor.country]
    for start, end, code in named:
        if (
            code
            and code != said.actor.country
            and code not in found
            and (said.actor.country or code not in cast.sides or len(cast.sides) != 2)
        ):
            found[code] = Evidence(
                field="addressees", start=start, end=end, quote=text[start:end], reader=reader, entry=None
            )
    if not found and said.actor.country:
        for token, follower in zip(said.tokens, [*said.tokens[1:], None], strict=True):
            names_both = (
                token.low in _BOTH
                and follower is not None
                and follower.low in ("sides", "countries", "parties", "two", "peoples", "governments", "nations")
            )
            if (names_both or token.low == "you") and others:
                for code in others:
                    found[code] = Evidence(
                        field="addressees",
                        start=token.start,
                        end=token.end,
                        quote=text[token.start : token.end],
                        reader=reader,
                        entry=None,
                    )
                break
    return tuple(found), tuple(found.values())


_OBLIGED = ("modal.", "request.should")
_SUFFERS = re.compile(
    r"(?:attacks?|strikes?|assaults?|aggression|war|invasion) (?:on|against)(?: the)? $|(?:victims?|refugees?|people|migrants|civilians|population) (?:in|of|from)(?: the)? $"
)
"""Words before a state that is the victim of what is spoken of, or where people come from: no addressee (codebook)."""


def _asked(said: Said, cast: Cast) -> list[tuple[int, int, str | None]]:
    """He who should or must: the subject before the verb ("Berlin must do more")."""
    if not (said.stance.entry or "").startswith(_OBLIGED):
        return []
    low, high = said.span.start, min(said.trigger.start, said.span.end)
    return [row for row in _states(cast, low, high) if row[2] != said.actor.country][:2]


def _states(cast: Cast, low: int, high: int) -> list[tuple[int, int, str | None]]:
    """The states, capitals and bodies named in ``text[low:high]``: (start, end, country)."""
    first, last = (bisect_left(cast.places, at, key=itemgetter(0)) for at in (low, high))
    return [
        (p.start, p.end, p.code)
        for p in cast.places[first:last]
        if p.kind in ("state", "demonym", "body", "seat", "city")
    ]


def _named(said: Said, cast: Cast) -> list[tuple[int, int, str | None]]:
    """The persons and sides within reach of the verb: (start, end, country)."""
    begin = next((n for n, t in enumerate(said.tokens) if t.start >= said.trigger.end), len(said.tokens))
    reach = said.tokens[begin : begin + _REACH]
    if not reach:
        return []
    low, high = reach[0].start, reach[-1].end
    places = [
        row for row in _states(cast, low, high) if not _SUFFERS.search(cast.text[max(0, row[0] - 40) : row[0]].lower())
    ]
    people = [(t.start, t.end, cast.country_of(t.low)) for t in reach if t.cap and cast.country_of(t.low)]
    return _first_ones(sorted([*places, *people]), said)


def _first_ones(rows: Sequence[tuple[int, int, str | None]], said: Said) -> list[tuple[int, int, str | None]]:
    """Of what is named, the first that counts; coordinated names ("Kenya and Ethiopia") all count."""
    kept: list[tuple[int, int, str | None]] = []
    for row in rows:
        if row[2] is None or row[2] == said.actor.country:
            continue
        if kept and row[0] - kept[-1][1] > 6:
            break
        kept.append(row)
    return kept
