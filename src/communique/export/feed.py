"""Documents of a store as a feed, Atom 1.0 (RFC 4287) or RSS 2.0, for feed readers.

The feed has no clock of its own: it is as old as the newest document in it, so that the same documents give the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from communique.export.safe import xml_text
from communique.store.model import News

_ATOM = "http://www.w3.org/2005/Atom"
_NO_DAY = "1970-01-01T00:00:00+00:00"


def atom(news: Sequence[News], title: str, id: str) -> bytes:
    """An Atom feed; an entry for each document, newest first.

    :param id: what names the feed for good (a URI).
    """
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    _add(feed, f"{{{_ATOM}}}title", title)
    _add(feed, f"{{{_ATOM}}}id", id)
    _add(feed, f"{{{_ATOM}}}updated", max((n.made for n in news), default=_NO_DAY))
    _add(ET.SubElement(feed, f"{{{_ATOM}}}author"), f"{{{_ATOM}}}name", "Communiqué")
    for one in news:
        entry = ET.SubElement(feed, f"{{{_ATOM}}}entry")
        _add(entry, f"{{{_ATOM}}}title", _title(one))
        _add(entry, f"{{{_ATOM}}}id", _id(one))
        _add(entry, f"{{{_ATOM}}}updated", one.made)
        if one.hit.url:
            ET.SubElement(entry, f"{{{_ATOM}}}link", href=xml_text(one.hit.url))
        _add(entry, f"{{{_ATOM}}}summary", _summary(one))
    return _bytes(feed)


def rss(news: Sequence[News], title: str, id: str) -> bytes:
    """The same as RSS 2.0; `id` is given as the link of the channel."""
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _add(channel, "title", title)
    _add(channel, "link", id)
    _add(channel, "description", title)
    if news:
        _add(channel, "lastBuildDate", _mail_date(max(n.made for n in news)))
    for one in news:
        item = ET.SubElement(channel, "item")
        _add(item, "title", _title(one))
        if one.hit.url:
            _add(item, "link", one.hit.url)
        ET.SubElement(item, "guid", isPermaLink="false").text = _id(one)
        _add(item, "pubDate", _mail_date(one.made))
        _add(item, "description", _summary(one))
    return _bytes(root)


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = xml_text(text)


def _bytes(root: ET.Element) -> bytes:
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _id(one: News) -> str:
    return f"urn:communique:{one.hit.id}:{one.version}"


def _title(one: News) -> str:
    changed = " (changed)" if one.status == "changed" else ""
    return f"{one.hit.title or one.hit.url or one.hit.id}{changed}"


def _summary(one: News) -> str:
    head = ", ".join(part for part in (one.hit.date, one.hit.issuer) if part)
    said = [f"{s.act}, {s.speaker}: “{s.quote}”" for s in one.hit.statements]
    return " — ".join([*([head] if head else []), *(said or ([one.hit.snippet] if one.hit.snippet else []))])


def _mail_date(moment: str) -> str:
    return format_datetime(dt.datetime.fromisoformat(moment))
