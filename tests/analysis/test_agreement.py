"""Agreement: published worked examples, what each field compares, intervals, and the command."""

from __future__ import annotations

import dataclasses
import json
import math
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from communique.analysis.agreement import Agreement, AgreementError, _counts, agreement, alpha, alphas, kappa, kappas
from communique.analysis.units import FIELDS, SPANS
from communique.cli.agreement import command

TEXT = "Ona Vale met Rui Brandt in Lisbon on 9 May 2024. Vale praised trade. Brandt urged talks. They agreed to meet."
ACTS = ["report", "praise", "request", "agree"]


def coded(name: str = "d", **changes: Any) -> dict[str, Any]:
    """A record of :data:`TEXT` as a coder writes it, with `changes`."""

    def at(quote: str, **more: Any) -> dict[str, Any]:
        start = TEXT.index(quote)
        return {"start": start, "end": start + len(quote), "quote": quote, **more}

    record = {
        "document": {"id": name, "text": TEXT},
        "meeting": {"kind": "meeting", "date": "2024-05-09", "place": {"name": "Lisbon", "country": "PRT"}},
        "participants": [
            at("Ona Vale", name="Ona Vale", role=None, organisation=None, country="PRT", capacity="principal"),
            at("Rui Brandt", name="Rui Brandt", role=None, organisation=None, country="DEU", capacity="principal"),
        ],
        "statements": [
            at("praised trade", speaker="Ona Vale", country="PRT", act="praise", addressees=["DEU"]),
            at("urged talks", speaker="Rui Brandt", country="DEU", act="request", addressees=["PRT"]),
            at("agreed to meet", speaker="joint", country=None, act="agree", addressees=[]),
        ],
        "dates": [at("9 May 2024", value="2024-05-09")],
        "topics": ["trade"],
    }
    return {**record, **changes}


def compared(a: dict[str, Any], b: dict[str, Any], **options: Any) -> Agreement:
    return agreement({"d": a}, {"d": b}, **options)


def test_alpha_of_krippendorffs_example_of_two_observers() -> None:
    """Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section A: ten units, alpha = 0.095."""
    a, b = "0100000010", "1110010000"
    assert alpha(list(zip(a, b, strict=True))) == pytest.approx(0.095, abs=5e-4)


def test_alpha_of_krippendorffs_nominal_example() -> None:
    """The same paper, section B: twelve articles and two observers with five nominal values, alpha = 0.692."""
    a, b = "aabbdcccedda", "babbbccceddd"
    assert alpha(list(zip(a, b, strict=True))) == pytest.approx(0.692, abs=5e-4)


def test_kappa_of_cohens_formula_worked_by_hand() -> None:
    """50 units: both yes 20, both no 15, only a 5, only b 10. po = .7, pe = .5 × .6 + .5 × .4 = .5, kappa = .4."""
    pairs = [("y", "y")] * 20 + [("n", "n")] * 15 + [("y", "n")] * 5 + [("n", "y")] * 10
    assert kappa(pairs) == pytest.approx(0.4)


LABELS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), min_size=2, max_size=40)


@given(LABELS)
def test_the_figures_of_the_draws_are_those_of_the_libraries(pairs: list[tuple[str, str]]) -> None:
    values = sorted({label for pair in pairs for label in pair})
    total = np.asarray([_counts(pairs, values)], dtype=float)
    with np.errstate(all="ignore"):
        mine = float(kappas(total)[0]), float(alphas(total)[0])
    for found, expected in zip(mine, (kappa(pairs), alpha(pairs)), strict=True):
        assert math.isnan(found) if expected is None else found == pytest.approx(expected)


@given(LABELS)
def test_alpha_and_kappa_know_no_first_coder(pairs: list[tuple[str, str]]) -> None:
    turned = [(b, a) for a, b in pairs]
    assert kappa(pairs) == pytest.approx(kappa(turned)) and alpha(pairs) == pytest.approx(alpha(turned))


def test_the_same_codes_agree_wholly() -> None:
    found = agreement({n: coded(n) for n in "abc"}, {n: coded(n) for n in "abc"})
    assert found.documents == 3 and set(found.fields) == set(FIELDS) and set(found.spans) == set(SPANS)
    assert {f.share for f in found.fields.values()} == {1.0}
    assert found.fields["statements.act"].kappa == found.fields["statements.act"].alpha == 1.0
    assert {s.f1 for s in found.spans.values()} == {1.0}


def test_one_value_only_defines_neither() -> None:
    row = compared(coded(), coded()).fields["meeting.kind"]
    assert (row.units, row.values, row.share, row.kappa, row.alpha) == (1, 1, 1.0, None, None)


def changed(key: str, number: int, **values: Any) -> dict[str, Any]:
    record = coded()
    return {**record, key: [{**row, **values} if n == number else row for n, row in enumerate(record[key])]}


