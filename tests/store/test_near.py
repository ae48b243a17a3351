"""Near copies: found, linked to the earliest, counted once."""

from __future__ import annotations

import pytest
from store_texts import house_styles, made_up

from communique import Document
from communique.store import Store, near

TEXT = " ".join(f"word{i}" for i in range(300))


def copy_of(document: Document, name: str, changed: int = 0) -> Document:
    """The same under another id and URL, with the first words changed."""
    words = document.text.split(" ")
    text = " ".join([f"other{i}" for i in range(changed)] + words[changed:])
    return document.model_copy(update={"id": name, "url": f"https://example.net/{name}", "text": text})


@pytest.mark.parametrize(("changed", "linked"), [(0, True), (3, True), (8, True), (40, False), (200, False)])
def test_only_near_copies_are_linked(store: Store, changed: int, linked: bool) -> None:
    """Of 296 runs of five words, `changed` are lost: the similarity is (296 - changed) / (296 + changed)."""
    first = Document(id="first", text=TEXT)
    root = store.add(first)
    added = store.add(copy_of(first, "second", changed))
    assert (added.copy_of == root.id) is linked
    if linked:
        assert added.similarity == pytest.approx((296 - changed) / (296 + changed))
    assert store.count() == (1 if linked else 2)


def test_a_copy_of_a_copy_is_one_of_the_first(store: Store) -> None:
    first = Document(id="a", text=TEXT)
    added = [store.add(first), store.add(copy_of(first, "b", 6)), store.add(copy_of(first, "c", 12))]
    assert [one.copy_of for one in added] == [None, added[0].id, added[0].id]
    assert store.show("a").copies == (added[1].id, added[2].id)
    assert [item.id for item in store.list(once=True)] == [added[0].id]
    assert len(store.list()) == 3


def test_of_copies_the_first_that_meets_the_filters_is_shown(store: Store) -> None:
    first = house_styles()[0]
    store.add(first)
    repost = store.add(copy_of(first, "repost").model_copy(update={"issuer": "Embassy in Warsaw"}))
    other = store.add(copy_of(first, "third").model_copy(update={"issuer": "Embassy in Warsaw"}))
    assert other.copy_of == repost.copy_of == store.show("house-0").id
    assert [h.id for h in store.search("ammunition", issuer="Warsaw", once=True)] == [repost.id]
    assert [h.id for h in store.search("ammunition", once=True)] == [store.show("house-0").id]
    assert [r.document.id for r in store.records(once=True)] == [store.show("house-0").id]
    assert (store.count(), store.count(issuer="Warsaw"), len(store.search("ammunition"))) == (1, 1, 3)


def test_versions_of_one_document_are_no_copies(store: Store) -> None:
    first = Document(id="a", text=TEXT)
    store.add(first)
    changed = store.add(first.model_copy(update={"text": TEXT + " more"}))
    assert (changed.status, changed.copy_of) == ("changed", None)


def test_a_copy_that_is_rewritten_is_none_any_more(store: Store) -> None:
    first = Document(id="a", text=TEXT)
    store.add(first)
    repost = copy_of(first, "b")
    assert store.add(repost).copy_of is not None
    assert store.add(repost.model_copy(update={"text": made_up(1).text})).copy_of is None
    assert store.count() == 2


def test_short_texts_are_copies_only_when_alike() -> None:
    assert near.shingles("One two") == {"one two"}
    assert near.similarity(near.shingles("One two"), near.shingles("one, TWO!")) == 1.0
    assert near.similarity(near.shingles("One two"), near.shingles("one three")) == 0.0


def test_nearly_all_pairs_at_the_threshold_share_a_band() -> None:
    """Bands only choose candidates, but must not miss many: 200 pairs of a similarity of .9."""
    found = 0
    for pair in range(200):
        runs = frozenset(f"{pair} {i}" for i in range(190))
        other = frozenset(f"{pair} {i}" for i in range(10, 200))
        assert near.similarity(runs, other) == pytest.approx(0.9)
        found += bool(set(near.bands(runs)) & set(near.bands(other)))
    assert found >= 196


def test_bands_are_the_same_on_every_run() -> None:
    """They are kept, so they must not change unnoticed: then `sketch` must change with them."""
    assert near.sketch() == "rensa-2/10x6/5"
    assert near.bands(["a b c d e"])[0] == -9162236855333394447
