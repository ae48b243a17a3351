"""Who says what: framing, speech carried on, narration (codebook, "speaker", "quote" and "Encounter or statement?")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.reading.actors import Actor, Cast
from communique.reading.cutting import content
from communique.reading.grammar.tokens import Token
from communique.reading.layout import Block
from communique.reading.page import Page
from communique.reading.speech.carried import carried_on
from communique.reading.speech.floor import Floor, Said, Speech
from communique.reading.speech.framed import (
    according,
    before_source,
    listed,
    opens_list,
    past_dateline,
    past_spokesperson,
)
from communique.reading.speech.marks import QUOTE
from communique.reading.speech.passive import agenda, passive
from communique.reading.speech.quotation import attributed, attribution, is_one_quotation, quoted_voices
from communique.reading.speech.reported import reported
from communique.span import Span


class Listener:
    """Reads the blocks of one text in order and keeps in mind who speaks."""

    def __init__(self, page: Page, cast: Cast, initial: Actor | None, *, announces: bool = False) -> None:
        self.page, self.floor = page, Floor(page, cast, announces, initial)

    def read(self, blocks: Sequence[Block]) -> Speech:
        """The speech of the blocks, in order of the text."""
        for n, block in enumerate(blocks):
            if block.kind == "bullet":
                self._bullet(block, blocks[n - 1] if n else None)
            elif block.kind == "body":
                self._block(block)
        self.floor.out.said.sort(key=lambda s: (s.span.start, s.span.end))
        return self.floor.out

    def _bullet(self, block: Block, before: Block | None) -> None:
        """Bullets after "agreed to:" belong to that statement; others are sentences like those of the body."""
        out = self.floor.out
        if before is None or not self._open_list(before):
            self._block(block)
            return
        last = out.said[-1]
        end = Span(last.span.start, block.span.end).trim(self.page.text, " \t\r\n.;,").end
        out.said[-1] = replace(last, span=Span(last.span.start, end))
        out.sentences.append(block.span)
        out.narrated.append(block.span)

    def _open_list(self, before: Block) -> bool:
        """True where the last statement ends with the block before, so that a bullet goes on with it."""
        if not self.floor.out.said:
            return False
        last = self.floor.out.said[-1].span
        if before.kind == "bullet":
            return last.end >= before.span.end - 2 and last.start < before.span.start
        return before.span.of(self.page.text).rstrip().endswith(":") and last.end >= before.span.start

    def _block(self, block: Block) -> None:
        floor = self.floor
        rows = self.page.sentences[block.span]
        voices = quoted_voices(floor, rows)
        if not any(voices) and is_one_quotation(floor, block, rows):
            voices = [floor.running] * len(rows)
        floor.fresh = True
        for row, voice in zip(rows, voices, strict=True):
            floor.out.sentences.append(row)
            tokens = self.page.tokens(row)
            if tokens:
                before = len(floor.out.said)
                if voice is not None:
                    floor.running = voice
                _read_sentence(floor, tokens, voice)
                if len(floor.out.said) > before:
                    floor.fresh = False


def _read_sentence(floor: Floor, tokens: list[Token], voice: Actor | None) -> None:
    """Reads one sentence; `voice` speaks it where it stands inside a quotation."""
    stop = len(tokens)
    while stop and not tokens[stop - 1].word and tokens[stop - 1].low not in (")", QUOTE):
        stop -= 1
    start = 0
    while start < stop and not tokens[start].word and tokens[start].low != QUOTE:
        start += 1
    start = past_dateline(floor, tokens, start, stop)
    stop = before_source(tokens, start, stop)
    start = past_spokesperson(floor, tokens, start, stop)
    if stop - start < 2:
        return
    if voice is not None:
        floor.emit(content(floor.sentence(tokens, stop), start, voice), tokens)
        return
    found = attribution(floor, tokens, stop) if not floor.announces else None
    if found is not None and attributed(floor, tokens, start, stop, found):
        return
    for reads in (according, reported, agenda, passive, opens_list, listed):
        if reads(floor, tokens, start, stop):
            return
    carried_on(floor, tokens, start, stop)


__all__ = ["Listener", "Said", "Speech"]
