"""Communiqué: readouts in, evidence-linked records out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from communique.errors import CommuniqueError, InputError, LexiconError
from communique.record import Document, Record

if TYPE_CHECKING:
    from communique.analysis.comparison import compare
    from communique.intake import add_files
    from communique.store import Store

__version__ = "0.1.0"
__all__ = [
    "CommuniqueError", "Document", "InputError", "LexiconError", "Record", "Store", "__version__", "add_files",
    "compare", "read",
]  # fmt: skip
_LATER = {"Store": "communique.store", "add_files": "communique.intake", "compare": "communique.analysis"}
"""What is imported when it is first asked for: reading needs neither."""


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_LATER[name]), name)


def read(
    text: str, *, id: str | None = None, title: str | None = None, issuer: str | None = None,
    published: str | None = None, language: str | None = None, url: str | None = None,
) -> Record:  # fmt: skip
    """The record of one readout.

    :param text: the readout; it is kept exactly as given, and every offset counts code points in it.
    :param published: the day of publication (YYYY-MM-DD), from which years and "today" are resolved.
    :param issuer: who published it, in any words ("IDCPC", "US State Department").
    :raises InputError: for an empty text, or one with NUL characters or lone surrogates.
    """
    import hashlib

    from communique.document.check import checked
    from communique.reading import read_document

    document_id = id or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    document = Document(
        id=document_id, title=title, issuer=issuer, published=published, language=language, url=url, text=text
    )
    return read_document(checked(document))
