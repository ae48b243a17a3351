"""A briefing as one self-contained HTML page, for the screen and for print. Nothing is loaded, and there is no script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from communique.analysis.briefing import Brief, Line, Source
from communique.export.brief.words import basis, fitting, line_text, said, source_text, title
from communique.export.view.document import document
from communique.export.view.escape import is_web, shown

_STYLE = """
:root { color-scheme: light dark; --ink: #1c1b19; --soft: #5d5a55; --line: #d8d4cc; --paper: #fffdf9; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece9e2; --soft: #a9a59c; --line: #45423d; --paper: #191816; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 Charter, "Bitstream Charter", Georgia, serif; }
main { max-width: 46rem; margin: 2.5rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .4rem; }
h2 { font-size: 1.02rem; margin: 1.6rem 0 .35rem; padding-top: .5rem; border-top: 1px solid var(--line); }
.basis, .note, .sources { color: var(--soft); font-size: .88rem; }
ul { margin: 0; padding-left: 1.15rem; } li { margin: .3rem 0; }
sup { line-height: 0; font-size: .72em; } a { color: inherit; }
sup a { text-decoration: none; padding: 0 .12em; } sup a:focus-visible, .sources a:focus-visible { outline: 2px solid; }
.sources ol { padding-left: 1.9rem; } .sources li { overflow-wrap: anywhere; } .sources li:target { color: var(--ink); }
@media print {
  @page { size: A4; margin: 16mm 18mm; }
  body { font-size: 8.6pt; line-height: 1.24; background: none; color: #000; } main { margin: 0; padding: 0; max-width: none; }
  h1 { font-size: 13pt; } h2 { font-size: 9.4pt; margin: 5pt 0 1.5pt; padding-top: 2.5pt; break-after: avoid; } li { margin: 1pt 0; }
  .basis, .note { font-size: 8pt; margin: 2pt 0; } .sources { font-size: 6.8pt; color: #333; } a { text-decoration: none; }
}
"""


def write(brief: Brief, path: Path, pages: int) -> None:
    """Writes the page."""
    path.write_text(page(brief, pages), encoding="utf-8")


def page(brief: Brief, pages: int) -> str:
    """The page of a briefing: same briefing, same bytes."""
    short = fitting(brief, pages)
    body = f"""<main>
<h1>{shown(title(short))}</h1>
<p class="basis">{shown(basis(short))}</p>
{"".join(_sections(short))}
<section class="sources"><h2>Sources</h2>
<ol>
{"".join(_source(s) for s in short.sources)}</ol></section>
</main>"""
    return document(title(short), _STYLE, body)


def _sections(brief: Brief) -> Iterator[str]:
    for section in brief.sections:
        rows = "".join(
            f"<li>{shown(line_text(section, line))}<sup>{_links(line)}</sup></li>\n" for line in section.lines
        )
        notes = "".join(f'<p class="note">{shown(words)}</p>\n' for words in said(section))
        yield f"<section><h2>{shown(section.title)}</h2>\n{f'<ul>{rows}</ul>' if rows else ''}{notes}</section>\n"


def _links(line: Line) -> str:
    return " ".join(f'<a href="#s{n}">{n}</a>' for n in line.sources)


def _source(source: Source) -> str:
    url = shown(source.url or "")
    link = f'<a href="{url}" rel="noreferrer">{url}</a>' if is_web(source.url or "") else url
    return f'<li id="s{source.number}">{shown(source_text(source))}{f" {link}" if link else ""}</li>\n'
