"""The page of an actor, put together from the store: only what is asked for is loaded, and at most the newest readouts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar, get_args

from communique.account import Account
from communique.analysis.result import AnalysisError
from communique.errors import CommuniqueError
from communique.store import Store, whose
from communique.store.accounts import Part as Loaded
from communique.store.filters import FilterWords
from communique.store.whose import Counted, Newest
from communique.store.words import plain
from communique.web.desk import Desk
from communique.web.pages.actors import ledger, met, people, pictures, said
from communique.web.pages.actors.model import ActorPage, Asks, Contacts, Figures, Issuer, Part, Phrases
from communique.web.pages.actors.pictures import Pictures
from communique.web.pages.actors.timeline import encounters, timeline
from communique.web.pages.actors.who import Actor
from communique.web.windows import window

T = TypeVar("T")
MOST = 2_000
"""Readouts of one actor that are looked through: the newest."""
_ISSUERS = 8
_MENTIONED = 40
_BASE: tuple[Loaded, ...] = ("attendees", "statements")
_MORE: Mapping[Part | None, tuple[Loaded, ...]] = {
    None: ("phrases",),
    "timeline": ("mentions",),
    "phrases": ("phrases",),
}
"""What a part needs beside who took part and what was said."""


class Size(NamedTuple):
    """Lines of a part: among the others, and alone."""

    short: int
    full: int


SIZES: Mapping[Part, Size] = {
    "timeline": Size(5, 50), "counterparts": Size(12, 100), "said": Size(14, 200), "phrases": Size(12, 100),
    "asks": Size(6, 40), "network": Size(24, 28), "people": Size(12, 100),
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What is asked of an actor: between which days, which part alone (None: all, short), which page of that."""

    since: str | None = None
    until: str | None = None
    part: Part | None = None
    page: int = 1

    @property
    def filters(self) -> FilterWords:
        """The days as filters of the store."""
        return {"since": self.since, "until": self.until}

    @property
    def given(self) -> dict[str, Any]:
        """The same under the names of the address."""
        return {"from": self.since, "to": self.until, "part": self.part}


class Shown(NamedTuple):
    """The page and its pictures."""

    page: ActorPage
    pictures: Pictures


def shown(desk: Desk, actor: Actor, asked: Asked) -> Shown:
    """The page of an actor.

    :raises QueryError: for days that are none.
    """
    return desk.remembered(("actor", actor, asked), lambda: _made(desk.store, actor, asked))


def _made(store: Store, actor: Actor, asked: Asked) -> Shown:
    newest = _newest(store, actor, asked, (*_BASE, *_MORE.get(asked.part, ())))
    work = _Work(store, actor, asked, newest.accounts)
    made = {name: work.part(name) for name in get_args(Part) if asked.part in (None, name)}
    page = ActorPage(
        actor=actor, since=asked.since, until=asked.until, part=asked.part, figures=_figures(actor, newest),
        names=people.names(store, actor.id) if actor.kind == "person" and asked.part is None else None,
        same_name=_same_name(store, actor), empty=work.empty,
        **{name: made.get(name) for name in get_args(Part)},
    )  # fmt: skip
    return Shown(page, work.pictures)


