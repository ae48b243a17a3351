"""A briefing as a Word document, with python-docx."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from communique.analysis.briefing import Brief
from communique.errors import CommuniqueError, by_installing
from communique.export.brief.words import address, basis, fitting, line_text, said, source_text, title
from communique.export.safe import xml_text

_LONG_AGO = dt.datetime(2000, 1, 1)
"""What the document says of when it was made: the same briefing gives the same bytes."""


def write(brief: Brief, path: Path, pages: int) -> None:
    """Writes the document.

    :raises CommuniqueError: where python-docx is not installed.
    """
    try:
        import docx
        from docx.shared import Mm, Pt
    except ImportError:
        raise CommuniqueError(str(path), "it needs python-docx", by_installing("brief")) from None
    short = fitting(brief, pages)
    made = docx.Document()
    part = made.sections[0]
    part.page_width, part.page_height = Mm(210), Mm(297)
    part.left_margin = part.right_margin = Mm(18)
    part.top_margin = part.bottom_margin = Mm(15)
    made.styles["Normal"].font.size = Pt(9)
    for name, size in (("Title", 15), ("Heading 2", 10.5)):
        made.styles[name].font.size = Pt(size)
    for name in ("Normal", "List Bullet", "Heading 2", "Title"):
        made.styles[name].paragraph_format.space_after = Pt(1.5)
    made.styles["Heading 2"].paragraph_format.space_before = Pt(6)
    made.add_heading(xml_text(title(short)), 0)
    made.add_paragraph(xml_text(basis(short)))
    _sections(made, short)
    made.add_heading("Sources", 2)
    for source in short.sources:
        row = made.add_paragraph()
        run = row.add_run(xml_text(f"{source.number}. {source_text(source)}{address(source)}"))
        run.font.size = Pt(7)
    about = made.core_properties
    about.title, about.author, about.created, about.modified = (
        xml_text(title(short)),
        "Communiqué",
        _LONG_AGO,
        _LONG_AGO,
    )
    _save(made, path)


def _sections(made: Any, brief: Brief) -> None:
    for section in brief.sections:
        made.add_heading(xml_text(section.title), 2)
        for line in section.lines:
            row = made.add_paragraph(style="List Bullet")
            row.add_run(xml_text(line_text(section, line)))
            row.add_run(f" {', '.join(map(str, line.sources))}").font.superscript = True
        for words in said(section):
            made.add_paragraph().add_run(xml_text(words)).italic = True


def _save(made: Any, path: Path) -> None:
    """Saves with a fixed time in every part of the archive."""
    import io
    import zipfile

    whole = io.BytesIO()
    made.save(whole)
    with zipfile.ZipFile(whole) as given, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name in sorted(given.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            out.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), given.read(name), zipfile.ZIP_DEFLATED)
