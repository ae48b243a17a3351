"""Documents and hits as lines for the terminal."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from communique.export.view.escape import printable, shorten

if TYPE_CHECKING:
    from communique.store import Change, Hit, Listed, Said

_OPEN, _CLOSE = "\ue000", "\ue001"
_FREE = str.maketrans({_OPEN: "\ufffd", _CLOSE: "\ufffd"})
_MOST = 300


def head(item: Listed) -> str:
    """A document on one line: id, day, issuer, title, and of which other it is a near copy."""
    copy = f"  (near copy of {item.same_as})" if item.same_as else ""
    title = printable(item.title or item.url or "-")
    return f"{item.id}  {item.date or '-':10}  {printable(item.issuer or '-')}  {title}{copy}"


def hit(found: Hit) -> str:
    """A document that a search found, with the stretch of its text and the statements in which the words stand."""
    lines = [head(found)]
    if found.snippet:
        lines.append(f"    {_marked(found)}")
    return "\n".join([*lines, *(f"    {said(one)}" for one in found.statements)])


def said(one: Said) -> str:
    """A statement: act, speaker with country, quotation."""
    speaker = f"{one.speaker} ({one.country})" if one.country else one.speaker
    return f"{one.act}  {printable(speaker)}: “{shorten(printable(one.quote), _MOST)}”"


def change(one: Change) -> str:
    """What one value was and is, with a sign before it: + gained, - lost, ~ changed."""
    sign = "+" if one.before is None else "-" if one.after is None else "~"
    key = f" “{shorten(printable(one.key), 80)}”" if one.key and one.key not in (one.before, one.after) else ""
    values = " → ".join(shorten(printable(v), _MOST) for v in (one.before, one.after) if v)
    if sign == "~":
        values = f"{printable(one.before or '-')} → {printable(one.after or '-')}"
    return f"{sign} {one.field}{key}: {values}"


def _marked(found: Hit) -> str:
    free = replace(found, snippet=found.snippet.translate(_FREE))
    line = printable(free.marked(_OPEN, _CLOSE))
    before, after = ("\x1b[1;4m", "\x1b[0m") if sys.stdout.isatty() else ("**", "**")
    return line.replace(_OPEN, before).replace(_CLOSE, after)


def moment(when: str) -> str:
    """A moment to the second, in UTC."""
    return when[:19].replace("T", " ")


def chance(p: float) -> str:
    """A probability by chance alone: "by chance p = .012"."""
    return f"by chance p {'< .001' if p < 0.001 else f'= {p:.3f}'.replace('= 0.', '= .')}"


def echo_json(value: object) -> None:
    """Prints a value of plain types as JSON."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
