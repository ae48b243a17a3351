"""The act of a clause that is quoted from its subject on (codebook, "Settled cases")."""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.actors import Actor, Cast
from communique.reading.grammar.phrases import phrases, word_class
from communique.reading.grammar.predicate import Group, main_group
from communique.reading.grammar.tokens import Token
from communique.reading.stance.act import Stance
from communique.reading.stance.verbs import of_group

_IMPERSONAL = frozenset(
    {"hoped", "expected", "imperative", "suggested", "proposed", "necessary", "essential", "requested",
     "recommended", "urged"}
)  # fmt: skip
"""Behind "it is" these ask for something."""
_GREETINGS = (
    ("thank", "you"),
    ("many", "thanks"),
    ("thanks", "to"),
    ("thanks", "for"),
    ("congratulations", "on"),
    ("congratulations", "to"),
    ("my", "congratulations"),
)
_DONE = frozenset({"discuss", "agree", "commit", "support"})
"""Acts that, told as past, are what somebody recalls."""


def of_clause(tokens: Sequence[Token], i: int, j: int, actor: Actor, cast: Cast) -> Stance:
    """The act of a clause that is quoted from its subject on ("China hopes that …")."""
    opening = _impersonal(tokens, i, j)
    if opening is not None:
        return opening
    group = main_group(tokens, i, j)
    if group is None:
        return Stance("report", i, min(i + 1, j), None)
    k = i
    if (
        tokens[i].low in word_class("preposition")
        or tokens[i].low in word_class("subordinator")
        or tokens[i].low == "to"
    ):
        k = next((c + 1 for c in range(group.start - 1, i, -1) if tokens[c].low == ","), i)
    noun = _subject_noun(tokens, k, group)
    if noun is not None:
        return noun
    stance = of_group(tokens, group, j, actor, cast, k)
    agreed = group.match is not None and group.match.entry.id == "commit.agree-single"
    if agreed and tokens[group.start - 1].low == "we" and group.tense == "past" and not group.negated:
        return stance._replace(act="agree")
    return recalled(stance, tokens, group)


def recalled(stance: Stance, tokens: Sequence[Token], group: Group) -> Stance:
    """What somebody says that others did or have done is a report ("said that the leaders reached consensus")."""
    if stance.act in ("narrate", "say"):
        return stance._replace(act="report")
    perfect = tokens[group.start].low in ("has", "have", "had")
    done = group.tense == "past" or perfect
    if stance.act == "commit" and not perfect:
        return stance
    if (
        done
        and not group.modal
        and (stance.act in _DONE or (stance.act == "request" and tokens[group.start].low == "had"))
        and stance.entry != "request.should"
        and (stance.act != "support" or perfect or group.match is None or group.match.entry.id == "commit.agree-single")
    ):
        return stance._replace(act="report")
    if stance.act == "discuss":
        return stance._replace(act="report")
    return stance


def _impersonal(tokens: Sequence[Token], i: int, j: int) -> Stance | None:
    """ "It is hoped that", "Hope was expressed that", "what China opposes is", "it is expected that X will"."""
    if j - i < 4:
        return None
    words = [t.low for t in tokens[i : i + 8]]
    if tuple(words[:2]) in _GREETINGS or ("welcome" in words[:5] and words[words.index("welcome") - 1] == ","):
        return Stance("praise", i, i + 2, "impersonal.thanks")
    if words[0] == "it" and words[1] in ("is", "was"):
        for n, low in enumerate(words[2:5], 2):
            if low in _IMPERSONAL:
                return Stance("request", i, i + n + 1, "impersonal.request")
    if words[:4] == ["the", "time", "has", "come"] or (
        words[0] == "it" and words[1] in ("is", "was") and "time" in words[2:4]
    ):
        return Stance("request", i, i + 4, "impersonal.time")
    if words[0] == "what" and j - i > 3:
        for n in range(1, min(6, len(words))):
            match = phrases("acts").at(tokens, i + n)
            if match and match.entry.value in ("oppose", "support", "request") and match.tags & {"s", "base"}:
                return Stance(match.entry.value, i, match.end, match.entry.id)
            if words[n] in ("hope", "hopes", "ask", "asks", "need", "needs", "want", "wants"):
                return Stance("request", i, i + n + 1, "impersonal.what")
    return None


def _subject_noun(tokens: Sequence[Token], i: int, group: Group) -> Stance | None:
    """Acts that the subject names: "the pressing task is to", "the main threat is", "our hope is that"."""
    if group.start >= len(tokens) or tokens[group.start].low not in ("is", "are", "was", "remains", "were"):
        return None
    subject = [t.low for t in tokens[i : group.start]]
    if any(w in subject for w in ("task", "imperative", "hope", "wish", "request", "proposal")) and len(subject) <= 6:
        return Stance("request", i, group.start, "subject.task")
    if any(w in subject for w in ("threat", "danger", "risk", "concern", "worry", "regret")) and len(subject) <= 6:
        return Stance("concern", i, group.start, "subject.threat")
    return None
