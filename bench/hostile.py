"""Ten thousand hostile requests to a real reading room: whatever is sent, it answers, tells nothing, and lives on.

``python -m bench.hostile`` starts `communique serve` over invented readouts, first where nobody logs in and then where
everybody does, and fails where an answer is a fault of the server (any 5xx but 503), where an answer or the log holds a
traceback, where a header of safety is missing, where a page is given to somebody who is not logged in, or where the server
does not answer any more.
"""

from __future__ import annotations

import argparse
import json
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.hostile_requests import Maker
from communique import examples
from communique.store import Store
from communique.web.entry.passwords import hashed
from communique.web.safety.headers import _ALWAYS
from communique.web.safety.logins import is_open

_AT_ONCE = 6
_PATIENCE = 60.0
_PASSWORD = "a boat under three lamps"
_OWN = re.compile(rb"\r\nserver-timing|Invalid HTTP request received\.$|Service Unavailable$")
"""Answers of the HTTP server below the application, in plain text that nobody else wrote."""
_STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) ")
_GO_ON = re.compile(rb"^HTTP/1\.1 1\d\d .*?\r\n\r\n", re.S)


@dataclass
class Tally:
    """What came back: statuses, what took longest, and what should not be."""

    statuses: Counter[str] = field(default_factory=Counter)
    longest: float = 0.0
    faults: list[str] = field(default_factory=list)

    def add(self, number: int, sent: bytes, answer: bytes, seconds: float, logged_in: bool) -> None:
        """Counts one answer."""
        found = _STATUS.match(answer)
        status = found[1].decode() if found else "none"
        self.statuses[status] += 1
        self.longest = max(self.longest, seconds)
        for what in _wrong(sent, answer, status, logged_in):
            self.faults.append(f"request {number}: {what}\n    {sent[:160]!r}")


def _wrong(sent: bytes, answer: bytes, status: str, logged_in: bool) -> Iterator[str]:
    if status.startswith("5") and status != "503":
        yield f"status {status}"
    if b"Traceback" in answer or b"site-packages" in answer:
        yield "a traceback in the answer"
    if b"root:x:0" in answer or b"$argon2" in answer:
        yield "something that nobody should see"
    head = answer.partition(b"\r\n\r\n")[0].lower()
    if status != "none" and not _OWN.search(answer):
        yield from (f"no header {name}" for name in _ALWAYS if f"\r\n{name}: ".encode() not in head)
    path = sent.split(b" ")[1].partition(b"?")[0].decode("latin-1") if sent.count(b" ") else ""
    if not logged_in and status == "200" and not is_open(path):
        yield "a page without a login"


def _ask(port: int, data: bytes, whole: bool) -> tuple[bytes, float]:
    """What is answered, until the other end closes."""
    start, answer = time.perf_counter(), b""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE) as made:
            made.sendall(data)
            if not whole:
                made.shutdown(socket.SHUT_WR)
            while part := made.recv(1 << 20):
                answer += part
    except TimeoutError:
        answer = b"HTTP/1.1 598 no answer in time "
    except OSError:
        pass
    return _GO_ON.sub(b"", answer), time.perf_counter() - start


