"""Who has the floor: who speaks, of whom was told, and what was read of the text so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.reading.actors import Actor, Cast, Subject, subject_at
from communique.reading.cutting import Part, Sentence
from communique.reading.grammar.tokens import Token
from communique.reading.page import Page
from communique.reading.speech.marks import quote, span_of
from communique.reading.stance import Stance
from communique.span import Span


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


@dataclass
class Speech:
    """What was read of a text's speech: statements, and which sentences were understood as narration."""

    said: list[Said] = field(default_factory=list)
    narrated: list[Span] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Floor:
    """The state in which the next sentence is read.

    `running` is he who spoke last, `last` the last single person that was a subject, `told` the one of whom narration
    told since anybody spoke; `fresh` is true until the block has its first statement. `announces` marks a text that
    tells of no encounter: there the issuer speaks throughout.
    """

    page: Page
    cast: Cast
    announces: bool
    running: Actor | None
    last: Actor | None = None
    told: Actor | None = None
    fresh: bool = True
    out: Speech = field(default_factory=Speech)

    @property
    def antecedent(self) -> Actor | None:
        """Whom "he" and "she" mean: the one of whom narration last told, else the one who speaks."""
        return self.told or self.running

    def sentence(self, tokens: Sequence[Token], stop: int) -> Sentence:
        """The tokens up to `stop` as a sentence to cut."""
        return Sentence(tokens, stop, self.cast, self.last)

    def subject(self, tokens: Sequence[Token], k: int, stop: int) -> Subject | None:
        """The subject that begins at token `k`; a pronoun means the antecedent."""
        return subject_at(self.cast, tokens, k, stop, self.antecedent, self.last)

    def hear(self, actor: Actor) -> None:
        """`actor` speaks from here on."""
        self.running, self.told = actor, None
        if not actor.joint and not actor.group and actor.name != self.cast.author:
            self.last = actor

    def emit(self, parts: Sequence[Part], tokens: Sequence[Token]) -> None:
        """Keeps the parts of a sentence as statements; the last one's speaker speaks from here on."""
        for part in parts:
            span = quote(tokens, part.start, part.end)
            if span is None:
                continue
            if not part.actor.joint and not part.actor.group:
                self.last = part.actor
            self.running, self.told = part.actor, None
            trigger = span_of(tokens, part.stance.start, max(part.stance.end, part.stance.start + 1))
            frame = span_of(tokens, *part.frame) if part.frame else None
            held = tuple(tokens[part.start : part.end])
            self.out.said.append(Said(span, part.actor, part.stance, trigger, frame, held))

    def narrate(self, tokens: Sequence[Token], i: int, j: int) -> None:
        """Keeps ``tokens[i:j]`` as narration that was understood."""
        self.out.narrated.append(span_of(tokens, i, j))
