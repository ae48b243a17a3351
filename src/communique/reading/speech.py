"""Who says what: framing, speech carried on, narration (codebook, "speaker", "quote" and "Encounter or statement?")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.reading.actors import JOINT, Actor, Cast, subject_at
from communique.reading.cutting import Cutter, Part
from communique.reading.grammar.phrases import finite_forms, is_adverb, phrases, word_class
from communique.reading.grammar.predicate import Group, group_at, main_group, past_adverbs
from communique.reading.grammar.tokens import Token
from communique.reading.layout import Block
from communique.reading.page import Page
from communique.reading.stance import Stance, of_group
from communique.span import Span

_FRONT_REACH = 60
_MEETS = frozenset(
    {"speak", "speaks", "spoke", "spoken", "meet", "meets", "met", "call", "called", "talk", "talked", "held", "had",
     "hold", "holds", "have", "received", "hosted", "welcomed", "phoned", "telephoned"}
)  # fmt: skip
_ABOUT = frozenset({"about", "regarding", "concerning"})
_TALKING = frozenset(
    {"talks", "discussion", "discussions", "consultations", "consultation", "conversation", "exchange", "exchanges",
     "dialogue", "meeting", "call"}
)  # fmt: skip
_QUOTE = '"'


_ON_THE_AGENDA = re.compile(
    r"\b(?:another|other|further|main|key|central) (?:topics?|subjects?|issues?|focus)(?: [\w']+){0,6} (?:was|were|included)\b"
    r"|\b(?:was|were|stood|figured|featured)(?: \w+){0,3} on the agenda\b|\b(?:featured|figured)(?: \w+){0,2} in (?:the|their) (?:talks|discussions?|conversation|meeting|exchange)"
    r"|\b(?:was|were)(?: \w+){0,2} (?:topics?|subjects?|focus|cent(?:er|re)|heart) of (?:the |their |[\w'-]+ )*(?:talks|discussions?|conversation|meeting|exchange|call)"
)
"""How a text says that something was spoken about without a verb of speaking."""


@dataclass(frozen=True)
class Said:
    """One statement as read: its characters, who says it, the act and why.

    `trigger` are the characters that decided the act, `frame` those that introduced it (None where speech is carried on).
    """

    span: Span
    actor: Actor
    stance: Stance
    trigger: Span
    frame: Span | None
    tokens: tuple[Token, ...]


_ENCOUNTERS = frozenset(
    {"reception", "meeting", "talks", "ceremony", "visit", "event", "consultations", "dialogue", "session", "call",
     "it"}
)  # fmt: skip
"""Subjects of a passive that tells of the encounter itself ("the reception was attended by")."""


@dataclass
class Speech:
    """What was read of a text's speech: statements, and which sentences were understood as narration."""

    said: list[Said] = field(default_factory=list)
    narrated: list[Span] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)


