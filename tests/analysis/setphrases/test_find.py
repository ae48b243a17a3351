"""Where a phrase stands in a text, and how it is worded there."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import Document
from communique.analysis.result import AnalysisError
from communique.analysis.setphrases.find import find
from communique.analysis.setphrases.wanted import query, wanted
from communique.lexicon import fold
from communique.store import Store
from communique.store.query import parse

CASES = [
    ("blue ocean pact", "They praised the [blue ocean pact].", "as asked"),
    ("blue ocean pact", "They praised the [Blue-Ocean\nPact].", "as asked"),
    ("blue ocean pact", "They praised the [blue ocean pacts].", "inflected"),
    ("blue ocean pact", "They praised the [ocean and blue pact].", "reordered"),
    ("blue ocean pact", "They praised the [blue northern ocean pact].", "added"),
    ("blue ocean pact", "They praised a [green ocean pact].", "replaced"),
    ("blue ocean pact", "They were strengthening ocean pacts.", None),
    ("blue ocean pact", "They praised a green river pact.", None),
    ("blue ocean pact", "They spoke of blue sky, ocean pact and more.", None),
    ("ocean pact", "They praised the river pact.", None),
    ("ocean pact", "They praised the [ocean fishing pact].", "added"),
    ("food security", "They spoke of food and security.", None),
    ("community of shared seas", "A [community with shared seas] was named.", "inflected"),
    ("small net, wide sea", "A [small net, wide sea] was named.", "as asked"),
    ("détente", "A policy of [détente] was named.", "as asked"),
    ("two countries' accord", "They praised the [two countries’ accord].", "as asked"),
]


def marked(text: str) -> tuple[str, list[str]]:
    plain = text.replace("[", "").replace("]", "")
    return plain, [text[text.index("[") + 1 : text.index("]")]] if "[" in text else []


@pytest.mark.parametrize(("phrase", "text", "wording"), CASES)
def test_it_stands_there_in_this_wording(phrase: str, text: str, wording: str | None) -> None:
    plain, expected = marked(text)
    found = find(wanted(phrase), fold(plain))
    assert [plain[f.start : f.end] for f in found] == expected
    assert [f.wording for f in found] == ([wording] if wording else [])


def test_the_search_finds_every_text_that_has_it(tmp_path: Path) -> None:
    having = [(phrase, marked(text)[0]) for phrase, text, wording in CASES if wording]
    with Store(tmp_path / "s.db") as store:
        ids = [store.add(Document(id=str(n), text=text), read=False).id for n, (_, text) in enumerate(having)]
        missed = [
            text for id, (phrase, text) in zip(ids, having, strict=True) if id not in dict(store.texts(query(phrase)))
        ]
    assert missed == []


def test_the_search_asks_for_the_listed_forms_too() -> None:
    assert query("mutual respect").count('"mutual respect and equality"') == len(parse(query("mutual respect")).all)


@given(st.text(max_size=60), st.text(max_size=60))
def test_it_is_found_in_any_text_and_nothing_overlaps(before: str, after: str) -> None:
    text = f"{before}\n\nblue ocean pact\n\n{after}"
    found = find(wanted("blue ocean pact"), fold(text))
    at = text.index("blue ocean pact")
    assert any((f.start, f.end) == (at, at + 15) for f in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("phrase", ["", "of the", "…", " ".join(["word"] * 13)])
def test_what_is_no_phrase_is_refused(phrase: str) -> None:
    with pytest.raises(AnalysisError):
        wanted(phrase)
