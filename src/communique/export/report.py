"""What an export did: rows written, and what could not be said in the format and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from communique.errors import CommuniqueError
from communique.record import Record


class OutputError(CommuniqueError):
    """A file or folder that cannot be written, or a format that cannot hold the records."""


class Loss(NamedTuple):
    """Something that the format could not say. `statement` is None where the loss is the whole encounter's."""

    document: str
    statement: str | None
    reason: str


@dataclass(frozen=True)
class Report:
    """What was written.

    :param rows: rows, lines or annotations written, headers not counted.
    :param losses: what was left out, in the order of the records.
    """

    rows: int
    losses: tuple[Loss, ...] = ()

    def reasons(self) -> dict[str, int]:
        """How often each reason occurs, the most frequent first; equal counts in order of the words."""
        counted = Counter(loss.reason for loss in self.losses)
        return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


Write = Callable[[Iterable[Record], Path], Report]
"""The form of every export: records in, a file or folder out."""


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """A path to write to, which takes the name `out` when all is written; on failure nothing is left behind.

    :raises OutputError: where the path cannot be written.
    """
    part = out.with_name(f"{out.name}.part")
    try:
        if out.is_dir():
            raise OutputError(str(out), "a folder stands there", "Name a file with -o.")
        out.parent.mkdir(parents=True, exist_ok=True)
        yield part
        part.replace(out)
    except OSError as error:
        raise unwritable(out, error) from None
    finally:
        with suppress(OSError):
            part.unlink()


def folder(out: Path) -> Path:
    """The folder `out`, made where it is missing.

    :raises OutputError: where a file stands there, or the folder cannot be made.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise OutputError(str(out), "a file stands there", "Name a folder with -o.") from None
    except OSError as error:
        raise unwritable(out, error) from None
    return out


def unwritable(out: Path, error: OSError) -> OutputError:
    """The error of a path that the system refuses."""
    return OutputError(str(out), (error.strerror or "cannot be written").lower(), "Check the path and the free space.")
