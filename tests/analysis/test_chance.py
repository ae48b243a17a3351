"""The chances of runs and their correction, against scipy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control, hypergeom

from communique.analysis.chance import corrected, without


@pytest.mark.parametrize(
    ("units", "uses", "run", "chance"), [(4, 1, 2, 2 / 4), (4, 2, 2, 1 / 6), (10, 3, 0, 1.0), (5, 4, 2, 0.0), (6, 0, 6, 1.0)]
)  # fmt: skip
def test_a_run_without_a_use(units: int, uses: int, run: int, chance: float) -> None:
    assert without(units, uses, run) == pytest.approx(chance)


@given(st.integers(1, 300), st.data())
def test_it_is_the_hypergeometric(units: int, data: st.DataObject) -> None:
    uses, run = data.draw(st.integers(0, units)), data.draw(st.integers(0, units))
    assert without(units, uses, run) == pytest.approx(hypergeom.pmf(0, units, uses, run), abs=1e-9)


@given(st.lists(st.floats(0, 1), max_size=40))
def test_the_correction_is_that_of_benjamini_and_hochberg(chances: list[float]) -> None:
    assert corrected(chances) == pytest.approx(list(false_discovery_control(chances)) if chances else [])
