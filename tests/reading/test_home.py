"""Whose page it is where no issuer is given: the side of those who are named without a state."""

from __future__ import annotations

import pytest

import communique

ROWS = [
    (
        "Rabat - The Minister of Foreign Affairs, Idris Vale, received the Foreign Minister of Chad, Ali Brandt.",
        {"Idris Vale": "MAR", "Ali Brandt": "TCD"},
    ),
    (
        "The Minister of Foreign Affairs, Ona Vale, received the Foreign Minister of Chad, Ali Brandt.\n\nThey spoke of the "
        "Portugal-Chad partnership. The war in Sudan was raised. Vale said that Sudan needs peace.",
        {"Ona Vale": "PRT", "Ali Brandt": "TCD"},
    ),
    (
        "Foreign Minister Ona Vale of Portugal met Foreign Minister Ali Brandt of Chad in Lisbon.",
        {"Ona Vale": "PRT", "Ali Brandt": "TCD"},
    ),
    (
        "VIENNA, 9 June 2022 - OSCE Secretary General Ona Vale met the Foreign Minister of Chad, Ali Brandt.",
        {"Ona Vale": None, "Ali Brandt": "TCD"},
    ),
]


@pytest.mark.parametrize(("text", "sides"), ROWS)
def test_each_side_has_its_state(text: str, sides: dict[str, str | None]) -> None:
    assert {p.name: p.country for p in communique.read(text).participants} == sides
