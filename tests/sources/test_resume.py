"""However often collecting breaks off, and whatever appears meanwhile: nothing is lost, nothing comes twice."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from communique.sources import sitemap
from communique.sources.collect import collect
from communique.sources.errors import FetchError
from communique.sources.fetch import Fetched
from communique.sources.outcome import Failure, Page, Summary
from communique.sources.state import Item, Known, Progress, Walk

HOST = "https://ministry.example"
FIRST = date(2024, 1, 1)


class Archive:
    """Stands in for the network: listing pages of `size` items, newest first, and a feed of the newest few."""

    def __init__(self, size: int, feed: int, dated: bool = True) -> None:
        self.size, self.feed, self.count, self.dated = size, feed, 0, dated
        self.down = 0  # so many of the next requests fail in passing

    def urls(self) -> list[str]:
        return [f"{HOST}/{number}" for number in range(self.count, 0, -1)]

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        assert modified is None
        if self.down > 0:
            self.down -= 1
            raise FetchError(url, "down", "Wait.", kind="timeout", passing=True)
        path, _, query = url.partition("#")[0].removeprefix(HOST + "/").partition("?")
        makers = {
            "list": lambda: self._page(int(query)),
            "feed": self._feed,
            "index": self._index,
            "map": lambda: self._map(int(query)),
        }
        body = makers[path]() if path in makers else f"readout {path}"
        status = 304 if etag == path else 200
        now = datetime(2026, 1, 1, tzinfo=UTC)
        return Fetched(url, url, status, {"etag": path}, body.encode() if status == 200 else b"", now)

    def _page(self, number: int) -> str:
        part = self.urls()[(number - 1) * self.size : number * self.size]
        rows = "".join(f"<li><time>{day(one) if self.dated else ''}</time><a href='{one}'>x</a></li>" for one in part)
        return f"<ul>{rows}</ul><a class=next href='/list?{number + 1}'>x</a>"

    def _feed(self) -> str:
        rows = "".join(
            f"<item><link>{one}</link><pubDate>{day(one)}</pubDate></item>" for one in self.urls()[: self.feed]
        )
        return f"<rss version='2.0'><channel>{rows}</channel></rss>"

    def _index(self) -> str:
        last = day(self.urls()[0]) if self.count else ""
        rows = "".join(
            f"<sitemap><loc>{HOST}/map?{number}</loc><lastmod>{last if self.dated else ''}</lastmod></sitemap>"
            for number in range(3)
        )
        return f"<sitemapindex>{rows}</sitemapindex>"

    def _map(self, number: int) -> str:
        rows = "".join(
            f"<url><loc>{one}</loc><lastmod>{day(one) if self.dated else ''}</lastmod></url>"
            for one in self.urls()[::-1]
            if day(one).day % 3 == number
        )
        return f"<urlset>{rows}</urlset>"


def day(url: str) -> date:
    return FIRST + timedelta(days=int(url.rsplit("/", 1)[1]))


class FileState:
    """Keeps the progress as a store would: as JSON."""

    def __init__(self) -> None:
        self.text = json.dumps(Progress().as_json())

    def load(self) -> Progress:
        return Progress.of_json(json.loads(self.text))

    def save(self, progress: Progress) -> None:
        self.text = json.dumps(progress.as_json())


RUN = st.fixed_dictionaries(
    {
        "new": st.integers(0, 9),  # items that appear before the run
        "kill": st.none() | st.integers(1, 12),  # the run is killed at this outcome …
        "kept": st.booleans(),  # … after or before the caller has kept it
        "limit": st.none() | st.integers(0, 8),
        "since": st.none() | st.integers(0, 30),
        "down": st.sampled_from([0, 0, 0, 1, 2]),
        "at": st.integers(0, 5),  # the failures begin after so many outcomes
    }
)


def one_run(archive: Archive, entry: Any, state: FileState, kept: dict[str, Known], run: dict[str, Any]) -> list[Any]:
    since = None if run["since"] is None else FIRST + timedelta(days=run["since"])
    seen: list[Any] = []
    outcomes = collect(
        entry, archive, since=since, limit=run["limit"], known=kept.get, state=state,
        own_day=lambda page: day(page.url),
    )  # fmt: skip
    for outcome in outcomes:
        seen.append(outcome)
        if len(seen) == run["at"] + 1:
            archive.down = run["down"]
        killed = run["kill"] is not None and len(seen) >= run["kill"]
        if isinstance(outcome, Page) and (not killed or run["kept"]):
            assert outcome.url not in kept, f"{outcome.url} came twice"
            kept[outcome.url] = Known(outcome.fetched.headers["etag"], None, _hash(outcome.fetched.body))
        if killed:
            break
    archive.down = 0
    return seen


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


LAST = {"new": 0, "kill": None, "kept": True, "limit": None, "since": None, "down": 0, "at": 0}


@settings(max_examples=400, deadline=None)
@given(st.lists(RUN, min_size=1, max_size=8), st.integers(1, 5), st.sampled_from([0, 0, 3, 7]), st.booleans())
@example([{**LAST, "new": 9, "kill": 3}, {**LAST, "new": 9}], 2, 0, True)
@example([{**LAST, "new": 2, "kill": 1}, {**LAST, "since": 3}, {**LAST, "since": 3}], 1, 0, True)
@example([{**LAST, "new": 9, "since": 5}, {**LAST, "new": 1, "since": 5}, {**LAST, "since": 2}], 2, 0, False)
@example([{**LAST, "new": 9, "since": 5}, {**LAST, "new": 1, "since": 8}], 3, 3, True)
def test_after_any_runs_one_whole_run_has_everything(
    runs: list[dict[str, Any]], size: int, feed: int, dated: bool
) -> None:
    archive, state = Archive(size, feed, dated), FileState()
    entry = {"hosts": ["ministry.example"], "listings": [f"{HOST}/list?1"], "item": "li a", "item_date": "time",
             "next": "a.next", **({"feed": f"{HOST}/feed"} if feed else {})}  # fmt: skip
    kept: dict[str, Known] = {}
    for run in runs:
        archive.count += run["new"]
        seen = one_run(archive, entry, state, kept, run)
        new = [one for one in seen if isinstance(one, Page)]
        assert run["limit"] is None or len(new) <= run["limit"]
        if run["since"] is not None:
            assert all(day(one.url) >= FIRST + timedelta(days=run["since"]) for one in new)
    seen = one_run(archive, entry, state, kept, LAST)
    if archive.count == 0:
        return
    assert [one for one in seen if isinstance(one, Failure)] == []
    assert isinstance(seen[-1], Summary) and (seen[-1].stopped, seen[-1].left) == ("done", False)
    assert sorted(kept) == sorted(archive.urls())
    assert state.load() == Progress()


@settings(max_examples=300, deadline=None)
@given(st.lists(RUN, min_size=1, max_size=6), st.integers(1, 5), st.booleans())
def test_after_any_runs_over_sitemaps_one_whole_run_has_everything(
    runs: list[dict[str, Any]], size: int, dated: bool
) -> None:
    archive, state = Archive(size, 0, dated), FileState()
    entry = {"hosts": ["ministry.example"], "feed": f"{HOST}/index"}
    kept: dict[str, Known] = {}
    with patch.object(sitemap, "SLICE", size):
        for run in runs:
            archive.count += run["new"]
            seen = one_run(archive, entry, state, kept, run)
            if run["since"] is not None:
                assert all(
                    day(one.url) >= FIRST + timedelta(days=run["since"]) for one in seen if isinstance(one, Page)
                )
        seen = one_run(archive, entry, state, kept, LAST)
    assert [one for one in seen if isinstance(one, Failure)] == []
    assert (seen[-1].stopped, seen[-1].left) == ("done", False)
    assert sorted(kept) == sorted(archive.urls())
    assert state.load() == Progress()


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 60), st.integers(2, 6), st.integers(0, 5))
def test_when_all_is_kept_a_run_reads_little_more_than_what_is_new(count: int, size: int, new: int) -> None:
    archive, state = Archive(size, 0), FileState()
    entry = {"hosts": ["ministry.example"], "listings": [f"{HOST}/list?1"], "item": "li a", "next": "a.next"}
    kept: dict[str, Known] = {}
    archive.count = count
    one_run(archive, entry, state, kept, LAST)
    archive.count += new
    seen = one_run(archive, entry, state, kept, LAST)
    assert len(seen) == new + 1
    assert seen[-1].listings <= new // size + 2


DAYS = st.none() | st.dates()
ITEMS = st.lists(st.builds(Item, st.text(), DAYS, st.integers(0, 9)), max_size=3).map(tuple)
WALKS = st.builds(Walk, st.text(), st.none() | st.text(), st.booleans(), ITEMS, st.integers(0, 99), DAYS)


@given(st.builds(Progress, st.lists(WALKS, max_size=3).map(tuple), ITEMS))
def test_progress_comes_back_from_json(progress: Progress) -> None:
    assert Progress.of_json(json.loads(json.dumps(progress.as_json()))) == progress
