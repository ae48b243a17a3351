"""Speed as a ratio to a fixed workload of the same run, memory, a cold command, and how cost grows with length."""

from __future__ import annotations

import hashlib
import multiprocessing
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from bench.gold import ROOT
from communique import examples
from communique.reading import read_document
from communique.reading.grammar.tokens import sentences
from communique.record import Document

_REPEATS = 5
_SIZES = (10_000, 50_000, 200_000, 1_000_000)
_LIMIT = 20.0
"""Seconds that a pathological text may take before it counts as a hang."""
_PATHOLOGICAL = {
    "one line without a stop": "the sides spoke of trade and ",
    "capital words": "Anna Maria Vale ",
    "commas": "trade, ",
    "quotes": '"trade" ',
    "brackets": "((",
    "newlines": "\n",
    "that": "said that he noted that ",
}


def _seconds(work: Callable[[], Any]) -> float:
    times = []
    for _ in range(_REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def _reference() -> None:
    """The fixed workload: hashing, which no change of ours can make faster."""
    data = b"communique" * 100
    for _ in range(20_000):
        hashlib.sha256(data).digest()


def throughput(documents: list[Document]) -> str:
    """Sentences a second over the documents, lexicons loaded, and the ratio to the reference workload."""
    read_document(documents[0])
    count = sum(len(sentences(d.text, (0, len(d.text)))) for d in documents)
    spent = _seconds(lambda: [read_document(d) for d in documents])
    base = _seconds(_reference)
    rate = count / spent
    return f"speed: {rate:,.0f} sentences/s over {len(documents)} texts (target 2,000); {spent / base:.2f} × reference"


def cold() -> str:
    """One page by the command in a new process: wall seconds and peak memory."""
    page = str(ROOT / "src" / "communique" / "examples" / "idcpc.txt")
    command = [sys.executable, "-m", "communique", "read", page]
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    wall = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return f"cold `communique read`: {wall:.2f} s wall (target 1), peak memory {peak:.0f} MB (target 300)"


def growth() -> str:
    """Microseconds a kilobyte for documents of growing length; linear cost keeps them level."""
    paragraphs = "\n\n".join(examples.load(name).text for name in examples.names())
    rows, costs = [], []
    for size in _SIZES:
        text = (paragraphs + "\n\n") * (size // len(paragraphs) + 1)
        document = Document(id="long", published="2024-05-17", text=text[:size])
        start = time.perf_counter()
        read_document(document)
        costs.append((time.perf_counter() - start) / (size / 1000) * 1e6)
        rows.append(f"{size // 1000} KB {costs[-1]:,.0f}")
    return f"growth: µs per KB {', '.join(rows)}; largest to smallest {costs[-1] / costs[0]:.2f}"


def _read(text: str) -> None:
    read_document(Document(id="odd", text=text))


def pathological(size: int = 200_000) -> str:
    """Texts that break careless patterns, each in a process of its own under a time limit."""
    lines = []
    for label, piece in _PATHOLOGICAL.items():
        start = time.perf_counter()
        child = multiprocessing.Process(target=_read, args=((piece * (size // len(piece) + 1))[:size],))
        child.start()
        child.join(_LIMIT)
        spent = f"{time.perf_counter() - start:.1f} s"
        if child.is_alive():
            child.kill()
            spent = f"more than {_LIMIT:.0f} s: hangs"
        elif child.exitcode:
            spent = "fails"
        lines.append(f"  {label:26} {spent}")
    return f"pathological texts of {size // 1000} KB\n" + "\n".join(lines)
