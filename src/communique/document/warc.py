"""WARC files → the pages and documents that were archived."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

from communique.document.found import Failure, Part
from communique.document.limits import Limits
from communique.document.sniff import plain, readable, sniff
from communique.errors import InputError

_PASSED_OVER = ("image/", "audio/", "video/", "font/")
_AGAIN = "Archive the page again, or download the archive again."
_FURNITURE = frozenset(
    ("text/css", "text/javascript", "application/javascript", "application/x-javascript", "application/font-woff")
)


def read_warc(part: Part, limits: Limits) -> Iterator[Part | Failure]:
    """The documents of a WARC, packed or not; a part is the record's id.

    Passed over on purpose: requests, revisits, answers other than 200, pictures, styles and scripts.

    :raises InputError: where there is nothing to read in it.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    records = iter(ArchiveIterator(io.BytesIO(part.data), record_types=kinds, parse_http=True, auto_decode="all"))
    count = given = 0
    while True:
        try:
            record = next(records, None)
        except Exception as error:  # fastwarc raises bare exceptions of its own on cut-off streams
            yield part.failure(f"after record {count}", f"a broken WARC ({error})", "The records before it were read.")
            return
        if record is None:
            break
        count += 1
        item = _of_record(part, record, limits)
        if item is not None:
            given += 1
            yield item
    if given == 0:
        raise InputError(
            part.where, f"a WARC of {count} answers without a document", "It may be cut off; download it again."
        )


def _of_record(part: Part, record: Any, limits: Limits) -> Part | Failure | None:
    path = str(record.record_id).strip("<>")
    http = record.http_headers
    status = 200 if not record.is_http else http.status_code if http is not None else None
    if not isinstance(status, int):
        return part.failure(path, "a record that is cut off", _AGAIN)
    declared = record.http_content_type or (record.headers.get("Content-Type") if http is None else None)
    charset = record.http_charset
    kind = plain(declared) or ""
    if status != 200 or kind.startswith(_PASSED_OVER) or kind in _FURNITURE:
        return None
    try:
        data: bytes = record.reader.read(limits.max_bytes + 1)
    except Exception as error:  # as above
        return part.failure(path, f"a broken record ({error})", _AGAIN)
    if len(data) > limits.max_bytes:
        return part.failure(path, f"a record of more than {limits.max_bytes:,} bytes", "Raise the limit to read it.")
    packed = http is not None and any(http.get(name) for name in ("Content-Encoding", "Transfer-Encoding"))
    if len(data) < record.content_length and not (packed and data):
        return part.failure(path, "a record that is cut off", _AGAIN)
    if not data or not readable(sniff(data, "", kind)):
        return None
    if charset and "charset" not in (declared or ""):
        declared = f"{kind}; charset={charset}"
    url, fetched = record.headers.get("WARC-Target-URI"), _utc(record.record_date)
    return part.member(data, path, declared=declared or None, url=url, fetched=fetched)


def _utc(moment: dt.datetime | None) -> dt.datetime | None:
    """WARC-Date, which is in UTC by the standard (ISO 28500, 5.4); None where it is missing or none."""
    return moment.replace(tzinfo=dt.UTC) if moment and moment.tzinfo is None else moment
