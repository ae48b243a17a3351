"""Everything about one entry, and what is to change where it fired and should not have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from communique.lexicon.check import fires, unbracketed
from communique.lexicon.edit import block_of
from communique.store.curation.lexicon_tests import LexiconTest
from communique.web.answers import PAGE, as_json, described, render
from communique.web.desk import Desk, OnDesk
from communique.web.entry.who import AReader
from communique.web.pages.lexicons.change import LONGEST
from communique.web.pages.lexicons.firings import Firings, firings
from communique.web.pages.lexicons.lookup import Found, entry_of, source_of
from communique.web.pages.lexicons.shown import Example, Words, examples_of, words_of

router = APIRouter()
TableName = Annotated[str | None, Query(max_length=80)]
Sentence = Annotated[str, Query(max_length=2 * LONGEST)]


@dataclass(frozen=True)
class Corrected:
    """A test that a correction gives the entry: a sentence in which it was right ("yes") or "wrong"; ``decision`` is the
    number of the correction, on ``document``. ``snippet`` and ``marks`` as in `Example`.
    """

    column: Literal["yes", "wrong"]
    snippet: str
    marks: tuple[tuple[int, int], ...]
    decision: int
    document: str
    path: str
    by: str
    why: str


@dataclass(frozen=True)
class About:
    """An entry: where it stands, what it looks for and means, its own tests, where it fired, and what people corrected.

    ``others`` are further tables with an entry of the same id. ``source`` are its lines in the table.
    """

    table: str
    id: str
    value: str | None
    line: int
    file: str
    case: bool
    note: str
    attributes: Mapping[str, Any]
    unless: tuple[str, ...]
    words: Words
    examples: tuple[Example, ...]
    others: tuple[str, ...]
    firings: Firings
    corrections: tuple[Corrected, ...]
    source: str


def about(desk: Desk, found: Found) -> About:
    """All that is known of an entry."""
    entry, table = found.entry, found.lexicon.name
    return About(
        table, entry.id, entry.value, entry.line, f"src/communique/lexicons/{table}.toml", entry.case, entry.note,
        entry.attributes, entry.unless, words_of(entry), examples_of(found.lexicon, entry), found.others, firings(desk, found),
        _corrections(desk, found), _lines(table, entry.id),
    )  # fmt: skip


def _lines(table: str, id: str) -> str:
    """The lines of an entry, without the comments before the next one."""
    source = source_of(table)
    start, end = block_of(source, id)
    lines = source[start:end].splitlines()
    while lines and (not lines[-1].strip() or lines[-1].startswith("#")):
        lines.pop()
    return "\n".join(lines)


def _corrections(desk: Desk, found: Found) -> tuple[Corrected, ...]:
    tests = desk.remembered(("lexicon tests",), desk.store.lexicon_tests)
    table, id = found.lexicon.name, found.entry.id
    own = [test for test in tests if isinstance(test, LexiconTest) and (test.table, test.entry) == (table, id)]
    if not own:
        return ()
    made = desk.remembered(("corrections",), lambda: {one.decision.number: one for one in desk.store.corrections()})
    return tuple(
        Corrected(
            test.column, *_marked(found, test), test.decision, made[test.decision].document, made[test.decision].path,
            made[test.decision].decision.by, made[test.decision].decision.why,
        )
        for test in own
        if test.decision in made
    )  # fmt: skip


def _marked(found: Found, test: LexiconTest) -> tuple[str, tuple[tuple[int, int], ...]]:
    if test.column == "yes":
        return unbracketed(test.sentence)
    return test.sentence, fires(found.lexicon, found.entry.id, test.sentence)


@router.get("/lexicons/entries/{id}.json", **described(About))
def entry_json(desk: OnDesk, _: AReader, id: str, table: TableName = None) -> Response:
    """The same as JSON."""
    return as_json(about(desk, entry_of(id, table)))


@router.get("/lexicons/entries/{id}", **PAGE)
def entry(
    request: Request, desk: OnDesk, _: AReader, id: str, table: TableName = None, sentence: Sentence = ""
) -> Response:
    """The page of an entry; `sentence` is filled into the form by which it is said to be wrong."""
    found = about(desk, entry_of(id, table))
    return render(
        request, "lexicons/entry.html", found=found, sentence=sentence, origin=sentence, unless="", error=None, longest=LONGEST
    )  # fmt: skip