@contextmanager
def _serving(store: str, log: Path, *options: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    command = [sys.executable, "-m", "communique", "serve", "--store", store, "--port", "0", *options]
    with log.open("wb") as written:
        process = subprocess.Popen(command, stderr=written)
        try:
            yield _port(log, process), process
        finally:
            process.terminate()
            process.wait(30)


def _port(log: Path, process: subprocess.Popen[bytes]) -> int:
    for _ in range(600):
        found = re.search(r"http://\S+:(\d+)/", log.read_text(errors="replace"))
        if found:
            return int(found[1])
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise SystemExit(f"the reading room did not open:\n{log.read_text(errors='replace')}")


def _fill(path: str) -> None:
    with Store(path) as store:
        for name in examples.names():
            store.add(examples.load(name))
        store.link()
        kept = hashed(_PASSWORD)
        for role in ("reader", "coder", "admin"):
            if store.user(f"The {role}") is None:
                store.add_user(f"The {role}", kept, role)  # type: ignore[arg-type]


def _page(port: int, path: str, cookie: str = "") -> str:
    asked = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Cookie": cookie})
    with urllib.request.urlopen(asked) as answer:
        return str(answer.read().decode())


def _json(port: int, path: str, cookie: str = "") -> Any:
    return json.loads(_page(port, path, cookie))


def _login(port: int, role: str) -> str:
    body = urlencode({"name": f"The {role}", "password": _PASSWORD}).encode()
    head = f"POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {len(body)}\r\n"
    data = f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n".encode() + body
    found = re.search(rb"set-cookie: ([^;]+);", _ask(port, data, True)[0])
    if found is None:
        raise SystemExit("nobody can log in")
    return found[1].decode()


def _found(port: int, cookie: str) -> tuple[list[str], list[str]]:
    """Parts of paths, and names of fields, that stand in the pages."""
    documents = [hit["id"] for hit in _json(port, "/library.json", cookie)["hits"]]
    pages = ["/encounters", "/actors", "/lexicons", "/phrases", "/brief", *(f"/review/{id}" for id in documents)]
    html = "".join(_page(port, path, cookie) for path in pages)
    ids = set(re.findall(r'href="/\w+(?:/\w+)*/([^"/?#]+)', html))
    return sorted({*documents, *ids}), sorted(set(re.findall(r'name="([^"]+)"', html)))


def run(count: int, seed: int, accounts: bool, given: str | None = None) -> Tally:
    """Sends requests `seed`, `seed` + 1, … and gives what came back.

    :param given: a store to fill and serve, in place of a new file.
    """
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="communique-hostile-") as folder:
        store, log = given or str(Path(folder) / "room.db"), Path(folder) / "log"
        _fill(store)
        with _serving(store, log, *(["--accounts"] if accounts else [])) as (port, process):
            cookies = [_login(port, role) for role in ("reader", "coder", "admin")] if accounts else []
            admin = cookies[-1] if cookies else ""
            # The admin's cookie is not used: a request might lock everybody out, as it may.
            ids, names = _found(port, admin)
            maker = Maker(_json(port, "/openapi.json", admin), ids, cookies[:2], names)

            def one(number: int) -> tuple[int, bytes, bytes, float]:
                made = maker.request(number)
                return number, made.data, *_ask(port, made.data, made.whole)

            with ThreadPoolExecutor(_AT_ONCE) as pool:
                for number, sent, answer, seconds in pool.map(one, range(seed, seed + count)):
                    known = not accounts or any(cookie.encode() in sent for cookie in cookies)
                    tally.add(number, sent, answer, seconds, known)
            _check_alive(tally, port, process, log, admin)
    return tally


def _check_alive(tally: Tally, port: int, process: subprocess.Popen[bytes], log: Path, cookie: str) -> None:
    alive = process.poll() is None and _json(port, "/library.json", cookie)["counts"]["looked"] >= len(examples.names())
    if not alive:
        tally.faults.append("the server does not answer any more")
    written = log.read_text(errors="replace")
    if "Traceback" in written or "Task exception" in written:
        tally.faults.append(f"a traceback in the log:\n{written[written.find('Traceback') :][:3000]}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.hostile", description=__doc__)
    parser.add_argument(
        "--count", type=int, default=10_000, help="requests in all, half of them where everybody logs in"
    )
    parser.add_argument("--seed", type=int, default=1, help="number of the first request")
    parser.add_argument("--store", help="a store without anything of worth in it (default: a new file)")
    args = parser.parse_args()
    failed = False
    for accounts in (False, True):
        start = time.perf_counter()
        tally = run(args.count // 2, args.seed + accounts * args.count // 2, accounts, args.store)
        seconds = time.perf_counter() - start
        found = ", ".join(f"{status} × {number:,}" for status, number in sorted(tally.statuses.items()))
        print(
            f"{'everybody' if accounts else 'nobody'} logs in: {args.count // 2:,} requests in {seconds:.0f} s: {found}"
        )
        print(f"  the longest took {tally.longest:.1f} s; {len(tally.faults)} faults")
        print("\n".join(tally.faults[:40]))
        failed = failed or bool(tally.faults)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
