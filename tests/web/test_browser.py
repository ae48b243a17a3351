"""The pages in a real browser: reading, searching by keyboard alone, without JavaScript, no word to the outside, and axe-core."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests_web_live import Watched, listening

from communique import examples
from communique.web.app import create_app
from communique.web.settings import Settings

TEXT = examples.load("idcpc")
PAGES = ["/", "/library", "/library?q=trade", "/documents/DOC", "/encounters", "/encounters/ENC", "/actors", "/actors/countries/CHN",
         "/actors/pairs/CHN-PRT", "/actors/people/PER", "/phrases", "/phrases/show?phrase=one-China%20policy", "/brief", "/brief?with=PRT&us=CHN",
         "/review", "/review/DOC", "/lexicons", "/lexicons/tables/acts", "/lexicons/entries/request.call-on", "/health", "/key", "/api",
         "/account", "/no-such-page"]  # fmt: skip


@pytest.fixture(scope="module")
def room(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The address of a reading room, and its store."""
    path = tmp_path_factory.mktemp("room") / "room.db"
    path.write_bytes(filled.read_bytes())
    app = create_app(Settings(str(path), coder="Ona Vale"))
    with listening(app) as address:
        yield address, app.state.desk.store


@pytest.fixture
def page(browser: Any, room: Any) -> Iterator[Any]:
    watched = Watched(browser, room[0])
    yield watched.page
    watched.close()


@pytest.fixture
def plain_page(browser: Any, room: Any) -> Iterator[Any]:
    """Without JavaScript."""
    watched = Watched(browser, room[0], java_script_enabled=False)
    yield watched.page
    watched.close()


def test_a_pasted_text_is_read_at_once(page: Any) -> None:
    page.goto("/")
    page.fill("#issuer", "IDCPC")
    page.fill("#published", "2024-05-17")
    page.focus("#text")
    page.evaluate(
        """text => { const area = document.querySelector('#text'); area.value = text;
        area.dispatchEvent(new ClipboardEvent('paste', {bubbles: true})); }""",
        TEXT.text,
    )
    page.wait_for_selector("#result .text .st")
    assert page.eval_on_selector("#result .text", "e => e.textContent") == TEXT.text
    assert page.locator("#result .said .card").count() > 10


def test_a_dropped_file_is_read(page: Any) -> None:
    page.goto("/")
    page.evaluate(
        """text => { const held = new DataTransfer(); held.items.add(new File([text], 'page.txt', {type: 'text/plain'}));
        document.body.dispatchEvent(new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer: held})); }""",
        TEXT.text,
    )
    page.wait_for_selector("#result .text .st")


def test_what_cannot_be_read_says_why_and_keeps_the_text(page: Any) -> None:
    page.goto("/")
    page.fill("#text", "Some words.")
    page.fill("#published", "2024-13-77")
    page.evaluate("document.querySelector('#published').removeAttribute('pattern')")
    page.locator("form.paste button.main").click()
    page.wait_for_selector("#result [role=alert]")
    assert "YYYY-MM-DD" in page.inner_text("#result")
    assert page.input_value("#text") == "Some words."


def test_a_statement_shows_who_what_whom_and_why(page: Any, room: Any) -> None:
    page.goto(f"/documents/{_doc(room)}")
    mark = page.locator(".text .st >> nth=2")
    mark.focus()
    tip = mark.evaluate("e => getComputedStyle(e, '::after').content")
    assert "commit" in tip and "PRT" in tip and "Rule for" in tip
    card = page.locator(".said .card >> nth=2")
    card.locator("summary").click()
    assert card.locator("dd a").first.get_attribute("href").startswith("/lexicons/entries/")
    assert "characters" in card.locator(".citation").inner_text()


def test_from_a_value_to_its_words_and_back(page: Any, room: Any) -> None:
    page.goto(f"/documents/{_doc(room)}")
    quote = page.locator(".said .card a.quote >> nth=9")
    quote.click()
    assert page.locator(".text .st:target").count() == 1
    page.locator(".text .st:target").click()
    assert page.evaluate("document.activeElement.className") == "quote"
    assert page.evaluate("document.activeElement.getAttribute('href')") == quote.get_attribute("href")
    page.locator(".text .date[id] >> nth=1").click()
    assert page.evaluate("document.activeElement.textContent") == page.locator(".text .date[id] >> nth=1").inner_text()


def test_a_citation_is_copied(browser: Any, room: Any) -> None:
    watched = Watched(browser, room[0], permissions=["clipboard-read", "clipboard-write"])
    watched.page.goto(f"/documents/{_doc(room)}")
    card = watched.page.locator(".said .card >> nth=0")
    card.locator("summary").click()
    card.locator("[data-copy]").click()
    assert watched.page.evaluate("navigator.clipboard.readText()") == card.locator(".citation").inner_text()
    watched.close()


