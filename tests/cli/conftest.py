"""A folder of documents of many kinds, and the command line on a store beside it."""

from __future__ import annotations

import importlib.util
import io
import json
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from communique.cli import main

_SPEC = "{who} met the Foreign Minister of {state}, {other}, in {city} on {day} May 2024.\n\n{who} called on {state} to lower its tariffs on {good}. {other} said that {state} would study the {word}."
PEOPLE = {
    "kenya": ("Minister Ona Vale", "Kenya", "Josphat Kariuki", "Nairobi", "timber", "ferries"),
    "chile": ("Minister Ona Vale", "Chile", "Andrés Fuenza", "Santiago", "copper", "quotas"),
    "japan": ("Minister Rolf Aune", "Japan", "Kenji Morita", "Tokyo", "salmon", "timetable"),
    "ghana": ("Minister Rolf Aune", "Ghana", "Kofi Adomako", "Accra", "cocoa", "rulebook"),
    "qatar": ("Minister Ona Vale", "Qatar", "Faris Qudah", "Doha", "aluminium", "prices"),
    "italy": ("Minister Rolf Aune", "Italy", "Marta Conti", "Rome", "cheese", "labels"),
    "nepal": ("Minister Ona Vale", "Nepal", "Suman Thapa", "Kathmandu", "tea", "freight"),
    "spain": ("Minister Rolf Aune", "Spain", "Laia Ferrer", "Madrid", "olive oil", "register"),
}


def readout(name: str, day: int = 3) -> str:
    """An invented readout, with words of its own."""
    who, state, other, city, good, word = PEOPLE[name]
    return _SPEC.format(who=who, state=state, other=other, city=city, good=good, word=word, day=day)


def page(name: str, day: int = 3) -> str:
    """The same as a web page."""
    paragraphs = "".join(f"<p>{p}</p>" for p in readout(name, day).split("\n\n"))
    return f"<html lang='en'><head><title>Talks with {PEOPLE[name][1]}</title></head><body><h1>Talks with {PEOPLE[name][1]}</h1>{paragraphs}</body></html>"


def _builders() -> ModuleType:
    path = Path(__file__).parent.parent / "document" / "conftest.py"
    spec = importlib.util.spec_from_file_location("document_builders", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _docx(text: str) -> bytes:
    from docx import Document

    document, stream = Document(), io.BytesIO()
    for paragraph in text.split("\n\n"):
        document.add_paragraph(paragraph)
    document.save(stream)
    return stream.getvalue()


def _mail(text: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "press@example.org", "list@example.org", "Talks in Doha"
    message["Date"] = "Sat, 04 May 2024 10:00:00 +0000"
    message.set_content(text)
    return bytes(message)


def _feed(name: str) -> str:
    return f"""<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item><title>Talks in Rome</title>
<link>https://example.org/rome</link><guid>rome-1</guid><pubDate>Sat, 04 May 2024 09:00:00 GMT</pubDate>
<description>{readout(name)}</description></item></channel></rss>"""


def write_mixed(folder: Path) -> None:
    """Ten documents of nine kinds, the last a copy of the one before; one broken file, and what browsers leave beside a page."""
    make = _builders()
    (folder / "sub").mkdir(parents=True)
    files: dict[str, str | bytes] = {
        "a.html": page("kenya"),
        "b.txt": readout("chile"),
        "sub/c.md": f"---\ntitle: Talks in Tokyo\ndate: 2024-05-04\n---\n\n{readout('japan')}\n",
        "d.docx": _docx(readout("ghana")),
        "e.eml": _mail(readout("qatar")),
        "f.xml": _feed("italy"),
        "g.zip": make.zipped({"in/nepal.html": page("nepal")}),
        "h.warc.gz": make.warc([("https://example.org/spain", 200, "text/html", page("spain").encode())]),
        "i.jsonl": "\n".join(
            json.dumps({"id": f"row-{n}", "text": readout("kenya", 11), "title": f"Row {n}"}) for n in (11, 12)
        ),
        "broken.pdf": b"%PDF-1.7 cut off",
        "logo.png": b"\x89PNG\r\n\x1a\n",
        ".hidden": "not for anybody",
    }
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())


Run = Callable[..., SimpleNamespace]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in an empty folder: its code, what it printed, and that as JSON."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMMUNIQUE_STORE", raising=False)

    def call(*argv: object) -> SimpleNamespace:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in argv])
        out, err = capsys.readouterr()
        value = json.loads(out) if out[:1] in ("{", "[") and "--json" in argv else None
        return SimpleNamespace(code=int(ended.value.code or 0), out=out, err=err, json=value)

    return call


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """The folder of `write_mixed`."""
    write_mixed(tmp_path / "docs")
    return Path("docs")


@pytest.fixture
def texts() -> SimpleNamespace:
    """The makers of texts and pages."""
    return SimpleNamespace(readout=readout, page=page, warc=_builders().warc)


@pytest.fixture
def kept(run: Run, mixed: Path) -> Run:
    """The command line on a store with the mixed folder in it."""
    assert run("add", mixed).code == 1
    return run
