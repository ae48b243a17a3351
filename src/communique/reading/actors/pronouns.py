"""A pronoun as subject: whom "he", "they", "we" and "I" mean."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.actors.cast import Actor, Cast, Subject
from communique.reading.grammar.tokens import Token
from communique.record import JOINT


def by_pronoun(
    cast: Cast, tokens: Sequence[Token], k: int, running: Actor | None, last: Actor | None
) -> Subject | None:
    """Whom the pronoun at `k` means; None for other words and where nobody is known."""
    low = tokens[k].low
    if low in ("he", "she"):
        actor = running if running and not running.joint and not running.group else last
        if cast.author and actor and actor.name == cast.author:
            actor = last if last and last.name != cast.author else _other(cast)
        return Subject(actor._replace(how="pronoun"), k + 1) if actor else None
    if low == "they":
        return Subject(
            running._replace(how="pronoun") if running and running.group else Actor(JOINT, None, "pronoun"), k + 1
        )
    if low == "we" and cast.first_person and (running is None or running.country == cast.home or running.joint):
        return Subject(Actor(JOINT, None, "joint.we"), k + 1)
    if low == "i" and tokens[k].cap:
        author = cast.principal(cast.home)
        return Subject(Actor(author.name, author.country, "pronoun"), k + 1) if author else None
    return None


def _other(cast: Cast) -> Actor | None:
    """In a report told in the first person: the one of whom "he" speaks, the principal of the other side."""
    person = cast.principal(cast.foreign())
    return Actor(person.name, person.country, "pronoun") if person else None
