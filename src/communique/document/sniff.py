"""What bytes are: by their first bytes, then by what a header says, then by the file's name."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath

HTML, PDF, DOCX, TEXT, MARKDOWN = (
    "text/html",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text/plain",
    "text/markdown",
)
RSS, ATOM, WARC, WACZ = "application/rss+xml", "application/atom+xml", "application/warc", "application/wacz"
ZIP, GZIP, TAR = "application/zip", "application/gzip", "application/x-tar"
MAIL, MBOX = "message/rfc822", "application/mbox"
JSON, JSONL = "application/json", "application/jsonl"
BINARY = "application/octet-stream"

_MAGIC = (
    (b"%PDF-", PDF),
    (b"WARC/", WARC),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"\xd0\xcf\x11\xe0", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"7z\xbc\xaf", "application/x-7z-compressed"),
    (b"Rar!", "application/vnd.rar"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"\x7fELF", BINARY),
    (b"MZ\x90\x00", BINARY),
)
_NAMES = {
    ".html": HTML, ".htm": HTML, ".xhtml": HTML, ".shtml": HTML, ".pdf": PDF, ".docx": DOCX, ".txt": TEXT, ".text": TEXT,
    ".md": MARKDOWN, ".markdown": MARKDOWN, ".rss": RSS, ".atom": ATOM, ".warc": WARC, ".wacz": WACZ, ".zip": ZIP,
    ".gz": GZIP, ".tgz": GZIP, ".tar": TAR, ".eml": MAIL, ".mbox": MBOX, ".json": JSON, ".jsonl": JSONL, ".ndjson": JSONL,
}  # fmt: skip
_ALIASES = {
    "application/xhtml+xml": HTML, "application/x-gzip": GZIP, "application/x-zip-compressed": ZIP,
    "application/tar": TAR, "application/x-gtar": TAR,
    "text/x-markdown": MARKDOWN, "application/x-ndjson": JSONL, "application/x-pdf": PDF, "text/json": JSON,
}  # fmt: skip
_KNOWN = frozenset({*_NAMES.values()})
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:(?P<html>!doctype\s+html|html|head|body|frameset|title|meta|h1|div|p)\b"
    rb"|(?P<feed>rss|rdf:RDF|feed)\b|(?P<other>[a-z]))",
    re.IGNORECASE | re.DOTALL,
)
_FEED_INSIDE = re.compile(rb"<(rss|rdf:RDF|feed)[\s>]", re.IGNORECASE)
_MAIL_HEADER = re.compile(
    rb"(?:From [^\n]+\n)?(?:(?:Return-Path|Received|Delivered-To|Message-ID|MIME-Version|DKIM-Signature|X-[\w-]+|From|To|Date|Subject)"
    rb":[^\n]*\n(?:[ \t][^\n]*\n)*){3,}",
    re.IGNORECASE,
)
_HEAD = 4096


def sniff(data: bytes, name: str = "", declared: str | None = None) -> str:
    """The media type of `data`, without parameters; ``application/octet-stream`` where nothing tells.

    :param declared: what a header says, which is believed only where the bytes do not speak for themselves.
    """
    kind = _by_magic(data)
    if kind == ZIP and _by_name(name) in (DOCX, WACZ):  # one that is cut off may not say so itself
        return _by_name(name) or ZIP
    return kind or _by_markup(data, name) or _declared(declared) or _by_name(name) or _by_look(data)


def plain(declared: str | None) -> str | None:
    """The media type of a header in lower case, without parameters."""
    return declared.partition(";")[0].strip().lower() or None if declared else None


def _by_magic(data: bytes) -> str | None:
    found = next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)
    if found is not None:
        return found
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\x1f\x8b"):
        return WARC if gunzipped_head(data).startswith(b"WARC/") else GZIP
    if is_tar(data):
        return TAR
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_zip(data)
    return None


def gunzipped_head(data: bytes) -> bytes:
    """The first bytes of what a gzip holds, at most 512; none where it is broken."""
    try:
        return zlib.decompressobj(31).decompress(data[:_HEAD], 512)
    except zlib.error:
        return b""


def is_tar(data: bytes) -> bool:
    """Whether a tar begins with `data`, by its mark at byte 257 (POSIX.1-1988)."""
    return data[257:262] == b"ustar"


def _of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:80].decode("ascii", "replace") if _small_kind(archive, names) else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error):
        return DOCX if b"[Content_Types].xml" in data[:_HEAD] and b"word/" in data else ZIP
    if "word/document.xml" in names:
        return DOCX
    if "[Content_Types].xml" in names:
        office = {"xl": "spreadsheetml.sheet", "ppt": "presentationml.presentation"}
        for folder, word in office.items():
            if any(n.startswith(f"{folder}/") for n in names):
                return f"application/vnd.openxmlformats-officedocument.{word}"
    if "datapackage.json" in names and any(n.startswith("archive/") for n in names):
        return WACZ
    return kind or ZIP


def _small_kind(archive: zipfile.ZipFile, names: set[str]) -> bool:
    """OpenDocument and EPUB say what they are in a short first member."""
    return "mimetype" in names and archive.getinfo("mimetype").file_size < 200


def _by_markup(data: bytes, name: str) -> str | None:
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf")
    found = _MARKUP.match(head)
    if found is not None:
        if found["html"]:
            return HTML
        feed = found["feed"] or (_FEED_INSIDE.search(head) or [None, None])[1]
        if feed:
            return ATOM if feed.lower() == b"feed" else RSS
    if _MAIL_HEADER.match(head.replace(b"\r\n", b"\n")) and _by_name(name) in (None, MAIL, MBOX):
        return MBOX if head.startswith(b"From ") and _by_name(name) != MAIL else MAIL
    return None


def _declared(declared: str | None) -> str | None:
    kind = plain(declared)
    kind = _ALIASES.get(kind, kind) if kind else None
    if kind in (None, BINARY, "text/xml", "application/xml", "binary/octet-stream", "application/force-download"):
        return None
    return kind


def _by_name(name: str) -> str | None:
    path = name.split("?", 1)[0].split("#", 1)[0]
    return _NAMES.get(PurePosixPath(path.replace("\\", "/")).suffix.lower())


def _by_look(data: bytes) -> str:
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return TEXT
    controls = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in head)
    if controls * 50 > len(head):
        return BINARY
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith(b"{"):
        lines = [line for line in text.splitlines() if line.strip()]
        return JSONL if len(lines) > 1 and lines[1].startswith(b"{") else JSON
    return HTML if re.match(rb"<[a-z!]", text, re.IGNORECASE) else TEXT


def readable(kind: str) -> bool:
    """True for the media types that have a reader."""
    return kind in _KNOWN
