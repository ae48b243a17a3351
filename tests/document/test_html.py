"""Pages of unknown sites, redesigned pages, and pages that hold no text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from communique.document import html
from communique.document.extract import extract
from communique.document.found import Failure, Found
from communique.document.limits import Limits

HERE = Path(__file__).parent


def read(source: str | bytes, url: str | None = None, media_type: str | None = None) -> Found | Failure:
    data = source.encode() if isinstance(source, str) else source
    (only,) = extract(data, name="page.html", url=url, media_type=media_type)
    return only


def found(source: str | bytes, url: str | None = None, media_type: str | None = None) -> Found:
    only = read(source, url, media_type)
    assert isinstance(only, Found), only
    return only


UNKNOWN = {
    "short": (
        "Readout of the Prime Minister's call with President Ansah", "2024-03-05", "en",
        ["5 March 2024", "The Prime Minister spoke today with President Kojo Ansah of Ghana.", "They agreed to meet in Accra in June."],
    ),
    "ministry": (
        "Foreign Minister Receives Chilean Counterpart", "2023-04-12", "en",
        ["12 April 2023", "Foreign Minister Jana Kovář received her Chilean counterpart, Andrés Fuenzalida, in the Czernin Palace.",
         "The ministers signed a memorandum on lithium, and agreed on direct flights.", "„Chile is our closest partner in the region,“ Ms Kovář said."],
    ),
    "transcript": (
        "Press statements by Chancellor Brandl and President Sokolova", "2022-10-03", "en",
        ["Transcript of the press statements in Vienna on 3 October 2022.", "CHANCELLOR BRANDL: Madam President, welcome to Vienna.",
         "Our two countries have been friends for a hundred years.", "PRESIDENT SOKOLOVA: Thank you.", "We spoke about gas.", "Questions",
         "QUESTION: When will the pipeline be opened?", "CHANCELLOR BRANDL: Next spring, if all goes well."],
    ),
    "numbered": (
        "Joint Statement of the Fourth Strategic Dialogue", "2023-05-09", "en",
        ["The fourth Strategic Dialogue was held in Rabat on 9 May 2023.", "1. The two sides reviewed trade, which rose by a third.",
         "2. They called for a lasting political solution.", "3. They agreed to convene the next round in 2024.", "Done in Rabat."],
    ),
    "french": (
        "Entretien avec le ministre albanais", "2023-03-01", "fr",
        ["le 1er mars 2023", "La ministre a reçu ce jour son homologue albanais, M. Arben Hoxha.", "Les ministres ont salué la qualité de la relation bilatérale.",
         "Ils ont évoqué l’élargissement de l’Union européenne et la situation en Méditerranée."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", UNKNOWN)
def test_pages_of_unknown_sites(name: str) -> None:
    title, published, language, blocks = UNKNOWN[name]
    page = found((HERE / "unknown" / f"{name}.html").read_bytes())
    assert page.text.split("\n\n") == [title, *blocks]
    assert (page.title, page.published, page.language, page.issuer) == (title, published, language, None)


def test_a_known_site_after_a_redesign_is_read_like_an_unknown_one() -> None:
    page = found((HERE / "unknown" / "short.html").read_bytes(), url="https://www.state.gov/readout/")
    assert page.issuer == "State Department"
    assert page.text.endswith("They agreed to meet in Accra in June.")


def test_the_host_is_known_by_what_the_page_says_of_its_address() -> None:
    source = (HERE / "pages" / "kremlin-1.html").read_bytes()
    assert found(source).issuer == "Kremlin"
    assert found(source, url="https://web.archive.example/20240101/page").issuer == "Kremlin"
    assert found(source, url="https://notkremlin.example/").url == "https://notkremlin.example/"


def test_links_are_absolute_and_each_once() -> None:
    page = found(
        "<base href='https://a.example/b/'><h1>Talks in the capital</h1><p>The ministers met, as the "
        "<a href='c.pdf#2'>agenda</a> and the <a href='/d'>list</a> show; see the <a href='c.pdf'>agenda</a>, or "
        "<a href='mailto:x@a.example'>write</a> <a href='#top'>us</a>.</p>"
    )
    assert page.links == ("https://a.example/b/c.pdf", "https://a.example/d")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<html><frameset><frame src='menu.html'><frame src='/main.html'></frameset></html>", ["frames", "https://a.example/menu.html", "https://a.example/main.html"]),
        ("<html><body><iframe src='//b.example/c'></iframe></body></html>", ["frames", "https://b.example/c"]),
        ("<html><body><div id=root></div><script src=a.js></script></body></html>", ["script", "browser"]),
        ("<html><body><p> </p></body></html>", ["without text"]),
        ("<html>" + "<div>" * 200_000 + "x", ["nested 200,00"]),
        ("<html>" + "<div title='<'>" * 200_000 + "x", ["nested 200,00"]),
        ("<html><p " + " ".join(f"a{n}=1" for n in range(300_000)) + ">x", ["attributes"]),
        ("<html><ul>" + "<li><a href='/x'>Ambassador received in farewell call</a></li>" * 2_000, ["page of links"]),
    ],
)  # fmt: skip
def test_pages_without_text(source: str, words: list[str]) -> None:
    started = time.monotonic()
    failure = read(source, url="https://a.example/index.html")
    assert isinstance(failure, Failure)
    assert all(word in str(failure.error) for word in words), failure.error
    assert time.monotonic() - started < 5


def test_a_page_of_50_mb_is_refused_at_once() -> None:
    data = b"<html><body>" + b"<p>The Minister met his counterpart.</p>" * 1_250_000
    started = time.monotonic()
    failure = read(data)
    assert isinstance(failure, Failure) and "10,000,000" in str(failure.error)
    assert time.monotonic() - started < 1


def test_the_wrong_charset_is_mended() -> None:
    source = "<h1>Entretien à l’Élysée</h1><p>Le Président a reçu son homologue sénégalais à l’Élysée.</p>"
    page = found(source, media_type="text/html; charset=iso-8859-1")
    assert page.text == "Entretien à l’Élysée\n\nLe Président a reçu son homologue sénégalais à l’Élysée."


def test_a_year_of_copyright_is_no_day() -> None:
    page = found(
        "<h1>Talks in the capital</h1><p>The ministers met for an hour and a half.</p><footer>© 2019 Ministry</footer>"
    )
    assert page.published is None


def test_the_limit_is_the_callers() -> None:
    (failure,) = extract(b"<html><p>The Minister met.", name="a.html", limits=Limits(max_page_bytes=10))
    assert isinstance(failure, Failure)


PAGES = sorted((HERE / "pages").glob("*.html"))


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_without_its_profile_no_sentence_of_a_page_is_lost_and_no_navigation_gained(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = found(path.read_bytes(), url=_url_of(path)).text.split("\n\n")
    monkeypatch.setattr(html, "find_site", lambda *_: None)
    generic = found(path.read_bytes()).text.split("\n\n")
    assert [block for block in whole if block not in generic and len(block) > 30] == []
    gained = " ".join(block for block in generic if block not in whole).lower()
    assert [word for word in _FRAME if word in gained] == []


_FRAME = (
    "cookie",
    "copyright",
    "home",
    "share",
    "related",
    "privacy",
    "print",
    "menu",
    "skip",
    "back to",
    "see also",
    "facebook",
)


def _url_of(path: Path) -> str:
    import json

    return str(json.loads((HERE / "pages" / "expected.json").read_text(encoding="utf-8"))[path.name]["url"])
