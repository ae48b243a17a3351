"""The briefing for a meeting, as it will print, and as Word, PDF, Markdown and HTML to take away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from communique.account import Cite
from communique.analysis.briefing import Brief
from communique.analysis.result import AnalysisError
from communique.briefing import brief_from
from communique.errors import CommuniqueError, InputError
from communique.export.brief import FORMS, words, writer
from communique.export.view.escape import printable
from communique.store import Somebody
from communique.store.counting.model import Facets
from communique.web.answers import PAGE, as_json, described, file, render, written
from communique.web.desk import Desk, OnDesk
from communique.web.entry.who import AReader
from communique.web.errors import NotFoundError, status_of

router = APIRouter()
_MOST_PAGES, _PAGES = 5, 2
_COUNTRIES, _PEOPLE = 80, 40
"""Countries and persons that are suggested."""
_MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
}
_CALLED = {"docx": "Word", "pdf": "PDF", "html": "HTML", "md": "Markdown"}
Word = Annotated[str | None, Query(max_length=400)]


@dataclass(frozen=True)
class Wanted:
    """What is asked: the other side, our side, whom one meets, as of which day, how many pages of A4."""

    them: str | None
    us: str | None
    meeting: str | None
    on: str | None
    pages: int

    @property
    def given(self) -> dict[str, Any]:
        """The same under the names of the address."""
        said = {"with": self.them, "us": self.us, "meeting": self.meeting, "on": self.on, "pages": self.pages}
        return {name: value for name, value in said.items() if value is not None}


class Piece(NamedTuple):
    """A stretch of a line; ``cite`` is where it stands, where it is a quotation."""

    text: str
    cite: Cite | None


def _wanted(
    them: Annotated[str | None, Query(alias="with", max_length=400)] = None, us: Word = None, meeting: Word = None,
    on: Word = None, pages: Annotated[int, Query(ge=1, le=_MOST_PAGES)] = _PAGES,
) -> Wanted:  # fmt: skip
    them, us, meeting, on = (value.strip() or None if value else None for value in (them, us, meeting, on))
    return Wanted(them, us, meeting, on, pages)


WantedHere = Annotated[Wanted, Depends(_wanted)]


def brief(desk: Desk, wanted: Wanted) -> Brief:
    """The whole briefing, however many pages are asked for.

    :raises InputError: where no country is named; `QueryError`, `AnalysisError` as in `brief_from`.
    """
    w = wanted
    if w.them is None:
        raise InputError("with", "no country is named", "Say with whom you meet: FRA or France.")
    make = partial(brief_from, desk.store, them=w.them, us=w.us, meeting=w.meeting, on=w.on)
    return desk.remembered(("brief", w.them, w.us, w.meeting, w.on), make)


def countries(desk: Desk) -> Facets:
    """The countries that most documents have."""
    return desk.remembered(("brief countries",), lambda: desk.store.facets(each=_COUNTRIES))


def people(desk: Desk, country: str) -> list[Somebody]:
    """The persons of a country who appear in most documents."""
    find = partial(desk.store.people, country=country, limit=_PEOPLE)
    return desk.remembered(("brief people", country), find)


def pieces(text: str, cites: tuple[Cite, ...]) -> list[Piece]:
    """A printed line, cut at the quotations that stand in it, whole or cut short at its end."""
    found, at = [], 0
    for start, end, quoted in sorted(spot for cite in cites for spot in _spots(text, cite)):
        if start >= at:
            found += [Piece(text[at:start], None), Piece(text[start:end], quoted)]
            at = end
    return [piece for piece in [*found, Piece(text[at:], None)] if piece.text]


def _spots(text: str, cite: Cite) -> list[tuple[int, int, Cite]]:
    quote = printable(cite.quote)
    at = text.find(f"“{quote}”")
    if at >= 0:
        return [(at, at + len(quote) + 2, cite)]
    last = text.rfind("“")
    cut = text[last + 1 :].removesuffix("”")
    return [(last, len(text), cite)] if last >= 0 and cut.endswith("…") and quote.startswith(cut[:-1]) else []


@router.get("/brief.json", **described(Brief))
def brief_json(desk: OnDesk, _: AReader, wanted: WantedHere) -> Response:
    """All of it as JSON: also the lines for which the pages have no room."""
    return as_json(brief(desk, wanted))


@router.get("/brief.{form}", response_class=Response, tags=["files"])
def brief_file(desk: OnDesk, _: AReader, wanted: WantedHere, form: str) -> Response:
    """The briefing as a file: docx, pdf, html or md.

    :raises InputError: where a library for the form is not installed.
    """
    if form not in FORMS:
        raise NotFoundError(f"brief.{form}", "no briefing is written so", f"Take one of {', '.join(FORMS)}, json.")
    made = brief(desk, wanted)
    try:
        data = written(lambda path: writer(form)(made, path, wanted.pages), f".{form}")
    except CommuniqueError as error:
        raise InputError(f"the briefing as {_CALLED[form]}", error.what, error.mend) from None
    return file(data, f"brief-{made.us}-{made.them}-{made.on}.{form}", _MEDIA[form])


@router.get("/brief", **PAGE)
def brief_page(request: Request, desk: OnDesk, _: AReader, wanted: WantedHere) -> Response:
    """The form, and the briefing as it will print."""
    made: Brief | None = None
    error: CommuniqueError | None = None
    try:
        made = brief(desk, wanted) if wanted.them else None
    except CommuniqueError as refused:
        error = refused
    return render(
        request, "brief.html", status=status_of(error) if error else 200, wanted=wanted, error=error, made=made,
        of_analysis=isinstance(error, AnalysisError), short=words.fitting(made, wanted.pages) if made else None,
        words=words, pieces=pieces, countries=countries(desk), people=people(desk, made.them) if made else [],
        called=_CALLED, most_pages=_MOST_PAGES,
    )  # fmt: skip
