"""At whom a statement is directed (codebook, "addressees"): the states and organisations it names, less the speaker's own."""

from __future__ import annotations

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
    others = [side for side in cast.sides if side != said.actor.country]
    for start, end, code in _named(said, cast):
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


def _named(said: Said, cast: Cast) -> list[tuple[int, int, str | None]]:
    """The persons and sides within reach of the verb: (start, end, country)."""
    begin = next((n for n, t in enumerate(said.tokens) if t.start >= said.trigger.end), len(said.tokens))
    reach = said.tokens[begin : begin + _REACH]
    if not reach:
        return []
    low, high = reach[0].start, reach[-1].end
    places = [
        (p.start, p.end, p.code)
        for p in cast.places[
            bisect_left(cast.places, low, key=itemgetter(0)) : bisect_left(cast.places, high, key=itemgetter(0))
        ]
        if p.kind in ("state", "demonym", "body", "seat", "city")
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
