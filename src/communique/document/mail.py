"""Messages (EML) → their text, and their attachments as parts."""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser

from communique.document.decode import decode_page
from communique.document.feed import standard_day
from communique.document.found import Found, Part, joined, too_large
from communique.document.html import fragment_texts, parse
from communique.document.limits import Limits
from communique.document.pagemeta import links
from communique.document.sniff import MAIL, readable, sniff
from communique.errors import InputError


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
