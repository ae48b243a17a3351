"""A correction of an entry as a change of its table: worked out and linted in memory, and given as a patch. Nothing is written."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from communique import __version__
from communique.errors import InputError
from communique.export.view.escape import printable
from communique.lexicon import Lexicon
from communique.lexicon.check import BRACKET, bracketed, check, fires, unbracketed
from communique.lexicon.edit import NotEditableError, with_line
from communique.lexicon.fold import fold
from communique.lexicon.load import digest, load, parse
from communique.web.pages.lexicons.lookup import Found, source_of

LONGEST = 500
As = Literal["no", "wrong"]
_LINE = re.compile(r" line \d+")
_MEND = "Write one sentence with the words that should not have fired in [brackets]."
_FOLDER = "src/communique/lexicons"


@dataclass(frozen=True)
class Report:
    """What somebody says is wrong: ``snippet`` is the sentence on one line without brackets, ``marks`` where the words stand in it,
    ``unless`` a phrase in which the entry should not fire ("" for none).
    """

    snippet: str
    marks: tuple[tuple[int, int], ...]
    unless: str

    @property
    def words(self) -> tuple[str, ...]:
        """The words in brackets."""
        return tuple(self.snippet[start:end] for start, end in self.marks)

    @property
    def sentence(self) -> str:
        """The sentence with its brackets."""
        return bracketed(self.snippet, self.marks)


@dataclass(frozen=True)
class Change:
    """One way to write a report into the table.

    ``column`` is where the sentence goes. ``holds`` says that its test is met there; ``faults`` are what the lint says of the
    table and did not say before, a line each, those about this sentence too. ``diff`` is the change as a unified diff.
    """

    column: As
    unless: str
    holds: bool
    faults: tuple[str, ...]
    diff: str

    @property
    def sound(self) -> bool:
        """Whether the table with this change passes its lint."""
        return self.holds and not self.faults


@dataclass(frozen=True)
class Prepared:
    """What comes of a report.

    ``fires`` are the places in the sentence where the entry fires today. ``asked`` is the change as asked: the sentence as a
    `no`, the phrase as an `unless`. ``instead`` is the sentence as a `wrong`, where it cannot be a `no` as asked.
    ``phrases`` are stretches of the sentence around the words that as an `unless` would make the `no` hold and break no
    other test: found by trying, not by understanding.
    """

    table: str
    entry: str
    report: Report
    fires: tuple[tuple[int, int], ...]
    asked: Change
    instead: Change | None
    phrases: tuple[str, ...]

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """Words of the sentence on which the entry fires too, and which are not in brackets."""
        marks = self.report.marks
        spans = (span for span in self.fires if not any(a < span[1] and span[0] < b for a, b in marks))
        return tuple(self.report.snippet[start:end] for start, end in spans)


def report_of(sentence: str, unless: str) -> Report:
    """A report as it was typed.

    :raises InputError: where it is no sentence with words in brackets.
    """
    line, phrase = " ".join(sentence.split()), " ".join(unless.split())
    for name, given in (("the sentence", line), ("the exception", phrase)):
        if len(given) > LONGEST:
            raise InputError(name, f"longer than {LONGEST} characters", "A test of a lexicon is one short line.")
        if printable(given) != given:
            raise InputError(name, "characters in it that cannot be seen", "Type it anew.")
    text, marks = unbracketed(line)
    if "[" in text or "]" in text:
        raise InputError("the sentence", "a bracket without its other half, or one inside another", _MEND)
    if not marks or any(not text[start:end].strip() for start, end in marks):
        raise InputError("the sentence", "no words in [brackets]", _MEND)
    if BRACKET.sub(r"\1", phrase) != phrase or "[" in phrase or "]" in phrase:
        raise InputError("the exception", "brackets in it", "Give the phrase without brackets.")
    return Report(text, marks, phrase)


def prepare(found: Found, report: Report) -> Prepared:
    """Works out what a report changes in the table of an entry.

    :raises InputError: where the entry does not fire on the words in brackets, or the phrase is no exception to it.
    """
    lexicon, id = found.lexicon, found.entry.id
    firing = fires(lexicon, id, report.snippet)
    _look(lexicon, id, report, firing)
    asked = change(found, report, "no", report.unless)
    instead = None if asked.holds else change(found, report, "wrong", "")
    phrases = () if asked.holds else _phrases(found, report, firing)
    return Prepared(lexicon.name, id, report, firing, asked, instead, phrases)


def _look(lexicon: Lexicon, id: str, report: Report, firing: tuple[tuple[int, int], ...]) -> None:
    for start, end in report.marks:
        if not any(a < end and start < b for a, b in firing):
            others = sorted(
                {h.entry.id for h in lexicon.find(report.snippet, overlapping=True) if h.start < end and start < h.end}
                - {id}
            )
            what = f"{id} does not fire there" + (
                f", but {', '.join(others)} of {lexicon.name}.toml can" if others else ""
            )
            where = f"the words {report.snippet[start:end]!r}"
            raise InputError(where, what, "Bracket words on which it fires, or go to the entry that does.")
    forms = [fold(form.text) for form in lexicon.by_id[id].forms]
    if report.unless and not any(form in fold(report.unless) for form in forms):
        raise InputError(
            f"the exception {report.unless!r}", f"none of the forms of {id} in it, so that it blocks nothing",
            "Give a phrase that holds the words which fired and what beside them makes the difference.",
        )  # fmt: skip


def change(found: Found, report: Report, column: As, unless: str) -> Change:
    """The sentence in a column of the entry, with an exception ("" for none): what the lint says, and the diff.

    :raises InputError: where the table has a form that cannot be edited so.
    """
    name, id = found.lexicon.name, found.entry.id
    before = source_of(name)
    after = _edited(before, found, {"unless": unless, column: report.snippet})
    made = parse(after, name)
    fired = bool(fires(made, id, report.snippet))
    faults = _new_faults(_known(name), made)
    return Change(column, unless, fired == (column == "wrong"), faults, _diff(name, before, after))


@cache
def _known(table: str) -> frozenset[str]:
    """What the lint says of a table as it is, without the numbers of lines."""
    return frozenset(_LINE.sub("", fault) for fault in check(load(table)))


def _new_faults(known: frozenset[str], lexicon: Lexicon) -> tuple[str, ...]:
    """What the lint says of a table and is not known."""
    return tuple(fault for fault in check(lexicon) if _LINE.sub("", fault) not in known)


def _edited(source: str, found: Found, lines: dict[str, str]) -> str:
    """The source with these texts in columns of the entry; what stands there already is not written twice."""
    has = {"unless": found.entry.unless, "no": found.entry.no, "wrong": found.entry.wrong}
    for column, text in lines.items():
        if text and text not in has[column]:
            try:
                source = with_line(source, found.entry.id, column, text)
            except NotEditableError as error:
                where = f"{found.lexicon.name}.toml line {found.entry.line}"
                raise InputError(where, str(error), "Edit the table by hand.") from None
    return source


def _diff(name: str, before: str, after: str) -> str:
    path = f"{_FOLDER}/{name}.toml"
    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    """Lines with their ends, cut as git does: at newlines alone."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def patch(found: Found, made: Change) -> str:
    """The change as a file that `git apply` takes; the lines before the diff say what it is."""
    rule = f"{made.column}, with an exception" if made.unless else made.column
    return (
        f"{found.lexicon.name}.toml: {found.entry.id}: a sentence as `{rule}`\n"
        f"Made by Communiqué {__version__} for the tables with the digest {digest()}.\n\n{made.diff}"
    )


