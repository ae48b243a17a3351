"""Pages of long lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Window(NamedTuple):
    """What is shown of a list: page `page` of `pages`, of `of` lines in all."""

    page: int
    pages: int
    of: int


def window(lines: Sequence[T], page: int, size: int) -> tuple[Window, Sequence[T]]:
    """Page `page` (from 1) of a list, `size` lines each; the last there is, where there are not so many."""
    pages = max(1, -(-len(lines) // size))
    at = min(page, pages)
    return Window(at, pages, len(lines)), lines[(at - 1) * size : at * size]
