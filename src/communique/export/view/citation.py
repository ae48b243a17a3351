"""How a statement is cited: the words, who said them, the page, and the characters at which they stand."""

from __future__ import annotations

from communique.export.view.escape import printable
from communique.export.view.groups import date_words, speaker_name
from communique.record import Record, Statement


def citation(record: Record, said: Statement) -> str:
    """One line: “words” (speaker, country: act), issuer, “title”, day of publication, address, characters 120–180."""
    about = record.document
    who = speaker_name(said.speaker) + (f", {said.country}" if said.country else "")
    parts = [
        about.issuer, f"“{about.title}”" if about.title else None,
        date_words(about.published) if about.published else None, about.url, f"characters {said.start}–{said.end}",
    ]  # fmt: skip
    return printable(f"“{said.quote}” ({who}: {said.act}), " + ", ".join(part for part in parts if part) + ".")
