"""communique history: the versions of a document, their readings, and what differs between two of either."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from communique.cli import rows
from communique.cli.stores import json_option, opened, store_option
from communique.export.view.escape import printable

if TYPE_CHECKING:
    from communique.store import Change, Changes, Difference, Piece, Reading, Version

_AROUND = 60
_PLACE = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,9}))?")
_LOOKS = {"deleted": ("[-", "-]", "red"), "inserted": ("{+", "+}", "green")}
"""Kind of piece → what stands before and after it, and its colour on a terminal; as in ``git diff --word-diff``."""


Where = tuple[int, int | None]
"""The number of a version, and that of one of its readings; None: the newest."""


def _places(_: click.Context, __: click.Parameter, value: tuple[str, str] | None) -> tuple[Where, ...] | None:
    return tuple(_place(one) for one in value) if value else None


def _place(value: str) -> Where:
    found = _PLACE.fullmatch(value)
    if found is None:
        raise click.BadParameter(f"{value!r} is no version (2) and no reading of one (2.1)")
    return int(found[1]), int(found[2]) if found[2] else None


@click.command("history")
@click.argument("name", metavar="ID")
@click.option("--diff", nargs=2, callback=_places, metavar="A B", help="What A and B do not share in text and record: two versions (1 2), or two readings (1.1 1.2).")  # fmt: skip
@json_option
@store_option
def command(name: str, diff: tuple[Where, Where] | None, as_json: bool, store: str) -> None:
    """Show the versions of a document, oldest first, each with its readings; or how two of them differ."""
    with opened(store) as opened_store:
        if diff:
            (a, first), (b, second) = diff
            _difference(opened_store.difference(name, a, b, readings=(first, second)), as_json)
            return
        versions, readings = opened_store.history(name), opened_store.readings(name)
    if as_json:
        rows.echo_json({"versions": [asdict(v) for v in versions], "readings": [asdict(r) for r in readings]})
        return
    for version in versions:
        click.echo(_version(version))
        for reading in readings:
            if reading.version == version.number:
                click.echo(_reading(reading))


def _version(version: Version) -> str:
    parts = [f"version {version.number}", f"added {rows.moment(version.added)}"]
    parts += [f"fetched {rows.moment(version.fetched)}"] if version.fetched else []
    parts += [f"published {version.published}"] if version.published else []
    return f"{', '.join(parts)}: {printable(version.title or '-')}"


def _reading(reading: Reading) -> str:
    older = "" if reading.newest else ", replaced"
    number = f"{reading.version}.{reading.number}"
    made = f"read {rows.moment(reading.made)} by {reading.software} with lexicons {reading.lexicons[:12]}"
    return f"    {number} {made}{older}"


def _difference(found: Difference, as_json: bool) -> None:
    if as_json:
        rows.echo_json(asdict(found))
        return
    numbers = zip((found.a, found.b), found.readings, strict=True)
    shown = [f"version {a}" if reading is None else f"reading {a}.{reading}" for a, reading in numbers]
    click.echo(f"{found.id}: {' → '.join(shown)}")
    if all(piece.kind == "same" for piece in found.text):
        click.echo("the texts are the same")
    else:
        click.echo("".join(_piece(piece, n, len(found.text)) for n, piece in enumerate(found.text)))
    if found.record is None:
        click.echo(
            f"the records cannot be compared: one is not read yet; `communique reread {found.id}` reads the newest"
        )
        return
    changed = [rows.change(one) for one in _all(found.record)]
    click.echo("\n".join(changed) if changed else "the records say the same")


def _all(changes: Changes) -> list[Change]:
    return [*changes.gained, *changes.lost, *changes.changed]


def _piece(piece: Piece, number: int, of: int) -> str:
    """A piece as it is shown; of a long one that is the same only what stands around the others."""
    text = "\n".join(printable(line) for line in piece.text.split("\n")) if "\n" in piece.text else _kept(piece.text)
    if piece.kind != "same":
        before, after, colour = _LOOKS[piece.kind]
        return click.style(f"{before}{text}{after}", fg=colour)
    if len(text) <= 3 * _AROUND:
        return text
    start = text[:_AROUND] if number else ""
    end = text[-_AROUND:] if number < of - 1 else ""
    return f"{start} … {end}"


def _kept(text: str) -> str:
    """The text on one line, with the blanks at its ends that part it from its neighbours."""
    blank = " " if text[:1].isspace() else "", " " if text[-1:].isspace() else ""
    return f"{blank[0]}{printable(text)}{blank[1]}" if text.strip() else " "


__all__ = ["command"]
