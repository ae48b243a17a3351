"""Files into the store: found below the paths that a user names, read by their kind, kept with their bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from communique.document.found import Failure
from communique.intake.files import keep_file, keep_piped
from communique.intake.tally import Tally
from communique.intake.walk import walk
from communique.store.kept import Kept

if TYPE_CHECKING:
    from communique.store import Store

__all__ = ["Kept", "Tally", "add_files", "keep_files", "keep_piped", "walk"]


def add_files(
    store: Store, paths: Iterable[str | Path], *, defaults: Mapping[str, str | None] | None = None,
    encoding: str | None = None, read: bool = True, each: Callable[[Kept], None] | None = None,
) -> Tally:  # fmt: skip
    """Adds every document in files and folders to a store, and says what became of them.

    Pages, PDF, Word, text, Markdown, feeds, mail, JSON, JSON lines, and archives of these (ZIP, tar, gzip, mbox, WARC,
    WACZ); folders with all that is below them. What cannot be read is a failure in the tally, and the rest goes on. What was
    added before and has not changed adds nothing, so a run that was broken off is run again.

    :param defaults: title, issuer, published and language of documents that do not say so themselves.
    :param encoding: of text files that are not UTF-8.
    :param read: False keeps the documents without reading them.
    :param each: is told of each document when it is on the disk, and of each failure.
    :raises StoreError: where the store cannot be written to; what was added before is kept.
    """
    tally = Tally()
    found = walk(paths, besides=store.path)
    tally.passed_over = found.passed_over
    for item in keep_files(store, found.failures, found.files, defaults or {}, encoding, read=read):
        tally.take(item)
        if each is not None:
            each(item)
    return tally


def keep_files(
    store: Store, failures: Iterable[Failure], files: Iterable[Path], defaults: Mapping[str, str | None],
    encoding: str | None = None, *, read: bool = True,
) -> Iterator[Kept]:  # fmt: skip
    """What `walk` could not find, then the documents of each file as it is asked for; parameters as in `add_files`."""
    for failure in failures:
        yield Kept.failed(failure.where, failure.error)
    for file in files:
        yield from keep_file(store, file, defaults, encoding, read=read)
