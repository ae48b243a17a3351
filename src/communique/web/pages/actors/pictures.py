"""The pictures of an actor's page: encounters over time, how many each month or year, the network around."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from communique.analysis.chronology import Encounter, Timeline
from communique.errors import CommuniqueError
from communique.export.view.groups import date_words
from communique.reading.places import state_name
from communique.store.words import plain
from communique.web.charts import around as charts
from communique.web.charts.axis import slot_at, slots
from communique.web.charts.columns import Column, Columns, columns
from communique.web.charts.lanes import Dot, Lane, Lanes, lanes
from communique.web.pages.actors.addresses import COUNTRIES, event, pair_address
from communique.web.pages.actors.model import Around, End, Tie
from communique.web.pages.actors.who import Actor
from communique.wording import plural

MOST = 300
"""Encounters of one picture: the newest."""
_LANES, _YEARS = 9, 30
_NAMED = 4


class OverTime(NamedTuple):
    """The newest ``dots`` of ``dots_of`` encounters that have a day, and how many there are each month, quarter or year; None
    where there is nothing to draw."""

    lanes: Lanes | None = None
    each: Columns | None = None
    dots: int = 0
    dots_of: int = 0


class Ties(NamedTuple):
    """The network; `undrawn` says why it is not drawn."""

    around: charts.Around | None = None
    undrawn: str = ""


class Pictures(NamedTuple):
    """What is drawn."""

    time: OverTime = OverTime()
    network: Ties = Ties()


def over_time(actor: Actor, whole: Timeline) -> OverTime:
    """The pictures of encounters."""
    dated = [e for e in whole.encounters if e.first]
    newest = dated[-MOST:]
    by_year = actor.kind == "pair"
    drawn = lanes(_years(newest) if by_year else _others(actor, newest), by_year=by_year)
    return OverTime(drawn, _each(actor, dated), len(newest), len(dated))


def ties(found: Around) -> Ties:
    """The picture of a network."""
    labels = {node.end.id: node.end for node in found.nodes}
    nodes = [_node(node.end, node.met, found) for node in found.nodes]
    drawn = [_tie(tie, labels, found) for tie in found.ties]
    try:
        return Ties(charts.around(nodes, drawn, middle=found.middle))
    except CommuniqueError as error:
        return Ties(undrawn=f"{error.what}. {error.mend}")


def _years(encounters: Sequence[Encounter]) -> list[Lane]:
    """A lane for each year from the first to the last, the newest above; of very long spans only years with encounters."""
    dots: dict[int, list[Dot]] = defaultdict(list)
    for encounter in encounters:
        dots[int((encounter.first or "")[:4])].append(_dot(encounter))
    if not dots:
        return []
    every = range(max(dots), min(dots) - 1, -1)
    return [Lane(str(year), None, dots.get(year, ())) for year in every if year in dots or len(every) <= _YEARS]


def _others(actor: Actor, encounters: Sequence[Encounter]) -> list[Lane]:
    """A lane for each of the countries met most, and one for all else."""
    sides = [(e, [code for code in e.countries if code not in _own(actor, e)]) for e in encounters]
    counts = Counter(code for _, its in sides for code in its)
    order = sorted(counts, key=lambda code: (-counts[code], code))[:_LANES]
    dots: dict[str, list[Dot]] = {code: [] for code in [*order, ""]}
    for encounter, its in sides:
        for code in [code for code in its if code in dots] or [""]:
            dots[code].append(_dot(encounter))
    rest = "others, or no other named" if order else "no other side named"
    named = [Lane(state_name(code), _lane_address(actor, code), dots[code]) for code in order]
    return [*named, *([Lane(rest, None, dots[""])] if dots[""] else [])]


def _own(actor: Actor, encounter: Encounter) -> Collection[str | None]:
    """The countries for which the actor is there; of a body those of its people."""
    if actor.kind != "body":
        return actor.codes
    body = plain(actor.id)
    return {one.country for one in encounter.people if one.organisation and plain(one.organisation) == body}


def _lane_address(actor: Actor, code: str) -> str:
    return pair_address(actor.id, code) if actor.kind == "country" else f"{COUNTRIES}/{code}"


def _dot(encounter: Encounter) -> Dot:
    e = encounter
    first = e.first or ""
    return Dot(first, e.last or first, e.kind, e.dated == "published", event(e.event), title_of(e))


def title_of(encounter: Encounter) -> str:
    """An encounter in a line: day, kind, place, who."""
    e = encounter
    days = (
        date_words(e.first or "") if e.first == e.last else f"{date_words(e.first or '')} to {date_words(e.last or '')}"
    )
    published = " (published; the day of the encounter is not stated)" if e.dated == "published" else ""
    main = [p.name for p in e.people if p.capacity == "principal"] or [p.name for p in e.people]
    more = f" and {len(main) - _NAMED} more" if len(main) > _NAMED else ""
    who = ", ".join(main[:_NAMED]) + more or ", ".join(state_name(code) for code in e.countries)
    return "; ".join(part for part in (f"{days}{published}: {e.kind}", " / ".join(e.places), who) if part)


def _each(actor: Actor, dated: Iterable[Encounter]) -> Columns | None:
    """How many encounters in each month, quarter or year."""
    days = [e.first or "" for e in dated]
    found = slots(days)
    counts = Counter(slot_at(found, day) for day in days)
    made = []
    for number, slot in enumerate(found):
        title = f"{slot.label}: {plural(counts[number], 'encounter')}"
        made.append(Column(slot.label, (counts[number],), _within(actor, slot.first, slot.last), title))
    return columns(made, height=120.0)


def _within(actor: Actor, first: str, last: str) -> str:
    joint = "&" if "?" in actor.address else "?"
    return f"{actor.address}{joint}part=timeline&from={first}&to={last}"


def _node(end: End, met: int, found: Around) -> charts.Node:
    tail = f" ({end.country})" if end.country and found.by != "country" else ""
    role = f", {end.role}" if end.role else ""
    title = f"{end.label}{tail}{role}: {plural(met, 'encounter')}"
    return charts.Node(end.id, end.label, tail, met, end.address or "", title)


def _tie(tie: Tie, labels: dict[str, End], found: Around) -> charts.Tie:
    one, other = labels[tie.one].label, labels[tie.other].label
    last = f", last on {date_words(tie.last)}" if tie.last else ""
    href = pair_address(tie.one, tie.other) if found.by == "country" else event(tie.last_met)
    return charts.Tie(tie.one, tie.other, tie.met, href, f"{one} and {other}: {plural(tie.met, 'encounter')}{last}")
