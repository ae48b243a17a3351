"""The parts of the page around the text: heading, people, legend, what was said, lists of values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from communique.export.view.escape import attribute, is_web, printable, shorten, shown
from communique.export.view.groups import (
    date_words,
    flags,
    heading,
    offices,
    rule_lines,
    share,
    sides,
    speaker_name,
    speeches,
)
from communique.export.view.marked import anchor
from communique.export.view.marks import reference_words
from communique.export.view.palette import LOOKS
from communique.record import Evidence, Participant, Record, Statement

LAYERS = {
    "person": "people",
    "date": "dates",
    "formula": "set phrases",
    "reference": "references",
    "topic": "topic words",
    "unread": "unread",
}


def title(record: Record) -> str:
    """The title of the document, else its first line, else its id."""
    first = record.document.text.lstrip().partition("\n")[0]
    return shorten(printable(record.document.title or first or record.document.id), 200)


def header(record: Record, prefix: str) -> str:
    """Kind, date, place, title, source and what the meeting rests on."""
    facts = "".join(f"<span>{shown(part)}</span>" for part in heading(record))
    proof = "".join(_proof(e) for e in record.meeting.evidence)
    rests = f'<p class="rests">{proof}</p>' if proof else ""
    return (
        f'<header><p class="facts">{facts}</p><h1><bdi>{shown(title(record))}</bdi></h1>'
        f'<p class="source">{_source(record)}</p>{people(record, prefix)}{rests}</header>'
    )


def _proof(evidence: Evidence) -> str:
    rule = evidence.reader + (f" · {evidence.entry}" if evidence.entry else "")
    quote = shown(shorten(printable(evidence.quote), 60))
    what = f"“<bdi>{quote}</bdi>”" if quote else f"given: {shown(evidence.source)}"
    return f'<span data-note="{attribute([rule])}"><b>{shown(evidence.field.rpartition(".")[2])}</b> {what}</span> '


def _source(record: Record) -> str:
    about = record.document
    parts = [shown(about.issuer)] if about.issuer else []
    parts += [f"published {shown(date_words(about.published))}"] if about.published else []
    if about.url and is_web(about.url):
        parts.append(f'<a href="{shown(about.url)}" rel="noreferrer noopener">source</a>')
    elif about.url:
        parts.append(shown(about.url))
    return " · ".join([*parts, shown(about.id)])


def people(record: Record, prefix: str) -> str:
    """Participants, one column for each side."""
    numbers = {id(p): i for i, p in enumerate(record.participants)}
    columns = []
    for country, persons in sides(record).items():
        rows = "".join(f"<li>{_person(p, numbers[id(p)], prefix)}</li>" for p in persons)
        columns.append(f"<section><h3>{shown(country or 'side unknown')}</h3><ul>{rows}</ul></section>")
    return f'<div class="people">{"".join(columns)}</div>' if columns else ""


def _person(person: Participant, number: int, prefix: str) -> str:
    held = "<br>".join(f"<bdi>{shown(office)}</bdi>" for office in offices(person))
    also = "" if person.capacity == "principal" else f' <i class="capacity">{person.capacity}</i>'
    tip = attribute(rule_lines(person.evidence))
    name = f'<a href="#{anchor(prefix, "person", number)}"><bdi>{shown(person.name)}</bdi></a>'
    return f'<b data-note="{tip}">{name}</b>{also}<small>{held}</small>'


def legend(record: Record, filters: bool) -> str:
    """The acts with their colours and counts, and the other marks; with checkboxes where `filters` is true."""
    counts = Counter(s.act for s in record.statements)
    acts = (
        _switch(f"f-{act}", f'<span class="tag a-{act}">{act}</span> {counts[act]}', filters, LOOKS[act].gloss)
        for act in LOOKS
        if counts[act]
    )
    layers = (
        _switch(f"f-{kind}", f'<span class="in {kind}">{words}</span>', filters, "")
        for kind, words in LAYERS.items()
        if _has(record, kind) and (filters or kind != "topic")
    )
    return f'<nav class="legend" aria-label="Legend">{"".join(acts)}<span class="gap"></span>{"".join(layers)}</nav>'


def _has(record: Record, kind: str) -> bool:
    lists = {
        "person": record.participants,
        "date": record.dates,
        "formula": record.formulae,
        "reference": record.references,
        "topic": record.topic_mentions,
        "unread": [*record.unread.sentences, *record.unread.names],
    }
    return bool(lists[kind])


def _switch(name: str, content: str, filters: bool, gloss: str) -> str:
    hint = f' title="{shown(gloss)}"' if gloss else ""
    on = "" if name == "f-topic" else " checked"
    return (
        f'<label{hint}><input type="checkbox" class="{name}"{on}>{content}</label>'
        if filters
        else (f"<span{hint}>{content}</span>")
    )


def said(record: Record, prefix: str, filters: bool) -> str:
    """Every statement, by speaker in the order of first speech, each with a link to its place."""
    numbers = {id(s): i for i, s in enumerate(record.statements)}
    blocks = []
    for n, speech in enumerate(speeches(record)):
        name = f"<bdi>{shown(speaker_name(speech.speaker))}</bdi>"
        name += f" <small>{shown(speech.country)}</small>" if speech.country else ""
        name = _switch(f"f-v{n}", name, filters, "")
        rows = "".join(_card(s, numbers[id(s)], prefix) for s in speech.statements)
        blocks.append(f"<h3>{name}</h3><ol>{rows}</ol>")
    return _section("What was said", "".join(blocks), "said")


def _card(statement: Statement, number: int, prefix: str) -> str:
    at = anchor(prefix, "statement", number)
    whom = f' <span class="to">→ {shown(", ".join(statement.addressees))}</span>' if statement.addressees else ""
    more = "".join(f"<em>{shown(shorten(flag, 80))}</em> " for flag in flags(statement))
    topics = f'<small class="topics">{shown(" · ".join(statement.topics))}</small>' if statement.topics else ""
    quote = f'<a href="#{at}"><bdi>{shown(shorten(printable(statement.quote), 120))}</bdi></a>'
    tag = f'<span class="tag a-{statement.act}">{statement.act}</span>'
    return f'<li id="{at}-card">{tag}{whom} {more}{quote}{topics}</li>'


def lists(record: Record, prefix: str) -> str:
    """Dates, references, topics, set phrases, what was not read, trust and notes."""
    dates = _rows(
        (_link(prefix, "date", i, d.quote), shown(date_words(d.value)), rule_lines(d.evidence))
        for i, d in enumerate(record.dates)
    )
    events = _rows(
        (
            _link(prefix, "reference", i, r.quote),
            shown(" ".join([*reference_words(r.what, r.date, r.since), *(["—", ", ".join(r.who)] if r.who else [])])),
            rule_lines(r.evidence),
        )
        for i, r in enumerate(record.references)
    )
    phrases = _rows(
        (_link(prefix, "formula", i, f.quote), shown(f.speaker or ""), rule_lines(f.evidence))
        for i, f in enumerate(record.formulae)
    )
    parts = [
        _section("Topics", _topics(record, prefix), "topics"),
        _section("Dates", dates, "dates"),
        _section("Events referred to", events, "references"),
        _section("Set phrases", phrases, "formulae"),
        _section(f"Not read ({share(record)} of the text is explained)", _unread(record, prefix), "unread-list"),
        _section("Precision of the readers, measured on texts known to us", _trust(record), "trust"),
        _section("Notes", "".join(f"<p>{shown(note)}</p>" for note in record.notes), "notes"),
    ]
    return "".join(parts)


def _link(prefix: str, kind: str, ref: int, quote: str) -> str:
    return f'<a href="#{anchor(prefix, kind, ref)}"><bdi>{shown(shorten(printable(quote), 90))}</bdi></a>'


def _rows(rows: Iterable[tuple[str, str, list[str]]]) -> str:
    cells = "".join(
        f'<tr><td>{quote}</td><td><span data-note="{attribute(rules)}">{value}</span></td></tr>'
        for quote, value, rules in rows
    )
    return f"<table>{cells}</table>" if cells else ""


def _topics(record: Record, prefix: str) -> str:
    first = {m.topic: i for i, m in reversed(list(enumerate(record.topic_mentions)))}
    chips = (
        f'<a class="chip" href="#{anchor(prefix, "topic", first[t])}">{shown(t)}</a>'
        if t in first
        else f'<span class="chip">{shown(t)}</span>'
        for t in record.topics
    )
    return " ".join(chips)


def _unread(record: Record, prefix: str) -> str:
    sentences = "".join(
        f"<li>{_link(prefix, 'unread', i, sentence.quote)}</li>" for i, sentence in enumerate(record.unread.sentences)
    )
    names = ", ".join(f"<bdi>{shown(name.quote)}</bdi>" for name in record.unread.names)
    return (f"<ul>{sentences}</ul>" if sentences else "") + (f"<p>Names: {names}</p>" if names else "")


def _trust(record: Record) -> str:
    rows = "".join(
        f"<tr><td>{shown(t.reader)}</td><td>{t.precision:.3f} of {t.claims} claims</td></tr>" for t in record.trust
    )
    return f"<table>{rows}</table>" if rows else ""


def _section(name: str, content: str, kind: str) -> str:
    return f'<section class="{kind}"><h2>{shown(name)}</h2>{content}</section>' if content else ""
