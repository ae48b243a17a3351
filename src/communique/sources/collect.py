"""Following an issuer's feed or listings: what is new or changed, newest first, and on from where it stopped."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from communique.sources.errors import FetchError
from communique.sources.fetch import Fetched
from communique.sources.listing import Listed
from communique.sources.outcome import Failure, Outcome, Page, Stop, Summary
from communique.sources.site import Site
from communique.sources.state import Item, Known, Progress, State, Walk
from communique.sources.urls import host_of, is_of
from communique.sources.walk import Live, read_page

MAX_PAGES = 1000  # listing pages of one run
MAX_TRIES = 5  # of an item whose failure may pass, one in each run
_PASSING_IN_A_ROW = 5
_FAILURES_IN_A_ROW = 25


class Fetches(Protocol):
    """What gives pages: a `Fetcher`, or what stands in for one."""

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched: ...


def collect(
    site: Mapping[str, Any], fetcher: Fetches, *, since: date | None = None, limit: int | None = None,
    known: Callable[[str], Known | None], state: State, max_pages: int = MAX_PAGES,
    own_day: Callable[[Fetched], date | None] | None = None,
) -> Iterator[Outcome]:  # fmt: skip
    """The pages of an issuer that are new or changed, failures among them as they occur, and a `Summary` at the end.

    The feed is followed if there is one. Where nothing it holds is known, older pages may be missing from it, and
    the listings are followed too. A listing ends at `since`, at a page whose items are all known, or with its last.

    A page is in the progress handed to `state.save` before it is yielded, and leaves it when the caller comes back
    for the next: whoever stores each page before asking for another loses none, wherever the run breaks off.

    :param site: `hosts`, `listings`, `item`, `item_date`, `next`, `feed` of an entry of issuers.toml.
    :param since: leave out what the listing or feed dates before this day; what has no day is taken.
    :param limit: yield at most so many pages; the next run goes on with the rest.
    :param known: what is kept of an earlier fetch of a URL.
    :param max_pages: read at most so many listing pages in this run.
    :param own_day: the day that a page gives itself, asked where its listing gives none and there is a `since`.
    :raises LexiconError: for a `site` that makes no sense.
    """
    if limit is not None and limit < 0:
        raise ValueError(f"`limit` is {limit}; it cannot be negative")
    return _Run(Site.of(site), fetcher, since, limit, known, state, max_pages, own_day).outcomes()


class _Run:
    def __init__(
        self, site: Site, fetcher: Fetches, since: date | None, limit: int | None,
        known: Callable[[str], Known | None], state: State, max_pages: int,
        own_day: Callable[[Fetched], date | None] | None,
    ) -> None:  # fmt: skip
        self._site, self._fetcher, self._since, self._limit = site, fetcher, since, limit
        self._known, self._state, self._max_pages, self._own_day = known, state, max_pages, own_day
        self._live: list[Live] = []
        self._again: list[Item] = []
        self._done: set[str] = set()  # items settled in this run
        self._read: set[str] = set()  # listing pages read in this run
        self._failures: list[Failure] = []
        self._in_a_row = 0
        self._count = {"new": 0, "changed": 0, "unchanged": 0}
        self._stopped: Stop | None = None

    def outcomes(self) -> Iterator[Outcome]:
        self._live = self._begun()
        place = 0
        while place < len(self._live) and self._stopped is None:
            yield from self._walked(self._live[place])
            place += 1
        self._save()
        left = any(one.walk.page or one.walk.queue for one in self._live if not self._is_parked(one.walk))
        yield Summary(
            self._stopped or "done", len(self._read), **self._count,
            failures=tuple(self._failures), left=left or bool(self._again),
        )  # fmt: skip

    def _begun(self) -> list[Live]:
        """A walk from the top, those that were not finished, and what failed last time."""
        kept = self._state.load()
        feed, site = self._site.feed, self._site
        fresh = [Walk(feed, feed, feed=True)] if feed else [Walk(one, one) for one in site.listings]
        begun = [walk for walk in kept.walks if walk.queue or walk.walked]
        again = [Walk("", None, queue=kept.again)] if kept.again else []
        return [*map(Live, fresh), *(Live(walk, patience=walk.walked) for walk in begun), *map(Live, again)]

    def _walked(self, live: Live) -> Iterator[Page | Failure]:
        while self._stopped is None:
            yield from self._fetched(live)
            self._end_at_old(live)
            if self._stopped is not None or live.walk.page is None or self._is_parked(live.walk):
                return
            if self._is_full() or len(self._read) >= self._max_pages:
                self._stopped = "limit" if self._is_full() else "pages"
                return
            failure = self._listed(live)
            if failure is not None:
                yield failure
                return

    def _fetched(self, live: Live) -> Iterator[Page | Failure]:
        """Fetch what stands in the queue and is wanted."""
        while (item := next((one for one in live.walk.queue if not self._is_old(one)), None)) is not None:
            if self._is_full():
                self._stopped = "limit"
                return
            outcome = None if item.url in self._done else self._outcome(item)
            if isinstance(outcome, Page) and self._is_old(dated := self._dated(item, outcome)):
                live.walk = replace(live.walk, queue=tuple(dated if one is item else one for one in live.walk.queue))
                self._save()
                continue
            if outcome is not None:
                self._save()
                yield outcome
            self._settle(live, item, outcome)
            if self._stopped is not None:
                return

    def _outcome(self, item: Item) -> Page | Failure | None:
        """The page, where it is new or changed; None where it is as it was."""
        known = self._known(item.url)
        try:
            fetched = self._got(item.url, known)
        except FetchError as error:
            return Failure(item.url, error)
        if fetched.status == 304 or (known and known.hash == hashlib.sha256(fetched.body).hexdigest()):
            return None
        return Page(item.url, fetched, "changed" if known else "new", item.day)

    def _dated(self, item: Item, page: Page) -> Item:
        """The item with the page's own day where its listing gives none. What is kept already needs none."""
        if item.day is not None or self._since is None or self._own_day is None or page.change == "changed":
            return item
        return replace(item, day=self._own_day(page.fetched))

    def _end_at_old(self, live: Live) -> None:
        """Where all that a listing page names has turned out to be old, what follows it is older still."""
        if live.last and live.last <= {item.url for item in live.walk.queue if self._is_old(item)}:
            live.walk = replace(live.walk, until=self._since)

    def _settle(self, live: Live, item: Item, outcome: Page | Failure | None) -> None:
        already = item.url in self._done
        self._done.add(item.url)
        live.walk = replace(live.walk, queue=tuple(one for one in live.walk.queue if one is not item))
        if already:
            return
        if isinstance(outcome, Failure):
            self._note(outcome)
            if outcome.error.passing and item.tries + 1 < MAX_TRIES:
                self._again.append(replace(item, tries=item.tries + 1))
            return
        self._in_a_row = 0
        self._count[outcome.change if outcome else "unchanged"] += 1

    def _note(self, failure: Failure) -> None:
        self._failures.append(failure)
        self._in_a_row += 1
        last = self._failures[-_PASSING_IN_A_ROW:]
        down = self._in_a_row >= _PASSING_IN_A_ROW and all(one.error.passing for one in last)
        if down or self._in_a_row >= _FAILURES_IN_A_ROW:
            self._stopped = "failing"

    def _listed(self, live: Live) -> Failure | None:
        """Read the walk's next listing page into its queue."""
        url = live.walk.page or ""
        if url in self._read:
            live.walk = replace(live.walk, page=None)
            return None
        self._take_over(live, url)
        self._read.add(url)
        try:
            page = self._got(url)
            listed = read_page(page, live.walk, self._site)
        except FetchError as error:
            return self._not_listed(live, Failure(url, error))
        self._in_a_row = 0
        self._enqueue(live, listed)
        self._save()
        return None

    def _not_listed(self, live: Live, failure: Failure) -> Failure:
        """A listing that may come back is read on in the next run; in place of a feed the listings serve."""
        self._note(failure)
        if live.walk.feed and live.walk.page == live.walk.start:
            self._add_listings(live, 0, None)
        elif failure.error.passing:
            live.walk = replace(live.walk, walked=max(1, live.walk.walked))
            self._save()
            return failure
        live.walk = replace(live.walk, page=None)
        self._save()
        return failure

    def _enqueue(self, live: Live, listed: Listed) -> None:
        items = self._with_days(listed)
        self._add_sitemaps(live, listed.more)
        if live.seen.issuperset(item.url for item in items):
            live.walk = replace(live.walk, page=None)
            return
        live.seen.update(item.url for item in items)
        live.last = frozenset(item.url for item in items) if listed.in_order else frozenset()
        known = {item.url for item in items if self._known(item.url) is not None}
        old = [item for item in items if self._is_old(item)]
        wanted = [item for item in items if not self._is_old(item)]
        all_known = bool(wanted) and all(item.url in known for item in wanted)
        follow, until, queue = listed.next, None, list(items)
        if all_known and live.patience > 0:
            live.patience -= len(wanted)
            queue = old
        elif all_known and listed.in_order:
            follow = None
        elif old and not wanted and listed.in_order:
            until = self._since
        if listed.modified:
            queue = [item for item in queue if not self._is_as_fetched(item, listed)]
        if live.walk.feed and not known:
            self._add_listings(live, len(items), self._since if old else None)
        waiting = {item.url for one in self._live for item in one.walk.queue} | self._done
        queue = [item for item in queue if item.url not in waiting]
        self._push_down(live, sum(item.url not in known for item in items))
        live.walk = replace(
            live.walk, page=follow, until=until, queue=(*live.walk.queue, *queue), walked=live.walk.walked + len(items)
        )

    def _take_over(self, live: Live, page: str) -> None:
        """A walk that arrives where an older one is to go on does so in its place."""
        later = self._live[self._live.index(live) + 1 :]
        for other in [one for one in later if one.walk.page == page]:
            self._live.remove(other)
            live.patience = max(live.patience, 0) + other.walk.walked
            live.walk = replace(
                live.walk, queue=(*live.walk.queue, *other.walk.queue), walked=live.walk.walked + other.walk.walked
            )

    def _push_down(self, live: Live, new: int) -> None:
        """New items at the top move all others down, past the pages where the older walks stopped."""
        for one in self._live[self._live.index(live) + 1 :]:
            one.patience += new
            one.walk = replace(one.walk, walked=one.walk.walked + new)

    def _with_days(self, listed: Listed) -> tuple[Item, ...]:
        """The items with the days found out earlier. A day of change counts only where it makes a page old."""
        found = {item.url: item.day for one in self._live for item in one.walk.queue}
        days = {item.url: item.day if not listed.modified or self._is_old(item) else None for item in listed.items}
        return tuple(replace(item, day=days[item.url] or found.get(item.url)) for item in listed.items)

    def _is_as_fetched(self, item: Item, listed: Listed) -> bool:
        """Whether a sitemap says no change since the page was fetched: whole sites are not asked page by page."""
        known = self._known(item.url)
        changed = next(one.day for one in listed.items if one.url == item.url)
        return known is not None and (changed is None or known.fetched is None or changed < known.fetched)

    def _add_sitemaps(self, live: Live, sitemaps: tuple[Item, ...]) -> None:
        place = self._live.index(live) + 1
        begun = {one.walk.start for one in self._live if one.walk.page == one.walk.start}
        walks = [
            Walk(one.url, one.url, True, (), live.walk.walked, self._since if self._is_old(one) else None)
            for one in sitemaps
            if one.url not in begun
        ]
        self._live[place:place] = [Live(walk, patience=live.patience) for walk in walks]

    def _add_listings(self, live: Live, items: int, until: date | None) -> None:
        """Let the listings be followed after the feed, which showed `items` of what they will show again."""
        place = self._live.index(live) + 1
        walks = [Walk(one, one, walked=items, until=until) for one in self._site.listings]
        self._live[place:place] = [Live(walk, patience=items) for walk in walks]

    def _got(self, url: str, known: Known | None = None) -> Fetched:
        earlier = known or Known()
        fetched = self._fetcher.get(url, etag=earlier.etag, modified=earlier.modified)
        if not is_of(fetched.url, self._site.hosts):
            raise FetchError(
                url, f"redirects to {host_of(fetched.url)}, which is not one of the issuer's hosts",
                "Add it to `hosts` in the issuer's `site` if it is.", kind="outside",
            )  # fmt: skip
        return fetched

    def _is_full(self) -> bool:
        return self._limit is not None and self._count["new"] + self._count["changed"] >= self._limit

    def _is_old(self, item: Item) -> bool:
        return self._since is not None and item.day is not None and item.day < self._since

    def _is_parked(self, walk: Walk) -> bool:
        """Whether nothing of it is wanted in this run."""
        if any(not self._is_old(item) for item in walk.queue):
            return False
        return walk.page is None or (walk.until is not None and self._since is not None and self._since >= walk.until)

    def _save(self) -> None:
        walks = tuple(one.walk for one in self._live if (one.walk.page or one.walk.queue) and one.walk.start)
        waiting = tuple(item for one in self._live if not one.walk.start for item in one.walk.queue)
        self._state.save(Progress(walks, (*self._again, *waiting)))
