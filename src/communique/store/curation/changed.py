"""Whether a person who decides has seen what others decided on the document meanwhile."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from communique.store import schema as t
from communique.store.curation import tables as c
from communique.store.curation.decisions import about, within
from communique.store.curation.model import Decision
from communique.store.errors import ChangedError

_SHOWN = 3


def last_decision(connection: Connection, document: int, coding: str | None) -> int:
    """The number of the last decision of a coding about a document; 0 where there is none."""
    d = c.decisions.c
    query = select(func.max(d.key)).where(d.document == document, within(coding))
    return int(connection.execute(query).scalar() or 0)


def refuse_if_changed(connection: Connection, document: int, after: int | None, coding: str | None) -> None:
    """Within the transaction that will write: nothing was decided that the person has not seen.

    :param after: the number of the last decision that the person has seen; None: it does not matter.
    :raises ChangedError: where there is a newer one, whoever made it.
    """
    unseen = about(connection, document, coding, after) if after is not None else []
    if not unseen:
        return
    name = connection.execute(select(t.documents.c.id).where(t.documents.c.key == document)).scalar_one()
    more = f"; and {len(unseen) - _SHOWN} more" if len(unseen) > _SHOWN else ""
    what = f"changed meanwhile: {'; '.join(map(_told, unseen[-_SHOWN:]))}{more}; nothing of yours was written"
    raise ChangedError(name, what, "Look at the document as it is now, then decide again.", tuple(unseen))


def _told(made: Decision) -> str:
    done = {"correct": f"corrected {made.what.get('path')}", "undo": f"undid decision {made.undoes}"}
    return f"{made.by} {done.get(made.kind, 'confirmed it')} on {made.made[:10]} at {made.made[11:19]} UTC"
