"""Collecting into both databases: what `communique.collecting` needs of a store."""

from __future__ import annotations

import sys
from pathlib import Path

from communique.collecting import Kept, Summary, collect_into
from communique.sources.fetch import Fetcher
from communique.sources.manners import Manners
from communique.store import Store

sys.path[:0] = [str(Path(__file__).parent.parent / name) for name in ("collecting", "sources")]
from local_site import serving  # noqa: E402
from ministry import Ministry, page  # noqa: E402


def test_runs_go_on_and_get_only_what_is_new_or_changed(where: str) -> None:
    seen: list[list[str]] = []
    with serving() as site, Fetcher(Manners(allow_private=True, delay=0.0)) as fetcher:
        ministry = Ministry(site)
        ministry.publish(*(f"p{number}" for number in range(1, 8)))
        for limit in (4, None, None):
            with Store(where) as store:  # what was saved is on the disk, not in this object
                run = list(collect_into(store, ministry.source(), fetcher=fetcher, limit=limit))
            assert isinstance(run[-1], Summary) and run[-1].left == (limit is not None)
            seen.append([f"{one.status} {one.title}"[:14] for one in run if isinstance(one, Kept)])
            site.page("/p7", page("p7", more="<p>Corrected.</p>"))
    assert seen[0] == [f"new Meeting p{number}" for number in (7, 6, 5, 4)]
    assert seen[1] == ["changed Meetin", *(f"new Meeting p{number}" for number in (3, 2, 1))]
    assert seen[2] == []
    with Store(where) as store:
        assert len(store.list()) == 7 and len(store.history(ministry.url("p7"))) == 2
        assert store.doctor() == []
