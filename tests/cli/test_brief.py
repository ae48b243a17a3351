"""communique brief: from a store as text, JSON, Word, PDF, HTML and Markdown, each read back; what is refused."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from communique.analysis.result import plain

TEXT = "The Foreign Minister of Norway, Ona Vale, met the Foreign Minister of Kenya, {who}, in Oslo on {day}.\n\n{said}"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
LONG = " ".join(
    f"Minister {{last}} called on Norway to buy more {thing}."
    for thing in ("tea", "coffee", "roses", "copper", "fish", "timber")
)


@pytest.fixture
def store(run: Any) -> Any:
    rows = []
    for n in range(12):
        who = "Žofia Łukasiewicz-王" if n == 11 else "Josphat Kariuki"
        text = TEXT.format(who=who, day=f"3 {MONTHS[n]} 2022", said=LONG.format(last=who.split()[-1]))
        rows.append({"id": f"r{n}", "text": text, "issuer": "MFA Norway", "published": "2022-12-30", "title": f"On <{n}> & more",
                     "url": f"https://example.org/{n}"})  # fmt: skip
    Path("all.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert run("add", "all.jsonl").code == 0
    return run


def test_markdown_is_printed(store: Any) -> None:
    done = store("brief", "--with", "Kenya", "--meeting", "Kariuki")
    assert done.code == 0
    assert done.out.startswith("# Briefing, Norway with Kenya: meeting with Josphat Kariuki")
    assert "- Josphat Kariuki, Foreign Minister (stated 2022-11-03, first 2022-01-03)" in done.out
    cited = set(re.findall(r"\[\^(\d+)\](?!:)", done.out))
    assert cited and cited == set(re.findall(r"^\[\^(\d+)\]: ", done.out, re.M))


def test_json(store: Any) -> None:
    found = store("brief", "--with", "KEN", "--us", "NOR", "--json").json
    assert (found["them"], found["us"], found["on"]) == ("KEN", "NOR", "2022-12-03")
    assert all(line["sources"] for section in found["sections"] for line in section["lines"])
    assert "As of 2022-12-03, the last day in the store." in found["notes"]


def test_the_day_is_the_last_of_the_store_whoever_met(store: Any) -> None:
    text = (
        "The Foreign Minister of Chile, Ana Ruiz, met the Foreign Minister of Peru, Rui Prado, in Lima on 9 May 2023."
    )
    Path("later.txt").write_text(text, encoding="utf-8")
    assert store("add", "later.txt").code == 0
    assert store("brief", "--with", "KEN", "--json").json["on"] == "2023-05-09"
    assert store("brief", "--with", "KEN", "--to", "2022-06", "--json").json["on"] == "2022-06-03"


@pytest.mark.parametrize("asked", [{}, {"us": "NOR"}, {"us": "NOR", "meeting": "Kariuki"}, {"on": "2022-07-01"}])
def test_what_is_loaded_in_parts_says_what_the_whole_says(store: Any, asked: dict[str, str]) -> None:
    """The command loads less of readouts in which the two sides did not meet; the result is that of all of them."""
    from communique.analysis import brief
    from communique.store import Store

    text = "The Foreign Minister of Chile, Ana Ruiz, met the Foreign Minister of Kenya, Josphat Kariuki, in Lima on 9 May 2022."
    Path("other.txt").write_text(text, encoding="utf-8")
    assert store("add", "other.txt").code == 0
    argv = [word for name, value in asked.items() for word in (f"--{name}", value)]
    found = store("brief", "--with", "KEN", *argv, "--json").json
    with Store("communique.db", create=False) as kept:
        whole = plain(brief(kept.accounts(country="KEN", once=True), them="KEN", **asked))
    texts = [[[line["text"] for line in s["lines"]] + [s["note"]] for s in made["sections"]] for made in (found, whole)]
    assert texts[0] == texts[1] and found["readouts"] == whole["readouts"] == (6 if "on" in asked else 12)
    assert any("in 11 of 12" in t or "in 6 of 7" in t for t in texts[0][0][:-1])


def test_every_place_stands_in_its_text(store: Any) -> None:
    from communique.store import Store

    found = store("brief", "--with", "KEN", "--meeting", "Kariuki", "--json").json
    quotes = [c for s in found["sections"] for line in s["lines"] for c in line["cites"]]
    with Store("communique.db", create=False) as kept:
        texts = {c["document"]: kept.show(c["document"]).document.text for c in quotes}
    assert quotes and all(texts[c["document"]][c["start"] : c["end"]] == c["quote"] for c in quotes)
    who = found["sections"][0]["lines"][0]
    assert any("Foreign Minister" in c["quote"] for c in who["cites"]), "the office is cited, not the name alone"


def test_pdf_fits_its_pages_and_loses_no_character(store: Any) -> None:
    import pypdfium2

    texts = {}
    for pages in (1, 2, 3):
        for name in (f"a{pages}.pdf", f"b{pages}.pdf"):
            assert store("brief", "--with", "KEN", "--pdf", name, "--pages", pages).code == 0
        assert Path(f"a{pages}.pdf").read_bytes() == Path(f"b{pages}.pdf").read_bytes()
        with pypdfium2.PdfDocument(f"a{pages}.pdf") as made:
            assert 1 <= len(made) <= pages
            texts[pages] = "\n".join(page.get_textpage().get_text_range() for page in made)
    assert "Who they are" in texts[2] and "Žofia Łukasiewicz-⟨U+738B⟩" in texts[2]
    assert "the font lacks them: U+738B" in texts[2].replace("\r\n", " ")
    assert len(texts[1]) < len(texts[3])


def test_word(store: Any) -> None:
    import docx

    for name in ("a.docx", "b.docx"):
        assert store("brief", "--with", "KEN", "-o", name).code == 0
    assert Path("a.docx").read_bytes() == Path("b.docx").read_bytes()
    rows = [p.text for p in docx.Document("a.docx").paragraphs]
    assert rows[0] == "Briefing, Norway with Kenya" and "Who they are" in rows and "Sources" in rows
    assert any("https://example.org/" in row and row[0].isdigit() for row in rows)


def test_html_leads_from_each_number_to_its_source(store: Any) -> None:
    from selectolax.lexbor import LexborHTMLParser

    assert store("brief", "--with", "KEN", "--html", "a.html", "--md", "a.md").code == 0
    page = LexborHTMLParser(Path("a.html").read_text(encoding="utf-8"))
    wanted = {a.attributes["href"] for a in page.css("sup a")}
    assert wanted == {f"#{li.attributes['id']}" for li in page.css(".sources li")}
    assert "On <11> & more" in page.css(".sources")[0].text() and not page.css("script, img, link[rel=stylesheet]")
    assert "On \\<" in Path("a.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ([], "Missing option '--with'"),
        (["--with", "KEN", "--us", "Norwey"], "Did you mean Norway (NOR)?"),
        (["--with", "KEN", "--from", "2023", "--to", "2022"], "it ends before it begins"),
        (["--with", "KEN", "--us", "PER"], "has both"),
        (["--with", "KEN", "--pages", "0"], "--pages"),
        (["--with", "Kenia"], "no such country"),
        (["--with", "FRA"], "no readout of an encounter has this side"),
        (["--with", "KEN", "--us", "KEN"], "one and the same"),
        (["--with", "KEN", "--on", "2023"], "no day"),
        (["--with", "KEN", "-o", "x.odt"], "no form for"),
    ],
)
def test_what_is_refused(store: Any, argv: list[str], message: str) -> None:
    done = store("brief", *argv)
    assert done.code == 2 and message in done.err and not list(Path().glob("x.*"))
