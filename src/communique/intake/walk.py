"""Paths that a user names → the files to read, in order; folders give all that is below them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from communique.document.found import Failure
from communique.errors import InputError

_FURNITURE = frozenset((
    ".apng", ".avif", ".bmp", ".cur", ".gif", ".heic", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp",
    ".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot",
    ".mp3", ".m4a", ".ogg", ".wav", ".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm",
))  # fmt: skip
"""Endings of what browsers save beside a page, and of pictures and recordings."""
_LEFT_BEHIND = frozenset(("Thumbs.db", "desktop.ini", "__MACOSX"))


_BESIDES = ("-wal", "-shm", "-journal", ".partial", ".before-upgrade-")
"""What stands behind the store's name in the names of its other files."""


@dataclass
class Walked:
    """The files that were found; ``passed_over`` are those in folders that hold no document."""

    files: list[Path] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    passed_over: int = 0


def walk(paths: Iterable[str | Path], besides: Path | None = None) -> Walked:
    """The files of `paths`, each once; of a folder all below it, sorted, but hidden ones and those without documents.

    :param besides: the file of a store, which is passed over in folders, with those that belong to it.
    """
    found = Walked()
    seen: set[Path] = set()
    for given in map(Path, paths):
        for path in _below(given, besides, found) if _is_folder(given) else _single(given, found):
            name = absolute(path)
            if name not in seen:
                seen.add(name)
                found.files.append(path)
    return found


def absolute(path: Path) -> Path:
    """The path from the root, without ``..``; links stay as they are."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.resolve follows links, Path.absolute leaves ".."


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # `_single` says what is wrong


def _single(path: Path, found: Walked) -> Iterator[Path]:
    try:
        path.stat()
    except (OSError, ValueError) as error:
        what = (getattr(error, "strerror", None) or "no path").lower()
        found.failures.append(Failure(str(path), InputError(str(path), what, "Check the path and its permissions.")))
    else:
        yield path


def _below(folder: Path, besides: Path | None, found: Walked) -> Iterator[Path]:
    before, store = len(found.failures), absolute(besides) if besides else None
    count = 0

    def closed(error: OSError) -> None:
        where, what = str(error.filename), (error.strerror or "cannot be read").lower()
        found.failures.append(Failure(where, InputError(where, what, "Check its permissions.")))

    for root, folders, names in os.walk(folder, onerror=closed):
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        for name in sorted(names):
            path = Path(root, name)
            if _is_hidden(name) or not path.is_file() or _belongs(path, store):
                continue
            if path.suffix.lower() in _FURNITURE:
                found.passed_over += 1
                continue
            count += 1
            yield path
    if count == 0 and len(found.failures) == before:
        error = InputError(str(folder), "no documents in this folder", "Name the files, or another folder.")
        found.failures.append(Failure(str(folder), error))


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name in _LEFT_BEHIND


def _belongs(path: Path, store: Path | None) -> bool:
    """Whether a file is the store's: its database, write-ahead log, or a copy from before an upgrade."""
    if store is None or absolute(path).parent != store.parent:
        return False
    return path.name == store.name or path.name.startswith(tuple(store.name + end for end in _BESIDES))
