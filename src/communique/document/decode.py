"""Bytes → text. The text is never altered after this."""

from __future__ import annotations

import codecs

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
