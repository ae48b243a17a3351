"""A library that is not installed → the extra of the package that brings it."""

from __future__ import annotations

from collections.abc import Mapping

from communique.errors import CommuniqueError, by_installing

_BY_EXTRA: Mapping[str, tuple[str, ...]] = {
    "web": ("charset_normalizer", "fastwarc", "feedparser", "htmldate", "httpx2", "lxml", "protego", "selectolax", "tenacity",
            "trafilatura"),
    "documents": ("docx", "pypdfium2"),
    "postgres": ("psycopg",),
    "tables": ("pyarrow", "xlsxwriter"),
    "network": ("networkx", "rustworkx"),
    "ftm": ("pycountry",),
    "agreement": ("nltk", "sklearn"),
    "statistics": ("numpy", "scipy"),
    "pictures": ("matplotlib",),
    "brief": ("reportlab",),
}  # fmt: skip


def lacking(error: ModuleNotFoundError) -> CommuniqueError | None:
    """What to tell the user; None for a module that no extra brings, which is a fault of the program."""
    module = (error.name or "").split(".")[0]
    extra = next((name for name, modules in _BY_EXTRA.items() if module in modules), None)
    if extra is None:
        return None
    return CommuniqueError("this", f"needs {module}, which is not installed", by_installing(extra))
