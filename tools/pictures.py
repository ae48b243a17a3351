"""Makes the pictures of the reading room for the README: ``python tools/pictures.py``.

A store of invented readouts (the examples and those of the tests), the server as users run it, Chromium.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "web")]

from conftest import OTHER_SIDE  # noqa: E402

from bench.web import serving  # noqa: E402
from communique import examples  # noqa: E402
from communique.record import Document  # noqa: E402
from communique.store import Store  # noqa: E402

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--font-render-hinting=none"]  # fmt: skip


def fill(store: Store) -> str:
    """Adds what is shown; gives the encounter that two readouts tell of."""
    for name in examples.names():
        store.add(examples.load(name))
    about = {
        "title": "Party leader receives Chinese guest",
        "issuer": "Progressive Alliance",
        "published": "2024-05-16",
    }
    other = store.add(Document(id="alliance", text=OTHER_SIDE, **about)).id
    for path in sorted((ROOT / "tests" / "gold").glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))["document"]
        store.add(Document(**{name: row.get(name) for name in Document.model_fields}))
    store.link()
    return store.encounter(other).id


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pictures.db"
        with Store(path) as store:
            encounter, document = fill(store), store.show("example-idcpc").id
        shots = {
            "room-read": (f"/documents/{document}", ".legend"),
            "room-compare": (f"/encounters/{encounter}", "header"),
        }
        with serving(path, Path(folder) / "log") as (address, _), sync_playwright() as play:
            browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            for name, (where, top) in shots.items():
                page = browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme="light")
                page.goto(address + where)
                page.evaluate("top => document.querySelector(top).scrollIntoView({behavior: 'instant'})", top)
                page.screenshot(path=ROOT / "docs" / "img" / f"{name}.png")
            browser.close()


main()
