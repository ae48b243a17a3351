"""The page of a comparison: what stands in it, and that it is safe, self-contained and readable without colour."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

import communique
from communique.analysis import compare
from communique.analysis.comparison import Comparison
from communique.export.picture.comparison import page

ONE = "The Foreign Minister of Norway, Ona Vale, met the Foreign Minister of Kenya, Josphat Kariuki, in Oslo on 3 May 2024.\n\nMinister Vale called on Kenya to lower its tariffs on {good}. The two ministers agreed to open a ferry line to Bergen."
OTHER = "The Foreign Minister of Norway, Ona Vale, met the Foreign Minister of Kenya, Josphat Kariuki, in Oslo on 3 May 2024.\n\nJosphat Kariuki thanked Norway for its help. The two ministers discussed the opening of a ferry line to Bergen."
EVIL = "<script>alert(1)</script> & \u202esalmon"


class _Page(HTMLParser):
    """Tags, attributes and the cells of each row of a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.text = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


@pytest.fixture(scope="module")
def result() -> Comparison:
    about = {"published": "2024-05-04"}
    one = communique.read(
        ONE.format(good=EVIL), id="a", issuer="Norway", title=f"Talks {EVIL}", url="https://example.org/a", **about
    )
    other = communique.read(OTHER, id="b", issuer="Kenya", url="javascript:alert(1)", **about)
    return compare([one, other], background=[])


@pytest.fixture(scope="module")
def shown(result: Comparison) -> _Page:
    return _Page(page(result))


def test_the_same_result_gives_the_same_bytes(result: Comparison) -> None:
    assert page(result) == page(result)


def test_nothing_runs_and_nothing_is_loaded(shown: _Page) -> None:
    assert not {"script", "iframe", "object", "form", "img"} & {tag for tag, _ in shown.tags}
    links = [a.get("href") for tag, a in shown.tags if tag in ("a", "link")]
    assert links == ["data:,", "https://example.org/a"]
    assert not any(name.startswith("on") for _, attributes in shown.tags for name in attributes)


def test_strange_text_is_shown_as_it_is(shown: _Page) -> None:
    assert "<script>alert(1)</script>" in shown.text
    assert "⟨U+202E⟩" in shown.text  # in the title; the quotation is isolated, character by character


def test_every_statement_stands_in_its_column(shown: _Page, result: Comparison) -> None:
    columns = len(result.sources)
    rows = [row[1:] for row in shown.rows if len(row) == columns + 1]
    for point in result.points:
        for n, said in enumerate(point.said):
            for s in said:
                assert any(s.cite.quote in row[n] and s.act in row[n] for row in rows)
    assert sum("not reported" in cell for row in rows for cell in row) >= 2


def test_facts_and_rates_are_told_in_words(shown: _Page) -> None:
    facts = {row[0]: row[1:] for row in shown.rows if row and row[0].startswith(("kind", "date", "place"))}
    assert set(facts) == {"kind= agree", "date= agree", "place= agree"}
    assert facts["place= agree"][0].startswith("Oslo, Norway“Oslo”")
    assert "act: A agree, B discuss" in shown.text
    assert "no other readout of Kenya with Norway is known (n = 0)" in shown.text


def test_rows_and_columns_are_named_for_those_who_cannot_see(shown: _Page) -> None:
    scopes = [a.get("scope") for tag, a in shown.tags if tag == "th"]
    assert set(scopes) == {"row", "col"}


def test_it_prints_in_black_and_follows_the_scheme(result: Comparison) -> None:
    source = page(result)
    assert "@media print" in source and "prefers-color-scheme:dark" in source
    assert re.search(r"@media print\{\s*:root\{--paper:#fff;--ink:#000", source)
    assert "/*light*/" not in source and "/*dark*/" not in source
