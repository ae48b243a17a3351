"""Pages of known issuers, invented, in the structure of their sites: the text is the expected blocks and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from communique.document.extract import extract
from communique.document.found import Found
from communique.document.site import sites
from communique.reading.issuers import find_issuer

PAGES = Path(__file__).parent / "pages"
EXPECTED: dict[str, dict[str, Any]] = json.loads((PAGES / "expected.json").read_text(encoding="utf-8"))


def read(name: str, url: str | None) -> Found:
    found = list(extract((PAGES / name).read_bytes(), name=name, url=url))
    assert len(found) == 1 and isinstance(found[0], Found), found
    return found[0]


@pytest.mark.parametrize("name", EXPECTED)
def test_the_text_is_the_expected_blocks(name: str) -> None:
    expected = EXPECTED[name]
    found = read(name, expected["url"])
    assert found.text.split("\n\n") == expected["blocks"]
    for field in ("title", "issuer", "published", "language", "url"):
        assert getattr(found, field) == expected[field], field


def test_every_site_has_two_pages() -> None:
    issuers = sorted(e["issuer"] for e in EXPECTED.values())
    assert issuers == sorted([site.issuer for site in set(sites().values())] * 2)
    assert {p.name for p in PAGES.glob("*.html")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_issuer_is_one_that_the_readers_know(name: str) -> None:
    issuer = find_issuer(EXPECTED[name]["issuer"], "", "")
    assert issuer is not None and issuer.country is not None
