"""A set phrase in the readouts of a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from communique.analysis.setphrases import formula
from communique.analysis.setphrases.model import Formula
from communique.analysis.setphrases.wanted import query

if TYPE_CHECKING:
    from communique.store import Store
    from communique.store.accounts import Part
    from communique.store.filters import FilterWords

_BARE: tuple[Part, ...] = ("phrases",)
_FULL: tuple[Part, ...] = ("attendees", "statements", "phrases")


def formula_in(
    store: Store, phrase: str, *, by: str | None = None, other: str | None = None, **filters: Unpack[FilterWords]
) -> Formula:  # fmt: skip
    """The uses of a phrase in the readouts that the filters choose; near copies count once.

    Of those in which the phrase cannot stand only the set phrases are loaded, unless it matters who says them.

    :param by: only uses by this side (a code).   :param other: only readouts that have this side too.
    :param filters: those of `Store.search`, but for country and pair, which follow from the sides.
    :raises AnalysisError: as `formula` does.   :raises QueryError: for a filter that cannot be understood.
    """
    named = "-".join(side for side in (by, other) if side)
    chosen: FilterWords = {**filters, **({"pair": named} if by and other else {"country": named or None})}
    once: FilterWords = {**chosen, "once": True}
    accounts = {a.document: a for a in store.accounts(parts=_FULL if by else _BARE, **once)}
    words = query(phrase)
    if not by:
        accounts.update((a.document, a) for a in store.accounts(words, parts=_FULL, **chosen) if a.document in accounts)
    texts = {id: text for id, text in store.texts(words, **chosen) if id in accounts}
    return formula(accounts.values(), phrase, by=by, other=other, texts=texts, chosen=True)
