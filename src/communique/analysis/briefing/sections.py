"""The sections of a briefing that rest on other analyses, each from the readouts up to the day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from communique.account import Account, Phrase
from communique.analysis.briefing.model import Line, Section
from communique.analysis.chronology import Encounter, timeline
from communique.analysis.comparison import Comparison, Omission, compare
from communique.analysis.ledger import Thread, asks
from communique.analysis.names import has_words
from communique.analysis.result import AnalysisError

_VERBS = {"request": "asked", "commit": "promised"}
_ANSWERS = ("accepted", "refused", "echoed")


def last_encounters(accounts: Sequence[Account], them: str, us: str, meeting: str | None) -> Section:
    """Encounters of the two, newest first; those with the person who is asked for first of all."""
    try:
        found = timeline(accounts, pair=(them, us)).encounters
    except AnalysisError:
        return Section("Last encounters", (), f"None of the two sides in {len(accounts)} readouts.")
    newest = sorted(found, key=lambda e: (_with(e, meeting), e.first or "", e.event), reverse=True)
    return Section("Last encounters", tuple(_encounter(e) for e in newest))


def _with(encounter: Encounter, meeting: str | None) -> bool:
    return meeting is not None and any(has_words(a.name, meeting) for a in encounter.people)


def _encounter(e: Encounter) -> Line:
    day = e.first or "Day not stated" if e.first == e.last else f"{e.first} to {e.last}"
    published = " (day of publication)" if e.dated == "published" else ""
    place = " / ".join(e.places) or "place not stated"
    people = ", ".join(a.name for a in e.people if a.capacity != "present") or "nobody named"
    cites = [c for s in e.sources for c in s.cites] or [a.cite for a in e.people] or [s.cite for s in e.statements]
    told = f"; {len(e.sources)} readouts" if len(e.sources) > 1 else ""
    return Line(f"{day}{published}: {e.kind}, {place}; {people}{told}.", tuple(cites[:3]))


def ledger(accounts: Sequence[Account], by: str, of: str, title: str, *, open_only: bool = False) -> Section:
    """What one side asked of, or promised, the other; or only what the other has not answered, strongest and latest first."""
    try:
        found = asks(accounts, by=by, of=of)
    except AnalysisError:
        return Section(title, (), f"Nothing in {len(accounts)} readouts.")
    threads = [t for t in found.threads if not (open_only and any(t.state(a) for a in _ANSWERS))]  # type: ignore[arg-type]
    note = None if threads else f"Nothing in {found.readouts} readouts of {found.encounters} encounters."
    return Section(title, tuple(_thread(t) for t in threads), note)


def open_threads(accounts: Sequence[Account], them: str, us: str) -> Section:
    """What either side asked of the other, more than once or lately, without an answer in these readouts."""
    sections = [ledger(accounts, one, other, "", open_only=True) for one, other in ((them, us), (us, them))]
    lines = [line for section in sections for line in section.lines if " asked " in line.text]
    note = None if lines else f"No request of one side to the other without an answer in {len(accounts)} readouts."
    return Section("Requests without an answer on record", tuple(lines), note)


def _thread(thread: Thread) -> Line:
    last = thread.made[-1]
    times = f"in {thread.encounters} encounters" if thread.encounters > 1 else "once"
    step = f", {last.strength}" if last.strength else ""
    unsaid = "" if last.addressed else ", addressee not stated"
    states = [s for s in thread.states if s.name not in ("open", "repeated")]
    words = [f"not mentioned in the last {s.encounters} encounters" if s.name == "quiet" else s.name for s in states]
    told = f" ({'; '.join(words)})" if words else ""
    answers = [c for s in thread.states if s.name in _ANSWERS for c in s.evidence[:1]]
    text = f"{thread.by} {_VERBS[thread.kind]} {times}, last {last.day or 'on no day'}{step}{unsaid}{told}: “{last.statement.cite.quote}”"
    return Line(text, (last.statement.cite, *answers))


def their_phrases(accounts: Sequence[Account], them: str) -> Section:
    """Set phrases that their speakers use or their readouts hold: how often, first and last, the last variant."""
    uses: dict[str, list[tuple[Account, Phrase]]] = defaultdict(list)
    for account in accounts:
        own = {a.name for a in account.attendees if a.country == them}
        for phrase in account.phrases:
            if phrase.speaker in own or (account.side == them and phrase.speaker is None):
                uses[phrase.id].append((account, phrase))
    events = len({a.event for a in accounts if them in a.sides})
    rows = sorted(
        uses.values(),
        key=lambda own: (len({a.event for a, _ in own}), own[-1][0].first or "", own[0][1].id),
        reverse=True,
    )
    lines = tuple(_phrase(own, accounts, them) for own in rows)
    return Section("Their set phrases", lines, None if lines else f"None in {events} encounters.")


def _phrase(own: Sequence[tuple[Account, Phrase]], accounts: Sequence[Account], them: str) -> Line:
    first, (last, phrase) = own[0][0], own[-1]
    used = len({a.event for a, _ in own})
    since = len({a.event for a in accounts if them in a.sides and (a.first or "") > (last.first or "")})
    variants = list(dict.fromkeys(p.cite.quote.lower() for _, p in own))
    also = f"; also “{'”, “'.join(v for v in variants if v != phrase.cite.quote.lower())}”" if len(variants) > 1 else ""
    after = f"; not in the {since} encounters since" if since else ""
    text = f"“{phrase.cite.quote}”: in {used} encounters, {first.first or 'no day'} to {last.first or 'no day'}{also}{after}."
    return Line(text, tuple(dict.fromkeys((phrase.cite, own[0][1].cite))))


def dates_ahead(accounts: Sequence[Account], on: str) -> Section:
    """Dated events after the day that the readouts mention: anniversaries, visits, sessions; each once."""
    try:
        found = timeline(accounts).mentioned
    except AnalysisError:
        found = ()
    ahead = [m for m in found if m.first > on]
    lines = tuple(
        Line(f"{m.mention.date}: {m.mention.what}{f' (since {m.mention.since})' if m.mention.since else ''}: “{m.mention.cite.quote}”", (m.mention.cite,))
        for m in ahead
    )  # fmt: skip
    return Section(
        "Dates ahead", lines, None if lines else f"No event after {on} is mentioned in {len(accounts)} readouts."
    )


def left_out(accounts: Sequence[Account], them: str, us: str) -> Section:
    """Topics that our account of an encounter raises and theirs does not, with how often theirs raise it otherwise."""
    title = "What their accounts leave out"
    both = list(_told_by_both(accounts, them, us))
    if not both:
        return Section(title, (), "Not looked for: no encounter has readouts of both sides.")
    lines = [line for theirs, ours in both for line in _omissions(compare([theirs, ours], background=accounts), ours)]
    note = None if lines else f"Nothing in {len(both)} encounters with readouts of both sides."
    return Section(title, tuple(reversed(lines)), note)


def _told_by_both(accounts: Sequence[Account], them: str, us: str) -> Iterator[tuple[Account, Account]]:
    events: dict[str, dict[str, Account]] = defaultdict(dict)
    for account in accounts:
        if account.side in (them, us):
            events[account.event].setdefault(account.side or "", account)
    yield from ((told[them], told[us]) for told in events.values() if len(told) == 2)


def _omissions(result: Comparison, ours: Account) -> Iterator[Line]:
    for omission in result.omissions:
        said = [s for statements in omission.said for s in statements]
        if omission.by == 0 and said:
            text = f"{ours.first or 'No day'}: {omission.topic} is in our account and not in theirs{_rate(omission)}: “{said[0].cite.quote}”"
            yield Line(text, (said[0].cite, *(omission.rate.evidence[-1:] if omission.rate else ())))


def _rate(omission: Omission) -> str:
    if omission.rate is None:
        return " (how often they raise it otherwise was not looked for)"
    return f" (they raise it in {omission.rate.raised} of {omission.rate.encounters} other encounters)"
