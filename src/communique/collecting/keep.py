"""What one fetch gave → documents in the store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack

from communique.collecting import unread
from communique.document.extract import extract
from communique.document.found import BETWEEN, Failure, Found
from communique.errors import InputError
from communique.sources.errors import FetchError
from communique.sources.fetch import Fetched, Fetcher
from communique.sources.manners import Manners
from communique.sources.urls import checked_url
from communique.store import Store
from communique.store.kept import Kept

Defaults = Mapping[str, str | None]
"""`title`, `issuer`, `published`, `language` of documents that do not say so themselves."""


def fetch_into(
    store: Store, url: str, *, fetcher: Fetcher | None = None, defaults: Defaults | None = None,
    allow_private: bool = False,
) -> list[Kept]:  # fmt: skip
    """Fetches one URL and keeps every document it gives, with bytes, media type, headers and time.

    The host is asked only for what has changed since the last fetch. What goes wrong with the page, or with one of
    several documents in it, is an item with its error.

    :param fetcher: give the same one for several URLs: it keeps the pause between two requests to a host.
    :param allow_private: whether a private or loopback address may be asked, where no `fetcher` says so.
    :raises StoreError: where the store cannot be written.
    """
    with ExitStack() as stack:
        asking = fetcher or stack.enter_context(Fetcher(Manners(allow_private=allow_private)))
        try:
            asked = checked_url(url)
            known = store.known(asked)
            tags = {"etag": known.etag, "modified": known.modified} if known else {}
            fetched = asking.get(asked, **tags)
        except FetchError as error:
            return [Kept.failed(url, error)]
        if fetched.status == 304 or (known and known.hash == hashlib.sha256(fetched.body).hexdigest()):
            return [Kept(asked, "unchanged")]
        return list(keep_page(store, fetched, asked, defaults or {}))


def keep_page(
    store: Store, fetched: Fetched, asked: str, defaults: Defaults, texts: Iterable[Found | Failure] | None = None
) -> Iterator[Kept]:  # fmt: skip
    """Keeps the documents of a page. Only when all are on the disk is `asked` known to have been fetched.

    :param texts: what `texts_of` gives, where that was asked for already.
    :raises StoreError: where the store cannot be written.
    """
    whole = True
    for item in texts_of(fetched) if texts is None else texts:
        kept = (
            _kept(store, item, fetched, asked, defaults)
            if isinstance(item, Found)
            else Kept.failed(item.where, item.error)
        )
        whole = whole and kept.error is None
        yield kept
    if whole:
        store.note_fetch(asked, raw=fetched.body, headers=fetched.headers, fetched=fetched.fetched)
        unread.forget(store, asked)
    else:
        unread.note(store, asked, fetched)


def texts_of(fetched: Fetched) -> Iterator[Found | Failure]:
    """The texts in what was fetched, and what could not be read."""
    return extract(
        fetched.body, name=fetched.url, media_type=fetched.headers.get("content-type"), url=fetched.url
    )  # fmt: skip


def _kept(store: Store, found: Found, fetched: Fetched, asked: str, defaults: Defaults) -> Kept:
    where = f"{asked}{BETWEEN}{found.part}" if found.part else asked
    inside = f"{fetched.url}{BETWEEN}{found.part}" if found.part else fetched.url
    try:
        document = found.document(inside, defaults, url=fetched.url)
        added = store.add(
            document, raw=found.raw, media_type=found.media_type, part=found.part, headers=fetched.headers,
            fetched=fetched.fetched,
        )  # fmt: skip
    except InputError as error:
        return Kept.failed(where, error)
    return Kept.of(where, added, document.title)
