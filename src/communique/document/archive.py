"""ZIP, tar and gzip → their parts, with bounds against bombs. Nothing is written to the disk, so no path leads anywhere."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from communique.document.found import Failure, Part
from communique.document.limits import Limits
from communique.document.sniff import gunzipped_head, is_tar
from communique.errors import InputError

_SLACK = 1_000_000
"""Bytes that a part may have whatever its ratio: a short page of blanks packs very well."""
_CHUNK = 65_536
_BOMB = "Unpack it yourself if you trust it."


def read_zip(part: Part, limits: Limits) -> Iterator[Part | Failure]:
    """The files in a ZIP, in its order; folders and what file managers leave behind are passed over.

    :raises InputError: for a broken archive, or too many members.
    """
    with _opened(part) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir() and _is_document(info.filename)]
        if len(infos) > limits.max_members:
            raise InputError(
                part.where,
                f"{len(infos):,} files, more than the {limits.max_members:,} that are read",
                "Split the archive.",
            )
        if not infos:
            raise InputError(part.where, "an empty archive", "Give one with documents in it.")
        for info in infos:
            yield _member(part, archive, info, limits)


def read_wacz(part: Part, limits: Limits) -> Iterator[Part | Failure]:
    """The WARC files of a web archive collection."""
    with _opened(part) as archive:
        infos = [i for i in archive.infolist() if i.filename.startswith("archive/") and not i.is_dir()]
        if not infos:
            raise InputError(part.where, "a web archive without `archive/`", "Export it again.")
        for info in infos:
            yield _member(part, archive, info, limits, most=limits.max_total)


def read_tar(part: Part, limits: Limits) -> Iterator[Part | Failure]:
    """The files in a tar, in its order; folders, links, devices and what file managers leave behind are passed over.

    :raises InputError: for a broken archive, or too many members.
    """
    count = given = at = 0
    with _opened_tar(part) as archive:
        while (info := _next(archive, part, count, at)) is not None:
            if isinstance(info, Failure):
                yield info
                return
            count, at = count + 1, archive.offset
            if count > limits.max_members:
                raise InputError(part.where, f"more than {limits.max_members:,} files", "Split the archive.")
            if info.isreg() and _is_document(info.name):
                given += 1
                yield _tar_member(part, archive, info, limits)
    if not given:
        raise InputError(part.where, "an empty archive", "Give one with documents in it.")


def _next(archive: tarfile.TarFile, part: Part, count: int, at: int) -> tarfile.TarInfo | Failure | None:
    """The next header; a failure where it is broken or leads back, which would never end."""
    broken = part.failure(f"after file {count}", "a broken tar", "The files before it were read; download it again.")
    try:
        info = archive.next()
    except (tarfile.TarError, OSError, ValueError, OverflowError, EOFError):
        return broken
    if info is None:
        return broken if any(part.data[archive.offset : archive.offset + tarfile.BLOCKSIZE]) else None
    return broken if info.size < 0 or archive.offset <= at else info


def _tar_member(part: Part, archive: tarfile.TarFile, info: tarfile.TarInfo, limits: Limits) -> Part | Failure:
    name = info.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if info.size > limits.max_bytes or info.issparse():
        what = f"a file of more than {limits.max_bytes:,} bytes" if not info.issparse() else "a sparse file"
        return part.failure(name, what, _BOMB)
    try:
        stream = archive.extractfile(info)
        data = stream.read() if stream is not None else b""
    except (tarfile.TarError, OSError, ValueError):
        data = b""
    if len(data) < info.size:
        return part.failure(name, "a file that is cut off", "Download the archive again.")
    return part.member(data, name)


def read_gzip(part: Part, limits: Limits) -> Iterator[Part]:
    """The file in a gzip.

    :raises InputError: for a broken file, or one that unpacks to too much.
    """
    data = gunzip(part, limits)
    name = PurePosixPath(part.file).name
    yield part.member(data, _unpacked_name(name))


def _unpacked_name(name: str) -> str:
    for end, instead in ((".gz", ""), (".tgz", ".tar")):
        if name.lower().endswith(end):
            return name[: -len(end)] + instead
    return f"{name or 'data'} unpacked"


def gunzip(part: Part, limits: Limits) -> bytes:
    """The unpacked bytes, of all members of the file; a tar in it may be as large as all its files together."""
    whole = limits.max_total if is_tar(gunzipped_head(part.data)) else limits.max_bytes
    most = min(whole, limits.max_ratio * len(part.data) + _SLACK)
    found, size, rest = [], 0, part.data
    try:
        while rest:
            unpacker = zlib.decompressobj(31)
            while not unpacker.eof:
                chunk = unpacker.decompress(rest, _CHUNK)
                rest = unpacker.unconsumed_tail
                size += len(chunk)
                found.append(chunk)
                if size > most:
                    raise InputError(
                        part.where, f"a gzip that unpacks to more than {most:,} bytes from {len(part.data):,}", _BOMB
                    )
                if not chunk and not unpacker.eof and not rest:
                    raise InputError(part.where, "a gzip that is cut off", "Download it again.")
            rest = unpacker.unused_data.lstrip(b"\0")
    except zlib.error:
        raise InputError(part.where, "a broken gzip", "Download it again.") from None
    return b"".join(found)


def _opened_tar(part: Part) -> tarfile.TarFile:
    try:
        return tarfile.open(fileobj=io.BytesIO(part.data), mode="r:")
    except (tarfile.TarError, OSError, ValueError, OverflowError, EOFError):
        raise InputError(part.where, "a broken tar archive", "Download it again; it may be cut off.") from None


def _opened(part: Part) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(part.data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise InputError(part.where, "a broken ZIP archive", "Download it again; it may be cut off.") from None


def _is_document(name: str) -> bool:
    path = PurePosixPath(name)
    return not ("__MACOSX" in path.parts or path.name.startswith(".") or path.name == "Thumbs.db")


def _member(
    part: Part, archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits, most: int | None = None
) -> Part | Failure:
    bound = min(most or limits.max_bytes, limits.max_ratio * info.compress_size + _SLACK)
    if info.flag_bits & 1:
        return part.failure(info.filename, "an encrypted file", "Unpack it with its password.")
    # The size in the archive's directory may lie, so no more than the bound is unpacked.
    try:
        with archive.open(info) as stream:
            data = stream.read(bound + 1) if info.file_size <= bound else b"\0" * 0
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        return part.failure(info.filename, "a broken file in the archive", "Download the archive again.")
    if info.file_size > bound or len(data) > bound:
        what = f"a file that unpacks to more than {bound:,} bytes from {info.compress_size:,}"
        return part.failure(info.filename, what, _BOMB)
    return part.member(data, info.filename)
