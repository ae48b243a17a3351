"""A place in a readout as a use: whose it is, and in which sentence it stands."""

from __future__ import annotations

import re

from communique.account import Account, Cite
from communique.analysis.setphrases.model import Use, Wording
from communique.record import JOINT

_END = re.compile(r"[.!?][\"'”’)]*(?=\s+[\"'“‘(]?[A-Z])|\n\s*\n")
_MOST = 600


def use_of(account: Account, wording: Wording, cite: Cite, text: str | None = None) -> Use:
    """The use of a set phrase at a place.

    :param text: of the readout, for the sentence around it where that is no statement.
    """
    from communique.lexicon import fold

    speaker, by = heard(account, cite)
    words, around = " ".join(fold(cite.quote).split()), sentence(account, cite, text)
    return Use(wording, words, cite, around, account.event, account.first, account.issuer, speaker, by, account.url)


def is_by(account: Account, speaker: str | None, by: str | None, side: str | None) -> bool:
    """Whether what a speaker of side `by` says is of `side` (None: of anybody): by itself, or jointly where it took part."""
    return side in (None, by) or (speaker == JOINT and by is None and side in account.countries)


def heard(account: Account, cite: Cite) -> tuple[str | None, str | None]:
    """The speaker and the side of what stands at a place: those of the statement around it.

    Outside statements nobody is the speaker and the side is the issuer's; what both say jointly is of no one side.
    """
    for statement in account.statements:
        if statement.cite.start <= cite.start and cite.end <= statement.cite.end:
            joint = statement.country is None and statement.speaker == JOINT
            return statement.speaker, None if joint else statement.country or account.side
    return None, account.side


def sentence(account: Account, cite: Cite, text: str | None) -> Cite:
    """The statement around a place, else its sentence in the text, else the place itself where no text is given."""
    for statement in account.statements:
        if statement.cite.start <= cite.start and cite.end <= statement.cite.end:
            return statement.cite
    if text is None:
        return cite
    ends = [m.end() for m in _END.finditer(text, max(0, cite.start - _MOST), cite.start)]
    start = ends[-1] if ends else max(0, cite.start - _MOST)
    after = _END.search(text, cite.end, cite.end + _MOST)
    end = after.end() if after else min(len(text), cite.end + _MOST)
    quote = text[start:end]
    start, quote = start + len(quote) - len(quote.lstrip()), quote.strip()
    return Cite(account.document, start, start + len(quote), quote)
