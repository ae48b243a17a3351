"""The reading room under load: ``python -m bench.web STORE [--seconds 60] [--readers 50]``.

STORE is an embedded store (`python -m bench.store --keep` makes a large one); it is copied first. Measured on loopback, against
the server as `communique serve` runs it: a text pasted until its marked page is there, pages of searches, many readers at once
(with `wrk`, https://github.com/wg/wrk, which counts errors), and whether all that was acknowledged is there after ``kill -9``.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

import httpx2

from bench.gold import ROOT
from communique import examples
from communique.store import Store

_SEED = ROOT.parent / "shared" / "seed"
_QUERIES: tuple[dict[str, str], ...] = (
    {}, {"q": "minister"}, {"q": "trade"}, {"q": "trade energy -visas"}, {"q": '"market access"'}, {"q": '"debt relief" OR "grain exports"'},
    {"q": "tariffs", "act": "request"}, {"q": "copper", "from": "2022", "to": "2023-06"}, {"q": "education", "actor": "Vale", "act": "praise"},
    {"q": "fisheries", "topic": "trade", "kind": "meeting"}, {"q": "commission", "issuer": "Norway"}, {"country": "JPN", "act": "oppose"},
    {"actor": "Aiko Tanaka"}, {"country": "KEN"}, {"pair": "KEN-FRA"}, {"q": "trade", "page": "7"},
)  # fmt: skip


@contextmanager
def serving(store: Path, log: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The server as a process of its own; gives its address and the process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with log.open("ab") as out:
        command = [sys.executable, "-m", "communique", "serve", "--store", str(store), "--port", str(port)]
        process = subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        yield address, process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(20)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        if process.poll() is not None:
            raise SystemExit(f"the server ended with code {process.returncode}")
        try:
            httpx2.get(address, timeout=5)
        except httpx2.TransportError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server does not answer")


def pasted(address: str, times: int = 100) -> str:
    """Seconds from sending a text to having its whole marked page."""
    text = _seed()
    took = []
    with httpx2.Client() as client:
        for _ in range(times):
            begin = time.perf_counter()
            answer = client.post(f"{address}/read", data={"text": text, "issuer": "IDCPC", "published": "2024-05-17"})
            took.append(time.perf_counter() - begin)
            assert answer.status_code == 200 and "data-label" in answer.text
    return f"paste to marked page, {len(text)} characters: {_told(took)}"


def searches(address: str, times: int = 20) -> str:
    """Seconds for a page of the library, over all kinds of query, in an order by chance.

    Each is asked in words that nobody asked in before (up to a day far ahead), so that no counts are remembered.
    """
    every = [
        {**query, "to": f"{2030 + n}" if "to" not in query else f"2023-06-{n + 1:02d}"}
        for query in _QUERIES
        for n in range(times)
    ]
    random.Random(7).shuffle(every)
    took: list[float] = []
    slowest: dict[str, float] = {}
    with httpx2.Client(timeout=60) as client:
        for query in every:
            begin = time.perf_counter()
            answer = client.get(f"{address}/library", params=query)
            seconds = time.perf_counter() - begin
            took.append(seconds)
            assert answer.status_code == 200, answer.text[:500]
            name = urlencode({name: value for name, value in query.items() if name != "to"})
            slowest[name] = max(seconds, slowest.get(name, 0))
    worst = "; ".join(f"{q or 'all'} {s * 1000:.0f} ms" for q, s in sorted(slowest.items(), key=lambda x: -x[1])[:3])
    return f"search pages: {_told(took)}; slowest: {worst}"


def readers(address: str, store: Path, number: int, seconds: int) -> str:
    """So many readers at once, with `wrk`; its own words on throughput, times and errors."""
    if shutil.which("wrk") is None:
        return "many readers: not measured, wrk is not installed (apt-get install wrk)"
    with Store(store, create=False) as held:
        ids = [one.id for one in held.list(limit=200)]
    paths = (
        [f"/library?{urlencode(q)}" for q in _QUERIES]
        + [f"/documents/{id}" for id in ids]
        + ["/", "/library.json?q=trade"] * 8
    )
    rows = ",".join(f'"{path}"' for path in (p.replace('"', '\\"') for p in paths))
    script = f"local paths = {{{rows}}}\nlocal n = 0\nrequest = function()\n  n = n + 1\n  return wrk.format('GET', paths[(n * 7919) % #paths + 1])\nend\n"
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        command = [
            "wrk",
            "-t2",
            f"-c{number}",
            f"-d{seconds}s",
            "--timeout",
            "30s",
            "--latency",
            "-s",
            file.name,
            address,
        ]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return f"{number} readers for {seconds} s:\n{said.strip()}"


def killed(store: Path, log: Path, times: int = 5) -> str:
    """Texts kept by several writers in a new store while the server is killed: what it acknowledged must be there."""
    kept: dict[str, str] = {}
    chance = random.Random(3)
    for turn in range(times):
        with serving(store, log) as (address, process):
            writers = [Thread(target=_write, args=(address, f"{turn}-{n}", kept)) for n in range(4)]
            for writer in writers:
                writer.start()
            time.sleep(chance.uniform(1.0, 4.0))
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            for writer in writers:
                writer.join()
    with Store(store, create=False) as held:
        lost = [id for id, title in kept.items() if held.show(id).document.title != title]
        faults = [f for f in held.doctor() if f.level == "error"]
    assert not lost and not faults, (lost[:3], faults[:3])
    return f"killed {times} times under load: {len(kept)} acknowledged texts, {len(lost)} lost; the doctor found {len(faults)} faults"


def _write(address: str, name: str, kept: dict[str, str]) -> None:
    text = examples.load("state").text
    with httpx2.Client(timeout=30) as client:
        for n in range(10_000):
            title = f"Text {name}-{n}"
            try:
                answer = client.post(
                    f"{address}/read", data={"text": f"{title}\n\n{text}", "title": title, "keep": "1"}
                )
            except httpx2.TransportError:
                return
            assert answer.status_code == 303, answer.text[:300]
            kept[answer.headers["location"].split("/")[2].split("?")[0]] = title


def _seed() -> str:
    files = sorted(_SEED.glob("*.txt")) if _SEED.is_dir() else []
    return files[0].read_text(encoding="utf-8") if files else examples.load("idcpc").text


def _told(took: list[float]) -> str:
    cuts = statistics.quantiles(took, n=100)
    return f"median {cuts[49] * 1000:.0f} ms, p95 {cuts[94] * 1000:.0f} ms, slowest {max(took) * 1000:.0f} ms (n = {len(took)})"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.web", description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--readers", type=int, default=50)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.store.parent) as folder:
        copy = Path(folder) / "copy.db"
        with Store(args.store, create=False) as held:
            held.backup(copy)
        log = Path(folder) / "log"
        with serving(copy, log) as (address, _):
            print(pasted(address), flush=True)
            print(searches(address), flush=True)
            print(readers(address, copy, args.readers, args.seconds), flush=True)
            print(f"after that, {pasted(address, 20)}", flush=True)
        print(killed(Path(folder) / "killed.db", log), flush=True)
        print(f"tracebacks in the server's log: {log.read_text(errors='replace').count('Traceback')}")


if __name__ == "__main__":
    main()
