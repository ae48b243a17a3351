"""One file, or bytes that have none → their documents in the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from communique.document.extract import extract
from communique.document.found import BETWEEN, Failure, Found
from communique.document.limits import Limits
from communique.document.sniff import sniff
from communique.errors import InputError
from communique.intake.naming import identity, name_of
from communique.intake.rows import is_lines, lines_of
from communique.record import Document
from communique.store.kept import Kept
from communique.store.packing import hash_of

if TYPE_CHECKING:
    from communique.store import Store

_PIPE = "standard input"
_DIGITS = 16
"""How many digits of the hash name bytes without a file."""


def keep_file(
    store: Store, path: Path, defaults: Mapping[str, str | None], encoding: str | None = None, *, read: bool = True
) -> Iterator[Kept]:
    """Adds the documents in a file, one after another as they are asked for; each is on the disk when it comes.

    Parameters as in `add_files`.
    """
    name = name_of(path, store.path)
    for found in _found(path, encoding):
        if isinstance(found, Failure):
            yield Kept.failed(found.where, found.error)
            continue
        given, part = identity(found, name)
        yield _keep(store, found, found.document(given, defaults), part, encoding, read=read)


def keep_piped(
    store: Store, data: bytes, defaults: Mapping[str, str | None], encoding: str | None = None, *,
    url: str | None = None, read: bool = True,
) -> Iterator[Kept]:  # fmt: skip
    """Adds the documents in bytes that came through a pipe.

    They are known again by their address, as a page that was fetched is; without one by the bytes themselves, so that two
    texts are never taken for two versions of one.

    :param url: their address.
    """
    name = url or f"stdin-{hash_of(data)[:_DIGITS]}"
    for found in extract(data, name=_PIPE, media_type=_declared(data, _PIPE, encoding), url=url):
        if isinstance(found, Failure):
            yield Kept.failed(found.where, found.error)
            continue
        given = f"{name}{BETWEEN}{found.part}" if found.part else name
        part = found.part if url or not found.url else given
        yield _keep(store, found, found.document(given, defaults, url=url), part, encoding, read=read)


def _keep(
    store: Store, found: Found, document: Document, part: str, encoding: str | None, *, read: bool
) -> Kept:  # fmt: skip
    # Without the encoding the bytes could not be read again.
    headers = {"content-type": f"{found.media_type}; charset={encoding}"} if encoding else None
    try:
        added = store.add(
            document, raw=found.raw, media_type=found.media_type, part=part, headers=headers, fetched=found.fetched,
            read=read,
        )  # fmt: skip
    except InputError as error:
        return Kept.failed(document.id, error)
    return Kept.of(document.id, added, document.title)


def _declared(data: bytes, where: str, encoding: str | None) -> str | None:
    return f"{sniff(data, where)}; charset={encoding}" if encoding else None


def _found(path: Path, encoding: str | None) -> Iterator[Found | Failure]:
    where = str(path)
    limits = Limits()
    try:
        if encoding is None and is_lines(path):
            yield from lines_of(path, limits)
            return
        if (size := path.stat().st_size) > limits.max_total:
            error = InputError(where, f"{size:,} bytes, more than the {limits.max_total:,} that are read", "Split it.")
            yield Failure(where, error)
            return
        data = path.read_bytes()
    except OSError as error:
        what = (error.strerror or "cannot be read").lower()
        yield Failure(where, InputError(where, what, "Check the path and its permissions."))
        return
    yield from extract(data, name=where, media_type=_declared(data, where, encoding), limits=limits)
