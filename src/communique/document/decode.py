"""Bytes → text. The text is never altered after this."""

from __future__ import annotations

import codecs
import re

from communique.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or Office document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"\x1f\x8b": "a gzip file",
    b"\xd0\xcf\x11\xe0": "an old Office document",
}


def decode(data: bytes, where: str, encoding: str | None = None) -> str:
    """The text of `data`: UTF-8, or what its byte order mark or the user says.

    :raises InputError: for binary data, and for bytes that are not of the encoding, with their offset.
    """
    kind = next((name for magic, name in _BINARY.items() if data.startswith(magic)), None)
    if kind is not None:
        raise InputError(where, f"this is {kind}, not a text", "Give its text, as a .txt or .jsonl file.")
    chosen = encoding or next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(chosen)
    except LookupError:
        raise InputError(
            where, f"encoding {chosen!r} is unknown", "Use a name such as utf-8, utf-16 or cp1252."
        ) from None
    except UnicodeDecodeError as error:
        raise InputError(
            f"{where}, byte {error.start}",
            f"not valid {chosen} (0x{data[error.start]:02x})",
            "Say what it is with --encoding, for example --encoding cp1252.",
        ) from None


_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_WIDER = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "iso-8859-1": "cp1252",
    "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "iso8859-1": "cp1252",
    "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "shift_jis": "cp932", "x-sjis": "cp932",
    "shift-jis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "x-user-defined": "cp1252",
}  # fmt: skip
"""What browsers take for a label: the wider encoding that contains it (WHATWG Encoding Standard, §4.2)."""


def decode_page(data: bytes, where: str, declared: str | None = None) -> str:
    """The text of a page: by its byte order mark; as UTF-8 where it is that; as the header or the page itself says;
    else as it looks. A declaration that does not fit the bytes is passed over.

    :param declared: a Content-Type header.
    :raises InputError: where no encoding fits.
    """
    mark = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    labels = [mark, "utf-8", *_labels(data, declared)]
    for label in labels:
        if label is None:
            continue
        try:
            return data.decode(label)
        except (LookupError, UnicodeDecodeError):
            continue
    return _guessed(data, where)


def label_of(declared: str | None) -> str | None:
    """The encoding that a Content-Type header names, as Python calls it."""
    found = _IN_HEADER.search(declared or "")
    return _WIDER.get(found[1].lower(), found[1].lower()) if found else None


def _labels(data: bytes, declared: str | None) -> list[str | None]:
    inside = _DECLARED.search(data[:8192])
    label = inside[1].decode("ascii", "replace").lower() if inside else None
    labels = [label_of(declared), _WIDER.get(label, label) if label else None]
    # Servers say Latin-1 of everything, and every byte is Latin-1: whoever names something else knows better.
    return sorted(labels, key=lambda name: name == "cp1252")


def _guessed(data: bytes, where: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is not None:
        try:
            return data.decode(best.encoding)
        except (LookupError, UnicodeDecodeError):
            pass
    # One bad byte in a page that is UTF-8 for the rest (a cut-off character) is better shown than the page lost.
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") * 1000 <= len(text):
        return text
    raise InputError(where, "no encoding fits these bytes", "Save the page as UTF-8.")
