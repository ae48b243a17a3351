"""Invented readouts: those of the house styles, and as many more as a test wants. Stores as older steps left them."""

from __future__ import annotations

import json
from pathlib import Path

from communique import Document
from communique.store import Store
from communique.store.migrate import VERSION_TABLE

_FILE = Path(__file__).parent.parent / "reading" / "house_styles.json"
_CITIES = ("Oslo", "Nairobi", "Lima", "Hanoi", "Rabat", "Quito", "Astana", "Dakar", "Tirana", "Muscat", "Zagreb")
_FIELDS = ("grain", "ferries", "copper", "visas", "solar power", "railways", "fisheries", "vaccines", "timber")


def house_styles() -> list[Document]:
    """A readout of each house style, with ids "house-0" and so on."""
    rows = json.loads(_FILE.read_text(encoding="utf-8"))
    return [
        Document(
            id=f"house-{n}", text=row["text"], title=row["text"].split("\n")[0], issuer=row["issuer"],
            published=row["published"], language="en", url=f"https://example.org/{n}",
        )
        for n, row in enumerate(rows)
    ]  # fmt: skip


def made_up(number: int) -> Document:
    """A short readout that differs from that of any other number in many words."""
    city, field = _CITIES[number % len(_CITIES)], _FIELDS[number % len(_FIELDS)]
    words = " ".join(f"item{number}x{i}" for i in range(12))
    text = (
        f"Minister Ona Vale met the Foreign Minister of Kenya, Josphat Kariuki, in {city} on 3 May 2024.\n\n"
        f"Minister Vale called on Kenya to buy more {field} in year {number}. Mr Kariuki welcomed the talks.\n\n{words}."
    )
    return Document(
        id=f"made-{number}", text=text, title=f"Meeting number {number}", issuer="Norway", published="2024-05-04"
    )


_BACK = {
    "0003": (
        "DROP TABLE sessions",
        "DROP TABLE users",
        "ALTER TABLE decisions DROP COLUMN coding",
        "UPDATE decisions SET document = NULL WHERE kind = 'undo'",
        "DROP INDEX statements_entry",
        "DROP INDEX statements_document",
        "DROP INDEX topics_document",
        "DROP INDEX decisions_document",
        "CREATE INDEX ix_decisions_document ON decisions (document)",
        "CREATE INDEX ix_statements_document ON statements (document)",
        "CREATE INDEX ix_topics_document ON topics (document)",
    ),
    "0002": ("DROP TABLE formulae", "DROP TABLE mentions"),
}
"""What takes a store back to each step from the one after it; the tables that a step makes anew are left as they are."""


def back_to(store: Store, step: str) -> None:
    """Takes a store back to an older step."""
    with store._database.writing() as connection:
        for older, commands in _BACK.items():
            if older >= step:
                for command in commands:
                    connection.exec_driver_sql(command)
        connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = '{step}'")
