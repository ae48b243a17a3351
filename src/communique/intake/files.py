"""One file → its documents in the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from communique.document.extract import extract
from communique.document.found import Failure, Found
from communique.document.limits import Limits
from communique.document.sniff import sniff
from communique.errors import InputError
from communique.intake.naming import identity, name_of
from communique.intake.rows import is_lines, lines_of
from communique.store.kept import Kept
from communique.store.packing import hash_of

if TYPE_CHECKING:
    from communique.store import Store


def keep_file(
    store: Store, path: Path, defaults: Mapping[str, str | None], encoding: str | None = None, *, read: bool = True
) -> Iterator[Kept]:
    """Adds the documents in a file, one after another as they are asked for; each is on the disk when it comes.

    Parameters as in `add_files`.
    """
    return _kept(store, _found(path, encoding), name_of(path, store.path), defaults, encoding, read=read)


def keep_bytes(
    store: Store, data: bytes, defaults: Mapping[str, str | None], encoding: str | None = None, *, read: bool = True
) -> Iterator[Kept]:
    """The same for what has no name, such as standard input: it is named by its content."""
    found = _extracted(data, "standard input", encoding, Limits())
    return _kept(store, found, f"stdin-{hash_of(data)[:16]}", defaults, encoding, read=read)


def _kept(
    store: Store, extracted: Iterator[Found | Failure], name: str, defaults: Mapping[str, str | None],
    encoding: str | None, *, read: bool,
) -> Iterator[Kept]:  # fmt: skip
    headers = None
    for found in extracted:
        if isinstance(found, Failure):
            yield Kept.failed(found.where, found.error)
            continue
        if encoding:  # without it the bytes could not be read again
            headers = {"content-type": f"{found.media_type}; charset={encoding}"}
        given, part = identity(found, name)
        document = found.document(given, defaults)
        try:
            added = store.add(
                document, raw=found.raw, media_type=found.media_type, part=part,
                headers=headers, read=read,
            )  # fmt: skip
        except InputError as error:
            yield Kept.failed(given, error)
        else:
            yield Kept.of(given, added, document.title)


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
    yield from _extracted(data, where, encoding, limits)


def _extracted(data: bytes, where: str, encoding: str | None, limits: Limits) -> Iterator[Found | Failure]:
    declared = f"{sniff(data, where)}; charset={encoding}" if encoding else None
    yield from extract(data, name=where, media_type=declared, limits=limits)
