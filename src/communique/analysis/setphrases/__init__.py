"""The uses of a set phrase over time: variants, first and last use, who used it, whether it was dropped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from communique.account import Account, Cite, Phrase, accounts_of
from communique.analysis.chance import corrected
from communique.analysis.result import AnalysisError
from communique.analysis.setphrases.courses import Unit, course, days_of
from communique.analysis.setphrases.find import Found, find, holder, own
from communique.analysis.setphrases.model import Course, Formula, House, Shift, Use, Within, Wording
from communique.analysis.setphrases.shifts import shifts
from communique.analysis.setphrases.use import is_by, use_of
from communique.analysis.setphrases.wanted import Wanted, query, tokens, wanted
from communique.record import Record

__all__ = ["Course", "Formula", "House", "Shift", "Use", "Within", "formula", "query"]


def formula(
    readouts: Iterable[Record | Account], phrase: str, *, by: str | None = None, other: str | None = None,
    texts: Mapping[str, str] | None = None, chosen: bool = False,
) -> Formula:  # fmt: skip
    """Every use of a set phrase in readouts.

    A phrase of the lexicon is known by its entry; other phrases, and variants that the lexicon does not list, are sought in the
    texts. A phrase within a longer one counts for the longer. The course of the phrase is that of the encounters at hand.

    :param by: only uses by this side (a code), and readouts in which it took part, spoke, or is the issuer's.
    :param other: only readouts in which this side took part, spoke, was addressed, or is the issuer's.
    :param texts: by document id, those in which the phrase can stand (see `query`); a record brings its own.
    :param chosen: the readouts have these sides, since a store chose them; where `by` is None, those in which the phrase cannot stand
        may lack all but their phrases.
    :raises AnalysisError: where nothing is left to look through, or a phrase of no entry is sought without texts.
    """
    if by is not None and by == other:
        raise AnalysisError(f"by {by}, with {other}", "one and the same side", "Give two different ones.")
    given = list(readouts)
    sought = wanted(phrase)
    known = {**_texts(given), **(texts or {})}
    accounts = _chosen(accounts_of(given), *((None, None) if chosen else (by, other)))
    if sought.entry is None and not known and texts is None:
        mend = "Give the texts, or records in place of accounts."
        raise AnalysisError(f"phrase {phrase!r}", "not in the lexicon, and there are no texts to look in", mend)
    uses, within = _uses(accounts, sought, known, by)
    days = days_of(accounts)
    moved, looked_at = shifts(accounts, days, sought.entry, by)
    return Formula(
        phrase=phrase, entry=sought.entry, known=sought.known, by=by, other=other, uses=uses, within=within,
        course=course(days, _units(uses)), houses=_houses(accounts, uses), shifts=moved, looked_at=looked_at,
        readouts=len(accounts), encounters=len({a.event for a in accounts}), undated=sum(u.day is None for u in uses),
        unsearched=len(accounts) if not known and texts is None else 0,
    )  # fmt: skip


def _texts(given: Iterable[Record | Account]) -> dict[str, str]:
    return {r.document.id: r.document.text for r in given if isinstance(r, Record)}


def _chosen(accounts: Iterable[Account], by: str | None, other: str | None) -> list[Account]:
    every = [a for a in accounts if a.kind != "none"]
    if not every:
        raise AnalysisError("formula", "no readout of an encounter", "Widen the filters, or add readouts to the store.")
    chosen = [a for a in every if (not by or by in _voices(a)) and (not other or other in _parties(a))]
    if not chosen:
        who = " and ".join(side for side in (by, other) if side)
        raise AnalysisError(who, "in none of these readouts", "Look with `communique list --country`.")
    return chosen


def _voices(account: Account) -> frozenset[str | None]:
    return account.sides | {account.side}


def _parties(account: Account) -> frozenset[str | None]:
    return _voices(account) | {code for s in account.statements for code in s.addressees}


def _uses(
    accounts: Sequence[Account], sought: Wanted, texts: Mapping[str, str], by: str | None
) -> tuple[tuple[Use, ...], tuple[Within, ...]]:
    uses: list[Use] = []
    longer: dict[str, list[Cite]] = defaultdict(list)
    for account in accounts:
        text = texts.get(account.document)
        for place, cite in _places(account, sought, text):
            use = use_of(account, place.wording, cite, text)
            if not is_by(account, use.speaker, use.by, by):
                continue
            if own(sought, place, account.phrases):
                uses.append(use)
            elif place.wording == "as asked" and (held := holder(place, account.phrases)):
                longer[held.phrase].append(cite)
    return tuple(uses), tuple(Within(name, tuple(cites)) for name, cites in sorted(longer.items()))


def _places(account: Account, sought: Wanted, text: str | None) -> Iterator[tuple[Found, Cite]]:
    """Where the phrase stands in a readout: by the lexicon, then by the text, without what the lexicon has already."""
    from communique.lexicon import fold

    known = [p for p in account.phrases if p.id == sought.entry]
    found = [(Found(p.cite.start, p.cite.end, _listed(sought, p)), p.cite) for p in known]
    for place in find(sought, fold(text)) if text else ():
        if all(place.end <= p.cite.start or p.cite.end <= place.start for p in known):
            assert text is not None
            found.append((place, Cite(account.document, place.start, place.end, text[place.start : place.end])))
    yield from sorted(found)


def _listed(sought: Wanted, phrase: Phrase) -> Wording:
    from communique.lexicon import fold

    same = tuple(token.word for token in tokens(fold(phrase.cite.quote))) == sought.words
    return "as asked" if same else "listed"


def _units(uses: Iterable[Use]) -> set[Unit]:
    return {Unit(u.issuer or "", u.event) for u in uses}


def _houses(accounts: Iterable[Account], uses: Iterable[Use]) -> tuple[House, ...]:
    """Each issuer that used it, first those that did so in most of their readouts."""
    used: dict[str | None, list[Use]] = defaultdict(list)
    for use in uses:
        used[use.issuer].append(use)
    readouts: dict[str | None, list[Account]] = defaultdict(list)
    for account in accounts:
        readouts[account.issuer].append(account)
    found = [
        House(issuer, len(readouts[issuer]), len({u.cite.document for u in its}),
              course(days_of(readouts[issuer]), _units(its)))
        for issuer, its in used.items()
    ]  # fmt: skip
    return tuple(sorted(_corrected(found), key=lambda h: (-h.used / h.readouts, h.issuer or "")))


def _corrected(houses: Sequence[House]) -> Iterator[House]:
    """The same with the chances of new and dropped corrected for so many issuers."""
    said = [h.course for h in houses if h.course.new is not None]
    chances = iter(corrected([chance or 0.0 for c in said for chance in (c.new, c.dropped)]))
    for house in houses:
        ends = (None, None) if house.course.new is None else (next(chances), next(chances))
        yield house._replace(course=house.course._replace(new=ends[0], dropped=ends[1]))
