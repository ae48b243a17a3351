"""Search on both databases: words, phrases, stems, snippets, filters against a plain filter over records."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from store_texts import house_styles, made_up

from communique import Document, Record
from communique.days import span_of, when
from communique.store import QueryError, Store
from communique.store.marks import marks, snippet, touching
from communique.store.query import parse
from communique.store.words import plain


@pytest.fixture
def house(store: Store) -> Store:
    for document in house_styles():
        store.add(document)
    return store


FOUND: dict[str, set[int] | None] = {
    "geothermal": {1},
    "GEOTHERMAL energy": {1},
    "Élysée OR geothermal": {1},
    '"raw materials"': None,
    "agreement -geothermal": None,
    "geotherm*": {1},
    "ratification -geothermal": None,
    '"partners to step up"': {0},
    '"step partners"': set(),
    "step up ammunition": {0},
}
"""Query → numbers of the readouts it finds; None where counting words plainly gives them."""


def test_words_find_documents(house: Store) -> None:
    given = {entry.id: house.show(entry.id).given for entry in house.list()}
    for query, numbers in FOUND.items():
        expected = {f"house-{n}" for n in numbers} if numbers is not None else _plainly(query)
        assert {given[hit.id] for hit in house.search(query, limit=50)} == expected, query


def _plainly(query: str) -> set[str]:
    """Only for queries whose words have no other form in the texts."""
    sought = parse(query)
    texts = {d.id: f" {plain(d.title or '')} {plain(d.text)} " for d in house_styles()}
    return {
        name
        for name, text in texts.items()
        if all(any(f" {' '.join(t.words)} " in text for t in choice) for choice in sought.all)
        and not any(f" {' '.join(t.words)} " in text for t in sought.none)
    }


@pytest.mark.parametrize("query", ["agreeing", "agreed", "talk", "minister's", "cooperations", "cooperate"])
def test_a_word_finds_its_other_forms(store: Store, query: str) -> None:
    store.add(Document(id="a", text="The ministers agreed that cooperation in talks is the minister's task."))
    assert [hit.id for hit in store.search(query)] == [store.show("a").id]


def test_chinese_is_found_by_any_run_of_characters(store: Store) -> None:
    store.add(Document(id="a", text="中法两国外长举行会谈。", language="zh"))
    assert [len(store.search(q)) for q in ("中法", "外长", "法两国", "法中")] == [1, 1, 1, 0]


def test_a_word_of_the_title_counts_more(store: Store) -> None:
    store.add(Document(id="a", title="Visit", text="They spoke of copper once and of many other things."))
    store.add(Document(id="b", title="Copper", text="They spoke of many things, of zinc and of other things."))
    assert [store.show(h.id).given for h in store.search("copper")] == ["b", "a"]


def test_a_snippet_shows_the_words_and_the_statements_that_hold_them(house: Store) -> None:
    (hit,) = house.search("geothermal energy")
    text = house.show(hit.id).document.text
    assert text[hit.start : hit.start + len(hit.snippet)] == hit.snippet
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["geothermal", "energy"]
    assert "in **geothermal** **energy**" in hit.marked()
    assert [(s.act, s.speaker) for s in hit.statements] == [("request", "Josphat Mwangi Kariuki")]
    assert all(text[s.start : s.end] == s.quote for s in hit.statements)


def test_statements_meet_words_and_filters(house: Store) -> None:
    assert house.search("geothermal", act="praise")[0].statements == ()
    (hit,) = house.search("geothermal", act="request", actor="kariuki")
    assert len(hit.statements) == 1
    shown = house.search(act="oppose")
    assert shown and all(s.act == "oppose" for h in shown for s in h.statements) and all(h.statements for h in shown)
    assert house.search(kind="call")[0].statements == ()


@given(
    before=st.text("ab é\n", max_size=400),
    word=st.sampled_from(["copper", "raw steel"]),
    after=st.text("ab \n", max_size=400),
)
def test_a_snippet_holds_a_mark(before: str, word: str, after: str) -> None:
    text = f"{before} {word} {after}"
    (found,) = marks([text], parse(f'"{word}"').wanted)
    start, end = snippet(text, found)
    assert [text[a:b] for a, b in found] == [word]
    assert 0 <= start <= found[0][0] < found[0][1] <= end <= len(text)
    assert end - start <= 300


@given(
    cuts=st.lists(st.integers(0, 60), unique=True, max_size=12).map(sorted),
    start=st.integers(0, 60),
    length=st.integers(1, 20),
)
def test_touching_is_overlapping(cuts: list[int], start: int, length: int) -> None:
    found = list(zip(cuts[::2], cuts[1::2], strict=False))
    end = start + length
    assert touching(found, start, end) is any(a < end and b > start for a, b in found)


@given(starts=st.lists(st.integers(0, 150), unique=True, min_size=1, max_size=40).map(sorted))
def test_the_snippet_is_where_most_marks_are(starts: list[int]) -> None:
    text = "word " * 151
    found = [(5 * n, 5 * n + 4) for n in starts]
    start, end = snippet(text, found)
    most = max(sum(a <= b and d <= a + 180 for b, d in found) for a, _ in found)
    assert sum(start <= a and b <= end for a, b in found) >= most


def test_pages_of_hits_fit_together(store: Store) -> None:
    for number in range(12):
        store.add(made_up(number))
    everything = [h.id for h in store.search("vale", limit=50)]
    assert len(everything) == 12
    assert [h.id for page in range(4) for h in store.search("vale", limit=3, offset=3 * page)] == everything


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"act": "ask"}, "no such act"),
        ({"act": "requests"}, "Give one of: request"),
        ({"topic": "trad"}, "trade"),
        ({"kind": "talk"}, "no such kind"),
        ({"country": "Frnace"}, "mean France"),
        ({"country": "XYZ"}, "no such country"),
        ({"since": "May 2024"}, "YYYY|2024-05"),
        ({"until": "2024-13"}, "no date"),
        ({"actor": "…"}, "no letter"),
        ({"colour": "red"}, "no such filter"),
        ({"limit": 0}, "no page"),
        ({"limit": 20_000}, "from 1 to 10,000"),
        ({"offset": -1}, "no page"),
    ],
)
def test_filters_that_cannot_be_are_refused(store: Store, filters: dict[str, Any], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        store.search(**filters)


FILTERS = {
    "actor": ["vale", "Karahan", "Tomasz Wolanski", "Ruiz Navarro", "Seung-woo", "nobody", "Prime Minister"],
    "country": ["FRA", "KEN", "UKR", "EUU", "CAN", "ISL", "DEU"],
    "act": ["praise", "request", "commit", "discuss", "agree", "oppose"],
    "topic": ["trade", "energy", "ukraine", "defence", "agriculture"],
    "issuer": ["Élysée", "elysee", "Japan", "Downing Street", "NATO"],
    "kind": ["meeting", "call", "visit"],
    "since": ["2022", "2023", "2024-01-15"],
    "until": ["2023", "2024-05", "2024-02-20"],
}


def test_filters_agree_with_a_plain_filter(house: Store) -> None:
    kept = list(house.records())

    @settings(deadline=None, max_examples=60)
    @given(st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in FILTERS.items()}))
    def agrees(filters: dict[str, str]) -> None:
        assume(filters.get("since", "") <= filters.get("until", "9"))
        expected = [r.document.id for r in kept if meets(r, filters)]
        assert [r.document.id for r in house.records(**filters)] == expected  # type: ignore[arg-type]
        assert sorted(h.id for h in house.search(limit=50, **filters)) == sorted(expected)  # type: ignore[arg-type]
        assert house.count(**filters) == len(expected)  # type: ignore[arg-type]

    agrees()
    assert any(meets(r, {"act": "request", "actor": "kariuki", "topic": "energy"}) for r in kept)


def meets(record: Record, filters: dict[str, str]) -> bool:
    """The filters once more, without a database."""
    act = filters.get("act")
    checks: dict[str, Callable[[str], bool]] = {
        "actor": lambda value: bool(act) or _holds(_names(record), value),
        "country": lambda value: value in _countries(record),
        "act": lambda value: any(_states(record, s, filters) for s in record.statements if s.act == value),
        "topic": lambda value: bool(act) or value in record.topics,
        "issuer": lambda value: _holds([record.document.issuer or ""], value),
        "kind": lambda value: record.meeting.kind == value,
        "since": lambda value: (_days(record)[1] or "") >= (span_of(value)[0] or ""),
        "until": lambda value: (_days(record)[0] or "9") <= (span_of(value)[1] or ""),
    }
    return all(checks[name](value) for name, value in filters.items())


def _states(record: Record, statement: Any, filters: dict[str, str]) -> bool:
    topic, actor = filters.get("topic"), filters.get("actor")
    speaks = actor is None or _holds([statement.speaker], actor)
    jointly = actor is not None and statement.speaker == "joint" and _holds(_names(record), actor)
    return (topic is None or topic in statement.topics) and (speaks or jointly)


def _names(record: Record) -> list[str]:
    return [n for p in record.participants for n in (p.name, *p.aliases)] + [s.speaker for s in record.statements]


def _holds(names: Iterable[str], value: str) -> bool:
    return any(f" {plain(value)} " in f" {plain(name)} " for name in names)


def _countries(record: Record) -> set[str | None]:
    said = record.statements
    return (
        {p.country for p in record.participants} | {s.country for s in said} | {a for s in said for a in s.addressees}
    )


def _days(record: Record) -> tuple[str | None, str | None]:
    return span_of(when(record, record.document.published))


def test_common_words_are_asked_of_the_newest_first(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where many documents have the words, the ways that ask the newest find what the way by the index finds."""
    search = importlib.import_module("communique.store.search")
    for number in range(30):
        store.add(made_up(number).model_copy(update={"published": f"2024-05-{number % 28 + 1:02}"}))
    asked: list[tuple[str, dict[str, Any]]] = [
        ("kenya", {}), ("grain OR ferries", {}), ("kenya -visas", {}), ("kenya", {"act": "request"}), ("nowhere", {}),
        ("kenya", {"actor": "Vale"}), ("kenya", {"actor": "Nobody"}), ("ken*", {}), ("kenya", {"once": True}),
    ]  # fmt: skip
    pages = [{"limit": 3}, {"limit": 3, "offset": 4}, {"limit": 50}]
    monkeypatch.setattr(search, "PLENTY", 0)
    by_index = []
    with monkeypatch.context() as patch:
        for way in ("_newest_of_common", "_many_of_common"):
            patch.setattr(search, way, lambda *_: None)
        by_index = [[h.id for h in store.search(q, **p, **f)] for q, f in asked for p in pages]
    monkeypatch.setattr(search, "_PROBED", 2)
    for few in (0, 5, 100):
        monkeypatch.setattr(search, "_FEW", few)
        assert [[h.id for h in store.search(q, **p, **f)] for q, f in asked for p in pages] == by_index
    assert any(by_index)
