"""Whether decisions are whole, and what is derived from them and the readings is what deriving it again gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select, text

from communique.store import schema as t
from communique.store.curation import tables as c
from communique.store.curation.again import UnreadableError, differing
from communique.store.curation.decisions import decisions
from communique.store.curation.refresh import is_current
from communique.store.database import Database
from communique.store.model import Finding

_RELINK = "Run `communique doctor --relink`."
_RESTORE = "Restore a backup; what people decided cannot be made again."


def examine_links(database: Database) -> Iterator[Finding]:
    """What is wrong with encounters, persons and decisions, on one state of the store.

    What is derived is held against deriving it again only where all is linked; asking for encounters or persons does that.
    """
    with database.reading() as connection:
        if not database.embedded:
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        for check in (_decided, _undone, _derived):
            yield from check(connection)


def _decided(connection: Connection) -> Iterator[Finding]:
    """Decisions on documents that are not there."""
    d = t.documents.c
    for made in decisions(connection, "join", "split", "part", "correct", "confirm", undone=True, every=True):
        groups = made.what.get("groups") or [made.what.get("documents") or [made.what.get("document")]]
        wanted = {name for group in groups for name in group if name}
        there = set(connection.execute(select(d.id).where(d.id.in_(sorted(wanted)))).scalars())
        for name in sorted(wanted - there):
            yield Finding("error", f"decision {made.number}", f"its document {name} is not there", _RESTORE)


def _undone(connection: Connection) -> Iterator[Finding]:
    """Decisions that hold although they were undone, or the other way about."""
    one, undoing = c.decisions.c, c.decisions.alias("undoing")
    undone = select(undoing.c.key).where(undoing.c.undoes == one.key, undoing.c.active).exists()
    query = select(one.key).where(one.active == undone).order_by(one.key)
    for number in connection.execute(query).scalars():
        yield Finding("error", f"decision {number}", "whether it holds does not follow from what was undone", _RESTORE)


def _derived(connection: Connection) -> Iterator[Finding]:
    if not is_current(connection):
        return
    try:
        documents, names = differing(connection)
    except UnreadableError:
        return  # what is damaged is found by the checks of records, texts and versions
    yield from _told(documents, "what links it to encounters and persons is not what linking it again gives", _RELINK)
    yield from _told((f"p{name}" for name in names), "this person is another when linked again", _RELINK)


def _told(names: Iterable[str], what: str, mend: str) -> Iterator[Finding]:
    """One finding, whatever the number."""
    found = list(names)
    if found:
        more = f" and {len(found) - 1} others" if len(found) > 1 else ""
        yield Finding("error", f"{found[0]}{more}", what, mend)
