"""Invented readouts: those of the house styles, and as many more as a test wants."""

from __future__ import annotations

import json
from pathlib import Path

from communique import Document

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
