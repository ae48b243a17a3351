"""The table of export formats: each is a file of its own, imported when it is used."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from communique.errors import by_installing
from communique.export.report import OutputError, Report, Write
from communique.record import Record


@dataclass(frozen=True)
class Format:
    """One format.

    :param name: as given to ``--format``.
    :param suffix: of the file that is written; "" where a folder is written.
    :param function: module and function, ``communique.export.csv:write``.
    :param holds: what it holds, in one line.
    :param extra: the extra of the package that brings its library; None where the core suffices.
    """

    name: str
    suffix: str
    function: str
    holds: str
    extra: str | None = None


def _format(name: str, suffix: str, holds: str, extra: str | None = None) -> Format:
    return Format(name, suffix, f"communique.export.{name.replace('-', '_')}:write", holds, extra)


EXPORTS: Mapping[str, Format] = {
    f.name: f
    for f in (
        _format("csv", "", "a folder of seven tables, or one table as one file"),
        _format("xlsx", ".xlsx", "a workbook with a sheet for each table", "tables"),
        _format("parquet", ".parquet", "whole records as typed columns", "tables"),
        _format("jsonl", ".jsonl", "whole records, one a line"),
        _format("plover", ".jsonl", "PLOVER 0.8 events, one a line"),
        _format("cameo", ".tsv", "CAMEO events: date, source, target, code"),
        _format("colt", ".csv", "leaders' trips, one row a trip, with the columns of COLT"),
        _format("party-contacts", ".csv", "contacts of the CPC's International Department, one row a contact"),
        _format("web-annotation", ".jsonld", "W3C Web Annotations with quote and position"),
        _format("ftm", ".ftm.json", "FollowTheMoney entities, one a line", "ftm"),
        _format("brat", "", "a folder of texts and stand-off annotations for brat"),
        _format("gexf", ".gexf", "who met whom, as a network for Gephi", "network"),
        _format("graphml", ".graphml", "who met whom, as a network for igraph, yEd, Cytoscape", "network"),
    )
}
"""The formats by name, in the order in which they are listed."""


def write_as(name: str, records: Iterable[Record], out: Path, *, where: str) -> Report:
    """Writes records in the format `name`.

    :param where: what asked for it, for the message.
    :raises OutputError: for a format that does not exist, or one that needs a library which is not installed.
    """
    write = writer(name)
    try:
        return write(records, out)
    except ModuleNotFoundError as error:
        extra = EXPORTS[name].extra
        if extra is None:
            raise
        raise OutputError(where, f"it needs {error.name}", by_installing(extra)) from None


def writer(name: str) -> Write:
    """The function that writes the format `name`.

    :raises OutputError: for a format that does not exist.
    """
    if name not in EXPORTS:
        raise OutputError("--format", f"no format {name!r}", f"Give one of {', '.join(EXPORTS)}.")
    module, _, function = EXPORTS[name].function.partition(":")
    found: Write = getattr(importlib.import_module(module), function)
    return found
