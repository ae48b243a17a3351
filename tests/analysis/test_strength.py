"""The steps of requests and promises, by the words that decide the act."""

from __future__ import annotations

import pytest

from communique.account import Cite, Stated
from communique.analysis.strength import SCALES, step, strength, strength_of


@pytest.mark.parametrize(
    ("act", "words", "wanted"),
    [
        ("request", "hoped", "hope"),
        ("request", "expressed the hope", "hope"),
        ("request", "encouraged", "hope"),
        ("request", "called on", "call"),
        ("request", "stressed the need", "call"),
        ("request", "stressed the urgent need", "urge"),
        ("request", "urges", "urge"),
        ("request", "must stop", "demand"),
        ("request", "looked forward to the swift", "hope"),
        ("commit", "looks forward to", "consider"),
        ("commit", "would carefully study", "consider"),
        ("commit", "stands ready to", "intend"),
        ("commit", "will provide", "will"),
        ("commit", "reaffirmed the U.S. commitment", "will"),
        ("commit", "pledged", "pledge"),
        ("commit", "reiterated the ironclad commitment", "pledge"),
        ("request", "was told", None),
        ("praise", "urged", None),
        ("request", None, None),
    ],
)
def test_steps(act: str, words: str | None, wanted: str | None) -> None:
    assert strength(act, words) == wanted


def test_numbers_of_steps() -> None:
    assert [step("request", name) for name in SCALES["request"]] == [1, 2, 3, 4]
    assert step("commit", None) is None


@pytest.mark.parametrize(
    ("quote", "words", "wanted"),
    [
        ("Hope was expressed that the talks would go on", "was expressed that", "hope"),
        ("the need for talks was urged by the Minister", "urged", "urge"),
        ("Hope was expressed", None, None),  # nothing is known of what decided the act
    ],
)
def test_a_statement_may_say_it_at_its_beginning(quote: str, words: str | None, wanted: str | None) -> None:
    cite = Cite("d", 0, len(quote), quote)
    said = Stated("s", "Ona Vale", "NOR", "request", "positive", (), (), None, None, cite, words)
    assert strength_of(said) == wanted
