"""Run as a script in a process of its own: a PDF on standard input → its lines with their boxes, as JSON.

PDFium may crash or loop on a hostile file; here that costs one document. Nothing of this package is imported.
"""

from __future__ import annotations

import json
import sys
from typing import Any

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_HYPHENS = "\ufffe\x02"
"""What PDFium gives for a hyphen at the end of a line, in place of the line break as well."""
_MEMORY = 2 * 1024**3


def pages_of(data: bytes, most: int) -> dict[str, Any]:
    """``{"title", "pages": [{"height", "images", "lines": [[text, left, bottom, right, top]]}]}`` or ``{"error"}``."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"error": "password" if getattr(error, "err_code", None) == _PASSWORD else "broken"}
    if len(document) > most:
        return {"error": "pages", "count": len(document)}
    title = document.get_metadata_dict().get("Title", "")
    return {"title": title, "pages": [_page(document[n]) for n in range(len(document))]}


def _page(page: Any) -> dict[str, Any]:
    import pypdfium2.raw as raw

    text = page.get_textpage()
    lines: list[list[Any]] = []
    content = ""
    boxes: list[tuple[float, float, float, float]] = []
    for index in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text, index))
        if char in _HYPHENS:
            content += "-"
            boxes.append(text.get_charbox(index - 1, loose=True))
        if char in "\r\n" or char in _HYPHENS:
            _end(lines, content, boxes)
            content, boxes = "", []
            continue
        content += char
        if not char.isspace():
            boxes.append(text.get_charbox(index, loose=True))  # by the font, not the glyph: feet are level
    _end(lines, content, boxes)
    images = sum(1 for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    return {"height": page.get_height(), "images": images, "lines": lines}


def _end(lines: list[list[Any]], content: str, boxes: list[tuple[float, float, float, float]]) -> None:
    if boxes:
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        lines.append([content.strip(), min(lefts), min(bottoms), max(rights), max(tops)])


def _bounded() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # Windows has no such limit; the time limit of the parent holds


if __name__ == "__main__":
    _bounded()
    json.dump(pages_of(sys.stdin.buffer.read(), int(sys.argv[1])), sys.stdout)
