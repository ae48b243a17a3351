"""Who a subject is: names, titles, sides and pronouns → the speaker, as the record names him."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.actors.cast import Actor, Cast, Known, Subject
from communique.reading.actors.named import by_name
from communique.reading.actors.own import names_own_side
from communique.reading.actors.pronouns import by_pronoun
from communique.reading.actors.sides import by_members, by_phrase, by_side
from communique.reading.actors.titled import by_title
from communique.reading.actors.titles import MODIFIERS, STYLES, is_title, past_style, role_words
from communique.reading.grammar.phrases import is_adverb
from communique.reading.grammar.predicate import group_at
from communique.reading.grammar.tokens import Token
from communique.record import JOINT


def subject_at(
    cast: Cast, tokens: Sequence[Token], k: int, stop: int, running: Actor | None, last: Actor | None
) -> Subject | None:
    """The subject that begins at token `k`, coordination and apposition included; None where none does.

    :param running: who spoke last.   :param last: the last single person who was a subject.
    """
    first = _single(cast, tokens, k, stop, running, last)
    if first is None:
        return None
    end = _past_apposition(tokens, first.end, stop)
    actors = [first.actor]
    while end + 1 < stop and tokens[end].low in ("and", ",", "with"):
        after = end + 1 + (tokens[end + 1].low == "and")
        other = _single(cast, tokens, after, stop, running, last) if after < stop else None
        if other is not None and other.actor.how == "joint.counterparts":
            return Subject(other.actor, other.end)
        if other is None or other.actor.joint or tokens[after].low in ("he", "she", "it", "they", "we", "i"):
            break
        if tokens[end].low == "," and not _goes_on(tokens, other.end, stop) and tokens[end + 1].low != "and":
            break
        actors.append(other.actor)
        end = _past_apposition(tokens, other.end, stop)
    return Subject(_together(cast, actors), end)


def _together(cast: Cast, actors: Sequence[Actor]) -> Actor:
    """One actor for a coordination: of one side, its first; of several sides (or several who lead), joint."""
    if len(actors) == 1:
        return actors[0]
    countries = {a.country for a in actors}
    leaders = [p for p in cast.known if p.part and p.capacity == "principal" and p.name in {a.name for a in actors}]
    if len(countries) == 1 and None not in countries and len(leaders) < 2:
        return actors[0]
    return Actor(JOINT, None, "sides" if any(a.how in ("side", "sides") for a in actors) else "coordination")


def _single(
    cast: Cast, tokens: Sequence[Token], k: int, stop: int, running: Actor | None, last: Actor | None
) -> Subject | None:
    """One subject: by name, pronoun, set phrase, office or side, in this order; a pronoun only where no name begins."""
    k = past_style(cast.text, tokens, k, stop)
    if k >= stop or not tokens[k].word:
        return None
    if tokens[k].low in ("his", "her") and k + 1 < stop and tokens[k + 1].low in STYLES:
        return _style(cast, tokens, k, stop, running, last)
    named = tokens[k].cap and k + 1 < stop and tokens[k + 1].cap
    return (
        (by_name(cast, tokens, k, stop) if named else None)
        or by_pronoun(cast, tokens, k, running, last)
        or (None if named else by_name(cast, tokens, k, stop))
        or by_phrase(cast, tokens, k)
        or by_title(cast, tokens, k, stop)
        or by_members(cast, tokens, k, stop)
        or by_side(cast, tokens, k, stop)
    )


def _style(
    cast: Cast, tokens: Sequence[Token], k: int, stop: int, running: Actor | None, last: Actor | None
) -> Subject | None:
    """ "His Excellency", alone or before a title or name."""
    end = k + 1
    while end < stop and tokens[end].low in STYLES:
        end += 1
    if end < stop and (tokens[end].cap or tokens[end].low == "the"):
        return _single(cast, tokens, end, stop, running, last)
    actor = running if running and not running.joint and not running.group else last
    return Subject(actor._replace(how="pronoun"), end) if actor else None


def _past_apposition(tokens: Sequence[Token], end: int, stop: int) -> int:
    """The token after ", Chief of Information of the X Party," or ", who …," behind a name; `end` where none stands."""
    if end >= stop or tokens[end].low != ",":
        return end
    nxt = tokens[end + 1] if end + 1 < stop else None
    if nxt is None or not (
        nxt.low in ("who", "whose", "the", "a", "an", "as", "in", "accompanied", "joined", "together", "which", "both")
        or is_title(nxt.low)
        or nxt.low in MODIFIERS
        or nxt.cap
    ):
        return end
    for c in range(end + 2, min(stop, end + 32)):
        if tokens[c].low == "," and c + 1 < stop:
            after = tokens[c + 1]
            if is_adverb(after) or _verb_like(tokens, c + 1):
                return c + 1
    return end


def _verb_like(tokens: Sequence[Token], k: int) -> bool:
    """True where a finite verb can begin at `k`."""
    return group_at(tokens, k, len(tokens), sure=not tokens[k].cap) is not None


def _goes_on(tokens: Sequence[Token], k: int, stop: int) -> bool:
    """True where a list of persons goes on behind one of them: at "and", or at a comma with "and" to come."""
    if k >= stop or tokens[k].low not in ("and", ","):
        return False
    return any(tokens[i].low == "and" for i in range(k, min(stop, k + 12)))


__all__ = ["JOINT", "Actor", "Cast", "Known", "Subject", "names_own_side", "role_words", "subject_at"]
