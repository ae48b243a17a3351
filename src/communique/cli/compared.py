"""A comparison as lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.account import Cite, Stated
from communique.analysis.comparison.model import Comparison, Fact, Omission, Point
from communique.cli.cited import lines
from communique.export.view.compared import (
    VERDICTS,
    change_words,
    fact_values,
    letter,
    letters,
    likeness_words,
    matters,
    rate_words,
    source_words,
    topics_of,
    who,
)
from communique.export.view.escape import printable, shorten
from communique.wording import plural

_MOST = 300


def text(result: Comparison) -> str:
    """The whole comparison: sources, facts, notes, what is said alike, differently, by one, and what is left out."""
    return lines(_lines(result))


def _lines(result: Comparison) -> Iterator[str]:
    for n, source in enumerate(result.sources):
        yield f"{letter(n)}  {shorten(source.title or '-', 100)}"
        yield f"   {source_words(source)}"
    yield from ("", "Facts")
    for fact in result.facts:
        yield from _fact(result, fact)
    for name, points in matters(result):
        yield from _points(result, name, [point for _, point in points])
    yield from ("", f"Topics that one account leaves out: {len(result.omissions)}")
    for omission in result.omissions:
        yield from _omission(result, omission)
    if result.notes:
        yield from ("", "Notes", *(f"  {note}" for note in result.notes))


def _fact(result: Comparison, fact: Fact) -> Iterator[str]:
    sign, words = VERDICTS[fact.verdict]
    yield f"  {sign} {fact.name}: {words}"
    for n, (claim, value) in enumerate(zip(fact.claims, fact_values(fact), strict=True)):
        yield f"      {letter(n)}  {value}{_quoted(result, n, claim.cite) if claim.cite else ''}"


def _points(result: Comparison, name: str, points: Sequence[Point]) -> Iterator[str]:
    yield from ("", f"{name}: {len(points)}")
    for point in points:
        about = [*([change_words(point)] if point.changes else []), *topics_of(point), *likeness_words(point)]
        yield f"  - {' · '.join(about) or 'no topic known'}"
        for n, said in enumerate(point.said):
            yield from (f"      {letter(n)}  {_statement(result, n, statement)}" for statement in said)


def _statement(result: Comparison, number: int, statement: Stated) -> str:
    to = f" → {', '.join(statement.addressees)}" if statement.addressees else ""
    return f"{statement.act}  {who(statement)}{to}:{_quoted(result, number, statement.cite)}"


def _quoted(result: Comparison, number: int, cite: Cite) -> str:
    """A quotation and where it stands: document, characters, day, issuer."""
    source = result.sources[number]
    where = ", ".join(part for part in (source.day, source.issuer) if part)
    return f" “{shorten(printable(cite.quote), _MOST)}” [{cite.document} {cite.start}–{cite.end}, {where or 'day not known'}]"


def _omission(result: Comparison, omission: Omission) -> Iterator[str]:
    said = [n for n, statements in enumerate(omission.said) if statements]
    yield f"  - {omission.topic}: raised by {letters(said)}, not by {letter(omission.by)}; {rate_words(result, omission)}"
    for n in said:
        yield f"      {letter(n)}  {_statement(result, n, omission.said[n][0])}"
        if len(omission.said[n]) > 1:
            yield f"         and {plural(len(omission.said[n]) - 1, 'statement')} more"
    if omission.rate and omission.rate.evidence:
        last = omission.rate.evidence[-1]
        yield f"      otherwise, for one: “{shorten(printable(last.quote), 120)}” [{last.document} {last.start}–{last.end}]"
