"""A briefing as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from communique.analysis.briefing import Brief
from communique.export.brief.words import address, basis, fitting, line_text, said, source_text, title

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|])")


def text(brief: Brief, pages: int) -> str:
    """The briefing as Markdown."""
    return "\n".join(_lines(fitting(brief, pages))) + "\n"


def write(brief: Brief, path: Path, pages: int) -> None:
    """Writes the briefing."""
    path.write_text(text(brief, pages), encoding="utf-8")


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# {_plain(title(brief))}"
    yield from ("", _plain(basis(brief)))
    for section in brief.sections:
        yield from ("", f"## {_plain(section.title)}", "")
        for line in section.lines:
            yield f"- {_plain(line_text(section, line))} {''.join(f'[^{n}]' for n in line.sources)}"
        yield from (f"- *{_plain(words)}*" for words in said(section))
    yield from ("", "## Sources", "")
    for source in brief.sources:
        yield f"[^{source.number}]: {_plain(source_text(source))}{address(source)}"


def _plain(words: str) -> str:
    """Text in which no character is a mark of Markdown."""
    return _MARKS.sub(r"\\\1", words)
