"""A briefing as a document: Word, PDF, HTML, Markdown; each fits the pages that are asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.analysis.briefing import Brief

Write = Callable[["Brief", Path, int], None]
"""Writes a briefing to a path, on at most so many pages."""
FORMS: Mapping[str, str] = {"docx": "docx", "pdf": "pdf", "html": "html", "md": "markdown"}
"""Form, which is the end of a file's name, → its module in this folder."""


def writer(form: str) -> Write:
    """The function that writes a form; its module is loaded when it is asked for."""
    write: Write = importlib.import_module(f"{__name__}.{FORMS[form]}").write
    return write
