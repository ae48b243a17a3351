"""Whether words name the side of him who speaks."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.actors.cast import Actor, Cast
from communique.reading.grammar.tokens import Token

_BEHIND_HEAD = frozenset(
    {"between", "in", "from", "to", "for", "with", "on", "by", "at", "since", "during", "that", "which", "who"}
)  # fmt: skip
"""Where the head of a subject ends: behind these no word says whose it is."""
_OWN_BODIES = frozenset(
    {"departments", "authorities", "president", "secretary", "minister", "government", "administration", "assistant",
     "under", "deputy", "ambassador", "ministry", "party", "alliance", "department", "parliament", "federation",
     "league", "front", "coalition", "navy", "army", "police", "commission"}
)  # fmt: skip
"""Words that, with "the" and no state, mean the speaker's own body ("the Alliance will send")."""

_OF_A_SIDE = frozenset({"side", "people", "companies", "officials", "forces", "experts", "leadership", "team"})
"""What of a state acts for it, besides its bodies."""


def names_own_side(cast: Cast, tokens: Sequence[Token], i: int, j: int, actor: Actor) -> bool:
    """True where the words name the speaker's own side ("we", "our", "China", "the Chinese side", "its", "the CPC")."""
    if tokens[i].low in ("they", "their") and (actor.joint or actor.group):
        return True
    for k in range(i, j):
        low = tokens[k].low
        if low in _BEHIND_HEAD and k > i:
            break
        if low in ("we", "our", "i", "us", "my") or (low in ("its", "his", "her", "it", "she", "he") and k <= i + 1):
            return True
        place = cast.place_at.get(tokens[k].start)
        if place and place.code and place.code == actor.country:
            return _whole_side(tokens, place.end, j)
        if cast.bodies.get(low) == actor.country and actor.country:
            return True
        if low in cast.by_word and tokens[k].cap and any(p.country == actor.country for p in cast.by_word[low]):
            return True
        lead = i + (tokens[i].low == "the")
        lead += lead < j and tokens[lead].low in ("federal", "national", "new", "relevant", "competent")
        if low in _OWN_BODIES and k == lead and cast.place_at.get(tokens[i].start) is None:
            return True
    return False


def _whole_side(tokens: Sequence[Token], end: int, j: int) -> bool:
    """True for "China" and "China's government", not for a thing of it ("China's door will open wider")."""
    behind = [t for t in tokens[:j] if t.start >= end]
    if not behind or behind[0].low != "'s":
        return True
    return any(t.low in _OWN_BODIES or t.low in _OF_A_SIDE or t.cap for t in behind[1:])
