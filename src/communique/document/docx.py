"""A Word document → its text: paragraphs, lists, tables, notes, with what tracked changes inserted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from communique.document.found import Found, Part, joined, too_large
from communique.document.limits import Limits
from communique.document.sniff import DOCX
from communique.document.text import dated, heading_of
from communique.errors import InputError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read_docx(part: Part, limits: Limits) -> Iterator[Found]:
    """The text of a .docx file.

    :raises InputError: for a broken file, one that unpacks to too much, or one without text.
    """
    _check_size(part, limits)
    document = _opened(part)
    blocks = [text for child in document.element.body for text in _texts(child)]
    blocks += _notes(document)
    if not blocks:
        raise InputError(
            part.where, "a Word document without text", "It may hold pictures of pages only; recognise them (OCR)."
        )
    title = heading_of(blocks) or (document.core_properties.title or "").strip() or None
    language = (document.core_properties.language or "").split("-")[0].lower() or None
    yield Found(joined(title, blocks), part.data, DOCX, part.inside, title, None, dated(blocks), language, part.url)


def _check_size(part: Part, limits: Limits) -> None:
    if len(part.data) > limits.max_bytes:
        raise too_large(part, limits.max_bytes)
    try:
        with zipfile.ZipFile(io.BytesIO(part.data)) as archive:
            size = sum(info.file_size for info in archive.infolist() if info.filename.endswith((".xml", ".rels")))
    except (zipfile.BadZipFile, OSError, ValueError):
        raise _broken(part) from None
    if size > limits.max_bytes:
        raise InputError(
            part.where, f"a Word document that unpacks to {size:,} bytes of XML", "Save it anew, or leave it out."
        )


def _opened(part: Part) -> Any:
    import zlib

    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        return docx.Document(io.BytesIO(part.data))
    except (
        zipfile.BadZipFile,
        zlib.error,
        OpcError,
        LxmlError,
        KeyError,
        ValueError,
        EOFError,
        OSError,
        AttributeError,
    ):
        raise _broken(part) from None


def _broken(part: Part) -> InputError:
    return InputError(part.where, "a broken Word document", "Download it again; it may be cut off.")


def _texts(element: Any) -> Iterator[str]:
    """The blocks of one child of a body, cell or content control."""
    if element.tag == f"{_W}p":
        yield from _of_paragraph(element)
    elif element.tag == f"{_W}tbl":
        for row in element.iter(f"{_W}tr"):
            yield from _of_row(row)
    elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
        for child in element:
            yield from _texts(child)


def _of_row(row: Any) -> Iterator[str]:
    cells = [[text for child in cell for text in _texts(child)] for cell in row.findall(f"{_W}tc")]
    filled = [cell for cell in cells if cell]
    if len(filled) > 1 and all(len(cell) == 1 for cell in filled):
        yield " | ".join(cell[0] for cell in filled)
    else:
        yield from (text for cell in filled for text in cell)


def _of_paragraph(paragraph: Any) -> Iterator[str]:
    boxes = [box for box in paragraph.iter(f"{_W}txbxContent") if not _within(box, _FALLBACK, paragraph)]
    text = "".join(_runs(paragraph)).strip()
    if text:
        listed = paragraph.find(f"{_W}pPr/{_W}numPr") is not None or _style(paragraph).startswith("List")
        yield f"- {text}" if listed and text[:1].isalpha() else text
    for box in boxes:
        for child in box:
            yield from _texts(child)


def _runs(element: Any) -> Iterator[str]:
    """The characters of a paragraph: not those deleted, nor those of text boxes, which are blocks of their own."""
    for child in element:
        if child.tag in (f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", _FALLBACK, f"{_W}pPr"):
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        else:
            yield from _runs(child)


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return str(style.get(f"{_W}val") or "") if style is not None else ""


def _within(element: Any, tag: str, top: Any) -> bool:
    while element is not None and element is not top:
        if element.tag == tag:
            return True
        element = element.getparent()
    return False


def _notes(document: Any) -> list[str]:
    """Footnotes and endnotes, in order, behind the text."""
    from lxml import etree

    found: list[str] = []
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/footnotes", "/endnotes")) and not relation.is_external:
            root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            notes = [note for note in root if note.get(f"{_W}type") is None]
            found += [text for note in notes for child in note for text in _texts(child)]
    return found
