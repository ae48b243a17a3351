"""The lines of `communique formula --new`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from communique.analysis.recurrence import Looked, NewFormulae, Recurring, new_formulae
from communique.cli.cited import quoted
from communique.cli.rows import chance
from communique.wording import plural

if TYPE_CHECKING:
    from communique.store import Store
    from communique.store.accounts import Part

_PARTS: tuple[Part, ...] = ("attendees", "statements", "phrases")


def found(store: Store, sides: list[str | None], filters: dict[str, Any]) -> NewFormulae:
    """What recurs in the readouts that the filters choose, against the others of the same issuers.

    Where the filters choose all readouts of the issuers there is no background.
    """
    by, other = sides
    background = None
    if other or filters["since"] or filters["until"]:
        background = store.accounts(issuer=filters["issuer"], country=by, once=True, parts=_PARTS)
    chosen = {"pair": f"{by}-{other}"} if by and other else {"country": by or other}
    return new_formulae(store.accounts(**filters, **chosen, once=True, parts=_PARTS), background=background, by=by)


def described(result: NewFormulae, most: int) -> Iterator[str]:
    """The lines for the terminal, with the first `most` sequences."""
    yield f"{plural(len(result.found), 'word sequence')} that recur and are no set phrases of the lexicon, in at least {result.least} encounters of one issuer"
    yield from (_looked(one, result.least) for one in result.issuers)
    yield f"{plural(result.tested, 'sequence')} tested; every p is corrected for so many"
    for one in result.found[:most]:
        yield from ("", *_recurring(one))
    if len(result.found) > most:
        yield from ("", f"and {len(result.found) - most} more")


def _looked(one: Looked, least: int) -> str:
    against = f", against {plural(one.others, 'other')}" if one.others else ""
    few = f": too few to say ({least} needed)" if one.few else ""
    return f"  {one.issuer or 'no issuer'}: {plural(one.encounters, 'encounter')}{against}{few}"


def _recurring(one: Recurring) -> Iterator[str]:
    c = one.course
    parts = [f"in {one.used} of {one.encounters} encounters"]
    if one.chance is not None:
        parts.append(f"elsewhere in {one.elsewhere} of {one.others} ({chance(one.chance)})")
    parts.append(f"first {c.first or 'no day'}, last {c.last or 'no day'}")
    if one.new is not None and one.is_new:
        parts.append(f"new: {c.before} encounters before without ({chance(one.new)})")
    if one.dropped is not None and one.is_dropped:
        parts.append(f"dropped: {c.since} encounters since without ({chance(one.dropped)})")
    yield f"“{one.words}”  {one.issuer or 'no issuer'}: {'; '.join(parts)}"
    ends = [one.uses[0], one.uses[-1]] if len(one.uses) > 1 else [one.uses[0]]
    yield from (f"    {use.day or 'no day'}  {quoted(use.sentence, use.issuer)}" for use in ends)
