"""Plain text, Markdown and JSON → texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from communique.document.blocks import line
from communique.document.check import checked
from communique.document.dates import day, whole_day
from communique.document.decode import decode, label_of
from communique.document.found import Failure, Found, Part, joined, too_large
from communique.document.html import fragment_texts, parse
from communique.document.limits import Limits
from communique.document.load import load_bytes
from communique.document.pagemeta import links
from communique.document.sniff import JSON, JSONL, MARKDOWN, TEXT
from communique.errors import InputError
from communique.record import Document

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*\r?\n", re.DOTALL)
_FRONT_LINE = re.compile(
    r"^(title|date|published|lang|language|url|issuer)\s*:\s*(.+?)\s*$", re.MULTILINE | re.IGNORECASE
)
_LONGEST_TITLE = 260
_CLOSE = 6


def heading_of(blocks: list[str]) -> str | None:
    """The first block, where it looks like a headline: short, and no sentence."""
    first = next((block.strip() for block in blocks if block.strip()), "")
    looks = (
        first and len(first) <= _LONGEST_TITLE and "\n" not in first and not first.endswith((".", ";", ":", "!", ","))
    )
    return first if looks and len(blocks) > 1 and whole_day(first) is None else None


def dated(blocks: list[str]) -> str | None:
    """The day of the first line near the top that holds nothing else."""
    return next((found for block in blocks[:_CLOSE] if (found := whole_day(block.strip()))), None)


def read_text(part: Part, limits: Limits) -> Iterator[Found]:
    """A plain text, as it is.

    :raises InputError: where it is empty, binary, or not of its encoding.
    """
    _check_size(part, limits.max_bytes)
    text = decode(part.data, part.where, _encoding(part))
    checked(Document(id=part.where, text=text))
    blocks = re.split(r"\r?\n[ \t]*\r?\n", text.strip("\r\n\ufeff"))
    yield Found(text, part.data, TEXT, part.inside, heading_of(blocks), published=dated(blocks), url=part.url)


def read_markdown(part: Part, limits: Limits) -> Iterator[Found]:
    """A Markdown text without its marks; front matter gives title, date, language, url and issuer."""
    from markdown_it import MarkdownIt

    _check_size(part, limits.max_page_bytes)
    source = decode(part.data, part.where, _encoding(part))
    checked(Document(id=part.where, text=source))
    front = _FRONT.match(source)
    fields = {k.lower(): v.strip("\"'") for k, v in _FRONT_LINE.findall(front[1])} if front else {}
    tree = parse(
        MarkdownIt("commonmark").enable("table").render(source[front.end() :] if front else source), part.where
    )
    blocks = fragment_texts(tree.html or "", part.where)
    heading = tree.css_first("h1")
    title = fields.get("title") or (line(heading) if heading is not None else heading_of(blocks))
    published = day(fields.get("date") or fields.get("published")) or dated(blocks)
    url = part.url or fields.get("url")
    yield Found(
        joined(title, blocks), part.data, MARKDOWN, part.inside, title, fields.get("issuer"), published,
        fields.get("language") or fields.get("lang"), url, links([tree.body] if tree.body else [], url),
    )  # fmt: skip


def read_json(part: Part, limits: Limits) -> Iterator[Found | Failure]:
    """The rows of JSON lines, or one JSON object: `text` with its metadata; a row's part is its id."""
    return _rows(part, limits, ".json", JSON)


def read_jsonl(part: Part, limits: Limits) -> Iterator[Found | Failure]:
    """The rows of JSON lines."""
    return _rows(part, limits, ".jsonl", JSONL)


def _rows(part: Part, limits: Limits, suffix: str, kind: str) -> Iterator[Found | Failure]:
    _check_size(part, limits.max_bytes)
    stem = PurePosixPath(part.file).stem
    for item in load_bytes(part.data, part.where, stem, suffix, {}, _encoding(part)):
        if isinstance(item, Failure):
            yield item
            continue
        inside = part.member(b"", item.id).inside
        published = day(item.published)
        yield Found(
            item.text, part.data, kind, inside, item.title, item.issuer, published, item.language, item.url or part.url
        )


def _encoding(part: Part) -> str | None:
    """What the header says, unless the bytes are UTF-8 all the same."""
    try:
        part.data.decode("utf-8")
    except UnicodeDecodeError:
        return label_of(part.declared)
    return None


def _check_size(part: Part, most: int) -> None:
    if len(part.data) > most:
        raise too_large(part, most)
    if not part.data.strip():
        raise InputError(part.where, "the file is empty", "Give a file with a readout.")
