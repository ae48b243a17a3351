"""Messages (EML) → their text, and their attachments as parts; mailboxes (mbox) → their messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesHeaderParser, BytesParser

from communique.document.decode import decode_page
from communique.document.feed import standard_day
from communique.document.found import Found, Part, joined, too_large
from communique.document.html import fragment_texts, parse
from communique.document.limits import Limits
from communique.document.pagemeta import links
from communique.document.sniff import MAIL, readable, sniff
from communique.errors import InputError

_FROM = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]{0,200}\b\d{4}\b[^\r\n]{0,200}\r?\n(?=[!-9;-~]{1,80}:)")
"""The line before a message: after an empty line, with a year, before a header (RFC 4155). Python's `mailbox` takes every
line that begins with "From " for one, and so tears texts in which a paragraph does."""


def read_mbox(part: Part, limits: Limits) -> Iterator[Part]:  # noqa: ARG001
    """The messages of a mailbox, each under its Message-ID; under its number where it has none, or an earlier one's.

    :raises InputError: where there is no message in it.
    """
    starts = [(found.start(), found.end()) for found in _FROM.finditer(part.data)]
    if not starts:
        raise InputError(part.where, "a mailbox without a message", "Export it again as mbox, or its messages as .eml.")
    ends = [*(start for start, _ in starts[1:]), len(part.data)]
    seen: set[str] = set()
    for number, ((_, start), end) in enumerate(zip(starts, ends, strict=True), 1):
        data = part.data[start:end].rstrip(b"\r\n") + b"\n"
        name = _id_of(data) or f"message {number}"
        name = f"message {number}" if name in seen else name
        seen.add(name)
        yield part.member(data, name, declared=MAIL)


def _id_of(data: bytes) -> str:
    """Without what would be taken for a step inside a container."""
    given = str(BytesHeaderParser(policy=policy.default).parsebytes(data).get("Message-ID", ""))
    return " ".join(given.replace("/", "_").split()).strip("<>")


def read_mail(part: Part, limits: Limits) -> Iterator[Found | Part]:
    """The message itself, then its attachments that have a reader (pictures and the like are passed over).

    The HTML body is preferred: it has paragraphs where the plain one has lines of 72 characters.

    :raises InputError: where there is neither text nor attachment.
    """
    if len(part.data) > limits.max_bytes:
        raise too_large(part, limits.max_bytes)
    message = BytesParser(policy=policy.default).parsebytes(part.data)
    found = _message(part, message)
    if found is not None:
        yield found
    attached = list(_attachments(part, message))
    if found is None and not attached:
        raise InputError(part.where, "a message without text", "Save it again, with its body.")
    yield from attached


def _message(part: Part, message: EmailMessage) -> Found | None:
    body = message.get_body(preferencelist=("html", "plain"))
    if body is None:
        return None
    content = decode_page(_payload(body), part.where, str(body.get("Content-Type", "")))
    html = body.get_content_type() == "text/html"
    blocks = fragment_texts(content, part.where) if html else [content.replace("\r\n", "\n").strip()]
    if not any(blocks):
        return None
    title = " ".join(str(message.get("Subject", "")).split()) or None
    language = str(message.get("Content-Language", "")).split("-")[0].strip().lower() or None
    tree = parse(content, part.where).body if html else None
    return Found(
        joined(title, blocks), part.data, MAIL, part.inside, title, None, standard_day(str(message.get("Date", ""))),
        language, part.url, links([tree] if tree is not None else [], None),
    )  # fmt: skip


def _attachments(part: Part, message: EmailMessage) -> Iterator[Part]:
    for number, item in enumerate(message.iter_attachments(), 1):
        data = item.get_content().as_bytes() if item.get_content_type() == MAIL else _payload(item)
        name = item.get_filename() or f"attachment {number}"
        if data and readable(sniff(data, name, item.get_content_type())):
            yield part.member(data, name, declared=str(item.get("Content-Type", "")) or None)


def _payload(item: MIMEPart) -> bytes:
    payload = item.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
