"""Cutting a text at marks that nest and overlap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.export.view.marks import Mark, cells, pieces


def _mark(start: int, end: int, kind: str = "date", ref: int = 0) -> Mark:
    return Mark(start, end, kind, ref, "")


@pytest.mark.parametrize(
    ("length", "spans", "expected"),
    [
        (0, [], []),
        (5, [], [(0, 5, 0)]),
        (5, [(0, 5)], [(0, 5, 1)]),
        (9, [(2, 4)], [(0, 2, 0), (2, 4, 1), (4, 9, 0)]),
        (9, [(0, 6), (2, 4)], [(0, 2, 1), (2, 4, 2), (4, 6, 1), (6, 9, 0)]),
        (9, [(0, 5), (3, 8)], [(0, 3, 1), (3, 5, 2), (5, 8, 1), (8, 9, 0)]),
        (9, [(0, 3), (3, 6)], [(0, 3, 1), (3, 6, 1), (6, 9, 0)]),
        (9, [(2, 4), (2, 4)], [(0, 2, 0), (2, 4, 2), (4, 9, 0)]),
        (3, [(1, 1), (2, 9), (-1, 2)], [(0, 3, 0)]),  # empty, beyond the text, before it
    ],
)
def test_pieces(length: int, spans: list[tuple[int, int]], expected: list[tuple[int, int, int]]) -> None:
    found = pieces(length, [_mark(s, e, ref=n) for n, (s, e) in enumerate(spans)])
    assert [(p.start, p.end, len(p.marks)) for p in found] == expected


def test_the_innermost_mark_comes_last() -> None:
    found = pieces(9, [_mark(2, 4, "date"), _mark(0, 8, "statement")])
    assert [m.kind for m in found[1].marks] == ["statement", "date"]


def test_a_cell_is_a_run_under_one_statement() -> None:
    found = cells(pieces(10, [_mark(1, 9, "statement"), _mark(3, 5), _mark(8, 10)]))
    assert [([m.kind for m in key], [(p.start, p.end) for p in group]) for key, group in found] == [
        ([], [(0, 1)]),
        (["statement"], [(1, 3), (3, 5), (5, 8), (8, 9)]),
        ([], [(9, 10)]),
    ]


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=12)


@given(st.integers(0, 40), SPANS)
def test_pieces_cover_the_text_and_a_mark_lies_whole_on_its_pieces(length: int, spans: list[tuple[int, int]]) -> None:
    marks = [_mark(s, e, ref=n) for n, (s, e) in enumerate(spans)]
    found = pieces(length, marks)
    assert "".join("x" * (p.end - p.start) for p in found) == "x" * length
    assert [p.start for p in found[1:]] == [p.end for p in found[:-1]]
    for piece in found:
        within = {m.ref for m in marks if m.start <= piece.start and piece.end <= m.end <= length}
        assert {m.ref for m in piece.marks} == within
