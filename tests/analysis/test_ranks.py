"""How high an office stands."""

from __future__ import annotations

import pytest

from communique.analysis.ranks import rank, scale


@pytest.mark.parametrize(
    ("role", "organisation", "step"),
    [
        ("President", None, "head of state or government"),
        ("President", "European Commission", "head of state or government"),
        ("President", "Harbour Bank", None),
        ("Prime Minister", None, "head of state or government"),
        ("Deputy Prime Minister and Minister of Trade", None, "deputy head"),
        ("Vice President", "European Commission", "deputy head"),
        ("Minister for Foreign Affairs", None, "minister"),
        ("Minister", "Ministry of Trade", "minister"),
        ("Deputy Minister of Trade", None, "deputy minister"),
        ("First Deputy Foreign Minister", None, "deputy minister"),
        ("State Secretary", None, "deputy minister"),
        ("Deputy State Secretary", None, "senior official"),
        ("National Security Adviser", None, "minister"),
        ("National Security Advisor to the Vice President", None, "minister"),
        ("Adviser to the President", None, "senior official"),
        ("Spokesperson of the President", None, None),
        ("Head", "Office of the Prime Minister", None),
        ("Chief of Protocol to the President", None, None),
        ("Press Secretary", None, None),
        ("Ambassador", None, "senior official"),
        ("Composer", None, None),
        (None, "Ministry of Trade", None),
    ],
)
def test_the_step_of_an_office(role: str | None, organisation: str | None, step: str | None) -> None:
    assert rank(role, organisation) == step


def test_the_scale_is_that_of_the_table() -> None:
    assert scale()[0] == "head of state or government" and "below" not in scale()
