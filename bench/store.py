"""The embedded store under load: ``python -m bench.store [--documents 100000] [--writers 2]``.

Documents of about 600 words are made from templates of invented readouts, added with their readings, and sought.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from communique import Document
from communique.reading import read_document
from communique.store import Store

_STATES = ("Norway", "Kenya", "Chile", "Viet Nam", "Morocco", "Ecuador", "Kazakhstan", "Senegal", "Albania", "Oman", "Croatia",
           "Japan", "France", "Canada", "India", "Ukraine")  # fmt: skip
_CITIES = ("Oslo", "Nairobi", "Santiago", "Hanoi", "Rabat", "Quito", "Astana", "Dakar", "Tirana", "Muscat", "Zagreb",
           "Tokyo", "Paris", "Ottawa", "New Delhi", "Kyiv")  # fmt: skip
_FIRST = ("Ona", "Tomas", "Mirela", "Idris", "Aiko", "Bruno", "Celeste", "Dmitri", "Farah", "Goran", "Hana", "Ines")
_LAST = (
    "Vale",
    "Kern",
    "Lindqvist",
    "Okafor",
    "Moreau",
    "Tanaka",
    "Ruiz",
    "Petrov",
    "Haddad",
    "Novak",
    "Singh",
    "Abebe",
)
_THINGS = ("trade", "energy", "climate change", "maritime security", "education", "grain exports", "visas", "railways",
           "fisheries", "vaccines", "copper", "market access", "human rights", "debt relief", "space research")  # fmt: skip
_SENTENCES = (
    "{a} called on {y} to lower its tariffs on {t}.",
    "{b} welcomed the progress made in {t} since the visit to {city} in {year}.",
    "{a} expressed concern over the situation in the {w} region.",
    "The two sides discussed {t} and {u}, and exchanged views on the {w} process.",
    "{b} thanked {x} for its support in the field of {t}.",
    "{a} reaffirmed the commitment of {x} to the {w} agreement of {year}.",
    "They agreed to continue consultations on {t} in {city} before the end of {year}.",
    "{b} stressed that {t} must remain a priority for the {w} partnership.",
    "{a} said that companies from {x} were ready to invest in {u} in {y}.",
    "{b} opposed any measure that would harm {t} or delay the {w} programme.",
    "Both ministers praised the work of the {w} commission on {u}.",
    "{a} invited {b} to visit {city} in {year}.",
)
_SYLLABLES = ("ka", "lo", "mi", "ren", "tas", "vol", "dor", "shi", "pel", "gan", "u", "bri")
_WORDS = 600
_CHUNK = 500
_QUERIES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("{w}", {}),
    ("minister", {}),
    ("trade", {}),
    ("trade energy -visas", {}),
    ('"market access"', {}),
    ('"debt relief" OR "grain exports"', {}),
    ("tariffs", {"act": "request"}),
    ("{w}", {"country": "KEN"}),
    ("copper", {"since": "2022", "until": "2023-06"}),
    ("education", {"actor": "Vale", "act": "praise"}),
    ("fisheries", {"topic": "trade", "kind": "meeting"}),
    ("commission", {"issuer": "Norway"}),
    ("", {"country": "JPN", "act": "oppose"}),
    ("", {"actor": "Aiko Tanaka"}),
)
_GROUPS = {
    "acts of each country": "SELECT country, act, count(*) FROM statements GROUP BY country, act",
    "meetings of each month": "SELECT substr(first_day, 1, 7), kind, count(*) FROM meetings GROUP BY 1, 2",
    "topics of each year": "SELECT substr(d.first_day, 1, 4), t.topic, count(*) FROM topics t"
    " JOIN documents d ON d.key = t.document GROUP BY 1, 2",
}


def document(number: int) -> Document:
    """The invented readout of that number."""
    chance = random.Random(number)
    x, y = chance.sample(range(len(_STATES)), 2)
    a, b = (f"{chance.choice(_FIRST)} {chance.choice(_LAST)}" for _ in range(2))
    day = f"{chance.randint(2020, 2024)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    title = f"Foreign Minister {a} meets {b} of {_STATES[y]}"
    parts = [
        f"Foreign Minister {a} of {_STATES[x]} met the Foreign Minister of {_STATES[y]}, {b}, in {_CITIES[x]} today."
    ]
    count = 0
    while count < _WORDS:
        parts.append(
            chance.choice(_SENTENCES).format(
                a=f"Minister {a.split()[1]}", b=f"Minister {b.split()[1]}", x=_STATES[x], y=_STATES[y],
                t=chance.choice(_THINGS), u=chance.choice(_THINGS), city=chance.choice(_CITIES),
                year=chance.randint(2015, 2026), w=_word(chance),
            )
        )  # fmt: skip
        count += len(parts[-1].split())
    text = "\n\n".join([title, *(" ".join(parts[i : i + 4]) for i in range(0, len(parts), 4))])
    return Document(
        id=f"made-{number}", title=title, issuer=f"MFA {_STATES[x]}", published=day, language="en",
        url=f"https://example.org/{number}", text=text,
    )  # fmt: skip


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(3)).capitalize()


def _add(task: tuple[str, int, int]) -> float:
    where, start, end = task
    with Store(where) as store:
        for number in range(start, end):
            made = document(number)
            store.add(made, raw=made.text.encode(), media_type="text/plain")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def adding(where: str, count: int, writers: int) -> Iterator[str]:
    """Adds the documents; a line for each tenth and one for all."""
    tasks = [(where, start, min(start + _CHUNK, count)) for start in range(0, count, _CHUNK)]
    begun = time.perf_counter()
    peak, step = 0.0, max(1, len(tasks) // 10)
    with multiprocessing.get_context("fork").Pool(writers) as pool:
        for done, memory in enumerate(pool.imap(_add, tasks), 1):
            peak = max(peak, memory)
            if done % step == 0:
                yield f"  {done * _CHUNK:,} after {time.perf_counter() - begun:,.0f} s"
    spent = time.perf_counter() - begun
    yield f"adding: {count / spent:,.0f} documents/s with {writers} writers, peak memory of a writer {peak:,.0f} MB"


def reading_alone(count: int = 200) -> str:
    """What of adding is reading: milliseconds a document without the store."""
    made = [document(number) for number in range(count)]
    read_document(made[0])
    begun = time.perf_counter()
    for one in made:
        read_document(one)
    words = statistics.mean(len(one.text.split()) for one in made)
    return f"reading alone: {(time.perf_counter() - begun) / count * 1000:.1f} ms a document of {words:.0f} words"


def searching(where: str, rounds: int = 15) -> Iterator[str]:
    """Milliseconds of a search, over all and for each query."""
    chance = random.Random(1)
    times: dict[tuple[str, str], list[float]] = {}
    with Store(where, create=False) as store:
        for turn in range(rounds + 1):
            for query, filters in _QUERIES:
                words = query.format(w=_word(chance)) or None
                begun = time.perf_counter()
                store.search(words, **filters)
                if turn:  # the first round warms the caches
                    spent = (time.perf_counter() - begun) * 1000
                    times.setdefault((query, ", ".join(f"{k}={v}" for k, v in filters.items())), []).append(spent)
    every = sorted(t for its in times.values() for t in its)
    yield f"search: p50 {statistics.median(every):.1f} ms, p95 {every[int(len(every) * 0.95)]:.1f} ms (target 100)"
    for (query, filters), its in times.items():
        yield f"  {query:34} {filters:34} {statistics.median(its):8.1f} ms"


def grouping(where: str) -> Iterator[str]:
    """Milliseconds of counting queries, in plain SQL."""
    connection = sqlite3.connect(where)
    for name, query in _GROUPS.items():
        begun = time.perf_counter()
        rows = len(connection.execute(query).fetchall())
        yield f"group by: {name}: {rows} rows in {(time.perf_counter() - begun) * 1000:.0f} ms"
    connection.close()


def size(where: str, count: int) -> Iterator[str]:
    """The size of the file, and what takes it."""
    total = Path(where).stat().st_size
    yield f"file: {total / 1e6:,.0f} MB, {total / count / 1000:.1f} KB a document"
    connection = sqlite3.connect(where)
    query = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 14"
    yield "  " + ", ".join(f"{name} {pages / 1e6:,.0f}" for name, pages in connection.execute(query))
    connection.close()


def main() -> None:
    """Runs all of it in a folder that is deleted afterwards."""
    parser = argparse.ArgumentParser(prog="python -m bench.store", description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--writers", type=int, default=1)
    parser.add_argument("--where", type=Path, help="a store that stays; one that is there is only searched")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        where = args.where or Path(folder) / "communique.db"
        print(reading_alone(), flush=True)
        if not where.exists():
            for line in adding(str(where), args.documents, args.writers):
                print(line, flush=True)
        for part in (searching(str(where)), grouping(str(where)), size(str(where), args.documents)):
            for line in part:
                print(line, flush=True)
    print(f"peak memory of searching: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
