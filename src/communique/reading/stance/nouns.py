"""The act of the noun that a verb carries ("expressed strong concern")."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.grammar.phrases import Match, is_adverb, phrases
from communique.reading.grammar.predicate import aside_of_time
from communique.reading.grammar.tokens import Token
from communique.reading.stance.act import Stance
from communique.reading.stance.infinitives import is_verb

_REACH = 14
"""How many words after a carrying verb its noun is looked for."""
_REAFFIRM = frozenset({"say.stress"})
"""Entries of saying that can reaffirm a relation."""


def of_noun(tokens: Sequence[Token], match: Match, stop: int, *, joint: bool) -> Stance | None:
    """The act of the noun that a verb carries ("expressed strong concern"), None where there is none."""
    says = match.entry.value == "say"
    relation: Stance | None = None
    begin = aside_of_time(tokens, match.end, stop) or match.end
    for k in range(begin, min(stop, match.end + _REACH)):
        low = tokens[k].low
        if low in (";", ":", "that", "which", "who", "when", "where", "while") or (
            low == "," and not _adjective_list(tokens, k, stop)
        ):
            break
        if (
            low in ("of", "by", "with", "in", "between", "from", "on", "at")
            and relation is None
            and k > match.end + 5
            and not says
        ):
            break
        if low == "and" and k + 1 < stop and _acts_on(tokens, k + 1, stop):
            break
        noun = phrases("nouns").at(tokens, k)
        if noun is None:
            if low in ("of", "in", "with", "between", "to", "for") and k > match.end and relation is not None:
                break
            continue
        value = noun.entry.value or "report"
        own = any(t.low in ("our", "my", "his", "her", "its", "their") for t in tokens[match.end : k])
        if noun.entry.get("noted") and match.entry.id == "say.note" and not own:
            return Stance("report", match.start, noun.end, noun.entry.id)
        if noun.entry.get("reaffirmed") and says and _is_reaffirm(tokens[match.start].low):
            return Stance(noun.entry.get("reaffirmed"), match.start, noun.end, noun.entry.id)
        if noun.entry.get("say"):
            if relation is None and match.entry.id in _REAFFIRM and _is_reaffirm(tokens[match.start].low):
                relation = Stance(value, match.start, noun.end, noun.entry.id)
            continue
        if noun.entry.get("frame"):
            if noun.end < stop and tokens[noun.end].low == "that":
                return Stance("report", match.start, noun.end, noun.entry.id, frames=True)
            continue
        if value in ("discuss", "narrate", "report") and match.entry.value in ("say", "report", "discuss"):
            if noun.entry.id in ("noun.report", "noun.strength") and says:
                return Stance("report", match.start, noun.end, noun.entry.id)
            continue
        return Stance(_noun_act(tokens, noun, stop, joint=joint), match.start, noun.end, noun.entry.id)
    if (
        relation is None
        and says
        and _is_reaffirm(tokens[match.start].low)
        and not (match.end < stop and tokens[match.end].low == "that")
    ):
        return Stance("support", match.start, match.end, match.entry.id)
    return relation


def _acts_on(tokens: Sequence[Token], k: int, stop: int) -> bool:
    """True where a past verb of acts.toml follows "and": the clause of the first verb is over."""
    while k < stop and is_adverb(tokens[k]):
        k += 1
    match = phrases("acts").at(tokens, k) if k < stop else None
    return match is not None and "past" in match.tags


def _is_reaffirm(low: str) -> bool:
    """True for "reaffirmed", "reiterates" and their like."""
    return low.startswith(("reaffirm", "reiterat", "affirm", "reconfirm", "confirm", "restat"))


def _adjective_list(tokens: Sequence[Token], k: int, stop: int) -> bool:
    """True where a comma stands between adjectives ("strong, unwavering support")."""
    return (
        k + 2 < stop
        and tokens[k + 1].word
        and not tokens[k + 1].cap
        and not tokens[k + 1].low.endswith("ing")
        and tokens[k + 1].low not in ("and", "including", "as", "with")
    )


def _noun_act(tokens: Sequence[Token], noun: Match, stop: int, *, joint: bool) -> str:
    """The act of a noun; another one where an infinitive or "to" follows or comes before it, or where both sides speak."""
    entry = noun.entry
    after = tokens[noun.end].low if noun.end < stop else ""
    does = after == "to" and noun.end + 1 < stop and is_verb(tokens, noun.end + 1, stop)
    if after in ("of", "by", "from", "on") and not does:
        does = any(
            tokens[k].low == "to" and is_verb(tokens, k + 1, stop) for k in range(noun.end, min(stop, noun.end + 14))
        )
    if entry.get("to") and (does or (noun.end >= 2 and tokens[noun.end - 1].low == "to")):
        return str(entry.get("joint_to") if joint and entry.get("joint_to") else entry.get("to"))
    if joint and entry.get("joint"):
        return str(entry.get("joint"))
    return entry.value or "report"
