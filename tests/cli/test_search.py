"""communique search and list: words, filters, pages, what is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from communique.store import Store

ALL = {"Kenya", "Chile", "Japan", "Ghana", "Qatar", "Italy", "Nepal", "Spain"}


def titles(found: Any) -> list[str]:
    return sorted(row["title"] or row["snippet"][:20] for row in found.json["hits"])


@pytest.mark.parametrize(
    ("argv", "given"),
    [
        (["ferries"], {"docs/a.html", "docs/i.jsonl!/row-11", "docs/i.jsonl!/row-12"}),
        (["ferries", "--once"], {"docs/a.html", "docs/i.jsonl!/row-11"}),
        (["cheese OR tea"], {"docs/f.xml!/rome-1", "docs/g.zip!/in/nepal.html"}),
        (['"olive oil"'], {"https://example.org/spain"}),
        (["--actor", "Kofi Adomako"], {"docs/d.docx"}),
        (["--actor", "fuenza"], {"docs/b.txt"}),
        (["--country", "GHA"], {"docs/d.docx"}),
        (["--country", "ghana"], {"docs/d.docx"}),
        (["tariffs", "--country", "Japan", "--act", "request"], {"docs/sub/c.md"}),
        (["--country", "Japan", "--act", "praise"], set()),
        (["ferries", "--from", "2024-05-04", "--to", "2024-05-11"], {"docs/i.jsonl!/row-11", "docs/i.jsonl!/row-12"}),
        (["ferries", "--from", "2024-06"], set()),
        (["ferries", "--to", "2023"], set()),
        (["--kind", "call"], set()),
        (["ferries", "--topic", "trade-barriers", "--kind", "meeting", "--limit", "1", "--offset", "3"], set()),
    ],
)
def test_words_and_filters(kept: Any, argv: list[str], given: set[str]) -> None:
    found = kept("search", *argv, "--json")
    assert found.code == 0
    with Store("communique.db") as store:
        assert {store.show(hit["id"]).given for hit in found.json["hits"]} == given


def test_a_hit_shows_day_issuer_title_snippet_and_statement(kept: Any) -> None:
    found = kept("search", "timber", "--actor", "Ona Vale", "--act", "request")
    first, *rest = found.out.splitlines()
    assert "2024-05-" in first and any("**timber**" in line for line in rest)
    assert any(line.startswith("    request  Ona Vale") and "tariffs" in line for line in rest)
    assert "2 documents found" in found.err and "3 shown" in found.err


def test_a_text_that_would_move_the_cursor_is_spelled_out(run: Any, tmp_path: Path, texts: Any) -> None:
    source = texts.readout("kenya").replace("timber", "timber \x1b[2J\ue000 wood")
    (tmp_path / "a.txt").write_text(source, encoding="utf-8")
    run("add", "a.txt")
    found = run("search", "wood")
    assert "\x1b" not in found.out and "⟨U+001B⟩" in found.out and "**wood**" in found.out


def test_pages_of_a_list(kept: Any) -> None:
    whole = kept("list", "--json").json
    pages = [kept("list", "--json", "--limit", "4", "--offset", n).json for n in (0, 4, 8)]
    assert [d for page in pages for d in page["documents"]] == whole["documents"]
    assert len(whole["documents"]) == 10 and {page["count"] for page in pages} == {whole["count"]}
    days = [document["date"] for document in whole["documents"]]
    assert days == sorted(days, reverse=True)


def test_a_list_has_a_line_for_each_document(kept: Any) -> None:
    done = kept("list", "--country", "Kenya")
    assert len(done.out.splitlines()) == 3 and "Row 12" in done.out
    assert done.out.count("near copy of") == 1


@pytest.mark.parametrize("command", ["search", "list"])
@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["--act", "ask"], "Give one of: agree, commit, concern, discuss, oppose, praise, report, request, support."),
        (["--topic", "zzz"], "trade-barriers"),
        (["--kind", "zzz"], "Give one of: call, event, meeting"),
        (["--country", "Frnace"], "Did you mean France (FRA)?"),
        (["--from", "May"], "Write a day, month or year"),
        (["--limit", "0"], "no page"),
        (["--store", "none.db"], "none.db: no such file"),
    ],
)
def test_what_cannot_be_is_told(kept: Any, command: str, argv: list[str], message: str) -> None:
    done = kept(command, *argv)
    assert done.code == 2 and message in done.err and done.out == ""


@pytest.mark.parametrize(
    ("query", "message"), [('"open', "not closed"), ("-only", "only words to leave out"), ("OR x", "before it")]
)
def test_a_query_that_cannot_be_understood(kept: Any, query: str, message: str) -> None:
    done = kept("search", "--", query)
    assert done.code == 2 and message in done.err