class Listener:
    """Reads the blocks of one text in order and keeps in mind who speaks."""

    def __init__(self, page: Page, cast: Cast, initial: Actor | None, *, announces: bool = False) -> None:
        self.page, self.cast = page, cast
        self.text, self.folded = page.text, page.folded
        self.running: Actor | None = initial
        self.last: Actor | None = None
        self.announces = announces
        self.initial = initial
        self.out = Speech()
        self._fresh = True
        self._told: Actor | None = None

    @property
    def _antecedent(self) -> Actor | None:
        """Whom "he" and "she" mean: the one of whom narration last told, else the one who speaks."""
        return self._told or self.running

    def read(self, blocks: Sequence[Block]) -> Speech:
        """The speech of the blocks, in order of the text."""
        for n, block in enumerate(blocks):
            if block.kind == "bullet":
                self._bullet(block, blocks[n - 1] if n else None)
            elif block.kind == "body":
                self._block(block)
        self.out.said.sort(key=lambda s: (s.span.start, s.span.end))
        return self.out

    def _bullet(self, block: Block, before: Block | None) -> None:
        """Bullets after "agreed to:" belong to that statement; others are sentences like those of the body."""
        if self.out.said and before is not None and self._open_list(before):
            last = self.out.said[-1]
            end = Span(last.span.start, block.span.end).trim(self.text, " \t\r\n.;,").end
            self.out.said[-1] = Said(
                Span(last.span.start, end), last.actor, last.stance, last.trigger, last.frame, last.tokens
            )
            self.out.sentences.append(block.span)
            self.out.narrated.append(block.span)
            return
        self._block(block)

    def _open_list(self, before: Block) -> bool:
        tail = before.span.of(self.text).rstrip()
        last = self.out.said[-1]
        if before.kind == "bullet":
            return last.span.end >= before.span.end - 2 and last.span.start < before.span.start
        return tail.endswith(":") and last.span.end >= before.span.start

    def _block(self, block: Block) -> None:
        rows = self.page.sentences[block.span]
        voices = self._quoted_voices(rows)
        if not any(voices) and self._quoted_whole(block, rows):
            voices = [self.running] * len(rows)
        self._fresh = True
        for row, voice in zip(rows, voices, strict=True):
            self.out.sentences.append(row)
            tokens = self.page.tokens(row)
            if tokens:
                before = len(self.out.said)
                if voice is not None:
                    self.running = voice
                self._sentence(tokens, voice)
                if len(self.out.said) > before:
                    self._fresh = False

    # ---- direct speech ----------------------------------------------------------------------------------------------

    def _quoted_voices(self, rows: Sequence[Span]) -> list[Actor | None]:
        """For each sentence inside a quotation that runs over several, the speaker whom its end names."""
        voices: list[Actor | None] = [None] * len(rows)
        opened: int | None = None
        for n, row in enumerate(rows):
            quotes = self.folded.count(_QUOTE, row.start, row.end)
            if opened is None and quotes % 2 == 1 and self.folded[row.start] == _QUOTE:
                opened = n
            elif opened is not None and quotes % 2 == 1:
                tokens = self.page.tokens(row)
                found = self._attribution(tokens, _without_stop(tokens))
                if found is not None:
                    for inside in range(opened, n):
                        voices[inside] = found[2]
                opened = None
        return voices

    def _quoted_whole(self, block: Block, rows: Sequence[Span]) -> bool:
        """True for a paragraph that is one quotation and names no speaker: it is his who was announced or spoke before."""
        if self.running is None or self.running.joint or self.folded[block.span.start] != _QUOTE:
            return False
        closed = self.folded[block.span.end - 1] == _QUOTE or self.folded[block.span.end - 2] == _QUOTE
        if self.folded.count(_QUOTE, *block.span) != 1 + closed:
            return False
        tokens = self.page.tokens(rows[-1])
        return self._attribution(tokens, _without_stop(tokens)) is None

    def _attribution(self, tokens: Sequence[Token], stop: int) -> tuple[int, int, Actor] | None:
        """An attribution after or inside what is said (", he said", "," said the Chancellor"): its tokens and speaker."""
        for k in range(1, stop - 1):
            if tokens[k].low != "," and not (tokens[k].low == _QUOTE and tokens[k - 1].low in (",", "?", "!")):
                continue
            p = k + 1 + (k + 1 < stop and tokens[k + 1].low == _QUOTE)
            found = self._speaker_then_verb(tokens, p, stop) or self._verb_then_speaker(tokens, p, stop)
            if found is not None:
                return (k, *found)
        return None

    def _speaker_then_verb(self, tokens: Sequence[Token], p: int, stop: int) -> tuple[int, Actor] | None:
        subject = subject_at(self.cast, tokens, p, stop, self._antecedent, self.last)
        if subject is None:
            return None
        q = past_adverbs(tokens, subject.end, stop)
        group = group_at(tokens, q, stop, sure=True) if q < stop else None
        agreed = group is not None and group.match is not None and group.match.entry.id == "commit.agree-single"
        if agreed and subject.actor.joint:
            subject = subject._replace(actor=subject.actor._replace(how="agreed"))
        elif group is None or group.match is None or group.match.entry.value not in ("say", "report") or group.modal:
            return None
        assert group is not None and group.match is not None
        k = group.match.end
        if tokens[k - 1].low in ("told", "tells") and k < stop:
            hearer = subject_at(self.cast, tokens, k, stop, None, self.last)
            k = hearer.end if hearer else k
        return (end, subject.actor) if (end := self._attribution_ends(tokens, k, stop)) else None

    def _verb_then_speaker(self, tokens: Sequence[Token], p: int, stop: int) -> tuple[int, Actor] | None:
        if p >= stop or not {"past", "s"} & finite_forms().get(tokens[p].low, frozenset()):
            return None
        match = phrases("acts").at(tokens, p)
        if match is None or match.entry.value != "say":
            return None
        subject = subject_at(self.cast, tokens, match.end, stop, self._antecedent, self.last)
        if subject is None:
            return None
        return (end, subject.actor) if (end := self._attribution_ends(tokens, subject.end, stop)) else None

    def _attribution_ends(self, tokens: Sequence[Token], k: int, stop: int) -> int:
        """The token after the attribution; 0 where what follows shows that it was none."""
        k = past_adverbs(tokens, k, stop)
        if k >= stop or tokens[k].low in (",", ";", "-"):
            return min(k, stop) or 1
        if tokens[k].low in ("with", "in", "following", "after", "on", "at", "during", "when", "while", "as"):
            return next((c for c in range(k, stop) if tokens[c].low in (",", ";")), stop)
        return 0

    # ---- sentences --------------------------------------------------------------------------------------------------

    def _sentence(self, tokens: list[Token], voice: Actor | None) -> None:
        stop = len(tokens)
        while stop and not tokens[stop - 1].word and tokens[stop - 1].low not in (")", _QUOTE):
            stop -= 1
        start = 0
        while start < stop and not tokens[start].word and tokens[start].low != _QUOTE:
            start += 1
        start = self._past_spokesperson(tokens, start, stop)
        if stop - start < 2:
            return
        if voice is not None:
            self._emit(Cutter(tokens, stop, self.cast, self.last).content(start, voice), tokens)
            return
        found = self._attribution(tokens, stop) if not self.announces else None
        if found is not None and self._attributed(tokens, start, stop, found):
            return
        if self._according(tokens, start, stop) or self._reported(tokens, start, stop):
            return
        if self._agenda(tokens, start, stop) or self._passive(tokens, start, stop):
            return
        self._carried_on(tokens, start, stop)

    def _past_spokesperson(self, tokens: Sequence[Token], start: int, stop: int) -> int:
        """The token behind "The Spokesman added that", where the spokesperson only tells what others said and did."""
        spokes = next((k for k in range(start, min(stop, start + 9)) if tokens[k].low.startswith("spokes")), None)
        if spokes is None or self.announces:
            return start
        for k in range(spokes + 1, min(stop, spokes + 14)):
            match = phrases("acts").at(tokens, k)
            if match is not None and match.entry.value == "say" and "past" in match.tags:
                that = match.end + (match.end < stop and tokens[match.end].low == "that")
                inner = subject_at(self.cast, tokens, that, stop, self._antecedent, self.last) if that < stop else None
                return that if inner is not None or that > match.end else start
        return start

    def _attributed(self, tokens: Sequence[Token], start: int, stop: int, found: tuple[int, int, Actor]) -> bool:
        at, end, actor = found
        opening = subject_at(self.cast, tokens, start, at, self._antecedent, self.last)
        if opening is not None and opening.end < at:
            group = group_at(tokens, past_adverbs(tokens, opening.end, at), at, sure=True)
            if (
                group is not None
                and group.match is not None
                and group.match.entry.value == "say"
                and group.tense == "past"
                and opening.actor.how in ("name", "title")
            ):
                return False
        self._hear(actor)
        frame = (at + 1, min(end, stop))
        if main_group(tokens, start, at) is None and (
            tokens[start].low in word_class("preposition")
            or is_adverb(tokens[start])
            or tokens[start].low.endswith("ing")
        ):
            return False
        closed = tokens[at].low == _QUOTE or (at + 1 < stop and tokens[at + 1].low == _QUOTE)
        if main_group(tokens, start, at) is None and not closed:
            self._emit(self._interrupted(tokens, start, end, stop, actor, frame), tokens)
            return True
        self._emit(Cutter(tokens, at, self.cast, self.last).content(start, actor, frame=frame), tokens)
        rest = end
        while rest < stop and (not tokens[rest].word or tokens[rest].low in ("and", "but")):
            rest += 1
        if stop - rest >= 2:
            cutter = Cutter(tokens, stop, self.cast, self.last)
            match = phrases("acts").at(tokens, rest)
            if match and "ing" in match.tags:
                group = Group(rest, rest, match.end, match, "", False, False, "past")
                self._emit(cutter.predicate(group, actor, rest), tokens)
            else:
                self._emit(cutter.content(rest, actor), tokens)
        return True

    def _interrupted(
        self, tokens: Sequence[Token], start: int, end: int, stop: int, actor: Actor, frame: tuple[int, int]
    ) -> list[Part]:
        """What is said in a sentence that the attribution interrupts behind its subject ("Peru, she said, supports …")."""
        cutter = Cutter(tokens, stop, self.cast, self.last)
        verb = past_adverbs(tokens, min(end + 1, stop), stop)
        group = group_at(tokens, verb, stop, sure=True) if verb < stop else None
        if group is None:
            return cutter.content(start, actor, frame=frame)
        stance = of_group(tokens, group, stop, actor, self.cast, start)
        parts = cutter.chain(Part(group.start, stop, actor, stance, True, group, frame, whole=True))
        parts[0].start = start
        return parts

    def _starts(self, tokens: Sequence[Token], start: int, stop: int) -> list[int]:
        """Where the subject may begin: the first word, and after each comma where a phrase is fronted."""
        starts = [start]
        first = tokens[start].low
        fronted = (
            first in word_class("preposition") or first in word_class("subordinator") or is_adverb(tokens[start]) or first.endswith(("ing", "ed"))
            or first in ("prior", "finally", "additionally", "held", "together", "next", "asked", "furthermore", "turning", "earlier", "building", "last", "this", "when", "on", "upon", "in")
        )  # fmt: skip
        if fronted:
            starts += [k + 1 for k in range(start, min(stop, start + _FRONT_REACH)) if tokens[k].low == ","]
            if is_adverb(tokens[start]) or first in ("finally", "additionally"):
                starts.insert(1, start + 1)
        return starts

    def _reported(self, tokens: Sequence[Token], start: int, stop: int) -> bool:
        """A subject that says or does something: "Liu said …", "The leaders discussed …", "The Minister met …"."""
        for p in self._starts(tokens, start, stop):
            q = past_adverbs(tokens, p, stop)
            while q < stop and tokens[q].low in ("and", _QUOTE):
                q += 1
            subject = subject_at(self.cast, tokens, q, stop, self._antecedent, self.last)
            if subject is None:
                continue
            v = _past_time(tokens, past_adverbs(tokens, subject.end, stop), stop)
            if v < stop and tokens[v].low == ",":
                v = self._past_aside(tokens, v, stop)
            group = group_at(tokens, v, stop, sure=True) if v < stop else None
            if group is None:
                continue
            return self._predicated(tokens, start, p, subject.actor, group, stop)
        return False

    def _past_aside(self, tokens: Sequence[Token], v: int, stop: int) -> int:
        """The token after an aside between subject and verb (", calling from Air Force One,")."""
        for c in range(v + 1, min(stop, v + 24)):
            if tokens[c].low == ",":
                return past_adverbs(tokens, c + 1, stop)
        return v

    def _predicated(self, tokens: Sequence[Token], start: int, p: int, actor: Actor, group: Group, stop: int) -> bool:
        value = group.match.entry.value if group.match else None
        own = actor.how in ("side", "group.guests") or (
            actor.how == "pronoun" and actor.name != JOINT and tokens[p].low in ("i",)
        )
        if self.announces:
            return False
        if (
            self.cast.first_person
            and group.tense != "past"
            and (tokens[p].low in ("i", "we", "our") or (actor.how == "side" and actor.country == self.cast.home))
        ):
            author = self.cast.principal(self.cast.home)
            if author is not None:
                self._emit(
                    Cutter(tokens, stop, self.cast, self.last).content(
                        start, Actor(author.name, author.country, "author")
                    ),
                    tokens,
                )
                return True
        if actor.how == "joint.we" and (group.tense != "past" or value in (None, "narrate")):
            return False
        if actor.how == "sides" and group.tense != "past":
            return False
        shared = (
            actor.joint
            and value not in (None, "narrate")
            and not group.modal
            and (value != "say" or (group.match is not None and group.match.entry.get("joint")))
        )
        if group.tense != "past" and (own or value != "say" or group.modal) and not shared:
            if actor.joint and self.running is not None and not self.running.joint:
                return False
            if actor.how in ("name", "title", "coordination", "pronoun") or actor.joint:
                return self._plain(tokens, start, actor, stop, group)
            return False
        if actor.how == "side" and group.tense != "past":
            return False
        if actor.how == "side" and (value in (None, "narrate") or group.passive or self._only_named(actor)):
            return False
        stance = of_group(tokens, group, stop, actor, self.cast, group.start)
        opened = _opened_by(tokens, group, stop)
        if (stance.act == "narrate" and value != "say" and opened is None) or (
            self.cast.first_person and self._glad_to_meet(tokens, group)
        ):
            return self._narrated(tokens, start, actor, group, stop)
        if actor.how == "talk.talks" and value == "narrate":
            return self._narrated(tokens, start, actor, group, stop)
        if value is None and group.tense == "past" and opened is None:
            return self._narrated(tokens, start, actor, group, stop)
        if (
            stance.entry == "praise.welcome"
            and not self.out.said
            and self.running is None
            and (guest := subject_at(self.cast, tokens, group.end, stop, None, None)) is not None
            and guest.actor.how in ("name", "title")
            and guest.end < stop
            and tokens[guest.end].low in (",", "to", "in", "at", "on")
        ):
            return self._narrated(tokens, start, actor, group, stop)
        self._hear(actor)
        if tokens[-1].low == ":" and stop == len(tokens) - 1 and value == "say" and opened is None:
            self.out.narrated.append(self._span(tokens, start, stop))
            return True
        cutter = Cutter(tokens, stop, self.cast, self.last)
        group = opened or group
        if actor.joint and group.match and group.match.entry.value == "say" and group.passive:
            return False
        parts = cutter.predicate(group, actor, group.start)
        performed = self._performance(tokens, start, p) if p > start else None
        if performed is not None and parts:
            parts[0].start = performed
        self._emit(parts, tokens)
        return True

    def _only_named(self, actor: Actor) -> bool:
        """True for a state of which somebody speaks, not for a side of the encounter that speaks itself."""
        if self.running is None or actor.name in {k.name for k in self.cast.known}:
            return False
        return actor.country not in self.cast.sides or not (self.running.joint or self.running.how == "side")

    def _glad_to_meet(self, tokens: Sequence[Token], group: Group) -> bool:
        """ "I was delighted to welcome …": the author's report of the encounter."""
        return (
            tokens[group.start].low == "was"
            and group.end < len(tokens)
            and tokens[group.end].low in ("welcome", "meet", "host", "join", "visit", "attend", "be", "receive", "to")
        )

    def _performance(self, tokens: Sequence[Token], start: int, stop: int) -> int | None:
        """Where the quote begins when a fronted participle says something too ("While noting that A, she stressed B").

        Behind "that" where the participle is a verb of saying, else at the participle. None for other fronted phrases,
        and for a person who is welcomed or thanked, which tells of the encounter.
        """
        k = start + (tokens[start].low == "while")
        match = phrases("acts").at(tokens, k) if k < stop else None
        if match is None or "ing" not in match.tags or match.entry.value == "narrate":
            return None
        if match.entry.value in ("discuss", "report") and k == start:
            return None
        if match.entry.value == "say":
            opened = next((n + 1 for n in range(match.end, min(stop, match.end + 2)) if tokens[n].low == "that"), None)
            return opened if opened is not None else k
        person = subject_at(self.cast, tokens, match.end, stop, None, self.last)
        return None if person is not None and person.actor.how in ("name", "title") else k

    def _plain(self, tokens: Sequence[Token], start: int, actor: Actor, stop: int, group: Group) -> bool:
        """ "President Biden is determined to …": a present or future of a person, quoted with its subject."""
        if (
            group.match is not None
            and group.match.entry.value == "narrate"
            and group.match.entry.get("carrier") is None
            and not group.modal
        ):
            return self._narrated(tokens, start, actor, group, stop)
        if group.modal and group.match is not None and group.match.entry.value == "narrate" and self.running is None:
            self.out.narrated.append(self._span(tokens, start, stop))
            return True
        if (
            group.modal in ("will", "would")
            and group.match is not None
            and group.match.entry.value == "narrate"
            and tokens[group.end - 1].low != "host"
            and tokens[group.verb].low != "host"
        ):
            self.out.narrated.append(self._span(tokens, start, stop))
            return True
        speaker = actor if actor.joint or self.running is None or self.running.joint else self.running
        if (
            not actor.joint
            and any(k.part and k.name == actor.name for k in self.cast.known)
            and actor.how in ("name", "title")
        ):
            speaker = actor if self.running is None or self.running.joint or self._fresh else self.running
        self._emit(Cutter(tokens, stop, self.cast, self.last).content(start, speaker), tokens)
        return True

    def _hear(self, actor: Actor) -> None:
        self.running, self._told = actor, None
        if not actor.joint and not actor.group and actor.name != self.cast.author:
            self.last = actor

    def _narrated(self, tokens: Sequence[Token], start: int, actor: Actor, group: Group, stop: int) -> bool:
        """Narration; inside it, what the meeting was about is a statement."""
        if self._recollection(tokens, actor, start):
            return False
        if not actor.joint and not actor.group and actor.how != "side":
            self.last = actor
            self._told = actor if actor.how in ("name", "title") else self._told
        before = len(self.out.said)
        self._purpose(tokens, group.end, stop, actor, tokens[group.start].low)
        if len(self.out.said) == before:
            self.out.narrated.append(self._span(tokens, start, stop))
        return True

    def _recollection(self, tokens: Sequence[Token], actor: Actor, start: int) -> bool:
        """True where somebody speaking recalls an earlier event ("In March the two heads of state met in Beijing")."""
        return (
            actor.joint
            and not self._fresh
            and self.running is not None
            and not self.running.joint
            and tokens[start].low not in ("they",)
        )

    def _purpose(self, tokens: Sequence[Token], k: int, stop: int, actor: Actor, verb: str) -> None:
        talks = verb in _MEETS
        n = k
        while n < stop:
            low = tokens[n].low
            nxt = tokens[n + 1].low if n + 1 < stop else ""
            if low == "to" and n + 1 < stop and self._purpose_at(tokens, n + 1, stop, actor):
                return
            if talks and low in _ABOUT and not (n and tokens[n - 1].low in ("case",)):
                self._emit(self._topic_part(tokens, n, stop), tokens)
                return
            if (
                low == "on"
                and n
                and tokens[n - 1].low in _TALKING
                and talks
                and nxt not in ("the", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
                and not tokens[n + 1].cap
            ):
                self._emit(self._topic_part(tokens, n, stop), tokens)
                return
            if low in ("focused", "focusing", "centred", "centered", "focussed") and nxt == "on":
                self._emit(self._topic_part(tokens, n, stop), tokens)
                return
            if (
                low == "for"
                and nxt in ("a", "an")
                and any(t.low in ("discussion", "exchange", "conversation") for t in tokens[n + 1 : n + 6])
            ):
                self._emit(self._topic_part(tokens, n + 1, stop), tokens)
                return
            if low in ("which", "whom", "where") and n + 1 < stop:
                subject = subject_at(self.cast, tokens, n + 1, stop, self._antecedent, self.last)
                if subject is not None:
                    v = past_adverbs(tokens, subject.end, stop)
                    inner = group_at(tokens, v, stop, sure=True) if v < stop else None
                    if inner is not None and inner.match is not None and inner.match.entry.value != "narrate":
                        self._hear(subject.actor)
                        self._emit(
                            Cutter(tokens, stop, self.cast, self.last).predicate(inner, subject.actor, inner.start),
                            tokens,
                        )
                        return
            if low == "," and n + 1 < stop and self._participle(tokens, n + 1, stop, actor):
                return
            if low in ("and", ",", "but") and n + 1 < stop and self._goes_on(tokens, n, stop, actor):
                return
            n += 1

    def _participle(self, tokens: Sequence[Token], k: int, stop: int, actor: Actor) -> bool:
        """ "delivered remarks, first thanking the hosts": a participle that performs an act, behind narration."""
        k = past_adverbs(tokens, k + (tokens[k].low == "first"), stop)
        match = phrases("acts").at(tokens, k) if k < stop else None
        if match is None or "ing" not in match.tags or match.entry.value not in _PERFORMS:
            return False
        self._hear(actor)
        group = Group(k, k, match.end, match, "", False, False, "past")
        self._emit(Cutter(tokens, stop, self.cast, self.last).predicate(group, actor, k), tokens)
        return True

    def _goes_on(self, tokens: Sequence[Token], n: int, stop: int, actor: Actor) -> bool:
        """ "met X and thanked him", "…, and the two sides agreed": a report coordinated with narration."""
        p = n + 1
        while p < stop and tokens[p].low in ("and", "but", "also"):
            p += 1
        q = past_adverbs(tokens, p, stop)
        if q >= stop:
            return False
        subject = (
            subject_at(self.cast, tokens, q, stop, self._antecedent, self.last)
            if tokens[p - 1].low in ("and", "but")
            else None
        )
        v = past_adverbs(tokens, subject.end, stop) if subject else q
        group = (
            group_at(tokens, v, stop, sure=subject is not None or tokens[p - 1].low == "and")
            if v < stop and not (subject is None and tokens[v].cap)
            else None
        )
        if group is None or group.tense != "past" or group.match is None or group.passive:
            return False
        speaker = subject.actor if subject else actor
        stance = of_group(tokens, group, stop, speaker, self.cast, group.start)
        if group.match.entry.value == "narrate" and stance.act == "narrate":
            return False
        if (
            subject is None
            and not actor.joint
            and group.match.entry.value == "discuss"
            and group.match.entry.id != "discuss.raise"
        ):
            speaker = Actor(JOINT, None, "coordination")
        self._hear(speaker)
        self._emit(Cutter(tokens, stop, self.cast, self.last).predicate(group, speaker, group.start), tokens)
        return True

    def _purpose_at(self, tokens: Sequence[Token], n: int, stop: int, actor: Actor) -> bool:
        k = past_adverbs(tokens, n, stop)
        match = phrases("acts").at(tokens, k) if k < stop else None
        if (
            match is None
            or "base" not in match.tags
            or (match.entry.value == "narrate" and not match.entry.get("carrier"))
        ):
            return False
        if (
            tokens[k].low
            in (
                "celebrate",
                "mark",
                "commemorate",
                "honour",
                "open",
                "inaugurate",
                "address",
                "support",
                "help",
                "back",
                "consider",
            )
            and tokens[k].low != "address"
        ):
            return False
        joint = match.entry.value == "discuss" or actor.joint
        speaker = Actor(JOINT, None, "purpose") if joint else actor
        group = Group(k, k, match.end, match, "", False, False, "past")
        stance = of_group(tokens, group, stop, speaker, self.cast, k)
        if stance.act in ("narrate",) or (match.entry.value == "commit" and match.entry.id == "commit.ready"):
            return False
        self._hear(speaker)
        parts = Cutter(tokens, stop, self.cast, self.last).predicate(group, speaker, k)
        self._emit(parts, tokens)
        return True

    def _topic_part(self, tokens: Sequence[Token], n: int, stop: int) -> list[Part]:
        actor = Actor(JOINT, None, "purpose")
        self._hear(actor)
        cutter = Cutter(tokens, stop, self.cast, self.last)
        part = Part(
            n,
            stop,
            actor,
            Stance("discuss", n, n + 1, "encounter.about"),
            False,
            Group(n, n, n + 1, None, "", False, False, "past"),
        )
        return cutter.chain(part)

    # ---- passives and carried-on speech -----------------------------------------------------------------------------

    def _according(self, tokens: Sequence[Token], start: int, stop: int) -> bool:
        """ "According to the President, trade grew", "In her opinion, aid is needed"."""
        low = [t.low for t in tokens[start : start + 4]]
        actor: Actor | None = None
        if low[:2] == ["according", "to"]:
            him = low[2:3] in (["him"], ["her"])
            subject = None if him else subject_at(self.cast, tokens, start + 2, stop, self._antecedent, self.last)
            actor = self._antecedent if him else subject.actor if subject else None
        elif low[:1] == ["in"] and low[1:2] in (["his"], ["her"]) and low[2:3] in (["opinion"], ["view"], ["words"]):
            actor = self._antecedent
        comma = next((k for k in range(start, min(stop, start + 14)) if tokens[k].low == ","), None)
        if actor is None or actor.joint or comma is None or self.announces:
            return False
        self._hear(actor)
        frame = (start, comma)
        self._emit(Cutter(tokens, stop, self.cast, self.last).content(comma + 1, actor, frame=frame), tokens)
        return True

    def _agenda(self, tokens: Sequence[Token], start: int, stop: int) -> bool:
        """ "Migration was also on the agenda", "trade featured prominently in the talks"."""
        found = _ON_THE_AGENDA.search(self.folded, tokens[start].start, tokens[stop - 1].end)
        if found is None or self.announces:
            return False
        verb = next(k for k in range(start, stop) if tokens[k].end > found.start())
        begin = next((k + 1 for k in range(verb, start, -1) if tokens[k].low == ","), start)
        last = next((k for k in range(verb, stop) if tokens[k].start >= found.end()), stop)
        actor = Actor(JOINT, None, "agenda")
        self._emit([Part(begin, stop, actor, Stance("discuss", verb, last, "agenda"), False, None, whole=True)], tokens)
        return True

    def _passive(self, tokens: Sequence[Token], start: int, stop: int) -> bool:
        """ "It was agreed to …", "Trade was also discussed", "Hope was expressed that …"."""
        begin = start
        group = main_group(tokens, start, stop)
        if group is None or not group.passive or group.tense == "modal" or self.announces:
            return False
        if tokens[group.end - 1].low in ("reached", "achieved", "found") and self._agreement(
            tokens, start, group, stop
        ):
            return True
        match = group.match or phrases("acts").at(tokens, group.end - 1)
        if (
            match is None
            or (match.entry.value == "narrate" and not match.entry.get("carrier"))
            or "pp" not in match.tags
        ):
            return False
        if group.tense != "past" and tokens[start].low == "it":
            return False
        fronted = [k + 1 for k in range(start, group.start) if tokens[k].low == ","]
        if fronted and (
            tokens[start].low in word_class("preposition")
            or is_adverb(tokens[start])
            or tokens[start].low in ("while", "thus", "earlier", "finally", "turning")
        ):
            begin = fronted[0]
        elif is_adverb(tokens[start]) and start + 1 < stop:
            begin = start + 1
        if match.entry.id == "discuss.exchange" and not any(t.low in _EXCHANGED for t in tokens[begin : group.start]):
            self.out.narrated.append(self._span(tokens, start, stop))
            return True
        noun = self._noun_of(tokens, begin, group.start)
        if noun == "noun.agree" and match.entry.value == "agree":
            noun = None
        who = "joint" if noun == "noun.attention" else match.entry.get("who")
        actor = self._voice_of_passive(tokens, start, match.entry.value or "", who)
        if match.entry.id == "agree.accept" and self.running is not None and not self.running.joint:
            actor = self.cast.across(self.running) or actor
        if actor is None:
            return False
        if (
            match.entry.value in ("discuss", "agree")
            or match.entry.get("passive")
            or noun is not None
            or match.entry.value in ("say", "report", "request", "concern", "oppose", "praise", "support")
        ):
            stance = self._passive_stance(tokens, begin, group, match.entry.value or "report", actor, stop, noun)
            self._hear(actor)
            part = Part(begin, stop, actor, stance, False, group, (group.start, group.end), whole=True)
            self._emit([part], tokens)
            return True
        return False

    def _agreement(self, tokens: Sequence[Token], start: int, group: Group, stop: int) -> bool:
        """ "Following the talks, an agreement was reached to …"."""
        begin = next((k + 1 for k in range(start, group.start) if tokens[k].low == ","), start)
        if self._noun_of(tokens, begin, group.start) != "noun.agree":
            return False
        stance = Stance("agree", group.start, group.end, "noun.agree")
        self._emit([Part(begin, stop, Actor(JOINT, None, "passive"), stance, False, group, whole=True)], tokens)
        return True

    def _noun_of(self, tokens: Sequence[Token], i: int, j: int) -> str | None:
        for k in range(i, j):
            if tokens[k].low in ("of", "between", "in", "for") and k > i + 1:
                break
            noun = phrases("nouns").at(tokens, k)
            if (
                noun is not None
                and (noun.entry.id == "noun.attention" or noun.entry.value not in ("narrate", "report", "discuss"))
                and not noun.entry.get("say")
            ):
                return noun.entry.id
        return None

    def _voice_of_passive(self, tokens: Sequence[Token], start: int, value: str, who: str | None) -> Actor | None:
        fronted = tokens[start].low in ("during", "while", "when") or any(
            t.low in ("talks", "discussion", "exchange", "conversation", "meeting") for t in tokens[start : start + 4]
        )
        single = self.running is not None and not self.running.joint
        if fronted or who == "joint" or value == "agree" or not single:
            return Actor(JOINT, None, "passive")
        return self.running

    def _passive_stance(
        self, tokens: Sequence[Token], begin: int, group: Group, value: str, actor: Actor, stop: int, noun: str | None
    ) -> Stance:
        from communique.lexicon import load
        from communique.reading.stance import of_clause

        here = (group.start, group.end)
        if noun is not None and value in ("say", "narrate", "discuss", "report"):
            entry = load("nouns").by_id[noun]
            return Stance(entry.value or "report", *here, noun)
        if value == "say":
            that = next((k for k in range(group.end, min(stop, group.end + 4)) if tokens[k].low == "that"), None)
            if that is not None:
                return of_clause(tokens, that + 1, stop, actor, self.cast)
            return Stance("report", *here, group.match.entry.id if group.match else None)
        return of_group(tokens, group, stop, actor, self.cast, begin)

    def _carried_on(self, tokens: Sequence[Token], start: int, stop: int) -> None:
        if self._unknown_subject(tokens, start, stop):
            return
        attends = (
            _PRESENT.match(self.folded, tokens[start].start) is not None
            or tokens[start].low in ("attending", "joining", "participating", "accompanying", "present")
            or (tokens[start].low == "also" and tokens[start + 1].low in ("attending", "present", "participating"))
        )
        if attends or self.running is None:
            if attends:
                self.out.narrated.append(self._span(tokens, start, stop))
            return
        group = main_group(tokens, start, stop)
        if group is None and stop - start < 6:
            return
        if (
            group is not None
            and (group.passive or tokens[group.start].low in ("was", "were"))
            and group.tense == "past"
            and group.match is not None
            and group.match.entry.value == "narrate"
            and (self._fresh or tokens[group.start - 1].low in _ENCOUNTERS)
        ):
            self.out.narrated.append(self._span(tokens, start, stop))
            return
        self._emit(Cutter(tokens, stop, self.cast, self.last).content(start, self.running), tokens)

    def _unknown_subject(self, tokens: Sequence[Token], start: int, stop: int) -> bool:
        """A reported act whose subject is nobody known ("grass-roots cadres from four provinces exchanged experience")."""
        if self.announces:
            return False
        group = main_group(tokens, start, stop)
        if (
            group is None
            or group.tense != "past"
            or group.modal
            or group.passive
            or group.match is None
            or group.start != group.verb
        ):
            return False
        if group.match.entry.value == "discuss" and group.match.entry.get("who") == "joint" and self._fresh:
            actor = Actor(JOINT, None, "discuss")
            self._hear(actor)
            self._emit(Cutter(tokens, stop, self.cast, self.last).predicate(group, actor, group.start), tokens)
            return True
        return False

    # ---- output -----------------------------------------------------------------------------------------------------

    def _span(self, tokens: Sequence[Token], i: int, j: int) -> Span:
        return Span(tokens[i].start, tokens[j - 1].end)

    def _emit(self, parts: Sequence[Part], tokens: Sequence[Token]) -> None:
        for part in parts:
            span = self._quote(tokens, part.start, part.end)
            if span is None:
                continue
            if not part.actor.joint and not part.actor.group:
                self.last = part.actor
            self.running, self._told = part.actor, None
            trigger = self._span(tokens, part.stance.start, max(part.stance.end, part.stance.start + 1))
            frame = self._span(tokens, *part.frame) if part.frame else None
            self.out.said.append(
                Said(span, part.actor, part.stance, trigger, frame, tuple(tokens[part.start : part.end]))
            )

    def _quote(self, tokens: Sequence[Token], i: int, j: int) -> Span | None:
        """The characters of ``tokens[i:j]`` without marks at the ends, and without a quotation mark that has no partner."""
        while j > i and not tokens[j - 1].word and tokens[j - 1].low not in (")", _QUOTE, "'s"):
            j -= 1
        while i < j and not tokens[i].word and tokens[i].low != _QUOTE:
            i += 1
        marks = [k for k in range(i, j) if tokens[k].low == _QUOTE]
        if marks and (len(marks) % 2 == 1 or (len(marks) == 2 and marks == [i, j - 1])):
            if marks[0] == i:
                i += 1
            if marks[-1] == j - 1 and j - 1 > i:
                j -= 1
        while j > i and not tokens[j - 1].word and tokens[j - 1].low not in (")", _QUOTE, "'s"):
            j -= 1
        return Span(tokens[i].start, tokens[j - 1].end) if j > i else None


_EXCHANGED = frozenset(
    {"views", "opinions", "ideas", "experience", "experiences", "assessments", "information", "notes", "wishes",
     "greetings"}
)  # fmt: skip
"""What is exchanged in talk; documents and gifts are exchanged at a ceremony."""
_PERFORMS = frozenset({"praise", "support", "commit", "request", "concern", "oppose"})
_PRESENT = re.compile(
    r"(?:also )?(?:present|in attendance|attending|participating|joining|accompanying|at the (?:meeting|talks|event|audience))\b[^.]{0,60}?\b(?:was|were|is|are)\b|other (?:participants|attendees)\b"
)
"""A sentence that lists who was there too, verb before subject."""
_OPENS = frozenset(
    {"began", "opened", "started", "concluded", "closed", "ended", "continued", "followed", "responded", "replied"}
)  # fmt: skip


def _opened_by(tokens: Sequence[Token], group: Group, stop: int) -> Group | None:
    """The act behind "began by thanking", "opened the meeting by expressing", as a verb group of its own."""
    if tokens[group.verb].low not in _OPENS:
        return None
    for k in range(group.end, min(stop, group.end + 5)):
        if tokens[k].low == "by" and k + 1 < stop:
            verb = past_adverbs(tokens, k + 1, stop)
            match = phrases("acts").at(tokens, verb) if verb < stop else None
            if match is not None and "ing" in match.tags and match.entry.value not in ("narrate",):
                return Group(verb, verb, match.end, match, "", False, False, "past")
            if match is not None and "ing" in match.tags and match.entry.get("carrier"):
                return Group(verb, verb, match.end, match, "", False, False, "past")
    return None


def _past_time(tokens: Sequence[Token], v: int, stop: int) -> int:
    """The token behind "on Tuesday in Abuja" between subject and verb; `v` where something else stands."""
    k = v
    while k + 1 < stop and tokens[k].low in ("on", "in", "at") and (tokens[k + 1].cap or tokens[k + 1].low.isdigit()):
        k += 2
        while k < stop and (tokens[k].cap or tokens[k].low.isdigit()):
            k += 1
    return past_adverbs(tokens, k, stop) if k > v else v


def _without_stop(tokens: Sequence[Token]) -> int:
    """The number of tokens less the marks that end the sentence."""
    stop = len(tokens)
    while stop and not tokens[stop - 1].word and tokens[stop - 1].low != _QUOTE:
        stop -= 1
    return stop
