"""What an issuer lists → documents in the store, and on from where the last run stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from itertools import chain

from communique.collecting.keep import Defaults, keep_page, texts_of
from communique.collecting.progress import StoreState
from communique.collecting.source import Source, find_source, site_at
from communique.document.found import Failure as Unread
from communique.document.found import Found
from communique.sources.collect import collect
from communique.sources.fetch import Fetched, Fetcher
from communique.sources.manners import Manners
from communique.sources.outcome import Failure, Page, Summary
from communique.sources.walk import from_the_top
from communique.store import Store
from communique.store.kept import Kept


def collect_into(
    store: Store, source: str | Source, *, since: date | None = None, limit: int | None = None,
    fetcher: Fetcher | None = None, allow_private: bool = False, item: str | None = None,
    defaults: Defaults | None = None, restart: bool = False,
) -> Iterator[Kept | Summary]:  # fmt: skip
    """Follows a source and keeps what is new or changed: each document as it is kept, and a `Summary` at the end.

    When a `Kept` comes, it is on the disk. However the run breaks off, the next one goes on where it was, and nothing
    comes twice. What is listed and has not changed is only counted, in the summary.

    :param source: an issuer's id or name, the URL of a listing, feed or sitemap, or a `Source` of your own.
    :param since: leave out what was published before this day, by the listing or by the page itself.
    :param limit: keep at most so many pages; the next run goes on with the rest.
    :param fetcher: whose manners count; otherwise one of its own, for which `allow_private` counts.
    :param item: CSS of the links to follow on a listing given by its URL.
    :param defaults: `title`, `issuer`, `published`, `language` of documents that do not say so themselves.
    :param restart: forget how far earlier runs came and follow the source to its end, also past what is kept.
    :raises InputError: for a source that is none.
    :raises FetchError: where the URL given as the source cannot be fetched.
    :raises StoreError: where the store cannot be written; what came before is kept.
    """
    found = find_source(source) if isinstance(source, str) else source
    with ExitStack() as stack:
        asking = fetcher or stack.enter_context(Fetcher(Manners(allow_private=allow_private)))
        ahead = _Ahead(asking)
        site = found.site if found.site is not None else site_at(ahead.look(found.name), item)
        state = StoreState(store, found.name)
        if restart:
            state.save(from_the_top(site))
        texts = _Texts()
        outcomes = collect(
            site, ahead, since=since, limit=limit, known=state.known, state=state, own_day=texts.own_day
        )  # fmt: skip
        said = {"issuer": found.issuer, **(defaults or {})}
        for outcome in outcomes:
            if isinstance(outcome, Page):
                yield from _keep(store, outcome, said, texts.of(outcome.fetched))
            elif isinstance(outcome, Failure):
                yield Kept.failed(outcome.where, outcome.error)
            else:
                yield outcome


def _keep(
    store: Store, page: Page, defaults: Mapping[str, str | None], texts: Iterable[Found | Unread]
) -> Iterator[Kept]:  # fmt: skip
    """Keeps a page; the day of its listing serves where the page gives none."""
    day = page.day.isoformat() if page.day else None
    said = {**defaults, "published": day or defaults.get("published")}
    yield from keep_page(store, page.fetched, page.url, said, texts)


class _Texts:
    """The texts of pages; those of a page that was asked for its day are not extracted once more to be kept."""

    def __init__(self) -> None:
        self._page: Fetched | None = None
        self._seen: list[Found | Unread] = []
        self._rest: Iterator[Found | Unread] = iter(())

    def own_day(self, page: Fetched) -> date | None:
        """The day of publication that a page gives itself; of the first text that gives one, where it holds several."""
        self._page, self._seen, self._rest = page, [], texts_of(page)
        for item in self._rest:
            self._seen.append(item)
            if isinstance(item, Found) and item.published:
                return date.fromisoformat(item.published[:10])
        return None

    def of(self, page: Fetched) -> Iterator[Found | Unread]:
        """All texts of a page, once."""
        if page is not self._page:
            return texts_of(page)
        texts = chain(self._seen, self._rest)
        self._page, self._seen, self._rest = None, [], iter(())
        return texts


class _Ahead:
    """A fetcher that has looked at one page already and need not ask for it twice."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._seen: dict[str, Fetched] = {}

    def look(self, url: str) -> Fetched:
        page = self._fetcher.get(url)
        self._seen[url] = page
        return page

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        return self._seen.pop(url, None) or self._fetcher.get(url, etag=etag, modified=modified)
