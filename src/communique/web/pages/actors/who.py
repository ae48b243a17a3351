"""Whose page it is: a person, a country, a body, or a pair of countries; and what of a readout is theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from communique.account import Account
from communique.reading.places import state_name
from communique.record import JOINT
from communique.store import Store, StoreError
from communique.store.errors import QueryError
from communique.store.filters import check
from communique.store.words import plain
from communique.web.errors import NotFoundError
from communique.web.pages.actors.addresses import COUNTRIES, PAIRS, PEOPLE, body_address, is_person

Kind = Literal["person", "country", "body", "pair"]
Voice = Callable[[str, str | None], int | None]
"""Speaker and country of a statement → the number of the voice (see `Actor.voices`); None: somebody else's."""
JOINTLY = "jointly with others"


@dataclass(frozen=True)
class Actor:
    """Whose page it is.

    ``id`` is the store's id of the person, the country's code, the body's name, or the pair (CHN-FRA); ``codes`` are
    the countries, as far as they are known; ``names`` all names of a person. ``address`` is that of the page.
    """

    kind: Kind
    id: str
    name: str
    address: str
    codes: tuple[str, ...]
    names: tuple[str, ...] = ()

    @property
    def voices(self) -> tuple[str, ...]:
        """Whose statements are counted apart; the last are those that the actor makes together with others."""
        if self.kind == "pair":
            return (*(state_name(code) for code in self.codes), "jointly")
        return (self.name, JOINTLY)

    def voice_in(self, account: Account) -> Voice:
        """Who of the actor speaks in the statements of a readout."""
        apart = len(self.voices) - 1
        own = self._own(account)
        took_part = self.kind in ("person", "body") or set(self.codes) <= account.countries

        def voice(speaker: str, country: str | None) -> int | None:
            if country is None and speaker == JOINT:
                return apart if took_part else None
            return own(speaker, country)

        return voice

    def there(self, accounts: Sequence[Account]) -> list[Account]:
        """The readouts of encounters in which the actor took part or spoke, not only was addressed."""
        told = [a for a in accounts if a.kind != "none"]
        if self.kind in ("person", "body"):
            return told
        sides: dict[str, frozenset[str]] = {}
        for account in told:
            sides[account.event] = sides.get(account.event, frozenset()) | account.sides
        return [a for a in told if set(self.codes) <= sides[a.event]]

    def _own(self, account: Account) -> Voice:
        if self.kind in ("country", "pair"):
            number = {code: n for n, code in enumerate(self.codes)}
            return lambda _, country: number.get(country or "")
        if self.kind == "person":
            names = {*self.names, *(a.name for a in account.attendees if a.person == self.id)}
        else:
            body = plain(self.id)
            names = {a.name for a in account.attendees if a.organisation and plain(a.organisation) == body}
        return lambda speaker, _: 0 if speaker in names else None


def person(store: Store, id: str) -> Actor:
    """The person of an id; that of one who was merged into another leads to the other.

    :raises NotFoundError: where there is none.
    """
    if not is_person(id):
        raise NotFoundError(id, "no such person", "Look for the name among the actors.")
    try:
        found = store.person(id)
    except StoreError as error:
        raise NotFoundError(error.where, error.what, "Look for the name among the actors.") from None
    codes = (found.country,) if found.country else ()
    return Actor("person", found.id, found.name, f"{PEOPLE}/{found.id}", codes, found.names)


def country(value: str) -> Actor:
    """The country of a code or an English name.

    :raises NotFoundError: where there is none.
    """
    code = _code(value)
    return Actor("country", code, state_name(code), f"{COUNTRIES}/{code}", (code,))


def body(name: str, country: str | None) -> Actor:
    """The body of a name, of one country only where that is given.

    :raises NotFoundError: where no letter is in the name.
    """
    code = _code(country) if country else None
    shown = " ".join(name.split())
    if not plain(shown):
        raise NotFoundError("name", "no body", "Choose one among the actors.")
    return Actor("body", shown, shown, body_address(shown, code), (code,) if code else ())


def pair(value: str) -> Actor:
    """The pair of two codes or names with a hyphen between.

    :raises NotFoundError: where it is none.
    """
    try:
        codes = check({"pair": value}).pair
    except QueryError as error:
        raise NotFoundError(error.where, error.what, error.mend) from None
    assert codes is not None
    name = " and ".join(state_name(code) for code in codes)
    return Actor("pair", "-".join(codes), name, f"{PAIRS}/{'-'.join(codes)}", codes)


def _code(value: str) -> str:
    try:
        code = check({"country": value}).country
    except QueryError as error:
        raise NotFoundError(error.where, error.what, error.mend) from None
    assert code is not None
    return code
