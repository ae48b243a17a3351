"""Records for the tests of the formats: from the gold set where it is beside the repo, and made by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import communique
from communique import examples
from communique.record import (
    DateMention,
    Document,
    Evidence,
    Formula,
    Meeting,
    Office,
    Participant,
    Place,
    Quoted,
    Record,
    Reference,
    Statement,
    TopicMention,
    Trust,
    Unread,
    Version,
)

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "dev"
VERSION = Version(software="0.0.0", lexicons="0123abcd")

TRIP = """Prime Minister Vale meets the President of Kenya

The Prime Minister of Norway, Ona Vale, met the President of Kenya, Josphat Kariuki, in Nairobi on 7 March 2024.

Prime Minister Vale called on Kenya to lower its tariffs on fish. President Kariuki welcomed the visit.
"""

# speaker, country, act, addressees, topics, quote, the words that decided the act, entry
SAID = [
    ("Deng Haoran", "CHN", "report", (), ("bilateral-relations",),
     "China and Portugal settled the question of Macao through friendly consultation, and set an example for "
     "countries with different social systems", "said that", "report.say"),
    ("Deng Haoran", "CHN", "report", (), ("bilateral-relations", "high-level-exchanges"),
     "In April this year, the two heads of state met in Beijing and drew up a new blueprint for the comprehensive "
     "strategic partnership", None, None),
    ("Deng Haoran", "CHN", "commit", ("PRT",), ("bilateral-relations",),
     "China is willing to work with Portugal to deepen political mutual trust", "is willing to", "commit.willing-to"),
    ("Deng Haoran", "CHN", "request", ("PRT",), ("investment", "trade-barriers"),
     "hopes that the Portuguese side will provide a fair, just and non-discriminatory environment for Chinese "
     "companies", "hopes that", "request.hope"),
    ("Deng Haoran", "CHN", "oppose", (), ("trade-barriers",),
     "China opposes turning trade issues into political ones", "opposes", "oppose.oppose"),
    ("Deng Haoran", "CHN", "report", (), ("governance-experience",),
     "briefed on the Chinese path to modernization", "briefed on", "report.brief"),
    ("Deng Haoran", "CHN", "commit", ("PRT",), ("party-exchanges", "governance-experience"),
     "the CPC stands ready to share its governance experience with all parties in Portugal", "stands ready to",
     "commit.stand-ready"),
    ("Marta Vilhena Couto", "PRT", "praise", ("CHN",), ("health",),
     "thanked the Chinese side for the medical supplies sent in 2020", "thanked", "praise.thank"),
    ("Marta Vilhena Couto", "PRT", "report", (), ("bilateral-relations",),
     "next year marks the 20th anniversary of the comprehensive strategic partnership between the two countries",
     "noted that", "report.note"),
    ("Marta Vilhena Couto", "PRT", "support", ("CHN",), ("sovereignty",),
     "The Progressive Alliance adheres to the one-China policy", "adheres to", "support.adhere"),
    ("Marta Vilhena Couto", "PRT", "commit", (), ("party-exchanges",),
     "looks forward to strengthening inter-party exchanges", "looks forward to", "commit.look-forward"),
    ("Marta Vilhena Couto", "PRT", "oppose", (), ("economic-security",),
     "Portugal does not support decoupling", "does not support", "oppose.not-support"),
    ("Marta Vilhena Couto", "PRT", "concern", (), ("trade",),
     "expressed concern over the growing trade deficit", "expressed concern", "concern.express"),
    ("Marta Vilhena Couto", "PRT", "commit", ("CHN",), ("party-exchanges",),
     "If conditions permit, the Alliance will send a delegation of young mayors to China in the second half of this "
     "year", "will", "commit.will"),
    ("joint", None, "agree", (), ("energy",),
     "agreed to hold the next dialogue on the green transition in Guangzhou", "agreed to", "agree.agree"),
    ("joint", None, "discuss", (), ("ukraine", "middle-east"),
     "exchanged views on Ukraine and the Middle East", "exchanged views on", "discuss.exchange-views"),
]  # fmt: skip
DATED = [
    ("2024.05.17", "2024-05-17"), ("May 16th", "2024-05-16"), ("today", "2024-05-16"), ("April this year", "2024-04"),
    ("2020", "2020"), ("next year", "2025"), ("the second half of this year", "2024-07/2024-12"),
]  # fmt: skip
PHRASES = ["comprehensive strategic partnership", "political mutual trust", "one-China policy"]


def at(text: str, quote: str, *, after: int = 0) -> dict[str, Any]:
    """Start, end and quote of the first `quote` from `after` on."""
    start = text.index(quote, after)
    return {"start": start, "end": start + len(quote), "quote": quote}


def proof(field: str, span: dict[str, Any], reader: str, entry: str | None = None) -> Evidence:
    """Evidence for `field` at `span`."""
    return Evidence(field=field, reader=reader, entry=entry, **span)


def _person(text: str, name: str, country: str, capacity: str, *held: tuple[str, str | None]) -> Participant:
    span = at(text, name)
    mine = (proof("name", span, "people", "titles.minister"),)
    offices = tuple(Office(role=role, organisation=body, evidence=mine) for role, body in held)
    return Participant(
        name=name, role=held[0][0], organisation=held[0][1], country=country, capacity=capacity,  # type: ignore[arg-type]
        start=span["start"], end=span["end"], offices=offices, evidence=mine,
    )  # fmt: skip


def _statement(text: str, n: int, row: tuple[Any, ...]) -> Statement:
    speaker, country, act, addressees, topics, quote, cue, entry = row
    span = at(text, quote)
    evidence = [proof("quote", span, "speech")]
    if cue:
        evidence.append(proof("act", at(text, cue, after=max(0, span["start"] - 12)), "stance", entry))
    condition = Quoted(**at(text, "If conditions permit")) if quote.startswith("If ") else None
    return Statement(
        id=f"s{n}", speaker=speaker, country=country, act=act, addressees=addressees, topics=topics,
        condition=condition, evidence=tuple(evidence), **span,
    )  # fmt: skip


def example_record() -> Record:
    """The bundled example ``idcpc``, coded by hand, with something in every field."""
    document = examples.load("idcpc")
    text = document.text
    met = at(text, "met here today with")
    topics = sorted({t for row in SAID for t in row[4]})
    anniversary = at(text, "next year marks the 20th anniversary of the comprehensive strategic partnership")
    unread = at(text, "Lisbon, May 16th")
    return Record(
        document=document,
        meeting=Meeting(
            kind="meeting", date="2024-05-16", place=Place(name="Lisbon", country="PRT"),
            evidence=(
                proof("meeting.kind", met, "encounter", "encounter.meet"),
                proof("meeting.place", at(text, "Lisbon"), "dateline"),
                proof("meeting.date", at(text, "May 16th"), "dateline"),
            ),
        ),
        participants=(
            _person(text, "Deng Haoran", "CHN", "principal",
                    ("Minister", "International Department of the CPC Central Committee")),
            _person(text, "Marta Vilhena Couto", "PRT", "principal",
                    ("Secretary General", "Progressive Alliance of Portugal"),
                    ("Vice-president", "Assembly of the Republic")),
            _person(text, "Rui Salgado", "PRT", "member", ("Member", "National Council")),
            _person(text, "Qiao Minzhi", "CHN", "present", ("Ambassador to Portugal", None)),
        ),
        statements=tuple(_statement(text, n, row) for n, row in enumerate(SAID)),
        dates=tuple(
            DateMention(value=value, evidence=(proof("value", span, "dates", "dates.day"),), **span)
            for span, value in ((at(text, quote), value) for quote, value in DATED)
        ),
        topics=tuple(topics),
        topic_mentions=tuple(
            TopicMention(topic=topic, evidence=(proof("topic", at(text, word), "topics"),), **at(text, word))
            for word, topic in [("decoupling", "economic-security"), ("one-China policy", "sovereignty")]
        ),
        references=(
            Reference(what="anniversary", who=("CHN", "PRT"), date="2025", since="2005",
                      evidence=(proof("what", anniversary, "references", "references.anniversary"),), **anniversary),
        ),
        formulae=tuple(
            Formula(id=phrase.replace(" ", "-"), phrase=phrase,
                    evidence=(proof("phrase", at(text, phrase), "formulae"),), **at(text, phrase))
            for phrase in PHRASES
        ),
        unread=Unread(sentences=(Quoted(**unread),), names=(Quoted(**at(text, "Guangzhou")),), share_read=0.87),
        trust=(Trust(reader="dates", precision=0.981, claims=412),),
        version=VERSION,
        notes=("An invented page.",),
    )  # fmt: skip


def gold_record(path: Path) -> Record:
    """A hand-coded record of the gold set as a :class:`Record`: the coder stands as reader ``gold``."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    document = Document(**{k: v for k, v in raw["document"].items() if k in Document.model_fields})
    text = document.text

    def mine(start: int, end: int) -> tuple[Evidence, ...]:
        return (Evidence(field="value", start=start, end=end, quote=text[start:end], reader="gold"),)

    def seen(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**row, "evidence": mine(row["start"], row["end"])} for row in rows]

    statements = [{"topics": (), "addressees": (), **row, "id": f"s{n}"} for n, row in enumerate(raw["statements"])]
    return Record.model_validate(
        {
            "document": document, "meeting": raw["meeting"], "topics": raw["topics"], "version": VERSION,
            "participants": seen(raw["participants"]), "statements": seen(statements), "dates": seen(raw["dates"]),
        }
    )  # fmt: skip