def _phrases(found: Found, report: Report, firing: tuple[tuple[int, int], ...]) -> tuple[str, ...]:
    """Exceptions that would do: the words that fire with one or two words before, behind, or on both sides."""
    tried = dict.fromkeys(phrase for span in firing for phrase in _around(report.snippet, *span))
    known = _known(found.lexicon.name)
    return tuple(phrase for phrase in tried if _would_do(found, report.snippet, phrase, known))


def _would_do(found: Found, text: str, phrase: str, known: frozenset[str]) -> bool:
    """Whether the entry with this exception no longer fires in the text, and the lint says nothing new."""
    entry = replace(found.entry, unless=(*found.entry.unless, phrase), no=(*found.entry.no, text))
    entries = tuple(entry if one.id == entry.id else one for one in found.lexicon.entries)
    made = replace(found.lexicon, entries=entries)
    return not fires(made, entry.id, text) and not _new_faults(known, made)


def _around(text: str, start: int, end: int) -> list[str]:
    before, behind = text[:start].split(), re.split(r"[.,;:!?]", text[end:])[0].split()
    spans = ((1, 0), (0, 1), (1, 1), (2, 0), (0, 2))
    return [
        " ".join([*before[len(before) - a :], text[start:end], *behind[:b]])
        for a, b in spans
        if len(before) >= a and len(behind) >= b
    ]
