"""What reading some bytes gives: texts found, failures, and parts that want reading in their turn."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from communique.document.decode import label_of
from communique.document.limits import Limits
from communique.errors import InputError
from communique.record import Document

BETWEEN = "!/"
"""Parts the path of a container from the path inside it, as Java archives do: ``pages.zip!/2024/a.html``."""


@dataclass(frozen=True)
class Found:
    """One text found in some bytes.

    :param text: the text; blank lines part its blocks. The title is its first block where the source shows one.
    :param raw: the bytes that it came from: those of the part, where it came out of a container.
    :param media_type: of `raw`, without parameters ("text/html").
    :param part: where in the container ``raw`` stood: member path, WARC record id, number of the message part, id of
        the feed item or JSON row; "" where `raw` is the whole.
    :param published: YYYY-MM-DD; None where the source does not say or says something impossible.
    :param language: primary language subtag ("en").
    :param links: absolute http(s) addresses in the text, in order, each once.
    :param fetched: when it was archived, where its container says so.
    """

    text: str
    raw: bytes
    media_type: str
    part: str = ""
    title: str | None = None
    issuer: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    links: tuple[str, ...] = ()
    fetched: dt.datetime | None = None

    @property
    def sha256(self) -> str:
        """Of `raw`, in hex."""
        return hashlib.sha256(self.raw).hexdigest()

    def document(self, id: str, defaults: Mapping[str, str | None], *, url: str | None = None) -> Document:
        """The text as a document; what it does not say itself is as in `defaults`, its address as in `url`."""
        said = {
            name: getattr(self, name) or defaults.get(name) for name in ("title", "issuer", "published", "language")
        }
        return Document(id=id, text=self.text, url=self.url or url, **said)


@dataclass(frozen=True)
class Failure:
    """A document that could not be read, and the error that says why."""

    where: str
    error: InputError


@dataclass(frozen=True)
class Part:
    """Bytes to be read: what was given, or a part of a container.

    :param name: a file name or address; its ending is a hint at the media type.
    :param declared: the media type that a header gives, with parameters ("text/html; charset=gbk").
    :param inside: the path within the containers, "" at the top.
    :param fetched: when it was archived, with its time zone.
    """

    data: bytes
    name: str
    declared: str | None = None
    url: str | None = None
    inside: str = ""
    depth: int = 0
    fetched: dt.datetime | None = None

    @property
    def where(self) -> str:
        """For messages."""
        return self.name if not self.inside or not self.depth else f"{self.name}{BETWEEN}{self.inside}"

    @property
    def file(self) -> str:
        """The innermost file name."""
        return self.inside.rsplit(BETWEEN, 1)[-1] if self.depth else self.name

    def member(
        self, data: bytes, path: str, *, declared: str | None = None, url: str | None = None,
        fetched: dt.datetime | None = None,
    ) -> Part:  # fmt: skip
        """A part of this container; the encoding and the time of the container are its own where it has none."""
        inside = f"{self.inside}{BETWEEN}{path}" if self.inside else path
        charset = label_of(self.declared)
        said = declared or (f"; charset={charset}" if charset else None)
        return Part(data, self.name, said, url, inside, self.depth + 1, fetched or self.fetched)

    def failure(self, path: str, what: str, mend: str) -> Failure:
        """A failure of one part of this container."""
        where = f"{self.where}{BETWEEN}{path}"
        return Failure(where, InputError(where, what, mend))


Read = Found | Failure | Part
Reader = Callable[[Part, Limits], Iterable[Read]]


def too_large(part: Part, most: int) -> InputError:
    """The error for a part over its limit."""
    return InputError(
        part.where,
        f"{len(part.data):,} bytes, more than the {most:,} that are read",
        "Give a smaller file, or raise the limit.",
    )


def joined(title: str | None, blocks: Iterable[str]) -> str:
    """Blocks as one text, blank lines between; the title first unless one of the first blocks is it already."""
    rows = list(blocks)
    if title and title.casefold() not in (row.casefold() for row in rows[:3]):
        rows.insert(0, title)
    return "\n\n".join(rows)
