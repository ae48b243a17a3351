"""A briefing as PDF, with reportlab and the DejaVu fonts that come with matplotlib.

A character that the font lacks is spelled out (⟨U+738B⟩) and named at the end: nothing vanishes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from communique.analysis.briefing import Brief
from communique.errors import CommuniqueError
from communique.export.brief.words import basis, fitting, line_text, more, source_text, title

_FONT, _BOLD = "DejaVuSans", "DejaVuSans-Bold"


def write(brief: Brief, path: Path, pages: int) -> None:
    """Writes the document: as many lines in each section as fit the pages.

    :raises CommuniqueError: where reportlab or matplotlib is not installed.
    """
    try:
        import matplotlib  # noqa: F401
        import reportlab  # noqa: F401
    except ImportError as error:
        raise CommuniqueError(
            str(path), f"it needs {error.name}", 'Install it with pip install "communique[brief]".'
        ) from None
    for most in range(12, 0, -1):
        data, count = _built(fitting(brief, pages, most=most))
        if count <= pages or most == 1:
            path.write_bytes(data)
            return


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
                f"{_text(line_text(line.text))} <super size=6>{numbers}</super>", line_style, bulletText="•"
            )
        for said in (more(section), section.note):
            if said:
                yield Paragraph(_text(said), note)
    yield Paragraph(_bold("Sources"), heading)
    for source in brief.sources:
        url = f" {source.url}" if source.url else ""
        yield Paragraph(_text(source_text(source) + url), small, bulletText=f"{source.number}.")
    lacking = sorted({c for words in _words(brief) for c in words if not _has(c)})
    if lacking:
        codes = ", ".join(f"U+{ord(c):04X}" for c in lacking)
        yield Paragraph(_text(f"Spelled out by their Unicode numbers, because the font lacks them: {codes}."), note)


def _words(brief: Brief) -> Iterator[str]:
    yield title(brief)
    yield from (line_text(line.text) for section in brief.sections for line in section.lines)
    yield from (source_text(source) for source in brief.sources)


def _bold(words: str) -> str:
    return f'<font name="{_BOLD}">{_text(words)}</font>'


def _text(words: str) -> str:
    return escape("".join(c if _has(c) else f"⟨U+{ord(c):04X}⟩" for c in words))


def _has(char: str) -> bool:
    return char.isspace() or ord(char) in _fonts()


@cache
def _fonts() -> frozenset[int]:
    """Registers the fonts; the characters that they have."""
    import matplotlib
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    for name in (_FONT, _BOLD):
        pdfmetrics.registerFont(TTFont(name, folder / f"{name}.ttf"))
    return frozenset(pdfmetrics.getFont(_FONT).face.charToGlyph)
