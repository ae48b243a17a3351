"""Review in a real browser: by keyboard alone, by selecting words, with the right characters, and undone."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests_web_live import listening

from communique.record import Document
from communique.store import Store
from communique.web.app import create_app
from communique.web.settings import Settings

TEXT = """Lisbon, 16 May 2024. \U0001f91d\U0001f1f5\U0001f1f9 Marta Vilhena Couto, Minister of Foreign Affairs of Portugal, met Deng Haoran, Foreign Minister of
China, in Lisbon today.

Ms. Vilhena Couto called on China to open its market to Portuguese producers. Mr. Deng said that China is willing to work with Portugal to
expand trade. So much \U0001f375 of it, and no more.
"""


@pytest.fixture(scope="module")
def room(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Store]]:
    """A reading room on a free port, and its store."""
    path = tmp_path_factory.mktemp("room") / "store.db"
    for part in filled.parent.glob("filled.db*"):
        shutil.copy(part, path.parent / part.name.replace("filled", "store"))
    app = create_app(Settings(str(path), coder="Ona Vale"))
    with listening(app) as address:
        yield address, app.state.desk.store


@pytest.fixture
def id(room: tuple[str, Store]) -> str:
    """A fresh document with characters outside the basic plane before its statements."""
    name = f"emoji-{time.monotonic_ns()}"
    return room[1].add(Document(id=name, title=name, published="2024-05-16", text=TEXT)).id


@pytest.fixture
def page(browser: Any, room: tuple[str, Store], id: str) -> Iterator[Any]:
    """The page of the document; fails where something is logged or asked for elsewhere."""
    made = browser.new_page(viewport={"width": 1300, "height": 900})
    said: list[str] = []
    made.on("console", lambda message: said.append(message.text) if _is_fault(message.text) else None)
    made.on("pageerror", lambda error: said.append(str(error)))
    made.on("request", lambda asked: said.append(asked.url) if not asked.url.startswith(room[0]) else None)
    made.goto(f"{room[0]}/review/{id}")
    made.wait_for_function(
        "() => document.querySelector('#keys-on') && document.documentElement.classList.contains('js')"
    )
    made.wait_for_load_state("networkidle")
    yield made
    made.close()
    assert said == []


def _is_fault(message: str) -> bool:
    """A refusal is shown in the page; the browser logs its status too."""
    return not message.startswith("Failed to load resource: the server responded with a status of 4")


SELECT = """words => {
  const text = document.querySelector('.text'), range = new Range();
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let at = text.textContent.indexOf(words), left = words.length, begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!begun && at < node.length) { range.setStart(node, at); begun = true; at = 0; left += range.startOffset; }
    if (begun && left <= node.length) { range.setEnd(node, left); break; }
    if (begun) left -= node.length; else at -= node.length;
  }
  getSelection().removeAllRanges(); getSelection().addRange(range);
  text.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
}"""


def here(page: Any) -> str | None:
    """The item that is current."""
    found: str | None = page.evaluate(
        "document.querySelector('.rv-item > [aria-current=true]')?.parentElement.id ?? null"
    )
    return found


def open_statement(page: Any, words: str) -> None:
    """Goes to a statement with j, and opens it."""
    for _ in range(60):
        page.keyboard.press("j")
        if words in page.evaluate("document.activeElement.textContent"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("form.rv-correct")


def test_the_text_is_the_documents(page: Any) -> None:
    assert page.eval_on_selector(".text", "e => e.textContent") == TEXT


def test_by_keyboard_alone(page: Any, room: tuple[str, Store], id: str) -> None:
    """Moving, opening, correcting, undoing, confirming: no mouse."""
    page.keyboard.press("j")
    assert here(page) == "meeting"
    page.keyboard.press("ArrowDown")
    assert here(page) == "participants-0"
    assert page.evaluate("[...CSS.highlights.get('here')][0].toString()") == "Marta Vilhena Couto"
    page.keyboard.press("k")
    assert here(page) == "meeting"
    open_statement(page, "open its market")
    name = here(page)
    assert name is not None
    page.focus("form.rv-correct [name=act][value=request]")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#decisions .rv-made")
    assert page.locator("form.rv-correct").count() == 0
    assert here(page) == name
    store = room[1]
    assert next(s for s in store.corrected(id).statements if s.id in name).act == "commit"
    page.keyboard.press("u")
    page.wait_for_selector("#decisions .rv-back")
    assert next(s for s in store.corrected(id).statements if s.id in name).act == "request"
    page.keyboard.press("x")
    page.wait_for_function("name => !document.getElementById(name)", arg=name)
    page.keyboard.press("u")
    page.wait_for_function("name => document.getElementById(name)", arg=name)
    with page.expect_navigation():
        page.keyboard.press("c")
    assert id in store.confirmed()
    assert id not in page.url


def test_escape_closes_and_asks_before_it_loses_anything(page: Any) -> None:
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("form.rv-correct")
    page.keyboard.press("Escape")
    assert page.locator("form.rv-correct").count() == 0
    assert page.evaluate("document.activeElement.parentElement.id") == "meeting"
    page.keyboard.press("Enter")
    page.fill("form.rv-correct [name=date]", "2020")
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.keyboard.press("Escape")
    assert asked
    assert page.input_value("form.rv-correct [name=date]") == "2020"
    page.once("dialog", lambda dialog: dialog.accept())
    page.keyboard.press("Escape")
    assert page.locator("form.rv-correct").count() == 0


def test_selected_words_become_a_statement(page: Any, room: tuple[str, Store], id: str) -> None:
    """Two characters of two UTF-16 units stand before them; characters are counted as code points."""
    words = "So much \U0001f375"
    page.evaluate(SELECT, words)
    page.click("[data-pick=statements]")
    page.wait_for_selector("form.rv-correct")
    assert page.input_value("[name=quote]") == words
    assert page.input_value("[name=start]") == str(TEXT.index(words))
    assert page.evaluate("document.activeElement.name") == "speaker"
    page.keyboard.type("joint")
    page.check("[name=act][value=report]")
    page.click("form.rv-correct button[value=add]")
    page.wait_for_selector("#decisions .rv-made")
    said = next(s for s in room[1].corrected(id).statements if s.quote == words)
    assert (said.start, said.end) == (TEXT.index(words), TEXT.index(words) + len(words))
    assert here(page) == f"statements-{said.id}"
    assert page.evaluate("[...CSS.highlights.get('here')][0].toString()") == words
    page.keyboard.press("u")
    page.wait_for_selector("#decisions .rv-back")
    assert all(s.quote != words for s in room[1].corrected(id).statements)


def test_words_selected_by_keyboard(page: Any, room: tuple[str, Store], id: str) -> None:
    open_statement(page, "willing to work")
    page.keyboard.press("Escape")
    for key in ("v", "ArrowDown", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowLeft"):
        page.keyboard.press(key)
    assert page.evaluate("getSelection().toString()") == "So much"
    page.keyboard.press("Alt+Shift+ArrowRight")
    page.keyboard.press("Alt+Shift+ArrowRight")
    assert page.evaluate("getSelection().toString()") == "So much \U0001f375"
    page.keyboard.press("a")
    page.wait_for_selector("#pick:not([hidden])")
    page.keyboard.press("6")
    page.wait_for_selector("form.rv-correct")
    page.select_option("[name=topic]", "trade")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#decisions .rv-made")
    assert (TEXT.index("So much"), "So much \U0001f375") in [
        (m.start, m.quote) for m in room[1].corrected(id).topic_mentions
    ]


def test_selected_words_go_into_the_open_form(page: Any) -> None:
    open_statement(page, "open its market")
    page.evaluate(SELECT, "open its market")
    assert page.input_value("[name=quote]") == "open its market"
    assert page.input_value("[name=start]") == str(TEXT.index("open its market"))
    page.focus("[name=condition]")
    page.evaluate(SELECT, "its market")
    assert page.input_value("[name=condition]") == "its market"
    assert page.input_value("[name=quote]") == "open its market"


def test_a_click_on_a_mark_goes_to_its_value(page: Any) -> None:
    start = TEXT.index("work with")
    place = page.evaluate(
        """async ([start, end]) => {
          const words = await import(document.getElementById('words-js').src);
          const { x, y } = words.rangeOf(start, end).getBoundingClientRect();
          return [x + 6, y + 6];
        }""",
        [start, start + 4],
    )
    page.mouse.click(*place)
    page.wait_for_function("() => document.querySelector('.rv-item > [aria-current=true]')")
    assert "willing to work" in page.text_content(".rv-item > [aria-current=true]")


def test_somebody_else_was_quicker(page: Any, room: tuple[str, Store], id: str) -> None:
    open_statement(page, "open its market")
    room[1].correct(id, "meeting.date", "2024-05-15", by="Ines Prado", why="she looked too")
    page.fill("[name=speaker]", "Somebody")
    page.click("form.rv-correct button[value=save]")
    page.wait_for_selector("form.rv-correct [role=alert]")
    assert "Ines Prado" in page.text_content("form.rv-correct [role=alert]")
    assert page.input_value("[name=speaker]") == "Somebody"
    page.click("form.rv-correct button[value=save]")
    page.wait_for_function("() => document.querySelectorAll('#decisions .rv-made li').length === 2")
    assert "Somebody" in {s.speaker for s in room[1].corrected(id).statements}


def test_keys_can_be_put_out(page: Any) -> None:
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.uncheck("#keys-on")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert here(page) is None
    page.evaluate("localStorage.clear()")


def test_it_does_not_grow_sideways(page: Any) -> None:
    for width in (1440, 1024, 390):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def test_without_javascript(browser: Any, room: tuple[str, Store], id: str) -> None:
    """Links, forms and buttons do all of it; the words are pasted."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{room[0]}/review/{id}")
    page.click("text=Add: date")
    page.wait_for_selector("[name=quote]")
    page.fill("[name=quote]", "no more")
    page.fill("[name=value]", "2024")
    page.click("button[value=add]")
    page.wait_for_url("**#dates-*")
    assert page.locator("#decisions .rv-made li").count() == 1
    for button in ("#undo button", "text=Confirm, and to the next"):
        with page.expect_response(lambda answer: answer.request.method == "GET" and "/review" in answer.url):
            page.click(button)
        page.wait_for_load_state()
    assert id in room[1].confirmed()
    context.close()


def test_axe_finds_no_fault(page: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    for width, scheme in ((1300, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_selector("form.rv-correct")
        found = axe.run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        assert found.violations_count == 0, found.generate_report()
        page.keyboard.press("Escape")