def overlapping_record(text: str, spans: list[tuple[int, int]], **about: Any) -> Record:
    """A record on any `text` with a statement, a date and a set phrase on `spans` in turn."""
    statements, dates, formulae = [], [], []
    for n, (start, end) in enumerate(spans):
        span = {"start": start, "end": end, "quote": text[start:end]}
        why = (proof("value", span, "hand"),)
        if n % 3 == 0:
            statements.append(Statement(id=f"s{n}", speaker=text[:20] or "x", act="report", evidence=why, **span))
        elif n % 3 == 1:
            dates.append(DateMention(value="2024", evidence=why, **span))
        else:
            formulae.append(Formula(id="f", phrase=text[start:end], evidence=why, **span))
    return Record(
        document=Document(id="x", text=text, **about), meeting=Meeting(kind="none"), statements=tuple(statements),
        dates=tuple(dates), formulae=tuple(formulae), version=VERSION,
    )  # fmt: skip


class TextOf(HTMLParser):
    """Collects the character data of the element of class ``text``, and every tag and attribute of the page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags, self.depth = "", [], 0
        self.attributes: list[tuple[str, str | None]] = []
        self.marks: list[tuple[int, str]] = []
        self.starts: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        known = dict(attrs)
        if self.depth:
            self.depth += 1
            if known.get("id"):
                self.starts[known["id"] or ""] = len(self.text)
        elif known.get("class") == "text":
            self.depth = 1

    def handle_endtag(self, tag: str) -> None:
        assert tag not in ("meta", "link", "br", "input")
        self.depth -= self.depth > 0

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.text += data


def parse(html: str) -> TextOf:
    """The page as html.parser reads it."""
    parser = TextOf()
    parser.feed(html)
    parser.close()
    return parser


@pytest.fixture(scope="session")
def example() -> Record:
    """The bundled example as a record."""
    return example_record()


@pytest.fixture(scope="session", name="parse")
def parse_fixture() -> Callable[[str], TextOf]:
    """:func:`parse`, for tests."""
    return parse


@pytest.fixture(scope="session", name="overlapping")
def overlapping_fixture() -> Callable[..., Record]:
    """:func:`overlapping_record`, for tests."""
    return overlapping_record


@pytest.fixture(scope="session")
def records(example: Record) -> list[Record]:
    """The example, a leader's trip, and the gold records where they are beside the repo."""
    trip = communique.read(TRIP, id="trip", issuer="PMO Norway", published="2024-03-08")
    return [example, trip, *(gold_record(path) for path in sorted(GOLD.glob("*.json")))]
