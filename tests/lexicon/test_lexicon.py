"""The tables pass their own tests, the lint catches faults, and matching keeps its promises."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import LexiconError
from communique.lexicon import fold, load
from communique.lexicon.check import check
from communique.lexicon.inflect import verb_forms
from communique.lexicon.load import names, parse, purpose

_GOOD = '[[entry]]\nid = "a.b"\nforms = ["trade"]\nvalue = "x"\nyes = ["the [trade] grew"]\n'
_HEAD = 'values = ["x"]\n'


@pytest.mark.parametrize("name", names())
def test_a_table_passes_its_own_tests_and_says_what_it_is_for(name: str) -> None:
    assert check(load(name)) == []
    assert len(purpose(name)) > 20


@pytest.mark.parametrize(
    ("source", "word"),
    [
        (_HEAD + _GOOD + _GOOD, "id used"),
        (_HEAD + _GOOD.replace('"x"', '"y"'), "not in `values`"),
        (_HEAD + _GOOD.replace("[trade]", "trade"), "without [brackets]"),
        (_HEAD + _GOOD.replace("[trade] grew", "trade [grew]"), "should give"),
        (_HEAD + _GOOD + 'no = ["the trade fell"]\n', "fires in its `no`"),
        (_HEAD + _GOOD + 'wrong = ["nothing here"]\n', "no longer fires"),
        (_HEAD + _GOOD + 'unless = ["market access"]\n', "blocks nothing"),
        (_HEAD + _GOOD + _GOOD.replace("a.b", "c.d"), "stands in a.b"),
    ],
)
def test_the_lint_names_the_fault(source: str, word: str) -> None:
    assert any(word in line for line in check(parse(source, "odd")))


@pytest.mark.parametrize(
    ("source", "word"),
    [
        (_GOOD.replace('id = "a.b"\n', ""), "without id"),
        (_GOOD.replace('yes = ["the [trade] grew"]\n', ""), "without `yes`"),
        (_GOOD + "colour = 1\n", "colour"),
        ("[[entry", "TOML"),
    ],
)
def test_a_broken_table_is_refused_with_its_line(source: str, word: str) -> None:
    with pytest.raises(LexiconError) as error:
        parse(source, "odd")
    assert word in str(error.value) and "odd.toml" in str(error.value)


@pytest.mark.parametrize(
    ("phrase", "forms"),
    [
        ("oppose", {"oppose", "opposes", "opposed", "opposing"}),
        ("call on", {"call on", "calls on", "called on", "calling on"}),
        ("regret", {"regret", "regrets", "regretted", "regretting"}),
        ("say", {"say", "says", "said", "saying"}),
        ("be willing to", {"is willing to", "are willing to", "was willing to", "being willing to"}),
    ],
)
def test_verbs_are_inflected(phrase: str, forms: set[str]) -> None:
    assert forms <= {form.text for form in verb_forms(phrase)}


@given(st.text(max_size=200))
def test_folding_keeps_length_and_settles(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(
    st.lists(st.sampled_from(["trade", "trade war", "free", "and", "market access", ",", "retrade", "x"]), max_size=30)
)
def test_hits_stand_on_word_boundaries_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    hits = load("topics").find(text)
    for before, after in pairwise(hits):
        assert before.end <= after.start
    for hit in hits:
        assert hit.start == 0 or not text[hit.start - 1].isalnum()
        assert hit.end == len(text) or not text[hit.end].isalnum()


def test_no_verb_phrase_begins_with_an_adverb() -> None:
    """The first word of such a phrase would be inflected and taken for a verb wherever it stands."""
    adverbs = {form.text for entry in load("words").entries if entry.id == "adverb" for form in entry.forms}
    rows = tomllib.loads((files("communique") / "lexicons" / "acts.toml").read_text(encoding="utf-8"))["entry"]
    assert [v for row in rows for v in row.get("verbs", []) if v.split()[0] in adverbs] == []
