"""A briefing in each form, read back: every character is there, nothing breaks out of its place, the pages hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from communique.account import Cite
from communique.analysis.briefing import Brief, Line, Section, Source
from communique.analysis.briefing.sections.ledgers import OPEN
from communique.export.brief import docx, html, markdown, pdf
from communique.export.brief.words import fitting, line_text

NAMES = ("Žofia Łukasiewicz", "Ольга Їжакевич", "Ελένη Παππά", "Nguyễn Thị Hà", "Gökçe Şahin", "Þóra Æsir")
NASTY = "<b>&amp; *star* [link](x) `tick`</b> #1 | _low_"


def made(texts: list[str], sections: int = 1, title: str = "A <title> & more") -> Brief:
    """A briefing whose lines have these texts, each with a readout of its own."""
    cites = [Cite(f"d{n}", 0, len(text), text) for n, text in enumerate(texts)]
    lines = tuple(Line(text, (cite,), (n,)) for n, (text, cite) in enumerate(zip(texts, cites, strict=True), 1))
    sources = tuple(
        Source(n, cite.document, title, "MFA", f"https://example.org/a_b/{n}", "2022-01-01", (cite,))
        for n, cite in enumerate(cites, 1)
    )
    found = tuple(Section(f"Part {n}", lines, "A note.") for n in range(sections))
    return Brief("KEN", "NOR", "2022-01-01", None, (), found, sources, len(texts), len(texts), ("A basis.",))


def read_pdf(path: Path) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as made:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in made).split())


def read_docx(path: Path) -> str:
    from docx import Document

    return "\n".join(p.text for p in Document(str(path)).paragraphs)


def read_html(path: Path) -> str:
    from selectolax.lexbor import LexborHTMLParser

    return str(LexborHTMLParser(path.read_text(encoding="utf-8")).css("main")[0].text())


def read_markdown(path: Path) -> str:
    return path.read_text(encoding="utf-8").replace("\\", "")


FORMS: dict[str, tuple[Callable[[Brief, Path, int], None], Callable[[Path], str]]] = {
    "pdf": (pdf.write, read_pdf), "docx": (docx.write, read_docx), "html": (html.write, read_html),
    "md": (markdown.write, read_markdown),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_every_character_is_there(form: str, tmp_path: Path) -> None:
    write, read = FORMS[form]
    path = tmp_path / f"a.{form}"
    write(made([*NAMES, NASTY, "right-to-left \u202e here"]), path, 2)
    text = read(path)
    for name in (*NAMES, NASTY):
        assert text.count(name) == 2, f"{name}: in the line and in the source"
    assert "\u202e" not in text and "⟨U+202E⟩" in text
    assert "https://example.org/a_b/1" in text and "A note." in text and "A basis." in text
    again = tmp_path / f"b.{form}"
    write(made([*NAMES, NASTY, "right-to-left \u202e here"]), again, 2)
    assert again.read_bytes() == path.read_bytes()


def test_what_the_font_of_the_pdf_lacks_is_spelled_out(tmp_path: Path) -> None:
    pdf.write(made(["Wang Yi (王毅)"], title="한국"), tmp_path / "a.pdf", 2)
    text = read_pdf(tmp_path / "a.pdf").replace(" ", "")
    assert "WangYi(⟨U+738B⟩⟨U+6BC5⟩)" in text and "⟨U+D55C⟩⟨U+AD6D⟩" in text
    assert "thefontlacksthem:U+6BC5,U+738B,U+AD6D,U+D55C" in text


@pytest.mark.parametrize("pages", [1, 2, 4])
@pytest.mark.parametrize("length", [20, 240])
def test_the_pages_hold_and_what_is_left_out_is_counted(pages: int, length: int, tmp_path: Path) -> None:
    import pypdfium2

    whole = made([f"{n} " + "word " * (length // 5) for n in range(60)], sections=8)
    pdf.write(whole, tmp_path / "a.pdf", pages)
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as built:
        assert len(built) == pages
    short = fitting(whole, pages)
    assert all(len(s.lines) >= 1 and len(s.lines) + s.more == 60 for s in short.sections)
    assert {n for s in short.sections for line in s.lines for n in line.sources} == {s.number for s in short.sources}
    counts = [len(s.lines) for s in short.sections]
    assert max(counts) - min(counts) <= 1, "room is shared among the sections"


def test_a_long_quotation_is_cut_and_closed() -> None:
    text = f"Norway promised once: “{'so much and ' * 60}”"
    cut = line_text(Section("Part", ()), Line(text, ()))
    assert len(cut) < 270 and cut.endswith("…”")
    assert len(line_text(Section(OPEN, ()), Line(text, ()))) < 160


def test_no_address_that_is_none_becomes_a_link(tmp_path: Path) -> None:
    from dataclasses import replace

    one = made(["a line"])
    evil = replace(one, sources=(one.sources[0]._replace(url='javascript:alert(1)//"><script>'),))
    html.write(evil, tmp_path / "a.html", 2)
    text = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert 'href="javascript' not in text and "<script" not in text and "javascript:alert" in text
