"""A comparison as one self-contained HTML page: facts on top, then every matter with one column for each account.

Nothing is loaded from elsewhere and there is no script; no colour stands alone, so the page can be printed in grey.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path

from communique.account import Cite, Stated
from communique.analysis.comparison.model import Comparison, Fact, Omission, Point, Source
from communique.export.view import palette
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
from communique.export.view.document import document
from communique.export.view.escape import exact, is_web, printable, shorten, shown
from communique.wording import plural


def write(result: Comparison, path: Path) -> None:
    """Writes the page of a comparison."""
    path.write_text(page(result), encoding="utf-8")


def page(result: Comparison) -> str:
    """The page of a comparison: same result, same bytes."""
    title = f"Readouts compared: {'; '.join(s.issuer or s.document for s in result.sources)}"
    notes = "".join(f"<p>{shown(note)}</p>" for note in result.notes)
    body = f"""<main>
<h1>{shown(title)}</h1>
{f'<div class="notes" role="note">{notes}</div>' if notes else ""}
<dl class="sources">{"".join(_source(n, source) for n, source in enumerate(result.sources))}</dl>
{_table("Facts", "", result, (_fact(fact) for fact in result.facts))}
{_matters(result)}
{_table("Topics that one account leaves out", "", result, (_omission(result, one) for one in result.omissions))}
<footer>Communiqué · every quotation stands in the document that its column names, at the characters given</footer>
</main>"""
    return document(title, _style(), body)


def _style() -> str:
    sheet = files("communique.export.picture").joinpath("comparison.css").read_text(encoding="utf-8")
    light, dark = palette.variables("light"), palette.variables("dark")
    return sheet.replace("/*light*/", light).replace("/*dark*/", dark) + palette.acts()


def _matters(result: Comparison) -> str:
    """A table for what is said differently, alike, and for each account for what it alone says."""
    return "\n".join(
        _table(name, f"{len(points)}", result, (_point(n, point) for n, point in points))
        for name, points in matters(result)
    )


def _table(name: str, count: str, result: Comparison, rows: Iterable[str]) -> str:
    body = "\n".join(rows)
    head = f"<h2>{shown(name)}{f' <small>{shown(count)}</small>' if count else ''}</h2>"
    if not body:
        return f'{head}<p class="quiet">None.</p>'
    columns = "".join(f'<th scope="col">{_name(n, source)}</th>' for n, source in enumerate(result.sources))
    widths = '<col class="name">' + "<col>" * len(result.sources)
    return (
        f'{head}<div class="scroll"><table><colgroup>{widths}</colgroup><thead><tr><td></td>{columns}</tr></thead>'
        f"<tbody>\n{body}\n</tbody></table></div>"
    )


def _source(number: int, source: Source) -> str:
    title = f"<dd><bdi>{shown(shorten(printable(source.title), 160))}</bdi></dd>" if source.title else ""
    link = ""
    if source.url and is_web(source.url):
        link = f' · <a href="{shown(source.url)}" rel="noreferrer noopener">source</a>'
    return f'<dt>{_name(number, source)}</dt>{title}<dd class="soft">{shown(source_words(source))}{link}</dd>'


def _name(number: int, source: Source) -> str:
    return f'<span class="letter">{letter(number)}</span><bdi>{shown(source.issuer or source.document)}</bdi>'


def _row(name: str, cells: Sequence[str]) -> str:
    return f'<tr><th scope="row">{name}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def _fact(fact: Fact) -> str:
    sign, words = VERDICTS[fact.verdict]
    kind = ' class="differ"' if fact.verdict == "differ" else ""
    name = f"<bdi>{shown(fact.name)}</bdi><small{kind}>{sign} {shown(words)}</small>"
    cells = [
        f"<bdi>{shown(words)}</bdi>{_quoted(claim.cite)}"
        if claim.value
        else f'<span class="quiet">{shown(words)}</span>'
        for claim, words in zip(fact.claims, fact_values(fact), strict=True)
    ]
    return _row(name, cells)


def _quoted(cite: Cite | None) -> str:
    return f"<small>“<bdi>{shown(shorten(printable(cite.quote), 80))}</bdi>” {_at(cite)}</small>" if cite else ""


def _at(cite: Cite) -> str:
    return f"{cite.start}–{cite.end}"


def _point(number: int, point: Point) -> str:
    parts = [*topics_of(point), *likeness_words(point)]
    changes = f'<small class="differ">{shown(change_words(point))}</small>' if point.changes else ""
    name = f"{number}{changes}<small>{shown(' · '.join(parts))}</small>"
    return _row(name, [_said(statements) for statements in point.said])


def _said(statements: Sequence[Stated]) -> str:
    return "".join(_statement(s) for s in statements) or '<span class="quiet">not reported</span>'


def _statement(statement: Stated) -> str:
    to = f" → {shown(', '.join(statement.addressees))}" if statement.addressees else ""
    return (
        f'<div class="said"><span class="tag a-{statement.act}">{statement.act}</span> <bdi>{shown(who(statement))}</bdi>{to}'
        f"<blockquote><bdi>{exact(statement.cite.quote)}</bdi></blockquote>"
        f"<small>characters {_at(statement.cite)}</small></div>"
    )


def _omission(result: Comparison, omission: Omission) -> str:
    name = (
        f"{shown(omission.topic)}<small>raised by {letters(n for n, said in enumerate(omission.said) if said)}</small>"
    )
    quiet = f'<span class="quiet">not raised</span><small>{shown(rate_words(result, omission))}</small>'
    if omission.rate and omission.rate.evidence:
        last = omission.rate.evidence[-1]
        quiet += f"<small>otherwise, for one: “<bdi>{shown(shorten(printable(last.quote), 120))}</bdi>” {shown(last.document)} {_at(last)}</small>"
    cells = [quiet if n == omission.by else _first(said) for n, said in enumerate(omission.said)]
    return _row(name, cells)


def _first(statements: Sequence[Stated]) -> str:
    more = f"<small>and {plural(len(statements) - 1, 'statement')} more</small>" if len(statements) > 1 else ""
    return _said(statements[:1]) + more
