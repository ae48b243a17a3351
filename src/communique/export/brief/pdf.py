"""A briefing as PDF, with reportlab and the DejaVu fonts that come with matplotlib.

A character that the font lacks is spelled out (⟨U+738B⟩) and named at the end: nothing vanishes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from communique.analysis.briefing import Brief
from communique.errors import CommuniqueError, by_installing
from communique.export.brief.words import address, basis, fitting, line_text, said, source_text, title

_SHARES = (1.3, 1.2, 1.1, 1.0, 0.9, 0.8, 0.6, 0.0)
"""Of the room that the count of characters gives, what is tried until the pages hold it; of nothing, each section still has a
line."""
_FONT, _BOLD = "DejaVuSans", "DejaVuSans-Bold"


def write(brief: Brief, path: Path, pages: int) -> None:
    """Writes the document: as many lines in each section as fit the pages.

    :raises CommuniqueError: where reportlab or matplotlib is not installed.
    """
    try:
        import reportlab  # noqa: F401

        _font_folder()
    except ImportError as error:
        raise CommuniqueError(str(path), f"it needs {error.name}", by_installing("brief")) from None
    for share in _SHARES:
        data, count = _built(fitting(brief, pages * share))
        if count <= pages:
            break
    path.write_bytes(data)


def _built(brief: Brief) -> tuple[bytes, int]:
    """The document, and on how many pages it stands."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import SimpleDocTemplate

    _fonts()
    out = io.BytesIO()
    made = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=18 * mm, rightMargin=18 * mm, topMargin=14 * mm, bottomMargin=15 * mm, title=title(brief),
        author="Communiqué", invariant=True, lang="en",
    )  # fmt: skip
    made.build(list(_flow(brief)), onFirstPage=_foot, onLaterPages=_foot)
    return out.getvalue(), made.page


def _foot(canvas: Any, made: Any) -> None:
    canvas.setFont(_FONT, 7)
    canvas.drawRightString(made.pagesize[0] - made.rightMargin, made.bottomMargin - 14, str(made.page))


def _flow(brief: Brief) -> Iterator[Any]:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    def style(name: str, size: float, **more_of_it: Any) -> Any:
        return ParagraphStyle(name, fontName=_FONT, fontSize=size, leading=size * 1.24, **more_of_it)

    head = style("head", 13, spaceAfter=3)
    heading = style("heading", 9.5, spaceBefore=6, spaceAfter=2, keepWithNext=1)
    line_style, note = (
        style("line", 8.4, leftIndent=9, bulletIndent=1, spaceAfter=1.2),
        style("note", 8, textColor="#555555"),
    )
    small = style("small", 6.6, leftIndent=15, bulletFontName=_FONT, bulletFontSize=6.6, spaceAfter=0.8)
    yield Paragraph(_bold(title(brief)), head)
    yield Paragraph(_text(basis(brief)), note)
    for section in brief.sections:
        yield Paragraph(_bold(section.title), heading)
        for line in section.lines:
            numbers = ",".join(map(str, line.sources))
            yield Paragraph(
                f"{_text(line_text(section, line))} <super size=6>{numbers}</super>", line_style, bulletText="•"
            )
        for words in said(section):
            yield Paragraph(_text(words), note)
    yield Paragraph(_bold("Sources"), heading)
    for source in brief.sources:
        yield Paragraph(_text(source_text(source) + address(source)), small, bulletText=f"{source.number}.")
    lacking = sorted({c for words in _words(brief) for c in words if not _has(c)})
    if lacking:
        codes = ", ".join(f"U+{ord(c):04X}" for c in lacking)
        yield Paragraph(_text(f"Spelled out by their Unicode numbers, because the font lacks them: {codes}."), note)


def _words(brief: Brief) -> Iterator[str]:
    yield from (title(brief), basis(brief))
    for section in brief.sections:
        yield from (section.title, *said(section), *(line_text(section, line) for line in section.lines))
    yield from (source_text(source) + address(source) for source in brief.sources)


def _bold(words: str) -> str:
    return f'<font name="{_BOLD}">{_text(words)}</font>'


def _text(words: str) -> str:
    return escape("".join(c if _has(c) else f"⟨U+{ord(c):04X}⟩" for c in words))


def _has(char: str) -> bool:
    return char.isspace() or ord(char) in _fonts()


@cache
def _fonts() -> frozenset[int]:
    """Registers the fonts; the characters that they have."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    folder = _font_folder()
    for name in (_FONT, _BOLD):
        pdfmetrics.registerFont(TTFont(name, folder / f"{name}.ttf"))
    return frozenset(pdfmetrics.getFont(_FONT).face.charToGlyph)


def _font_folder() -> Path:
    """Where matplotlib keeps its fonts; it is not imported for that, which takes half a second.

    :raises ImportError: where matplotlib is not installed.
    """
    found = find_spec("matplotlib")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("No module named 'matplotlib'", name="matplotlib")
    return Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"