@pytest.mark.parametrize(
    ("other", "field", "units", "share"),
    [
        (coded(meeting={"kind": "visit", "date": "2024-05-09", "place": None}), "meeting.kind", 1, 0.0),
        (coded(meeting={"kind": "visit", "date": None, "place": None}), "meeting.date", 1, 0.0),
        (coded(meeting={"kind": "visit", "date": None, "place": None}), "meeting.place", 1, 0.0),
        (changed("participants", 0, country="ESP"), "participants.country", 2, 0.5),
        (changed("participants", 0, role="Minister"), "participants.role", 2, 0.5),
        (changed("participants", 1, capacity="member"), "participants.capacity", 2, 0.5),
        (changed("statements", 0, act="support"), "statements.act", 3, 2 / 3),
        (changed("statements", 0, speaker="Vale"), "statements.speaker", 3, 1.0),
        (changed("statements", 0, speaker="joint"), "statements.speaker", 3, 2 / 3),
        (changed("statements", 0, addressees=[]), "statements.addressees", 3, 2 / 3),
        (changed("dates", 0, value="2024-05"), "dates.value", 1, 0.0),
        (coded(topics=["trade", "energy"]), "topics", 40, 39 / 40),
        (changed("statements", 0, start=0, end=5), "statements.act", 2, 1.0),
    ],
)
def test_what_each_field_compares(other: dict[str, Any], field: str, units: int, share: float) -> None:
    row = compared(coded(), other).fields[field]
    assert (row.units, row.share) == (units, pytest.approx(share))


@pytest.mark.parametrize(
    ("other", "kind", "both", "f1"),
    [
        (coded(statements=coded()["statements"][:2]), "statements", 2, 4 / 5),
        (changed("statements", 0, start=0, end=5), "statements", 2, 2 / 3),
        (coded(participants=[]), "participants", 0, 0.0),
        (coded(dates=[]), "dates", 0, 0.0),
    ],
)
def test_spans(other: dict[str, Any], kind: str, both: int, f1: float) -> None:
    row = compared(coded(), other).spans[kind]
    assert (row.both, row.f1) == (both, pytest.approx(f1))


def test_nothing_marked_by_either_has_no_f1() -> None:
    row = compared(coded(dates=[]), coded(dates=[])).spans["dates"]
    assert (row.f1, row.interval.low) == (None, None)


def noisy(seed: int, documents: int = 30) -> dict[str, dict[str, Any]]:
    source, made = random.Random(seed), {}
    for n in range(documents):
        record = coded(f"d{n}")
        for number, row in enumerate(record["statements"]):
            row["act"] = ACTS[(n + number) % 4] if source.random() < 0.7 else source.choice(ACTS)
        made[f"d{n}"] = record
    return made


def test_intervals_hold_the_figure_and_the_seed_fixes_them() -> None:
    one = agreement(noisy(1), noisy(2), resamples=300, seed=7)
    row = one.fields["statements.act"]
    for value, interval in ((row.kappa, row.kappa_interval), (row.alpha, row.alpha_interval)):
        assert value is not None and interval.low is not None and interval.high is not None
        assert interval.low < value < interval.high
        assert 0.1 < interval.high - interval.low < 0.6
    assert one == agreement(noisy(1), noisy(2), resamples=300, seed=7)
    assert one != agreement(noisy(1), noisy(2), resamples=300, seed=8)


def test_documents_are_drawn_whole() -> None:
    """Twenty copies of one document in each of two groups: intervals are as wide as two documents make them."""
    wrong = changed("statements", 0, act="report")["statements"]
    a = {f"d{n}": coded(f"d{n}") for n in range(2)}
    b = {"d0": coded("d0"), "d1": coded("d1", statements=wrong)}
    row = agreement(a, b, resamples=500).fields["statements.act"]
    assert row.kappa_interval.high == 1.0
    assert row.kappa_interval.low == pytest.approx(
        float(kappa([("praise", "report"), ("request",) * 2, ("agree",) * 2]) or 0)
    )  # type: ignore[list-item]


def test_no_draws_or_one_document_give_no_interval() -> None:
    for found in (compared(coded(), coded()), agreement(noisy(1), noisy(2), resamples=0)):
        assert found.fields["statements.act"].alpha_interval.low is None


def test_sets_that_cannot_be_compared() -> None:
    with pytest.raises(AgreementError, match="no document is in both"):
        agreement({"a": coded("a")}, {"b": coded("b")})
    with pytest.raises(AgreementError, match="different texts"):
        compared(coded(), coded(document={"id": "d", "text": TEXT + " "}))


def saved(records: dict[str, dict[str, Any]], path: Path) -> str:
    path.write_text("\n".join(json.dumps(r) for r in records.values()), encoding="utf-8")
    return str(path)


def test_the_command(tmp_path: Path) -> None:
    a, b = noisy(1, 5), noisy(2, 6)
    files = [saved(a, tmp_path / "a.jsonl"), saved(b, tmp_path / "b.jsonl")]
    printed = CliRunner().invoke(command, [*files, "--resamples", "50"])
    assert printed.exit_code == 0 and "5 documents in both" in printed.stdout and "d5" in printed.stderr
    as_json = CliRunner().invoke(command, [*files, "--json", "--resamples", "50"])
    wanted = dataclasses.asdict(agreement(a, b, resamples=50))
    assert json.loads(as_json.stdout) == json.loads(json.dumps(wanted))
    act = wanted["fields"]["statements.act"]
    assert f"{act['alpha']:.3f}" in printed.stdout
