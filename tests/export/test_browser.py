"""The page in a real browser: selection, tips on hover and focus, filters, and no word to the outside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.export import html
from communique.record import Record

FIRST = ".text .st >> nth=0"
TIP = "e => getComputedStyle(e, '::after').content"
LABEL = "e => getComputedStyle(e, '::before').content"


@pytest.fixture
def opened(browser: Any, example: Record, tmp_path: Path) -> Iterator[Any]:
    """The page of the example, opened from disk; fails where it asks for anything or logs an error."""
    path = tmp_path / "page.html"
    path.write_text(html.page(example), encoding="utf-8", newline="")
    page = browser.new_page(viewport={"width": 1200, "height": 1000})
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(path.as_uri())
    yield page
    outside = [url for url in asked if url != path.as_uri() and not url.startswith((f"{path.as_uri()}#", "data:"))]
    page.close()
    assert outside == []
    assert said == []


def test_the_text_is_the_documents(opened: Any, example: Record) -> None:
    assert opened.eval_on_selector(".text", "e => e.textContent") == example.document.text


def test_text_can_be_selected_without_tags_and_tips(opened: Any, example: Record) -> None:
    selected = opened.evaluate(
        "() => { const s = getSelection(); s.selectAllChildren(document.querySelector('.text')); return s.toString() }"
    )
    assert selected.split() == example.document.text.split()


def test_hover_shows_the_tip(opened: Any) -> None:
    mark = opened.locator(FIRST)
    assert mark.evaluate(TIP) == "none"
    mark.hover()
    assert "Deng Haoran (CHN) — report" in mark.evaluate(TIP)
    assert "report.say" in mark.evaluate(TIP)


def test_the_keyboard_reaches_every_statement_in_order(opened: Any, example: Record) -> None:
    reached = []
    for _ in range(200):
        opened.keyboard.press("Tab")
        here = opened.evaluate("() => [document.activeElement.id, document.activeElement.className]")
        if here[1].startswith("st "):
            reached.append(here[0].rpartition("-s")[2])
            assert "—" in opened.locator(f"#{here[0]}").evaluate(TIP)
    assert reached[: len(example.statements)] == [str(n) for n in range(len(example.statements))]


def test_one_tip_at_a_time(opened: Any) -> None:
    opened.locator(FIRST).focus()
    opened.locator(".text .st >> nth=3").hover()
    shown = opened.eval_on_selector_all(".text .st", f"all => all.map({TIP}).filter(c => c != 'none')")
    assert len(shown) == 1
    assert "request" in shown[0]


def test_a_tip_stays_inside_the_column(opened: Any) -> None:
    """The tip is laid out from the column's edge, so the page never grows sideways, however narrow."""
    opened.set_viewport_size({"width": 360, "height": 800})
    for n in range(opened.locator(".text .st").count()):
        opened.locator(f".text .st >> nth={n}").hover()
        assert opened.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_each_act_bears_its_name(opened: Any) -> None:
    labels = opened.eval_on_selector_all(".text .st[data-label]", f"all => all.map({LABEL})")
    assert labels[:3] == ['"report"', '"report"', '"commit → PRT"']


def test_a_filter_puts_out_the_marks_of_an_act(opened: Any) -> None:
    opened.uncheck("input.f-report")
    assert opened.locator(FIRST).evaluate(LABEL) == "none"
    assert opened.locator(".text .a-commit >> nth=0").evaluate(LABEL) != "none"
    opened.check("input.f-report")
    opened.uncheck("input.f-v1")
    assert opened.locator(".text .v1 >> nth=0").evaluate(LABEL) == "none"
    assert opened.locator(FIRST).evaluate(LABEL) != "none"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_schemes(opened: Any, scheme: str) -> None:
    opened.emulate_media(color_scheme=scheme)
    paper = opened.eval_on_selector(".cq", "e => getComputedStyle(e).backgroundColor")
    assert paper == {"light": "rgb(253, 252, 250)", "dark": "rgb(20, 24, 29)"}[scheme]


def test_a_link_in_the_list_leads_to_the_text(opened: Any) -> None:
    opened.locator(".said li a >> nth=9").click()
    mark = opened.locator(".text .st:target")
    assert mark.get_attribute("data-label") == "support → CHN"
    assert "adhere" in mark.evaluate(TIP)


def test_print_has_no_controls(opened: Any) -> None:
    opened.emulate_media(media="print")
    assert not opened.locator("input >> nth=0").is_visible()
    assert opened.locator(FIRST).evaluate(LABEL) == '"report"'
