"""Title, day and language as pages say them."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from communique.document import pagemeta


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<title>Talks in Oslo | Ministry</title><h1>Ministry</h1><h2>Talks in Oslo</h2>", "Talks in Oslo"),
        ("<title>Talks in Oslo - Ministry</title><h1>Talks in Oslo</h1><h1>Ministry</h1>", "Talks in Oslo"),
        ("<title>News</title><h1>Talks in Oslo</h1>", "Talks in Oslo"),
        ("<title>Talks in Oslo with Norway_Ministry of Foreign Affairs</title><div>Talks in Oslo with Norway</div>", "Talks in Oslo with Norway"),
        ("<meta property='og:title' content='Talks in the capital - The Ministry'><meta property='og:site_name' content='The Ministry'>", "Talks in the capital"),
        ("<meta property='og:title' content='US - Japan talks in the capital'>", "US - Japan talks in the capital"),
        ("<h1>Talks <br> in <span>Oslo</span></h1>", "Talks in Oslo"),
        ("<p>The ministers met.</p>", None),
    ],
)  # fmt: skip
def test_title(source: str, expected: str | None) -> None:
    assert pagemeta.title(LexborHTMLParser(source)) == expected


@pytest.mark.parametrize(
    ("source", "blocks", "expected"),
    [
        ("<meta property='article:published_time' content='2024-03-05T18:00:00Z'><p>5 June 2020</p>", [], "2024-03-05"),
        ("<meta name='pubdate' content='2024-03-05 10:00'>", [], "2024-03-05"),
        ("<script type='application/ld+json'>{\"datePublished\": \"2024-03-05T18:00:00Z\"}</script>", [], "2024-03-05"),
        ("<meta name='date' content='some day'><p>x</p>", ["Talks", "( 2024.03.05 )"], "2024-03-05"),
        ("<p>The ministers met.</p>", ["The ministers met."], None),
    ],
)  # fmt: skip
def test_published(source: str, blocks: list[str], expected: str | None) -> None:
    assert pagemeta.published(LexborHTMLParser(source), source, blocks, "en") == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<html lang='en-GB'>", "en"), ("<html lang='zh_Hans'>", "zh"), ("<html xml:lang='FR'>", "fr"), ("<html lang=''>", None), ("<html>", None),
        ("<html><head><meta http-equiv='Content-Language' content='de'></head>", "de"),
    ],
)  # fmt: skip
def test_language(source: str, expected: str | None) -> None:
    assert pagemeta.language(LexborHTMLParser(source)) == expected
