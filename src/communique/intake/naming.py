"""What a text found in a file is called in the store, so that the same document is known again.

A file's document is named by the file, with the path inside it where it is an archive. Its address is kept, but does not
name it: sites are known that give every page the address of their first. Two kinds do have a name of their own, wherever
the file lies: a page in a web archive is the page at its address, and an item of a feed is that item.
"""

from __future__ import annotations

from pathlib import Path

from communique.document.found import BETWEEN, Found
from communique.document.sniff import ATOM, RSS
from communique.intake.walk import absolute

_RECORD = "urn:uuid:"
"""How the name of a record in a WARC begins; every visit to a page has another."""


def name_of(path: Path, store: Path | None) -> str:
    """The name of a file: from the folder of the store where it lies below it, so that both can move; else from the root."""
    whole = absolute(path)
    home = absolute(store).parent if store is not None else None
    return (whole.relative_to(home) if home and whole.is_relative_to(home) else whole).as_posix()


def identity(found: Found, file: str) -> tuple[str, str]:
    """The id to add a document under, and its part: together with its address they are its name in the store."""
    whole = f"{file}{BETWEEN}{found.part}" if found.part else file
    steps = found.part.split(BETWEEN)
    if found.url and found.media_type in (RSS, ATOM):
        return whole, steps[-1]
    recorded = next((n for n, step in enumerate(steps) if step.startswith(_RECORD)), None)
    if found.url and recorded is not None:
        return found.url, BETWEEN.join(steps[recorded + 1 :])
    return whole, whole if found.url else found.part
