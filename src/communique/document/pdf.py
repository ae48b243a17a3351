"""A PDF → its text. It is parsed in a child process, with a time limit."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from communique.document.found import Found, Part, joined, too_large
from communique.document.limits import Limits
from communique.document.lines import Line, paragraphs
from communique.document.sniff import PDF
from communique.document.text import dated, heading_of
from communique.errors import InputError

_FEWEST_LETTERS = 25
"""Letters on a page, on average: a scan that was stamped with page numbers has fewer."""
_UNPRINTED = {0xAD: "-", 0x00: None, 0x200B: None}


def read_pdf(part: Part, limits: Limits) -> Iterator[Found]:
    """The text of a PDF that has a text layer.

    :raises InputError: for a scan, an encrypted or broken file, too many pages, or one that takes too long.
    """
    if len(part.data) > limits.max_bytes:
        raise too_large(part, limits.max_bytes)
    parsed = _parsed(part, limits)
    if "error" in parsed:
        raise _error(part, parsed, limits)
    pages = [[_line(row) for row in page["lines"]] for page in parsed["pages"]]
    letters = sum(char.isalpha() for page in pages for line in page for char in line.text)
    images = sum(page["images"] > 0 for page in parsed["pages"])
    if letters == 0 or (letters < _FEWEST_LETTERS * len(pages) and images):
        raise InputError(
            part.where,
            f"a PDF of {len(pages)} page{'s' * (len(pages) != 1)} without text, as scans are"
            if images
            else "a PDF without text",
            "Recognise its text first (OCR), for example: ocrmypdf scan.pdf text.pdf",
        )
    blocks = paragraphs(pages, [float(page["height"]) for page in parsed["pages"]])
    title = _title(str(parsed.get("title") or ""), blocks) or heading_of(blocks)
    yield Found(joined(title, blocks), part.data, PDF, part.inside, title, published=dated(blocks), url=part.url)


def _parsed(part: Part, limits: Limits) -> dict[str, Any]:
    try:
        run = subprocess.run(
            _command(limits), input=part.data, capture_output=True, timeout=limits.pdf_seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise InputError(
            part.where,
            f"a PDF that takes longer than {limits.pdf_seconds:g} seconds",
            "Print it to a new PDF, or raise the limit.",
        ) from None
    if run.returncode != 0:
        last = run.stderr.decode("utf-8", "replace").strip().rsplit("\n", 1)[-1]
        if "pypdfium2" in last and "No module" in last:
            raise InputError(part.where, "PDFs need pypdfium2", "pip install pypdfium2")
        raise InputError(
            part.where, f"a PDF at which the parser stopped ({last or run.returncode})", "Print it to a new PDF."
        )
    parsed: dict[str, Any] = json.loads(run.stdout)
    return parsed


def _command(limits: Limits) -> list[str]:
    # -P: nothing is imported from the folder that the user happens to stand in.
    return [sys.executable, "-P", str(Path(__file__).with_name("pdf_child.py")), str(limits.max_pdf_pages)]


def _error(part: Part, parsed: dict[str, Any], limits: Limits) -> InputError:
    if parsed["error"] == "password":
        return InputError(part.where, "an encrypted PDF, which asks for a password", "Save it without password.")
    if parsed["error"] == "pages":
        return InputError(
            part.where,
            f"a PDF of {parsed['count']:,} pages, more than the {limits.max_pdf_pages:,} that are read",
            "Split it, or raise the limit.",
        )
    return InputError(part.where, "a broken PDF", "Download it again; it may be cut off.")


def _line(row: list[Any]) -> Line:
    left, bottom, right, top = (float(value) for value in row[1:])
    return Line(str(row[0]).translate(_UNPRINTED).strip(), left, bottom, right, top)


def _title(given: str, blocks: list[str]) -> str | None:
    """The title in the file's metadata, if the text bears it out: many say "Microsoft Word - draft2.docx"."""
    given = " ".join(given.split())
    folded = given.casefold()
    return next((b for b in (" ".join(b.split()) for b in blocks[:4]) if given and b.casefold() == folded), None)
