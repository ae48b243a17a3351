"""How much a single reading may take: sizes, counts, depth and time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds against bombs and broken files.

    :param max_bytes: bytes of one document, after decompression.
    :param max_page_bytes: bytes of one HTML page, feed or JSON file; no page of prose comes near it.
    :param max_total: bytes of all parts of a container together, after decompression, at every depth.
    :param max_members: parts of a container, at every depth.
    :param max_ratio: how many times larger than its packed form a part may be (prose packs 3 to 10 times).
    :param max_depth: containers within containers.
    :param max_pdf_pages: pages of one PDF.
    :param pdf_seconds: time for one PDF, which is parsed in a process of its own.
    """

    max_bytes: int = 50_000_000
    max_page_bytes: int = 10_000_000
    max_total: int = 2_000_000_000
    max_members: int = 50_000
    max_ratio: int = 100
    max_depth: int = 4
    max_pdf_pages: int = 2_000
    pdf_seconds: float = 60.0
