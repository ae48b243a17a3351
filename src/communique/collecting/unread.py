"""Pages of which something could not be read: noted, so that they are asked for again only when they have changed.

Another version of the software may read them, so a note counts for the one that made it.
"""

from __future__ import annotations

import datetime as dt

from communique import __version__
from communique.sources.fetch import Fetched
from communique.sources.state import Known
from communique.store import Store
from communique.store.packing import hash_of


def note(store: Store, url: str, page: Fetched) -> None:
    """Notes that not all of what `url` gave could be read."""
    value = {
        "etag": page.headers.get("etag"), "modified": page.headers.get("last-modified"), "hash": hash_of(page.body),
        "fetched": page.fetched.date().isoformat(), "by": __version__,
    }  # fmt: skip
    store.save_state(_name(url), value)


def noted(store: Store, url: str) -> Known | None:
    """The fetch that could not be read; None where there was none, or another version of the software made it."""
    kept = store.load_state(_name(url))
    if not kept or kept["by"] != __version__:
        return None
    return Known(kept["etag"], kept["modified"], kept["hash"], dt.date.fromisoformat(kept["fetched"]))


def forget(store: Store, url: str) -> None:
    """Takes the note away, where there is one: all of the page is kept now."""
    if store.load_state(_name(url)):
        store.save_state(_name(url), {})


def _name(url: str) -> str:
    return f"unread {url}"