class _Work:
    """The parts of one page; what was not found is noted in `empty`, what is drawn in `pictures`."""

    def __init__(self, store: Store, actor: Actor, asked: Asked, accounts: tuple[Account, ...]) -> None:
        self._store, self._actor, self._asked, self._accounts = store, actor, asked, accounts
        self._there = actor.there(accounts)
        self._found: met.Found | None = None
        self.empty: dict[str, str] = {}
        self.pictures = Pictures()

    def part(self, name: Part) -> Any:
        """One part; None where it holds nothing."""
        try:
            return _PARTS[name](self)
        except CommuniqueError as error:
            self.empty[name] = f"{error.where}: {error.what}. {error.mend}"
            return None

    def _size(self, name: Part) -> int:
        return SIZES[name].full if self._asked.part else SIZES[name].short

    def _timeline(self) -> Any:
        whole = timeline(self._actor, self._accounts)
        self.pictures = self.pictures._replace(time=pictures.over_time(self._actor, whole))
        mentioned = _MENTIONED if self._asked.part else 0
        return encounters(whole, self._asked.page, self._size("timeline"), mentioned=mentioned)

    def _met(self) -> met.Found:
        if self._found is None:
            self._found = met.found(self._actor, self._there)
        return self._found

    def _counterparts(self) -> Any:
        lines = met.contacts(self._actor, self._met())
        shown, part = window(lines, self._asked.page, self._size("counterparts"))
        return Contacts(met.BY[self._actor.kind], shown, tuple(part))

    def _said(self) -> Any:
        return said.said(self._actor, self._there, most=self._size("said"))

    def _phrases(self) -> Any:
        lines = said.phrases(self._actor, self._there)
        if not lines:
            raise AnalysisError(self._actor.name, "no set phrase of the lexicon in these readouts", "Widen the years.")
        shown, part = window(lines, self._asked.page, self._size("phrases"))
        return Phrases(shown, tuple(part))

    def _asks(self) -> Any:
        found = ledger.threads(self._actor, self._accounts)
        shown, part = window(found, self._asked.page, self._size("asks"))
        short = self._asked.part is None
        part = ledger.most_mentioned(found, self._size("asks")) if short else part
        return Asks(shown, short, ledger.QUIET_AFTER, tuple(part))

    def _network(self) -> Any:
        found = met.around(self._actor, self._met(), most=self._size("network"))
        self.pictures = self.pictures._replace(network=pictures.ties(found))
        return found

    def _people(self) -> Any:
        if self._actor.kind == "country":
            return people.of_country(self._store, self._actor.id, self._asked.page, self._size("people"))
        if self._actor.kind == "body":
            return people.of_body(self._actor, self._there, self._asked.page, self._size("people"))
        return None


_PARTS: Mapping[Part, Callable[[_Work], Any]] = {
    "timeline": _Work._timeline, "counterparts": _Work._counterparts, "said": _Work._said, "phrases": _Work._phrases,
    "asks": _Work._asks, "network": _Work._network, "people": _Work._people,
}  # fmt: skip


def _newest(store: Store, actor: Actor, asked: Asked, parts: Collection[Loaded]) -> Newest:
    if actor.kind == "person":
        return whose.of_person(store, actor.id, parts=parts, most=MOST, **asked.filters)
    if actor.kind == "body":
        state = actor.codes[0] if actor.codes else None
        return whose.of_body(store, actor.id, state=state, parts=parts, most=MOST, **asked.filters)
    of: FilterWords = {"country": actor.id} if actor.kind == "country" else {"pair": actor.id}
    chosen: FilterWords = {**asked.filters, **of}
    return whose.of_filters(store, parts=parts, most=MOST, **chosen)


def _figures(actor: Actor, newest: Newest) -> Figures:
    there = actor.there(newest.accounts)
    firsts, lasts = [a.first for a in there if a.first], [a.last for a in there if a.last]
    dated = {a.event for a in there if a.first}
    events = {a.event for a in there}
    issuers = Counter(a.issuer for a in there)
    order = sorted(issuers, key=lambda name: (-issuers[name], name or ""))
    told = [a for a in newest.accounts if a.kind != "none"]
    return Figures(
        len(newest.accounts), newest.of, len(events), len(events - dated), len(told) - len(there),
        min(firsts, default=None), max(lasts, default=None), tuple(Issuer(name, issuers[name]) for name in order[:_ISSUERS]),
    )  # fmt: skip


def _same_name(store: Store, actor: Actor) -> tuple[Counted, ...]:
    """The bodies of one name in several states."""
    if actor.kind != "body":
        return ()
    return tuple(b for b in whose.bodies(store) if plain(b.name) == plain(actor.id))
