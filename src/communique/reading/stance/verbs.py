"""The act of a finite verb, with its modal and what it carries (codebook, "act")."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.actors import Actor, Cast, names_own_side
from communique.reading.grammar.phrases import Match, is_adverb, phrases
from communique.reading.grammar.predicate import Group
from communique.reading.grammar.tokens import Token
from communique.reading.stance.act import Stance
from communique.reading.stance.infinitives import infinitive_follows, to_follows
from communique.reading.stance.nouns import of_noun

_OBLIGATION = frozenset({"should", "must", "ought"})
_FUTURE = frozenset({"will", "would", "shall"})
_CONTINUE = frozenset({"continue", "keep", "always", "remain"})


def of_group(tokens: Sequence[Token], group: Group, stop: int, actor: Actor, cast: Cast, subject: int) -> Stance:
    """The act of the clause whose finite verb is `group`; its subject begins at token `subject`."""
    match = group.match
    if group.modal in _OBLIGATION:
        return Stance("request", group.start, group.end, f"modal.{group.modal}", group.negated)
    if group.modal in _FUTURE and not (match and match.start == group.start):
        return _future(tokens, group, stop, actor, cast, subject)
    if group.modal and not (match and match.start == group.start):
        if (
            (group.modal == "cannot" or (group.modal == "can" and group.negated))
            and match
            and match.entry.get("not") == "oppose"
        ):
            return Stance("oppose", group.start, group.end, match.entry.id, True)
        return Stance("report", group.start, group.end, f"modal.{group.modal}", group.negated)
    if (
        match is None
        and tokens[group.end - 1].low.rstrip("sd") in ("continue", "keep")
        and group.end < stop
        and tokens[group.end].low == "to"
    ):
        match = next(iter(phrases("acts").all_at(tokens, group.end + 1)), None) if group.end + 1 < stop else None
    if match is None:
        return Stance("report", group.start, group.end, None, group.negated)
    return of_match(tokens, match, stop, joint=actor.joint, negated=group.negated, passive=group.passive)


def _future(tokens: Sequence[Token], group: Group, stop: int, actor: Actor, cast: Cast, subject: int) -> Stance:
    """The act of a verb behind "will", "would" or "shall": a promise where the speaker's own side is the subject."""
    match = group.match
    k = group.end
    if match is None:
        while k < stop and (tokens[k].low in ("to", "be") or is_adverb(tokens[k])):
            k += 1
        if k < stop and tokens[group.end - 1].low in _CONTINUE:
            match = phrases("acts").at(tokens, k)
    if match and match.entry.id in ("oppose.not-allow", "agree.accept") and group.negated:
        return Stance("oppose", group.start, group.end, match.entry.id, True)
    if (
        match
        and (
            match.entry.value in ("support", "oppose")
            or (match.entry.value == "request" and group.modal == "would" and match.end - match.start > 2)
        )
        and match.entry.id not in ("support.committed-to", "commit.agree-single")
    ):
        act = match.entry.value or "report"
        if act == "oppose" and group.negated:
            act = match.entry.get("not", act)
        if act == "request" and group.passive:
            act = "report"
        return Stance(act, group.start, group.end, match.entry.id, group.negated)
    if match and actor.how == "issuer" and match.entry.value in ("discuss", "say"):
        return of_match(tokens, match, stop, joint=False)
    if match and match.entry.id == "report.able":
        return Stance("report", group.start, group.end, match.entry.id, group.negated)
    if match and match.entry.value == "praise" and group.modal == "would":
        return Stance("request", group.start, group.end, match.entry.id, group.negated)
    if match and match.entry.id == "request.should" and group.modal == "would":
        return Stance("request", group.start, group.end, match.entry.id, group.negated)
    kept = tokens[group.end - 1].low in _CONTINUE and group.end < stop and _backing(tokens, group.end, stop)
    if kept:
        return Stance("support", group.start, group.end, "noun.support", group.negated)
    own = names_own_side(cast, tokens, subject, group.start, actor) or (actor.joint and subject == group.start)
    if subject == group.start or own:
        return Stance(
            "agree" if actor.joint else "commit", group.start, group.end, f"modal.{group.modal}", group.negated
        )
    return Stance("report", group.start, group.end, f"modal.{group.modal}", group.negated)


def _backing(tokens: Sequence[Token], k: int, stop: int) -> bool:
    """True for "(continue) its support", "(continue) to stand with"."""
    k += tokens[k].low in ("its", "their", "our", "his", "her", "the")
    noun = phrases("nouns").at(tokens, k) if k < stop else None
    return noun is not None and noun.entry.id == "noun.support"


def of_match(
    tokens: Sequence[Token], match: Match, stop: int, *, joint: bool, negated: bool = False, passive: bool = False
) -> Stance:
    """The act of a phrase of acts.toml with what follows it."""
    entry = match.entry
    value = entry.value or "report"
    here = (match.start, match.end, entry.id)
    if negated and entry.value == "say":
        return Stance("report", *here, True)
    if entry.get("without") and not to_follows(tokens, match, stop):
        return Stance(entry.get("without"), *here, negated)
    if negated and entry.get("not"):
        return Stance(entry.get("not"), *here, True)
    if negated and value in ("praise", "commit", "request", "concern", "agree"):
        return Stance("report", *here, True)
    if joint and value == "say" and entry.get("joint") and not negated:
        return Stance(entry.get("joint"), *here, negated)
    if entry.get("carrier") or value == "say":
        carried = of_noun(tokens, match, stop, joint=joint)
        if carried is not None:
            return carried._replace(negative=negated)
    if passive and entry.get("passive"):
        return Stance(entry.get("passive"), *here, negated)
    told = entry.id == "praise.welcome" and not match.tags & {"s", "base", "ing"}
    if entry.get("infinitive") and not told and infinitive_follows(tokens, match, stop):
        value = entry.get("infinitive")
        return Stance("agree" if joint and value == "commit" else value, *here, negated)
    if entry.get("infinitive") and entry.get("joint") == "agree" and joint:
        return Stance("agree" if entry.id != "support.committed-to" else "support", *here, negated)
    if value == "say":
        return Stance(entry.get("object", "report"), *here, negated)
    return Stance(entry.get("joint", value) if joint else value, *here, negated)