def test_switches_take_statements_out_of_text_and_list(page: Any, room: Any) -> None:
    page.goto(f"/documents/{_doc(room)}")
    page.uncheck("input.f-report")
    assert not page.locator(".card.a-report >> nth=0").is_visible()
    assert page.locator(".card.a-commit >> nth=0").is_visible()
    page.fill("[data-filter]", "decoupling")
    assert [c for c in page.locator(".said .card").all() if c.is_visible()] != []
    assert all("decoupling" in c.inner_text() for c in page.locator(".said .card").all() if c.is_visible())


def test_a_place_that_is_asked_for_is_marked_and_in_sight(page: Any, room: Any) -> None:
    at = TEXT.text.index("agreed to hold")
    page.goto(f"/documents/{_doc(room)}?at={at}")
    here = page.locator(".text .here").first
    assert here.inner_text().startswith("agreed")
    assert page.evaluate("document.activeElement.classList.contains('here')")
    # The browser scrolls there smoothly.
    page.wait_for_function(
        "() => { const y = document.querySelector('.text .here').getBoundingClientRect().y; return y >= 0 && y <= innerHeight }"
    )


def test_search_by_keyboard_alone(page: Any) -> None:
    page.goto("/library")
    page.keyboard.press("/")
    page.keyboard.type("one-China")
    page.keyboard.press("Enter")
    page.wait_for_url("**/library?q=*")
    for _ in range(60):
        page.keyboard.press("Tab")
        if "/documents/" in (page.evaluate("document.activeElement.href") or ""):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/*")
    assert "China" in page.inner_text(".text")


def test_reading_and_searching_without_javascript(plain_page: Any) -> None:
    plain_page.goto("/")
    plain_page.fill("#text", TEXT.text)
    plain_page.fill("#issuer", "IDCPC")
    plain_page.locator("form.paste button.main").click()
    assert plain_page.locator(".text .st").count() > 10
    assert plain_page.locator(".text").text_content() == TEXT.text
    plain_page.locator("button[value=keep]").click()
    plain_page.wait_for_url("**/documents/*")
    plain_page.goto("/library")
    plain_page.fill("#q", "Macao")
    plain_page.locator("form[role=search] button.main").click()
    plain_page.locator(".list h3 a").first.click()
    plain_page.wait_for_url("**/documents/*")
    assert "Macao" in plain_page.locator(".text").text_content()


def test_markup_and_controls_in_a_readout_are_text(page: Any) -> None:
    text = TEXT.text.replace(
        "Deng said", '<script>document.title="owned"</script><img src=x onerror=alert(1)>\u202eDeng said'
    )
    page.goto("/")
    page.fill("#text", text)
    page.locator("form.paste button.main").click()
    page.wait_for_selector("#result .text .st")
    assert page.title() != "owned"
    assert page.eval_on_selector("#result .text", "e => e.textContent") == text
    assert page.locator("#result img, #result script, #result [onerror]").count() == 0


@pytest.mark.parametrize("path", PAGES)
def test_each_page_meets_wcag(browser: Any, room: Any, path: str) -> None:
    """No violation of WCAG 2.2 A and AA that axe-core finds, the contrast in the dark too; no console error; and nothing wider
    than a small screen."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    watched = Watched(browser, room[0])
    answer = watched.page.goto(_filled(path, room))
    assert answer.status == (404 if path == "/no-such-page" else 200)
    # axe puts itself into the page by evaluation, which the policy of the page does not forbid to a debugger.
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    assert _faults(axe.Axe(), watched.page, {"type": "tag", "values": tags}) == []
    watched.page.emulate_media(color_scheme="dark")
    assert _faults(axe.Axe(), watched.page, {"type": "rule", "values": ["color-contrast"]}) == []
    watched.page.set_viewport_size({"width": 390, "height": 800})
    assert watched.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    watched.close()


def _faults(axe: Any, page: Any, only: dict[str, Any]) -> list[tuple[str, Any, str]]:
    found = axe.run(page, options={"runOnly": only, "resultTypes": ["violations"]}).response["violations"]
    return [(v["id"], n["target"], n.get("failureSummary", "")[:300]) for v in found for n in v["nodes"]]


def _doc(room: Any) -> str:
    return str(room[1].show("example-idcpc").id)


def _filled(path: str, room: Any) -> str:
    store = room[1]
    encounter = next(e.id for e in store.encounters(least=2))
    person = next(p.id for p in store.people(name="Vilhena"))
    return path.replace("DOC", _doc(room)).replace("ENC", encounter).replace("PER", person)
