"""Half-open spans of code points: the only offset arithmetic in the project."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """``text[start:end]``; offsets count Unicode code points, ``end`` is exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def contains(self, other: tuple[int, int]) -> bool:
        """True where `other` lies wholly inside this span."""
        return self.start <= other[0] and other[1] <= self.end

    def overlaps(self, other: tuple[int, int]) -> bool:
        """True where the two share at least one character."""
        return self.start < other[1] and other[0] < self.end

    def shift(self, by: int) -> Span:
        """The span moved by `by` characters."""
        return Span(self.start + by, self.end + by)

    def trim(self, text: str, chars: str = " \t\r\n") -> Span:
        """The span without leading and trailing characters of `chars`."""
        start, end = self
        while start < end and text[start] in chars:
            start += 1
        while end > start and text[end - 1] in chars:
            end -= 1
        return Span(start, end)
