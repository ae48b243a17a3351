"""The page and the fragment, as html.parser reads them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.export import html
from communique.record import Record, Version

HOSTILE = (
    "</div><script>alert(1)</script> \"q\" 'r' &amp; &#60; <img src=x onerror=alert(1)>\n\n  kept   spaces\t\r\n"
    "\u202egnirts\u202c \u2066i\u2069 \u200fمرحبا 北京 <!-- </style> ]]> \x0c end"
)
TAGS = {
    "html", "head", "meta", "link", "title", "style", "body", "div", "header", "main", "aside", "footer", "nav",
    "section", "h1", "h2", "h3", "p", "span", "b", "i", "em", "small", "bdi", "br", "ul", "ol", "li", "table",
    "tr", "td", "a", "mark", "label", "input",
}  # fmt: skip


@pytest.mark.parametrize("form", [html.page, html.fragment])
def test_the_text_can_be_taken_from_the_page(
    form: Callable[[Record], str], records: list[Record], parse: Callable[[str], Any]
) -> None:
    for record in records:
        assert parse(form(record)).text == record.document.text


def test_each_statement_begins_where_the_record_says(records: list[Record], parse: Callable[[str], Any]) -> None:
    for record in records:
        starts = {name.rpartition("-s")[2]: at for name, at in parse(html.page(record)).starts.items() if "-s" in name}
        assert {int(n): at for n, at in starts.items() if n.isdigit()} == {
            n: s.start for n, s in enumerate(record.statements)
        }


@pytest.mark.parametrize("form", [html.page, html.fragment])
def test_hostile_text_stays_text(
    form: Callable[[Record], str], overlapping: Callable[..., Record], parse: Callable[[str], Any]
) -> None:
    size = len(HOSTILE)
    record = overlapping(
        HOSTILE, [(0, size), (4, 30), (10, size - 3), (20, 60), (8, 9)],
        title=HOSTILE, issuer=HOSTILE, published=HOSTILE, language='en" onload="x', url="javascript:alert(1)",
    )  # fmt: skip
    page = parse(form(record))
    assert page.text == HOSTILE
    assert set(page.tags) <= TAGS
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    links = [value or "" for name, value in page.attributes if name in ("href", "src")]
    assert all(link.startswith(("#", "data:,")) for link in links)
    assert not any(ch in value for name, value in page.attributes if value for ch in "\u202e\u2066\x1b")


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ('https://example.org/" onclick="x', False),
        ("//example.org", False),
        ("data:text/html,x", False),
    ],
)
def test_only_web_addresses_become_links(
    url: str, linked: bool, overlapping: Callable[..., Record], parse: Callable[[str], Any]
) -> None:
    page = parse(html.page(overlapping("x", [], url=url)))
    assert (("href", url) in page.attributes) is linked


def test_the_page_needs_nothing_from_outside(example: Record, parse: Callable[[str], Any]) -> None:
    page = html.page(example)
    assert "<script" not in page
    assert "url(" not in page
    assert "@import" not in page
    assert {value for name, value in parse(page).attributes if name == "src"} == set()


def test_ids_are_unique_and_links_lead_somewhere(records: list[Record], parse: Callable[[str], Any]) -> None:
    for record in records:
        found = parse(html.page(record)).attributes
        ids = [value for name, value in found if name == "id"]
        assert len(ids) == len(set(ids))
        described = [word for name, value in found if name == "aria-describedby" for word in (value or "").split()]
        targets = [value[1:] for name, value in found if name == "href" and value and value.startswith("#")]
        assert set(described) | set(targets) <= set(ids)


def test_a_statement_tells_speaker_act_addressees_topics_condition_and_rule(
    example: Record, parse: Callable[[str], Any]
) -> None:
    tips = [value for name, value in parse(html.page(example)).attributes if name == "data-tip"]
    assert tips[13] == (
        "Marta Vilhena Couto (PRT) — commit → CHN\nTopics: party-exchanges\nCondition: If conditions permit\n"
        "Rule for quote: speech\nRule for act: stance · commit.will"
    )
    labels = [value for name, value in parse(html.page(example)).attributes if name == "data-label"]
    assert labels[:5] == ["report", "report", "commit → PRT", "request → PRT", "oppose"]
    assert labels[13] == "commit if → CHN"


def test_overlapping_statements_both_speak(overlapping: Callable[..., Record], parse: Callable[[str], Any]) -> None:
    record = overlapping("abcdefghij", [(0, 6), (1, 2), (2, 3), (4, 9)])
    page = parse(html.page(record))
    assert page.text == "abcdefghij"
    tips = [value for name, value in page.attributes if name == "data-tip"]
    assert [tip.count("— report") for tip in tips] == [1, 2, 1]


def test_the_fragment_brings_no_controls_and_styles_only_itself(example: Record, parse: Callable[[str], Any]) -> None:
    page = html.fragment(example)
    assert not {"script", "input", "html", "body", "link"} & set(parse(page).tags)
    style = page.partition("<style>")[2].partition("</style>")[0]
    for rule in style.replace("@media (prefers-color-scheme:dark){", "").split("}"):
        selectors = rule.partition("{")[0].strip()
        for selector in selectors.split(",\n") if selectors and not selectors.startswith("@") else []:
            assert selector.startswith((".cq", "body:has(>.cq)")), selector


def test_the_same_record_gives_the_same_page(example: Record) -> None:
    again = Record.model_validate(example.model_dump())
    assert html.page(again) == html.page(example)
    assert example._repr_html_() == html.fragment(example)


TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=60)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=9))
def test_any_text_with_any_marks_comes_back(
    overlapping: Callable[..., Record], parse: Callable[[str], Any], text: str, spans: list[tuple[int, int]]
) -> None:
    kept = [(s, e) for s, e in spans if s < e <= len(text)]
    page = html.page(overlapping(text, kept, title=text, issuer=text))
    parsed = parse(page)
    assert parsed.text == text
    assert set(parsed.tags) <= TAGS
    page.encode("utf-8")


def test_what_no_page_can_hold_is_replaced_one_for_one(
    overlapping: Callable[..., Record], parse: Callable[[str], Any]
) -> None:
    record = overlapping("a\x00b\ud800c", [(0, 5)], title="\ud800")
    page = html.page(record)
    assert parse(page).text == "a\ufffdb\ufffdc"
    page.encode("utf-8")


def test_the_version_stands_at_the_foot(overlapping: Callable[..., Record]) -> None:
    record = overlapping("x", []).model_copy(update={"version": Version(software="9.9<", lexicons="beef")})
    assert "Communiqué 9.9&lt; · communique-record-1 · lexicons beef" in html.page(record)
