"""From the network into the store: single pages, and what issuers list, each with its bytes."""

from communique.collecting.collect import collect_into
from communique.collecting.keep import fetch_into
from communique.collecting.source import Source, collectable, find_source
from communique.sources.outcome import Summary
from communique.store.kept import Kept

__all__ = ["Kept", "Source", "Summary", "collect_into", "collectable", "fetch_into", "find_source"]
