"""What the store gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from communique.record import Document, Record
from communique.wording import pieces

Status = Literal["new", "changed", "same"]


@dataclass(frozen=True)
class Added:
    """What became of a document that was added.

    ``id`` is the store's. ``version`` counts from 1. ``record`` is the reading that was made now: None where nothing
    was new or no reading was asked for. ``copy_of`` is the id of an earlier document that says nearly the same,
    ``similarity`` how nearly (0 to 1).
    """

    id: str
    status: Status
    version: int
    record: Record | None = None
    copy_of: str | None = None
    similarity: float | None = None


@dataclass(frozen=True)
class Change:
    """One value that two records do not share.

    ``field`` is as in the record ("statements", "participants.country", "meeting.place"), ``key`` the name or quote it
    belongs to (empty for the meeting), ``before`` and ``after`` the values as text; None where there is none.
    """

    field: str
    key: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Changes:
    """What a later record gained, lost, and has otherwise than an earlier one."""

    gained: tuple[Change, ...] = ()
    lost: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.gained or self.lost or self.changed)


@dataclass(frozen=True)
class Reread:
    """A document read once more: what the new record gained and lost against the older one, which is kept.

    ``first`` says that there was no reading before, or one of a form that records no longer have.
    """

    id: str
    record: Record
    changes: Changes
    first: bool = False


@dataclass(frozen=True)
class Said:
    """A statement as a search shows it."""

    id: str
    speaker: str
    country: str | None
    act: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Listed:
    """A document in a list: ``date`` is the EDTF date of the encounter, else the day of publication.

    ``same_as`` is the id of the earlier document of which this is a near copy.
    """

    id: str
    title: str | None
    issuer: str | None
    date: str | None
    url: str | None = None
    same_as: str | None = None


@dataclass(frozen=True)
class Hit(Listed):
    """A document that a search found.

    ``snippet`` is a stretch of its text, from ``start`` on; ``marks`` are the found words in it (start and end, code
    points of the snippet). ``statements`` are those in which a sought word stands and that meet the filters of
    statements; without either, none.
    """

    snippet: str = ""
    start: int = 0
    marks: tuple[tuple[int, int], ...] = ()
    statements: tuple[Said, ...] = ()

    def marked(self, before: str = "**", after: str = "**") -> str:
        """The snippet with its marks written in."""
        found = pieces(self.snippet, self.marks)
        return "".join(f"{before}{words}{after}" if sought else words for words, sought in found)


@dataclass(frozen=True)
class News:
    """A document that is new, or has a new ``version`` (1 is the first); ``made`` is when that was first read (UTC)."""

    hit: Hit
    version: int
    made: str

    @property
    def status(self) -> Literal["new", "changed"]:
        """Whether the document is new, or an older one has changed."""
        return "new" if self.version == 1 else "changed"


@dataclass(frozen=True)
class Version:
    """One state of a document: when it was added and fetched, and the hashes of its text and original bytes."""

    number: int
    added: str
    fetched: str | None
    title: str | None
    published: str | None
    text_hash: str
    blob_hash: str | None
    readings: int


@dataclass(frozen=True)
class Reading:
    """One reading of a version: when it was made, by which software with which lexicons (a hash).

    ``number`` counts the readings of the version from 1. ``newest`` says that it is the one that counts.
    """

    version: int
    number: int
    made: str
    software: str
    lexicons: str
    newest: bool


@dataclass(frozen=True)
class Entry:
    """All that is kept of one document in one version.

    ``given`` is the id it was added under, ``record`` the version's newest reading (None: not read yet), ``copies`` the ids of
    later documents that are near copies of this one.
    """

    id: str
    given: str
    part: str
    document: Document
    record: Record | None
    version: int
    first_seen: str
    fetched: str | None
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str | None = None
    same_as: str | None = None
    copies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Original:
    """The bytes that a version came from."""

    data: bytes
    media_type: str
    hash: str


@dataclass(frozen=True)
class Piece:
    """A stretch of text that two versions share ("same"), or that only one of them has ("deleted", "inserted")."""

    kind: Literal["same", "deleted", "inserted"]
    text: str


@dataclass(frozen=True)
class Difference:
    """Two versions of a document: the pieces of their texts in order, and what their records do not share.

    ``record`` is None where one of them was not read. ``readings`` are the numbers of those compared; None: the newest.
    """

    id: str
    a: int
    b: int
    text: tuple[Piece, ...]
    record: Changes | None
    readings: tuple[int | None, int | None] = (None, None)


@dataclass(frozen=True)
class Known:
    """The last fetch of a URL: what to send with a conditional request, and the SHA-256 of the bytes it gave."""

    url: str
    etag: str | None
    modified: str | None
    hash: str | None
    fetched: str | None


@dataclass(frozen=True)
class Finding:
    """What the doctor found: an "error" has lost or doubled something, a "note" may be as it should."""

    level: Literal["error", "note"]
    where: str
    what: str
    mend: str
