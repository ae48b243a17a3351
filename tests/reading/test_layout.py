"""A page's text → its blocks: the kind of each and exactly the characters it covers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.reading.layout import Block, BlockKind, Layout, lay_out
from communique.span import Span

LEAD = "Foreign Minister Ona Vale met her guest in Lisbon today."
MORE = "The two sides held talks on trade that lasted an hour."
WRAPPED = (
    "Foreign Minister Ona Vale met her guest Bruno Kern in the\nold palace of Lisbon on Tuesday, 10 October, in the hour\n"
    "before the reception."
)


def blocks(text: str, title: str | None = None) -> list[tuple[BlockKind, str]]:
    return [(b.kind, text[b.span.start : b.span.end]) for b in lay_out(text, title).blocks]


PAGES: list[tuple[str, list[tuple[BlockKind, str]]]] = [
    (LEAD, [("body", LEAD)]),
    (f"\n\n  {LEAD}  \n\n{MORE}\n", [("body", LEAD), ("body", MORE)]),
    (f"{LEAD}\n{MORE}", [("body", LEAD), ("body", MORE)]),
    (f"Talks Held\n{LEAD}", [("title", "Talks Held"), ("body", LEAD)]),
    (f"Talks Held\r\n\r\n{LEAD}\r\n", [("title", "Talks Held"), ("body", LEAD)]),
    (f"Talks Held\n\n{WRAPPED}\n\n{MORE}", [("title", "Talks Held"), ("body", WRAPPED), ("body", MORE)]),
    (f"Talks Held\n \t\n{LEAD}\n\t\n{MORE}", [("title", "Talks Held"), ("body", LEAD), ("body", MORE)]),
    (
        f"Talks Held\n\n( 2023.10.10 )\n\n{LEAD}\n\nEnditem",
        [("title", "Talks Held"), ("date", "( 2023.10.10 )"), ("body", LEAD), ("footer", "Enditem")],
    ),
    (
        "Office of the Spokesperson\n\nForeign Minister Vale Meets Her German Guest in Lisbon\n\n" + LEAD,
        [
            ("label", "Office of the Spokesperson"),
            ("title", "Foreign Minister Vale Meets Her German Guest in Lisbon"),
            ("body", LEAD),
        ],
    ),
    (
        f"Talks Held\n\nFOR IMMEDIATE RELEASE\n\nThe below is attributable to Spokesperson Rui Brandt:\n\n{LEAD}",
        [
            ("title", "Talks Held"),
            ("label", "FOR IMMEDIATE RELEASE"),
            ("label", "The below is attributable to Spokesperson Rui Brandt:"),
            ("body", LEAD),
        ],
    ),
    (
        f"Talks Held\n\n{LEAD}\n\nTrade and Investment\n\n{MORE}",
        [("title", "Talks Held"), ("body", LEAD), ("heading", "Trade and Investment"), ("body", MORE)],
    ),
    (
        f"Talks Held\n\n{LEAD}\n\nThe two sides agreed:\n\n- to meet again in May;\n- to open a school.",
        [
            ("title", "Talks Held"),
            ("body", LEAD),
            ("body", "The two sides agreed:"),
            ("bullet", "to meet again in May;"),
            ("bullet", "to open a school."),
        ],
    ),
    (
        f"Talks Held\n\n1. {LEAD}\n\n2. {MORE}",
        [("title", "Talks Held"), ("body", LEAD), ("body", MORE)],
    ),
    (
        f"Talks Held\n\n{LEAD}\n\nMedia enquiries: press@vale.example\n\nThe ministry has had its seat in Lisbon since 1910.",
        [
            ("title", "Talks Held"),
            ("body", LEAD),
            ("footer", "Media enquiries: press@vale.example"),
            ("footer", "The ministry has had its seat in Lisbon since 1910."),
        ],
    ),
    (
        f"Talks Held\n\n{LEAD}\n\nPhoto: Rui Brandt\n\n{MORE}\n\n###\n\nPhoto: Ana Reis",
        [
            ("title", "Talks Held"),
            ("body", LEAD),
            ("caption", "Photo: Rui Brandt"),
            ("body", MORE),
            ("footer", "###"),
            ("caption", "Photo: Ana Reis"),
        ],
    ),
    ("", []),
    (" \n\n \t\n", []),
]


@pytest.mark.parametrize(("text", "expected"), PAGES)
def test_a_page_is_cut_into_blocks(text: str, expected: list[tuple[BlockKind, str]]) -> None:
    assert blocks(text) == expected


ROWS: list[tuple[str, BlockKind, str]] = [
    ("October 10, 2023", "date", "October 10, 2023"),
    ("October 10th, 2023", "date", "October 10th, 2023"),
    ("Tuesday, 10 October 2023", "date", "Tuesday, 10 October 2023"),
    ("10.10.2023, 18:30", "date", "10.10.2023, 18:30"),
    ("2023-10-10 18:30", "date", "2023-10-10 18:30"),
    ("2023/10/10", "date", "2023/10/10"),
    ("Oct. 10th, 2023, 6:30 p.m.", "date", "Oct. 10th, 2023, 6:30 p.m."),
    ("May 3, 2023 20:00 GMT+3", "date", "May 3, 2023 20:00 GMT+3"),
    ("Press release", "label", "Press release"),
    ("** STATEMENT **", "label", "** STATEMENT **"),
    ("PRESS RELEASE NO. 12/2023", "label", "PRESS RELEASE NO. 12/2023"),
    ("Location: Lisbon", "label", "Location: Lisbon"),
    ("On trade and investment", "heading", "On trade and investment"),
    ("\u2022 Vale thanked Kern.", "bullet", "Vale thanked Kern."),
    ("\u2013 Vale thanked Kern.", "bullet", "Vale thanked Kern."),
    ("*  Vale thanked Kern.", "bullet", "Vale thanked Kern."),
    ("(b) Vale thanked Kern.", "bullet", "Vale thanked Kern."),
    ("iv. Vale thanked Kern.", "bullet", "Vale thanked Kern."),
    ("1) Vale thanked Kern.", "body", "Vale thanked Kern."),
    ("(12) Vale thanked Kern.", "body", "Vale thanked Kern."),
    ("Ends", "footer", "Ends"),
    ("- END -", "footer", "- END -"),
    ("* * *", "footer", "* * *"),
    ("Contact: Rui Brandt", "footer", "Contact: Rui Brandt"),
    ("By Rui Brandt", "footer", "By Rui Brandt"),
    ("Vale and Kern at the port. (Photo: Ministry)", "caption", "Vale and Kern at the port. (Photo: Ministry)"),
]


@pytest.mark.parametrize(("line", "kind", "words"), ROWS)
def test_a_line_after_the_lead_is_known(line: str, kind: BlockKind, words: str) -> None:
    assert blocks(f"Talks Held\n\n{LEAD}\n\n{line}")[2:] == [(kind, words)]


@pytest.mark.parametrize(
    "line",
    [
        "On 3 May 2023 the two will meet again in Santiago, Vale said.",
        "2023 was a good year for the port of Lisbon, Vale said.",
        "12 ships were named after rivers of both states in May.",
        "End of the visit came on Tuesday, when Kern left for Chile.",
        "Statements by both ministers followed in the garden of the palace.",
        "News of the accord reached the palace in the evening, Vale said.",
        "In a state of joy, he left the hall of the palace at ten in the evening.",
        "Kern praised the photo of the port that hung over the table of the palace in which the two of them had met.",
    ],
)
def test_reporting_that_begins_like_another_block_is_body(line: str) -> None:
    assert blocks(f"Talks Held\n\n{LEAD}\n\n{line}")[2:] == [("body", line)]


def test_the_title_that_was_given_is_found_below_another_line() -> None:
    text = f"Ministry of Foreign Affairs\n\nTalks in Lisbon\n\n{LEAD}"
    assert blocks(text, "TALKS IN LISBON")[1:] == [("title", "Talks in Lisbon"), ("body", LEAD)]
    assert blocks(text)[1][0] != "body"


def test_blocks_of_a_kind_are_given_in_order() -> None:
    first, second, third = Block(Span(0, 2), "body"), Block(Span(3, 5), "bullet"), Block(Span(6, 8), "body")
    layout = Layout((first, second, third))
    assert layout.of("body") == [first, third]
    assert layout.of("bullet", "body") == [first, second, third]
    assert layout.of("footer") == []


_MARK = re.compile(r"\(?\d{1,2}[.)]?|[-\u2022\u2013\u2014*\u25cf\u25aa\u00b7o]|\([a-z]\)|[ivx]{1,4}\.")
_PIECES = [
    "Foreign Minister Vale met Kern", "Talks Held", " on trade", ", said Vale.", "\n", "\n\n", "\r\n", "- ", "1. ", "(a) ", "iv. ",
    "\u2022 ", "2023.10.10", "Photo: ", "Enditem", "###", "The talks in the old palace of Lisbon lasted for more than an hour", ":", ";",
]  # fmt: skip


def _sound(text: str) -> None:
    at = 0
    for span, _ in lay_out(text).blocks:
        assert at <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip(" \t\r\n")
        left_out = [line.strip() for line in text[at : span.start].split("\n")]
        assert all(not line or _MARK.fullmatch(line) for line in left_out), left_out
        at = span.end
    assert all(not line.strip() or _MARK.fullmatch(line.strip()) for line in text[at:].split("\n"))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
def test_blocks_are_in_order_and_leave_out_only_white_space_and_marks(text: str) -> None:
    _sound(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_blocks_of_any_string_are_in_order_and_leave_out_only_white_space_and_marks(text: str) -> None:
    _sound(text)
