"""Likeness of statements: what counts, and what always holds."""

from __future__ import annotations

import pytest
from building import Said, built
from hypothesis import given
from hypothesis import strategies as st

from communique.analysis.wording import Mark, likeness, sense, weights


def of(quote: str, **more: object) -> frozenset[Mark]:
    return sense(built("d", [Said(quote, **more)]).account.statements[0])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("quote", "marks"),
    [
        ("agreed to cut 30 percent of tariffs", {("deed", "agreed"), ("word", "cut"), ("number", "30"), ("word", "percen"), ("word", "tariff")}),
        ("thanked the Kenyan side", {("deed", "thanke"), ("place", "KEN"), ("word", "side")}),
        ("Nairobi will follow", {("place", "KEN"), ("word", "follow")}),
        ("the café's reopening", {("word", "cafe"), ("word", "reopen")}),
        ("it is and will be", {("word", "it"), ("word", "and")}),
    ],
)  # fmt: skip
def test_marks(quote: str, marks: set[tuple[str, str]]) -> None:
    assert {(m.kind, m.value) for m in of(quote)} - {("voice", "report joint")} == marks


def test_topics_act_and_side_are_marks() -> None:
    found = of("x", act="request", speaker="Ona Vale", country="NOR", topics=("energy",))
    assert found == {Mark("topic", "energy"), Mark("voice", "request NOR")}


def test_what_is_rare_counts_more() -> None:
    every = [of(q) for q in ("cod quota talks", "ferry talks", "cod quota limits", "tunnel talks", "visa talks")]
    weigh = weights(every)
    assert likeness(every[0], every[2], weigh) > likeness(every[0], every[1], weigh) > 0


_SENSES = st.frozensets(
    st.builds(Mark, st.sampled_from(["word", "place", "topic"]), st.sampled_from("abcdef")), max_size=6
)


@given(st.lists(_SENSES, min_size=2, max_size=6))
def test_likeness_is_symmetric_and_lies_between_0_and_1(senses: list[frozenset[Mark]]) -> None:
    weigh, again = weights(senses), weights(senses[::-1])
    one, other = senses[:2]
    assert likeness(one, other, weigh) == likeness(other, one, again)
    assert 0 <= likeness(one, other, weigh) <= 1 + 1e-9
    assert (likeness(one, other, weigh) > 0) == bool(one & other)
    assert likeness(one, one, weigh) == pytest.approx(1.0 if one else 0.0)
