"""The act of a clause: what its deciding verb, or the noun that this carries, does (codebook, "act" and "Settled cases")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from communique.reading.actors import Actor, Cast, names_own_side
from communique.reading.grammar.phrases import Match, finite_forms, is_adverb, phrases, word_class
from communique.reading.grammar.predicate import Group, main_group
from communique.reading.grammar.tokens import Token

_REACH = 14
"""How many words after a carrying verb its noun is looked for."""
_OBLIGATION = frozenset({"should", "must", "ought"})
_FUTURE = frozenset({"will", "would", "shall"})
_AFTER_NOUN = frozenset({"of", "'s", "for", ".", ",", "and", "in", "between", "within", "among"})
"""What shows that a word behind "to" is a noun ("commitment to trade between")."""
_NOUNS_TOO = frozenset(
    {"trade", "support", "work", "visit", "talk", "need", "change", "benefit", "import", "export", "cost", "use",
     "respect", "trust", "concern", "influence", "impact", "damage", "harm", "move", "start", "end", "result",
     "account", "total", "target", "focus", "aim", "fund", "finance", "profit", "win", "lead", "research", "study",
     "practice", "stand", "link", "return", "transfer", "travel", "progress", "view", "regard", "share", "stop",
     "fall", "rise", "hold", "play", "push", "drive", "turn", "shape", "find", "act", "form", "function", "address",
     "help", "offer", "supply", "mark", "host", "attempt", "honour", "honor", "welcome", "thanks", "praise", "demand",
     "request", "call", "hope", "appeal", "protest", "condemn", "regret", "worry", "fear", "promise", "pledge"}
)  # fmt: skip
"""Verbs that are nouns too: behind "to" and before a preposition they are taken as nouns ("commitment to trade in")."""
_CONTINUE = frozenset({"continue", "keep", "always", "remain"})


class Stance(NamedTuple):
    """The act of a clause and why: the tokens ``[start:end]`` that decided, the entry, and whether it is negated."""

    act: str
    start: int
    end: int
    entry: str | None
    negative: bool = False
    frames: bool = False
    """True where a verb or noun of saying only opens what is said ("the view that")."""


def of_group(tokens: Sequence[Token], group: Group, stop: int, actor: Actor, cast: Cast, subject: int) -> Stance:
    """The act of the clause whose finite verb is `group`; its subject begins at token `subject`."""
    match = group.match
    if group.modal in _OBLIGATION:
        return Stance("request", group.start, group.end, f"modal.{group.modal}", group.negated)
    if group.modal in _FUTURE and not (match and match.start == group.start):
        return _future(tokens, group, stop, actor, cast, subject)
    if group.modal and not (match and match.start == group.start):
        if group.modal == "cannot" and match and match.entry.get("not") == "oppose":
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
    if entry.get("without") and not _to_follows(tokens, match, stop):
        return Stance(entry.get("without"), *here, negated)
    if negated and entry.get("not"):
        return Stance(entry.get("not"), *here, True)
    if negated and value in ("praise", "commit", "request", "concern", "agree"):
        return Stance("report" if value != "request" else "request", *here, True)
    if joint and value == "say" and entry.get("joint") and not negated:
        return Stance(entry.get("joint"), *here, negated)
    if entry.get("carrier") or value == "say":
        carried = _carried(tokens, match, stop, joint=joint)
        if carried is not None:
            return carried._replace(negative=negated)
    if passive and entry.get("passive"):
        return Stance(entry.get("passive"), *here, negated)
    told = entry.id == "praise.welcome" and not match.tags & {"s", "base", "ing"}
    if entry.get("infinitive") and not told and _infinitive_follows(tokens, match, stop):
        value = entry.get("infinitive")
        return Stance("agree" if joint and value == "commit" else value, *here, negated)
    if entry.get("infinitive") and entry.get("joint") == "agree" and joint:
        return Stance("agree" if entry.id != "support.committed-to" else "support", *here, negated)
    if value == "say":
        return Stance(entry.get("object", "report"), *here, negated)
    return Stance(entry.get("joint", value) if joint else value, *here, negated)


def _carried(tokens: Sequence[Token], match: Match, stop: int, *, joint: bool) -> Stance | None:
    """The act of the noun that a verb carries ("expressed strong concern"), None where there is none."""
    says = match.entry.value == "say"
    relation: Stance | None = None
    for k in range(match.end, min(stop, match.end + _REACH)):
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


_REAFFIRM = frozenset({"say.stress"})


def _is_reaffirm(low: str) -> bool:
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
    entry = noun.entry
    after = tokens[noun.end].low if noun.end < stop else ""
    does = after == "to" and noun.end + 1 < stop and _is_verb(tokens, noun.end + 1, stop)
    if after in ("of", "by", "from", "on") and not does:
        does = any(
            tokens[k].low == "to" and _is_verb(tokens, k + 1, stop) for k in range(noun.end, min(stop, noun.end + 14))
        )
    if entry.get("to") and (does or (noun.end >= 2 and tokens[noun.end - 1].low == "to")):
        return str(entry.get("joint_to") if joint and entry.get("joint_to") else entry.get("to"))
    if joint and entry.get("joint"):
        return str(entry.get("joint"))
    return entry.value or "report"


def _is_verb(tokens: Sequence[Token], k: int, stop: int) -> bool:
    """True for an infinitive or -ing form at `k` (adverbs before it passed over), false for a noun."""
    while k < stop and is_adverb(tokens[k]):
        k += 1
    if k >= stop:
        return False
    low = tokens[k].low
    if tokens[k].cap or low in word_class("determiner") or low in word_class("preposition"):
        return False
    tags = finite_forms().get(low, frozenset())
    if "ing" in tags or low.endswith("ing"):
        return low not in ("building",) and not (k + 1 < stop and tokens[k + 1].low in ("of",))
    if low in word_class("verb.behind-to") and k + 1 < stop and tokens[k + 1].low not in _AFTER_NOUN:
        return True
    noun = low in _NOUNS_TOO and k + 1 < stop and tokens[k + 1].low in _AFTER_NOUN
    return ("base" in tags and not noun) or low in ("work", "continue", "cooperate")


def _infinitive_follows(tokens: Sequence[Token], match: Match, stop: int) -> bool:
    """True where the phrase takes an infinitive or -ing form ("committed to | working", "welcomes X | to do")."""
    k = match.end
    if tokens[match.end - 1].low == "to":
        return _is_verb(tokens, k, stop)
    for i in range(k, min(stop, k + 10)):
        low = tokens[i].low
        if low in (",", ";", "that", "on", "in", "for", "from", "by", "which") or (
            low == "of" and match.entry.id != "praise.welcome"
        ):
            return False
        if low == "and" and i + 1 < stop and "past" in finite_forms().get(tokens[i + 1].low, ()):
            return False
        if low == "to":
            return _is_verb(tokens, i + 1, stop) and tokens[i - 1].low not in (
                "decision",
                "commitment",
                "opportunity",
                "efforts",
                "willingness",
                "readiness",
                "intention",
                "plan",
                "plans",
                "return",
                "offer",
                "pledge",
                "promise",
                "determination",
                "resolve",
                "proposal",
                "desire",
                "move",
                "steps",
                "measures",
            )
    return False


def _to_follows(tokens: Sequence[Token], match: Match, stop: int) -> bool:
    return (
        any(tokens[k].low in ("to", "for") for k in range(match.end, min(stop, match.end + 18)))
        and tokens[match.start].low != "call"
    ) or any(
        tokens[k].low == "to" and _is_verb(tokens, k + 1, stop) for k in range(match.end, min(stop, match.end + 18))
    )


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
    return _recalled(stance, tokens, group)


def _recalled(stance: Stance, tokens: Sequence[Token], group: Group) -> Stance:
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
        and stance.act
        in (
            ("discuss", "agree", "commit", "support", "request")
            if tokens[group.start].low == "had"
            else ("discuss", "agree", "commit", "support")
        )
        and stance.entry != "request.should"
        and (stance.act != "support" or perfect or group.match is None or group.match.entry.id == "commit.agree-single")
    ):
        return stance._replace(act="report")
    if stance.act == "discuss":
        return stance._replace(act="report")
    return stance


_IMPERSONAL = frozenset(
    {"hoped", "expected", "believed", "imperative", "suggested", "proposed", "necessary", "essential", "requested",
     "recommended", "urged"}
)  # fmt: skip


_GREETINGS = (
    ("thank", "you"),
    ("many", "thanks"),
    ("thanks", "to"),
    ("thanks", "for"),
    ("congratulations", "on"),
    ("congratulations", "to"),
    ("my", "congratulations"),
)


def _impersonal(tokens: Sequence[Token], i: int, j: int) -> Stance | None:
    """ "It is hoped that", "Hope was expressed that", "what China opposes is", "it is expected that X will"."""
    if j - i < 4:
        return None
    words = [t.low for t in tokens[i : i + 8]]
    if tuple(words[:2]) in _GREETINGS or ("welcome" in words[:5] and words[words.index("welcome") - 1] == ","):
        return Stance("praise", i, i + 2, "impersonal.thanks")
    if words[0] == "it" and words[1] in ("is", "was"):
        for n, low in enumerate(words[2:5], 2):
            if low in _IMPERSONAL and low != "believed":
                return Stance("request", i, i + n + 1, "impersonal.request")
            if low == "hoped":
                return Stance("request", i, i + n + 1, "impersonal.hoped")
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
