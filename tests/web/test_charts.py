"""The geometry of pictures: all inside, no label over another, nothing left out without a word."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.export.picture import timeline as printed
from communique.record import Kind
from communique.web.charts.around import Node, Placed, Tie, around
from communique.web.charts.axis import day_of, slot_at, slots, ticks, whole_months
from communique.web.charts.columns import LOOKS, Column, columns
from communique.web.charts.lanes import Dot, Lane, lanes
from communique.web.charts.letters import SIZE, Box, cut, width
from communique.web.charts.shapes import SHAPES, outline
from communique.web.charts.sparks import HEIGHT, WIDTH, spark
from communique.web.charts.steps import MOST, Rung, steps

DAYS = st.dates(min_value=day_of("1990-01-01"), max_value=day_of("2030-12-31")).map(str)
ANY_DAYS = st.dates().map(str)
LABELS = st.text(min_size=1, max_size=60)


def dot(day: str, last: str | None = None, kind: str = "meeting") -> Dot:
    return Dot(day, last or day, kind, False, f"/encounters/{day}", day)


def test_every_kind_of_encounter_has_the_shape_that_print_has() -> None:
    assert set(SHAPES) == set(get_args(Kind)) - {"none"}
    assert {k: printed._NAMES[m] for k, m in printed._SHAPES.items()} == dict(SHAPES)
    assert len({outline(shape, 0, 0, 4) for shape in SHAPES.values()}) == len(SHAPES)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(LABELS, st.lists(DAYS, max_size=30)), min_size=1, max_size=8), st.booleans())
def test_lanes_keep_marks_apart_and_inside(given: list[tuple[str, list[str]]], by_year: bool) -> None:
    found = lanes([Lane(label, None, [dot(day) for day in its]) for label, its in given], by_year=by_year)
    if not any(its for _, its in given):
        assert found is None
        return
    assert found is not None and len(found.marks) == sum(len(its) for _, its in given)
    for mark in found.marks:
        assert found.left <= mark.x <= found.right and 0 <= mark.y <= found.height
    spots = sorted((m.x, m.y) for m in found.marks)
    assert all(abs(x - v) > 8.5 or abs(y - w) > 8.5 for (x, y), (v, w) in combinations(spots, 2) if abs(x - v) < 9)
    for row in found.rows:
        assert row.x - width(row.label) >= 0 and row.bottom <= found.height
    for one, other in pairwise(found.ticks):
        assert one.x + width(one.label) <= other.x


def test_a_span_of_days_is_a_line_and_a_lane_by_year_begins_in_january() -> None:
    found = lanes([Lane("2024", None, [dot("2024-01-01", "2024-01-31"), dot("2024-12-31")])], by_year=True)
    assert found is not None
    first, last = found.marks
    assert first.x < found.left + 10 and first.to and first.to > first.x
    assert last.x > found.right - 10 and last.to is None and found.kinds == {"meeting": "circle"} and not found.hollow
    assert [t.label for t in found.ticks][::11] == ["Jan", "Dec"]


@settings(max_examples=60, deadline=None)
@given(st.lists(ANY_DAYS, min_size=1, max_size=6))
def test_slots_hold_every_day_and_leave_none_out(days: list[str]) -> None:
    found = slots(days)
    assert found[0].first <= min(days) and max(days) <= found[-1].last
    assert all(found[slot_at(found, day)].first <= day for day in days)
    assert all((day_of(b.first) - day_of(a.last)).days == 1 for a, b in pairwise(found))
    shown = ticks(whole_months(days), 100, 900)
    assert all(a.x + width(a.label) <= b.x for a, b in pairwise(shown))


def test_slots_of_few_months_some_years_and_many() -> None:
    assert [s.label for s in slots(["2023-11-05", "2024-01-02"])] == ["Nov 2023", "Dec 2023", "Jan 2024"]
    assert slots(["2020-02-01", "2024-01-02"])[0].label == "Q1 2020"
    assert [s.label for s in slots(["2004-02-01", "2024-01-02"])][::20] == ["2004", "2024"]
    assert [s.label for s in slots(["1000-01-01", "2024-01-02"])][:2] == ["1000–1099", "1100–1199"]
    assert len(slots(["0001-01-01", "9999-12-31"])) == 10
    assert slots([]) == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 5_000), min_size=1, max_size=9), min_size=1, max_size=80))
def test_columns_stand_on_the_ground_and_their_parts_add_up(values: list[list[int]]) -> None:
    found = columns([Column(str(2000 + n), its, None, "") for n, its in enumerate(values)])
    if not any(map(sum, values)):
        assert found is None
        return
    assert found is not None
    for one in found.columns:
        height = sum(part.height for part in one.parts)
        assert one.top >= 0 and height == pytest.approx(found.ground - one.top, abs=0.06 * len(one.parts) + 0.06)
        assert all(part.series < LOOKS and part.x >= 0 and part.x + part.width <= found.width for part in one.parts)
    for a, b in pairwise(found.labels):
        assert a.x + width(a.label) / 2 <= b.x - width(b.label) / 2
    assert 2 <= len(found.lines) <= 6 and found.lines[0].label == "0"


def test_sparks_are_as_high_as_the_most_and_say_what_they_show() -> None:
    found = spark({"2021": 2, "2023": 4}, ["2021", "2022", "2023"])
    assert [bar.height for bar in found.bars] == [10.5, 1.0, HEIGHT - 1] and found.words == "2021: 2, 2023: 4"
    many = spark({}, [str(year) for year in range(1900, 2000)])
    assert len(many.bars) <= 24 and many.bars[-1].x + many.bars[-1].width <= WIDTH and many.words == "no day known"


def test_steps_rise_with_the_strength_and_say_what_is_not_on_the_scale() -> None:
    scale = ("hope", "call", "urge", "demand")
    found = steps([Rung(1, "/a", ""), Rung(None, "/b", ""), Rung(4, "/c", "")], scale, shape="circle")
    low, none, high = (mark.y for mark in found.marks)
    assert high < low < none and [line.label for line in found.lines] == ["not on the scale", *scale]
    assert found.course.count(",") == 2
    assert len(steps([Rung(2, "/", "")] * 40, scale, shape="square").marks) == MOST


@settings(max_examples=12, deadline=None)
@given(st.lists(LABELS, min_size=1, max_size=24), st.data())
def test_a_network_keeps_labels_apart_and_the_actor_in_the_middle(labels: list[str], data: st.DataObject) -> None:
    nodes = [Node("me", "Ona Vale", "", 9, "", ""), *(Node(f"n{n}", x, " (NOR)", n + 1, "/", "") for n, x in enumerate(labels))]  # fmt: skip
    ties = [Tie("me", node.id, node.encounters, "/", "") for node in nodes[1:]]
    for n in data.draw(st.lists(st.integers(1, len(labels) - 1), unique=True)) if len(labels) > 1 else ():
        ties.append(Tie("n0", f"n{n}", 1, "/", ""))
    found = around(nodes, ties, middle="me")
    assert found == around(nodes, ties, middle="me")
    whole = Box(0, 0, found.width, found.height)
    assert (found.nodes[0].x, found.nodes[0].y) == (found.width / 2, found.height / 2) and found.nodes[0].label
    boxes = [box(one) for one in found.nodes if one.label]
    assert all(one.inside(whole) for one in boxes)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    for one in found.nodes:
        assert one.x - one.r > 0 and one.x + one.r < found.width and one.y - one.r > 0 and one.y + one.r < found.height
    assert len(found.lines) == len(ties)


def test_a_network_without_a_middle_is_laid_out_too() -> None:
    found = around([Node(n, n, "", 1, "/", "") for n in "abcd"], [Tie("a", "b", 1, "/", ""), Tie("c", "d", 2, "/", "")])
    assert all(one.label for one in found.nodes) and not any(one.middle for one in found.nodes)


def box(one: Placed) -> Box:
    wide = width(one.label)
    left = one.label_x - {"start": 0.0, "middle": wide / 2, "end": wide}[one.anchor]
    return Box(left, one.label_y - SIZE * 0.8, left + wide, one.label_y + SIZE * 0.3)


def test_labels_are_cut_to_their_room() -> None:
    assert cut("Norway", 200) == "Norway" and cut("", 5) == ""
    short = cut("Ministry of Foreign Affairs, Department of Everything", 100)
    assert short.endswith("…") and width(short) <= 100 and not re.search(r"[ ,]…", short)
    assert width("外交部") > width("abc")
