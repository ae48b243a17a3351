"""Analyses over many records, each command in a process of its own: ``python -m bench.analysis [--documents 20000]``.

The store is made by `bench.store` where ``--where`` names none, and linked first. What is printed is the time of a whole
command, with the start of Python and of its libraries; the page cache of the system is as it is.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from bench.store import adding
from communique.store import Store

_COMMANDS: tuple[tuple[float, tuple[str, ...]], ...] = (
    (2.0, ("asks", "--by", "NOR", "--of", "KEN")),
    (2.0, ("timeline", "--pair", "NOR-KEN")),
    (2.0, ("timeline", "--topic", "climate")),
    (5.0, ("network",)),
    (5.0, ("network", "--by", "country")),
    (3.0, ("brief", "--with", "KEN", "--us", "NOR")),
)
"""Seconds that are aimed at for 20,000 documents, and the command."""
_PAIRS = 20


def linking(where: str) -> str:
    """Joins encounters and persons, which every analysis needs once."""
    begun = time.perf_counter()
    with Store(where, create=False) as store:
        number = store.link()
    return f"linking: {number:,} documents in {time.perf_counter() - begun:.1f} s"


def commands(where: str) -> list[str]:
    """The seconds of each command."""
    lines = []
    for aim, argv in _COMMANDS:
        begun = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "communique", *argv, "--store", where], capture_output=True, check=False, text=True
        )
        spent = time.perf_counter() - begun
        said = (
            done.stdout.split("\n", 1)[0]
            if done.returncode == 0
            else f"exit code {done.returncode}: {done.stderr.strip()}"
        )
        lines.append(f"{' '.join(argv):40} {spent:6.2f} s (aim {aim:.0f})  {said[:110]}")
    return lines


def comparing(where: str) -> str:
    """Milliseconds of comparing two accounts, with the sides' other readouts as background."""
    from communique.analysis import compare

    with Store(where, create=False) as store:
        accounts = store.accounts(pair="NOR-KEN")
        times = []
        for one, other in pairwise(accounts[:_PAIRS]):
            begun = time.perf_counter()
            compare([one, other], background=accounts)
            times.append((time.perf_counter() - begun) * 1000)
    return f"compare: {sorted(times)[len(times) // 2]:.1f} ms a pair, most {max(times):.1f} (aim 50), {len(accounts)} in the background"


def main() -> None:
    """Runs all of it."""
    parser = argparse.ArgumentParser(prog="python -m bench.analysis", description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--writers", type=int, default=2)
    parser.add_argument("--where", type=Path, help="a store that stays")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        where = args.where or Path(folder) / "communique.db"
        if not where.exists():
            for line in adding(str(where), args.documents, args.writers):
                print(line, flush=True)
        print(linking(str(where)), flush=True)
        print(comparing(str(where)), flush=True)
        for line in commands(str(where)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
