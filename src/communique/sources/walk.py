"""One way through a listing, feed or sitemap in a run: what its pages give, and how far it may go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from communique.sources.errors import FetchError
from communique.sources.feed import read_feed
from communique.sources.fetch import Fetched
from communique.sources.listing import Listed, read_listing
from communique.sources.site import Site
from communique.sources.sitemap import is_sitemap, read_sitemap
from communique.sources.state import Progress, Walk

_ALL = 1 << 40  # items: more than any listing has


@dataclass(eq=False)
class Live:
    """A walk in this run.

    :param patience: how many known items it may still pass over before they end it.
    :param seen: the URLs listed by it in this run; a page that lists none but these is one of a circle.
    :param last: the URLs that its last listing page named, where the newest come first.
    """

    walk: Walk
    patience: int = 0
    seen: set[str] = field(default_factory=set)
    last: frozenset[str] = frozenset()


def from_the_top(site: Mapping[str, Any]) -> Progress:
    """The progress from which a run follows feed and listings to their end, also past pages that are known.

    :raises LexiconError: for a `site` that makes no sense.
    """
    made = Site.of(site)
    feed = (Walk(made.feed, made.feed, feed=True, walked=_ALL),) if made.feed else ()
    return Progress((*feed, *(Walk(one, one, walked=_ALL) for one in made.listings)))


def read_page(page: Fetched, walk: Walk, site: Site) -> Listed:
    """What the next page of a walk names.

    :raises FetchError: `listing`, for what is no listing, and for a first page that names nothing.
    """
    at = walk.page or walk.start
    if walk.feed and is_sitemap(page.body):
        return read_sitemap(page, site, at)
    listed = (read_feed if walk.feed else read_listing)(page, site)
    if not listed.items and at == walk.start:
        raise _no_items(at, walk)
    return listed


def _no_items(url: str, walk: Walk) -> FetchError:
    what = "the feed holds no item of the issuer's hosts" if walk.feed else "no link of the listing matches `item`"
    mend = "Compare `site` in lexicons/issuers.toml with the page; it may have been redesigned."
    return FetchError(url, what, mend, kind="listing")
