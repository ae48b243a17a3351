"""Bytes → texts with their metadata: finds out what the bytes are and calls the reader for that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.document.archive import read_gzip, read_tar, read_wacz, read_zip
from communique.document.docx import read_docx
from communique.document.feed import read_feed
from communique.document.found import Failure, Found, Part, Reader
from communique.document.html import read_html
from communique.document.limits import Limits
from communique.document.mail import read_mail, read_mbox
from communique.document.pdf import read_pdf
from communique.document.sniff import (
    ATOM,
    DOCX,
    GZIP,
    HTML,
    JSON,
    JSONL,
    MAIL,
    MARKDOWN,
    MBOX,
    PDF,
    RSS,
    TAR,
    TEXT,
    WACZ,
    WARC,
    ZIP,
    sniff,
)
from communique.document.text import read_json, read_jsonl, read_markdown, read_text
from communique.document.warc import read_warc
from communique.errors import InputError

READERS: dict[str, Reader] = {
    HTML: read_html, PDF: read_pdf, DOCX: read_docx, TEXT: read_text, MARKDOWN: read_markdown, RSS: read_feed,
    ATOM: read_feed, WARC: read_warc, WACZ: read_wacz, ZIP: read_zip, GZIP: read_gzip, TAR: read_tar, MAIL: read_mail, MBOX: read_mbox, JSON: read_json,
    JSONL: read_jsonl,
}  # fmt: skip
_UNREAD = {
    "application/x-ole-storage": ("an old Office document", "Save it as .docx or PDF."),
    "application/rtf": ("an RTF document", "Save it as .docx or PDF."),
    "application/vnd.oasis.opendocument.text": ("an OpenDocument text", "Save it as .docx or PDF."),
    "application/epub+zip": ("an e-book", "Unpack it and give its pages."),
    "application/octet-stream": ("a binary file", "Give a text, page, PDF, Word document, feed or archive."),
}


def extract(
    data: bytes, *, name: str, media_type: str | None = None, url: str | None = None, limits: Limits | None = None
) -> Iterator[Found | Failure]:
    """The texts in `data`, in order. What cannot be read becomes a failure, and the rest goes on.

    :param name: file name or address, for messages and as a hint at the media type.
    :param media_type: a Content-Type header, with its parameters; the bytes are believed before it.
    :param url: where `data` came from; by its host the issuer is known.
    :param limits: bounds; `Limits()` where not given.
    """
    yield from _Run(limits or Limits()).read(Part(data, name, media_type, url))


@dataclass
class _Run:
    """One call: what its parts have taken together."""

    limits: Limits
    members: int = 0
    total: int = 0

    def read(self, part: Part) -> Iterator[Found | Failure]:
        try:
            for item in self._reader(part)(part, self.limits):
                if isinstance(item, Part):
                    self._count(item)
                    yield from self.read(item)
                elif isinstance(item, Found) and part.fetched:
                    yield replace(item, fetched=part.fetched)
                else:
                    yield item
        except InputError as error:
            yield Failure(error.where, error)
        except _SpentError as spent:
            if part.depth:
                raise
            yield Failure(spent.error.where, spent.error)

    def _reader(self, part: Part) -> Reader:
        if not part.data:
            raise InputError(part.where, "the file is empty", "Give a file with a readout.")
        kind = sniff(part.data, part.file, part.declared)
        reader = READERS.get(kind)
        if reader is None:
            what, mend = _UNREAD.get(
                kind, (f"a file of type {kind}", "Give a text, page, PDF, Word document, feed or archive.")
            )
            raise InputError(part.where, what, mend)
        return reader

    def _count(self, part: Part) -> None:
        self.members += 1
        self.total += len(part.data)
        limits = self.limits
        for spent, most, what in (
            (self.members, limits.max_members, "parts"),
            (self.total, limits.max_total, "bytes unpacked"),
        ):
            if spent > most:
                raise _SpentError(
                    InputError(part.where, f"more than {most:,} {what}", "Split the archive, or raise the limit.")
                )
        if part.depth > limits.max_depth:
            raise InputError(part.where, f"archives nested more than {limits.max_depth} deep", "Unpack it yourself.")


class _SpentError(Exception):
    """The bounds of the whole call are reached: nothing more is read, at any depth."""

    def __init__(self, error: InputError) -> None:
        super().__init__(str(error))
        self.error = error
