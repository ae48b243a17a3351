"""Cutting reported speech: where one statement ends and the next begins (codebook, "Cutting")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.reading.actors import JOINT, Actor, Cast, subject_at
from communique.reading.grammar.phrases import finite_forms, is_adverb, phrases, word_class
from communique.reading.grammar.predicate import Group, group_at, main_group, past_adverbs
from communique.reading.grammar.tokens import Token
from communique.reading.stance import Stance, of_clause, of_group, of_match, recalled

_MARKS = frozenset({",", ";", ":"})
_AND = frozenset({"and", "but", "while", "yet"})
_PARTING = _MARKS | _AND
"""Tokens at which a statement may end."""
_SUBJECT_REACH = 16
_TAKES_THAT = frozenset(
    {"request.ask", "commit.agree-single", "say.agree-that-share", "concern.worry", "oppose.oppose", "praise.welcome",
     "praise.thank", "praise.be-grateful"}
)  # fmt: skip


@dataclass
class Part:
    """One statement within a sentence: ``tokens[start:end]``, who says it, its act.

    `framed` is true where it stands under a verb of saying with "that", `group` is its finite verb where that opens it.
    """

    start: int
    end: int
    actor: Actor
    stance: Stance
    framed: bool
    group: Group | None
    frame: tuple[int, int] | None = None
    whole: bool = False
    """True where the part keeps its subject (a clause); false where it begins at its verb."""


@dataclass
class _Cut:
    """A boundary: the left part ends before token `left`, the right one begins at `start`."""

    left: int
    start: int
    kind: str
    group: Group | None = None
    actor: Actor | None = None


_SAID = frozenset({"said", "says", "added", "stated", "stressed", "noted", "emphasised", "emphasized"})
_ASIDES = frozenset(
    {"whether", "including", "especially", "particularly", "such", "together", "along", "both", "not", "notably",
     "as", "a", "an"}
)  # fmt: skip
"""With what an aside between commas begins."""
_TIMES = frozenset(
    {"last", "earlier", "two", "three", "four", "five", "yesterday", "today", "recently", "this", "just", "almost",
     "less"}
)  # fmt: skip
"""With what the time of a participle may begin."""
_WEIGHTY = frozenset({"praise", "support", "commit", "request", "concern", "oppose"})
"""Acts of nouns that a verb of saying may carry ("conveyed her concern over the visa that …")."""
_RELATIVES = frozenset({"which", "who", "that", "where", "when", "if", "because"})
_TELLING = frozenset({"narrate", "report", "discuss"})


class Cutter:
    """Cuts one sentence. `last` is the last single person that was a subject."""

    def __init__(self, tokens: Sequence[Token], stop: int, cast: Cast, last: Actor | None) -> None:
        self.tokens, self.stop, self.cast, self.last = tokens, stop, cast, last

    def predicate(self, group: Group, actor: Actor, subject: int) -> list[Part]:
        """The parts of a reported predicate and of all that is coordinated with it ("thanked A, said that B, and hoped C")."""
        framed_from = self._framed(group, joint=actor.joint)
        if framed_from is not None:
            frame = (group.start, group.end)
            return self.content(framed_from, actor, frame=frame, own_verb=group)
        stance = of_group(self.tokens, group, self.stop, actor, self.cast, subject)
        if stance.frames:
            k = next(
                (n + 1 for n in range(stance.end, min(self.stop, stance.end + 4)) if self.tokens[n].low == "that"),
                stance.end,
            )
            return self.content(k, actor, frame=(group.start, stance.end))
        part = Part(
            group.start if group.verb != group.start or group.modal else group.verb,
            self.stop,
            actor,
            stance,
            False,
            group,
        )
        return self.chain(part)

    def content(
        self, i: int, actor: Actor, *, frame: tuple[int, int] | None = None, own_verb: Group | None = None
    ) -> list[Part]:
        """The parts of what is said from token `i` to the end of the sentence."""
        while i < self.stop and self.tokens[i].low in ('"', ",", "'", "that", ":"):
            if self.tokens[i].low == "that" and self.tokens[i].cap:
                break
            i += 1
        if i >= self.stop:
            return []
        stance = of_clause(self.tokens, i, self._first_cut(i), actor, self.cast)
        stance = _jointly(stance, actor, own_verb)
        part = Part(i, self.stop, actor, stance, frame is not None, None, frame, whole=True)
        return self.chain(part)

    def _first_cut(self, i: int) -> int:
        """Where the first clause of the content ends at the latest: the act is decided before a semicolon."""
        return next((k for k in range(i, self.stop) if self.tokens[k].low == ";"), self.stop)

    def _framed(self, group: Group, *, joint: bool = False) -> int | None:
        """The token at which the content begins where a verb of saying opens it; None where a noun phrase follows."""
        match = group.match
        if match is None or (group.modal and match.entry.value != "say"):
            return None
        if group.negated and match.entry.id == "say.believe":
            return None
        opens = match.entry.value == "say" or match.entry.get("that") == "content"
        if not opens or (group.passive and match.entry.value != "say"):
            return None
        if match.entry.value != "say" and self.tokens[match.end - 1].low in ("to", "of"):
            return None
        k = match.end
        if match.entry.get("joint") == "agree" and (
            joint or (group.tense == "present" and match.entry.id != "say.believe")
        ):
            return None
        seen = 0
        while k < self.stop and seen < 9:
            low = self.tokens[k].low
            if low == "that":
                return k + 1
            if low == "," and seen == 0 and (aside := self._aside_before_that(k)):
                return aside
            if low == ":" or (low == "," and seen == 0):
                return k + 1
            if low == '"' and seen == 0 and match.entry.value == "say":
                return k
            noun = phrases("nouns").at(self.tokens, k) if seen <= 3 and match.entry.id != "say.say" else None
            if noun is not None and noun.entry.value in _WEIGHTY:
                return None
            if low in (",", ";", "to", "of", "and", "by", "for") and not (
                low == "to" and match.entry.id in ("say.stress", "say.say", "report.brief", "commit.assist")
            ):
                break
            k, seen = k + 1, seen + 1
        if match.entry.value == "say" and self._clause_follows(match.end):
            return match.end
        if match.entry.id == "say.say" and self.tokens[match.start].low in _SAID and self._sentence_follows(match.end):
            return match.end
        return None

    def _aside_before_that(self, k: int) -> int:
        """The token behind "that" in "underlined, however, that"; 0 where no aside stands at the comma `k`."""
        close = next((n for n in range(k + 1, min(self.stop, k + 7)) if self.tokens[n].low == ","), None)
        if close is None or close + 1 >= self.stop or self.tokens[close + 1].low != "that":
            return 0
        return close + 2

    def _sentence_follows(self, k: int) -> bool:
        """True where a noun phrase and a finite verb follow "said", which takes no object."""
        group = main_group(self.tokens, k, self.stop) if k < self.stop else None
        return group is not None and k < group.start and not any(t.low == "," for t in self.tokens[k : group.start])

    def _clause_follows(self, k: int) -> bool:
        """True where a clause without "that" follows a verb of saying ("noted he looked forward to")."""
        subject = subject_at(self.cast, self.tokens, k, self.stop, None, self.last)
        if self.tokens[k].low in ("he", "she", "it", "they", "we") if k < self.stop else False:
            return k + 1 < self.stop and self._group_after(k + 1) is not None
        if subject is not None:
            group = self._group_after(subject.end)
            return group is not None and (
                group.modal != ""
                or self.tokens[group.start].low in word_class("auxiliary")
                or "base" not in finite_forms().get(self.tokens[group.start].low, frozenset())
            )
        found = self._clause_at(k)
        return (found is not None and (self.tokens[k].low in word_class("determiner")) and found.modal != "") or (
            found is not None
            and self.tokens[found.start].low in ("is", "are", "was", "were", "has", "have")
            and found.start - k <= 6
        )

    def _group_after(self, k: int) -> Group | None:
        while k < self.stop and (is_adverb(self.tokens[k]) or self.tokens[k].low in ("both",)):
            k += 1
        return group_at(self.tokens, k, self.stop, sure=True) if k < self.stop else None

    def chain(self, part: Part) -> list[Part]:
        """`part` cut at every place where a statement of its own begins."""
        parts = [part]
        k = part.start + 1
        governed = False
        while k < self.stop:
            low = self.tokens[k].low
            if low not in _PARTING:
                k += 1
                continue
            if low == "," and k + 1 < self.stop and self._says_on(k + 1):
                governed = True
            cut = self._cut(k, parts[-1], governed)
            if cut is None:
                k += 1
                continue
            parts[-1].end = cut.left
            more = self._right(cut, parts[-1])
            if not more:
                k = max(cut.start, k + 1)
                parts[-1].end = self.stop
                continue
            if len(more) > 1 or (more[0].end == self.stop and cut.kind in ("reframe", "person")):
                return parts + more
            parts.append(more[0])
            governed = False
            k = max(cut.start + 1, k + 1)
        return parts

    def _says_on(self, k: int) -> bool:
        """True for a participle of saying or asking that governs what follows (", saying that A and that B")."""
        match = phrases("acts").at(self.tokens, k)
        return match is not None and "ing" in match.tags and match.entry.value not in ("narrate",)

    def _right(self, cut: _Cut, left: Part) -> list[Part]:
        if cut.kind in ("reframe", "person") and cut.group is not None:
            actor = cut.actor or left.actor
            return self.predicate(cut.group, actor, cut.start)
        actor = cut.actor or left.actor
        if cut.kind == "accepted" and cut.group is not None and cut.group.match is not None:
            here = cut.group.match
            agrees = Stance("agree", here.start, here.end, here.entry.id)
            return [Part(cut.start, self.stop, actor, agrees, left.framed, cut.group, left.frame)]
        if cut.kind == "impersonal":
            agreed = Stance("agree", cut.start, cut.start + 3, "impersonal.agreed")
            return [Part(cut.start, self.stop, actor, agreed, False, None, whole=True)]
        if cut.kind == "verb" and cut.group is not None:
            stance = of_group(self.tokens, cut.group, self.stop, actor, self.cast, cut.start)
            return [Part(cut.start, self.stop, actor, stance, left.framed, cut.group, left.frame)]
        stance = of_clause(self.tokens, cut.start, self._first_cut(cut.start), actor, self.cast)
        return [
            Part(
                cut.start,
                self.stop,
                actor,
                _jointly(stance, actor, None),
                left.framed or cut.kind == "that",
                None,
                left.frame,
                whole=True,
            )
        ]

    def _cut(self, k: int, left: Part, governed: bool) -> _Cut | None:
        low = self.tokens[k].low
        if k <= left.start:
            return None
        p = k + 1 if low in _MARKS else k
        comma = low in _MARKS
        conjunction = p < self.stop and self.tokens[p].low in _AND
        if conjunction:
            p += 1
        elif low == ":":
            return None
        if low == "while" and not conjunction:
            return None
        while p < self.stop and (
            self.tokens[p].low in (",", '"')
            or self.tokens[p].low
            in ("then", "also", "therefore", "further", "finally", "hence", "additionally", "today")
        ):
            p += 1
        if p >= self.stop:
            return None
        if comma and (self.tokens[p].low == "which" or self.tokens[p].low == "to") and not conjunction:
            return self._which_cut(k, p, left)
        if self.tokens[p].low == "that":
            return self._that_cut(k, p, left, governed) if conjunction or comma else None
        return (
            self._verb_cut(k, p, left, conjunction=conjunction, comma=comma, strong=low == ";")
            or (
                self._clause_cut(k, p, left, governed, comma=comma, strong=low == ";")
                if conjunction or low == ";"
                else None
            )
            or (self._with_cut(k, p) if comma else None)
        )

    def _that_cut(self, k: int, p: int, left: Part, governed: bool) -> _Cut | None:
        if left.framed and not governed and left.whole and not self._takes_that(left):
            return _Cut(k, p + 1, "that")
        return None

    def _takes_that(self, left: Part) -> bool:
        """True where the left part's own verb governs a that-clause, so that a coordinated one belongs to it."""
        entry = left.stance.entry or ""
        if (
            not any(
                entry.startswith(name) for name in ("request.", "impersonal", "concern.", "oppose.", "praise.", "say.")
            )
            and entry not in _TAKES_THAT
        ):
            return False
        return any(self.tokens[n].low == "that" for n in range(left.stance.end, min(self.stop, left.stance.end + 3)))

    def _verb_cut(self, k: int, p: int, left: Part, *, conjunction: bool, comma: bool, strong: bool) -> _Cut | None:
        """A coordinated finite verb without a subject of its own."""
        q = past_adverbs(self.tokens, p, self.stop)
        if self.tokens[p].low in ("all", "both", "each", "no") and self.tokens[p - 1].low != ",":
            return None
        if q >= self.stop or self.tokens[q].cap:
            return None
        group = group_at(self.tokens, q, self.stop, sure=True)
        if group is None or not self._agrees(group, left, q) or not self._main_before(left, k):
            return None
        value = group.match.entry.value if group.match else None
        if value == "narrate" and not (group.match and group.match.entry.get("carrier")):
            return None
        stance = of_group(self.tokens, group, self.stop, left.actor, self.cast, q)
        if stance.act == "narrate":
            return None
        own = left.group or self._main(left)
        if left.whole and not (group.tense == "past" and own is not None and own.tense != "past"):
            stance = recalled(stance, self.tokens, group)
        if not conjunction and not strong and left.stance.act == "report" and left.whole:
            return None
        if (
            stance.act == "report"
            and left.stance.act == "report"
            and left.whole
            and self._framed(group) is None
            and not (group.match and group.match.entry.value == "say")
        ):
            return None
        says = self._framed(group, joint=left.actor.joint) is not None
        if says or stance.frames:
            return _Cut(k, q, "reframe", group, left.actor)
        if value is None and stance.act == "report":
            if (
                left.stance.act == "report"
                or not (conjunction or strong)
                or (
                    not comma
                    and group.match is None
                    and not group.modal
                    and self.tokens[q].low not in ("is", "are", "has", "have")
                )
            ):
                return None
            if self.tokens[q].low not in word_class("auxiliary") and not group.modal:
                return None
            if not comma and self._subordinate(left, k):
                return None
        if not conjunction and not comma:
            return None
        if (
            not conjunction
            and not strong
            and (
                (group.tense == "past" and (self._participle(group.end) or self._adjective(q)))
                or self._closes_aside(left, k)
            )
        ):
            return None
        return _Cut(k, q, "verb", group, left.actor)

    def _closes_aside(self, left: Part, k: int) -> bool:
        """True where the comma at `k` ends what an earlier comma began ("the parties, whether in office or not, will")."""
        before = next((n for n in range(k - 1, left.start, -1) if self.tokens[n].low == ","), None)
        return before is not None and self.tokens[before + 1].low in _ASIDES

    def _adjective(self, q: int) -> bool:
        """True for "shared" before a bare noun in a list ("geography, shared history and ties")."""
        after = self.tokens[q + 1] if q + 1 < self.stop else None
        return (
            self.tokens[q].low in ("shared", "increased", "united", "continued")
            and after is not None
            and (
                after.word
                and after.low not in word_class("determiner")
                and after.low not in ("views", "concern", "concerns", "that")
            )
        )

    def _participle(self, k: int) -> bool:
        """True where no object follows the form in -ed at the comma: "the Pact, adopted two days earlier"."""
        after = self.tokens[k] if k < self.stop else None
        return after is None or after.low in word_class("preposition") or after.low in _TIMES or after.low.isdigit()

    def _subordinate(self, left: Part, k: int) -> bool:
        """True where a subordinate clause is open at `k`, to which a coordinated verb would belong."""
        own = left.group or self._main(left)
        begin = own.end if own else left.start
        return any(
            self.tokens[n].low in ("that", "which", "who", "if", "when", "because", "where") for n in range(begin, k)
        )

    def _agrees(self, group: Group, left: Part, q: int) -> bool:
        """True where the verb may share the left part's subject: same tense, and no bare form after an infinitive or modal."""
        tags = finite_forms().get(self.tokens[q].low, frozenset())
        own = left.group or self._main(left)
        if own is None:
            return group.tense != "past" and "base" not in tags
        bare = group.start == group.verb and not group.modal and "base" in tags and "past" not in tags
        if bare:
            own_tags = finite_forms().get(self.tokens[own.start].low, frozenset())
            if self.tokens[own.start].low in word_class("auxiliary"):
                return False
            return "base" in own_tags and not own.modal and own.start == own.verb and group.match is not None
        if group.tense == "past" and own.tense != "past":
            return self._goes_on_with_frame(group, left, own, q)
        if own.tense == "past" and group.tense == "present" and not left.whole:
            acts = group.match is not None and group.match.entry.value not in (*_TELLING, "say")
            return acts and "s" in tags and self.tokens[q - 1].low == "and" and not self._subordinate(left, q - 1)
        after = self.tokens[q + 1].low if q + 1 < self.stop else "."
        if group.start == group.verb and "pp" in tags and after in ("by",):
            return False
        return not (group.start == group.verb and "s" in tags and after in (",", "and", ".", "of", "between", "with"))

    def _goes_on_with_frame(self, group: Group, left: Part, own: Group, q: int) -> bool:
        """True for a past verb behind a that-clause of another tense: it shares the subject of the verb of saying.

        "noted that the appeal remains underfunded and reiterated her call". Without a comma the verb must follow the
        conjunction at once, and no relative clause may be open.
        """
        if left.frame is None or not left.framed or group.match is None or group.modal or group.start != group.verb:
            return False
        if group.match.entry.value == "narrate" and not group.match.entry.get("carrier"):
            return False
        if after_mark(self.tokens, q):
            return True
        if group.match.entry.value in _TELLING and not group.match.entry.get("carrier"):
            return False
        inside = range(own.end, q - 1)
        if self.tokens[own.start].low in ("is", "are") and group.match.entry.value == "commit":
            return False
        return self.tokens[q - 1].low == "and" and not any(self.tokens[n].low in _RELATIVES for n in inside)

    def _main_before(self, left: Part, k: int) -> bool:
        """True where the left part's main verb stands before token `k`, so that `k` does not only close an aside."""
        own = left.group or self._main(left)
        return own is not None and own.start < k

    def _main(self, left: Part) -> Group | None:
        return main_group(self.tokens, left.start, self.stop)

    def _clause_cut(self, k: int, p: int, left: Part, governed: bool, *, comma: bool, strong: bool) -> _Cut | None:
        """A coordinated clause with a subject of its own."""
        subject = subject_at(
            self.cast, self.tokens, p, self.stop, left.actor if not left.actor.joint else None, self.last
        )
        if subject is not None:
            group = self._group_after(subject.end)
            if group is not None and self._has_verb(left, k):
                narrated = (
                    group.tense == "past"
                    and group.match is not None
                    and (group.match.entry.value != "narrate" or bool(group.match.entry.get("carrier")))
                    and not group.passive
                )
                lands = any(t.low in ("countries", "peoples", "nations") for t in self.tokens[p : subject.end])
                narrated = narrated and not (left.framed and lands)
                known = subject.actor.joint or subject.actor.how in ("name", "title", "pronoun", "coordination")
                opens = not left.whole or left.framed or subject.actor.how in ("name", "title")
                if narrated and known and opens:
                    return _Cut(k, group.start, "person", group, subject.actor)
                if not governed and (not self._takes_that(left) or comma) and (left.whole or comma):
                    return _Cut(k, p, "clause", None, left.actor)
        if self._impersonal_follows(p):
            return _Cut(k, p, "impersonal", None, Actor(JOINT, None, "passive"))
        if governed or (self._takes_that(left) and not strong) or (not left.whole and not (comma and strong)):
            return None
        found = self._clause_at(p)
        if found is None or not self._has_verb(left, k):
            return None
        if not comma and not (
            self.tokens[p].low in ("it", "there", "this", "he", "she", "we", "they")
            or (found.start - p <= 6 and (found.modal or self.tokens[found.start].low in word_class("auxiliary")))
        ):
            return None
        return _Cut(k, p, "clause", None, left.actor)

    def _impersonal_follows(self, p: int) -> bool:
        """True for "it was agreed to …" in narration."""
        if p + 2 >= self.stop or self.tokens[p].low != "it" or self.tokens[p + 1].low != "was":
            return False
        match = phrases("acts").at(self.tokens, p + 2)
        return match is not None and match.entry.value in ("agree", "support") and "pp" in match.tags

    def _clause_at(self, p: int) -> Group | None:
        """The finite verb of a clause whose subject is a plain noun phrase beginning at `p`."""
        low = self.tokens[p].low
        if (
            not self.tokens[p].word
            or low in word_class("preposition")
            or low in ("to", "which", "who", "not")
            or (low.endswith("ing") and low in finite_forms())
        ):
            return None
        k = p + 1
        relative = False
        while k < min(self.stop, p + _SUBJECT_REACH):
            token = self.tokens[k]
            if token.low in (",", ";", ":", "to") and not relative:
                return None
            if token.low in ("which", "that", "who"):
                relative = True
                k += 1
                continue
            group = group_at(self.tokens, k, self.stop)
            if group is not None:
                if relative:
                    relative, k = False, group.end
                    continue
                if (
                    group.modal
                    or self.tokens[group.start].low in word_class("auxiliary")
                    or group.match is not None
                    or "s" in finite_forms().get(self.tokens[group.start].low, frozenset())
                    or group.tense == "past"
                ):
                    return group
            k += 1
        return None

    def _has_verb(self, left: Part, k: int) -> bool:
        """True where the left part has its finite verb before token `k`, so that what follows can be a clause of its own."""
        opener = left.start
        for n in range(left.start, k):
            if (
                self.tokens[n].low in ("that", "which", "who", "where", "if", "as", "because", "when")
                and n > left.start
            ):
                opener = n + 1
        return any(
            group_at(self.tokens, n, k, sure=n == left.start and not left.whole) is not None for n in range(opener, k)
        )

    def _which_cut(self, k: int, p: int, left: Part) -> _Cut | None:
        """ ", to which the Minister expressed concern", ", which she accepted", ", which was accepted"."""
        q = p + (self.tokens[p].low == "to")
        if q + 1 >= self.stop or self.tokens[q].low != "which":
            return None
        subject = subject_at(self.cast, self.tokens, q + 1, self.stop, None, self.last)
        group = self._group_after(subject.end if subject else q + 1)
        if group is None or group.match is None or group.tense != "past":
            return None
        if q > p:
            return _Cut(k, group.start, "person", group, subject.actor) if subject else None
        if group.match.entry.id != "agree.accept" or left.stance.act != "request":
            return None
        named = subject is not None and subject.actor.how in ("name", "title")
        actor = subject.actor if subject and named else self.cast.across(left.actor)
        return _Cut(k, group.start, "accepted", group, actor)

    def _with_cut(self, k: int, p: int) -> _Cut | None:
        """ ", with both parties stressing Z": a participle with a subject of its own."""
        if self.tokens[p].low != "with" or p + 2 >= self.stop:
            return None
        subject = subject_at(self.cast, self.tokens, p + 1, self.stop, None, self.last)
        q = subject.end if subject else p + 2
        while q < min(self.stop, p + 7):
            match = phrases("acts").at(self.tokens, q)
            if match and "ing" in match.tags and match.entry.value != "narrate" and subject is not None:
                stance = of_match(self.tokens, match, self.stop, joint=subject.actor.joint)
                group = Group(q, q, match.end, match, "", stance.negative, False, "past")
                return _Cut(k, q, "person", group, subject.actor)
            q += 1
        return None


def after_mark(tokens: Sequence[Token], q: int) -> bool:
    """True where a comma and a conjunction stand before token `q` and the adverbs before it."""
    while q >= 3 and is_adverb(tokens[q - 1]) and tokens[q - 1].low != "also":
        q -= 1
    return q >= 2 and tokens[q - 1].low in _AND | {"also"} and tokens[q - 2].low in _MARKS | _AND


def _jointly(stance: Stance, actor: Actor, own: Group | None) -> Stance:
    """What both sides say they will do is agreed; "both hold that" is a view shared."""
    promised = own is not None and own.match is not None and own.match.entry.id == "commit.assist"
    if promised and stance.act == "report" and stance.entry in ("modal.would", "modal.will"):
        return stance._replace(act="commit")
    if not actor.joint:
        return stance
    if stance.act == "commit" or (stance.act == "report" and actor.how == "agreed"):
        return stance._replace(act="agree")
    if stance.act == "report" and own is not None and own.match is not None and own.match.entry.get("joint"):
        return stance._replace(act=own.match.entry.get("joint"), entry=own.match.entry.id)
    return stance
