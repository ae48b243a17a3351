"""What no reader understood: which sentences and names are left over, and how large a share was read."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import communique
from communique.reading.unread import find_unread
from communique.span import Span

LEAD = (
    "Portugal, Germany Hold Talks\n\nLisbon, 17 March 2023 - Foreign Minister Ona Vale of Portugal met today in Lisbon with "
    "Foreign Minister Bruno Kern of Germany.\n\n"
)


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


NAMES: list[tuple[str, list[str], list[str]]] = [
    ("The guests praised the Golden River Accord today.", [], ["Golden River Accord"]),
    ("The guests praised the Golden River Accord today.", ["Golden River Accord"], []),
    ("The guests praised the Golden River Accord today.", ["guests"], ["Golden River Accord"]),
    ("They praised the Silver Bridge, the Iron Gate.", ["Iron Gate"], ["Silver Bridge"]),
    ("They praised the House of the Seven Winds.", [], ["House of the Seven Winds"]),
    ("They met Ana de Reis.", [], ["Ana de Reis"]),
    ("It is a plan of O\u2019Neil Street, not the Vale-Kern Plan.", [], ["O\u2019Neil Street", "Vale-Kern Plan"]),
    ("They praised \u201cGolden River\u201d (Iron Gate).", [], ["Golden River", "Iron Gate"]),
    ("They praised the Caf\u00e9 Br\u00fccke.", [], ["Caf\u00e9 Br\u00fccke"]),
    ("They praised Lisbon and the port.", [], []),
    ("There are no capitals here.", [], []),
    ("They praised a road. The road is long.", [], []),
    ("", [], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "known", "expected"), NAMES)
def test_a_name_nobody_knows_is_left_over(text: str, known: list[str], expected: list[str]) -> None:
    found = find_unread(text, [], [], [], [span(text, k) for k in known], [Span(0, len(text))]).names
    assert [n.quote for n in found] == expected
    assert all(text[n.start : n.end] == n.quote for n in found)


def test_names_outside_the_body_do_not_count() -> None:
    text = "They praised the Golden River. They praised the Iron Gate."
    body = [span(text, "They praised the Iron Gate.")]
    assert [n.quote for n in find_unread(text, [], [], [], [], body).names] == ["Iron Gate"]


TEXT = "Vale spoke. The room was green. The hall was old."
SENTENCES = [span(TEXT, s) for s in ("Vale spoke.", "The room was green.", "The hall was old.")]
SHARES: list[tuple[list[str], list[str], list[str], float]] = [
    (["Vale"], ["was green"], ["The hall was old."], 0.6383),
    (["spoke"], [], ["The room was green.", "The hall was old."], 0.234),
    ([], ["hall"], ["Vale spoke.", "The room was green."], 0.3617),
    (["spoke. The room"], [], ["The hall was old."], 0.6383),
    ([TEXT], [], [], 1.0),
    ([], [], ["Vale spoke.", "The room was green.", "The hall was old."], 0.0),
]


@pytest.mark.parametrize(("said", "narrated", "missed", "share"), SHARES)
def test_a_sentence_with_neither_statement_nor_narration_is_left_over(
    said: list[str], narrated: list[str], missed: list[str], share: float
) -> None:
    found = find_unread(TEXT, SENTENCES, [span(TEXT, n) for n in narrated], [span(TEXT, s) for s in said], [], [])
    assert [s.quote for s in found.sentences] == missed
    assert found.share_read == share


def test_without_sentences_nothing_was_read() -> None:
    assert find_unread("Talks", [], [], [], [], []).share_read == 0.0


ROWS: list[tuple[str, list[str], list[str]]] = [
    ("Vale praised the Golden River Bridge.", [], ["Golden River Bridge"]),
    ("Kern thanked Ona Vale for her help.", [], []),
    ("Lunch followed.", ["Lunch followed."], []),
    ("The walls of the room were green.", ["The walls of the room were green."], []),
    ("Vale praised the Global Development Initiative.", [], []),
]


@pytest.mark.parametrize(("sentence", "sentences", "names"), ROWS)
def test_a_page_says_what_it_leaves_over(sentence: str, sentences: list[str], names: list[str]) -> None:
    found = communique.read(LEAD + sentence, issuer="Portugal MFA", published="2023-03-17").unread
    assert [s.quote for s in found.sentences] == sentences
    assert [n.quote for n in found.names] == names
    assert (found.share_read == 1.0) is (sentences == [])


@given(
    st.lists(st.integers(0, 60), max_size=12),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=5),
)
def test_every_sentence_is_either_read_or_left_over(cuts: list[int], said: list[tuple[int, int]]) -> None:
    text = "x" * 60
    edges = sorted(set(cuts))
    sentences = [Span(a, b) for a, b in pairwise(edges)]
    spans = [(start, start + length) for start, length in said]
    found = find_unread(text, sentences, [], spans, [], [])
    missed = {(s.start, s.end) for s in found.sentences}
    assert missed == {s for s in sentences if not any(set(range(*s)) & set(range(*x)) for x in spans)}
    length = sum(s.end - s.start for s in sentences)
    read = length - sum(end - start for start, end in missed)
    assert found.share_read == (round(read / length, 4) if length else 0.0)
