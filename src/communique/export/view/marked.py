"""The text of a document with its marks, as HTML whose character data is exactly the text."""

from __future__ import annotations

from collections.abc import Iterable

from communique.export.view.escape import attribute, exact, shown
from communique.export.view.groups import flags, rule_lines, speaker_name, speeches
from communique.export.view.marks import Mark, Piece, cells, marks_of, pieces
from communique.record import Record, Statement

HERE = "here"
"""The kind of a mark for the place that was asked for: it takes the focus, so that a browser shows it."""
ANCHORED = {
    "statement": "s", "person": "p", "date": "d", "formula": "f", "reference": "r", "topic": "t", "unread": "u", HERE: "h",
}  # fmt: skip


def anchor(prefix: str, kind: str, ref: int) -> str:
    """The id of a mark in the page: ``cq-1a2b3c4d-s12``."""
    return f"{prefix}-{ANCHORED[kind]}{ref}"


def tip_lines(said: Statement) -> list[str]:
    """What hover and focus say of a statement, line by line."""
    who = speaker_name(said.speaker) + (f" ({said.country})" if said.country else "")
    whom = f" → {', '.join(said.addressees)}" if said.addressees else ""
    topics = [f"Topics: {', '.join(said.topics)}"] if said.topics else []
    extra = [line[0].upper() + line[1:] for line in flags(said)]
    return [f"{who} — {said.act}{whom}", *topics, *extra, *(f"Rule for {line}" for line in rule_lines(said.evidence))]


def label(said: Statement) -> str:
    """The tag before a statement: its act, its addressees, and whether it is negated or conditional."""
    whom = f" → {' '.join(said.addressees)}" if said.addressees else ""
    signs = (" ¬" if said.polarity == "negative" else "") + (" if" if said.condition else "")
    return f"{said.act}{signs}{whom}"


def marked(record: Record, prefix: str, also: Iterable[Mark] = ()) -> str:
    """The text of `record` as HTML. Parsed, its character data is ``document.text``, one for one.

    :param also: marks beside those of the record.
    """
    text = record.document.text
    voices = {id(s): n for n, speech in enumerate(speeches(record)) for s in speech.statements}
    found = cells(pieces(len(text), [*marks_of(record), *also]))
    return "".join(_cell(record, text, outer, inside, prefix, voices) for outer, inside in found)


def _cell(
    record: Record, text: str, outer: tuple[Mark, ...], inside: list[Piece], prefix: str, voices: dict[int, int]
) -> str:
    body = "".join(_piece(text, piece, prefix) for piece in inside)
    start = inside[0].start
    said = [(m, record.statements[m.ref]) for m in outer if m.kind == "statement"]
    if said:
        unread = [m for m in outer if m.kind == "unread"]
        own, more = _ids([*unread, *(m for m, _ in said)], start, prefix)
        return _statement(said, start, own, more + body, prefix, voices)
    if outer:
        own, more = _ids(outer, start, prefix)
        return f'<span class="unread"{own}>{more}{body}</span>'
    return body


def _statement(
    said: list[tuple[Mark, Statement]], start: int, own: str, body: str, prefix: str, voices: dict[int, int]
) -> str:
    innermost = said[-1][1]
    opened = [s for m, s in said if m.start == start]
    classes = ["st", f"a-{innermost.act}", f"v{voices[id(innermost)]}"]
    classes += ["negative"] if innermost.polarity == "negative" else []
    classes += ["multi"] if len(said) > 1 else []
    tip = attribute([line for _, s in said for line in tip_lines(s)])
    reach = ""
    if opened:
        described = " ".join(f"{anchor(prefix, 'statement', m.ref)}-card" for m, _ in said if m.start == start)
        labels = shown(" + ".join(label(s) for s in opened))
        reach = f' tabindex="0" data-label="{labels}" aria-describedby="{described}"'
    return f'<mark class="{" ".join(classes)}"{own}{reach} data-tip="{tip}">{body}</mark>'


def _piece(text: str, piece: Piece, prefix: str) -> str:
    content = exact(text[piece.start : piece.end])
    marks = [m for m in piece.marks if m.kind not in ("statement", "unread")]
    if not marks:
        return content
    classes = " ".join(["in", *sorted({m.kind for m in marks})])
    note = attribute(list(dict.fromkeys(m.note for m in marks)))
    own, more = _ids(marks, piece.start, prefix)
    focus = ' tabindex="-1" autofocus' if any(m.kind == HERE and m.start == piece.start for m in marks) else ""
    return f'<span class="{classes}"{own}{focus} data-note="{note}">{more}{content}</span>'


def _ids(marks: Iterable[Mark], start: int, prefix: str) -> tuple[str, str]:
    """The id attribute for the innermost mark that begins at `start`, and empty anchors for the others."""
    opened = [anchor(prefix, m.kind, m.ref) for m in marks if m.start == start and m.kind in ANCHORED]
    if not opened:
        return "", ""
    return f' id="{opened[-1]}"', "".join(f'<span id="{name}"></span>' for name in opened[:-1])
