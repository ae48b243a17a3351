"""What every reader is given, and what readers pass on to those after them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

from communique.lexicon import Hit, Lexicon, fold, load
from communique.reading.grammar.tokens import Token, sentences, tokenize
from communique.record import Document, Evidence
from communique.span import Span

if TYPE_CHECKING:
    from communique.reading.layout import Layout
    from communique.reading.places import PlaceHit

_start = itemgetter(0)
_SINGLE = re.compile(r"(?:^|\n)'(?=[a-z][^'\n]{12,})")
_OPENING = re.compile(r"(?:(?<=^)|(?<=\n)|(?<=[.!?] ))'(?=[a-z][^\n]{12,}?[,.!?]')")
_CLOSING = re.compile(r"(?<=[,.!?])'(?=\s|$)")


def _double_quotes(folded: str) -> str:
    """Single quotation marks around speech as double ones, so that readers know one kind; same length."""
    opened = _OPENING.sub('"', folded)
    return _CLOSING.sub('"', opened) if opened != folded else folded


@dataclass
class Page:
    """A document with the views of its text that readers share; each view is made once, when first asked for."""

    document: Document

    @property
    def text(self) -> str:
        """The document's text, unaltered."""
        return self.document.text

    @cached_property
    def folded(self) -> str:
        """The text in lower case with straight quotes and hyphens; same length, so same offsets."""
        folded = fold(self.document.text)
        return _double_quotes(folded) if _SINGLE.search(folded) else folded

    @cached_property
    def layout(self) -> Layout:
        """The blocks of the text: title, date line, labels, body, captions, footer."""
        from communique.reading.layout import lay_out

        return lay_out(self.document.text, self.document.title)

    @cached_property
    def places(self) -> tuple[PlaceHit, ...]:
        """Every state, demonym, city and international body that the text names, in order of start."""
        from communique.reading.places import find_places

        return find_places(self.text, self.folded)

    @cached_property
    def _tokens(self) -> list[list[Token]]:
        """The tokens of each block, in the order of the layout."""
        return [tokenize(self.text, self.folded, block.span) for block in self.layout.blocks]

    @cached_property
    def sentences(self) -> dict[Span, list[Span]]:
        """The sentences of each block, under the block's span."""
        return {block.span: sentences(self.text, block.span) for block in self.layout.blocks}

    @cached_property
    def _ends(self) -> list[int]:
        return [block.span.end for block in self.layout.blocks]

    def tokens(self, span: tuple[int, int]) -> list[Token]:
        """The tokens of ``text[start:end]``, a stretch within one block; each block is cut into tokens only once."""
        block = self._tokens[bisect_left(self._ends, span[1])]
        low = bisect_left(block, span[0], key=_start)
        return block[low : bisect_left(block, span[1], low, key=_start)]

    @cached_property
    def _place_starts(self) -> list[int]:
        return [place.start for place in self.places]

    def places_in(self, span: tuple[int, int]) -> tuple[PlaceHit, ...]:
        """The places that lie wholly in ``text[start:end]``."""
        low, high = bisect_left(self._place_starts, span[0]), bisect_left(self._place_starts, span[1])
        return tuple(place for place in self.places[low:high] if place.end <= span[1])

    def find(self, lexicon: str | Lexicon, *, overlapping: bool = False) -> list[Hit]:
        """Hits of a lexicon over the whole text."""
        table = load(lexicon) if isinstance(lexicon, str) else lexicon
        return table.find(self.text, self.folded, overlapping=overlapping)

    def evidence(self, field: str, span: tuple[int, int], reader: str, entry: str | None = None) -> Evidence:
        """Evidence for `field`: the characters of `span`, the reader and the lexicon entry that fired."""
        start, end = span
        quote = self.text[start:end]
        return Evidence.model_validate(
            {"field": field, "start": start, "end": end, "quote": quote, "reader": reader, "entry": entry}
        )
