"""`communique serve` as a real process: it opens, answers, keeps others out, bears rubbish and slowness, and ends."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from communique import examples
from communique.store import Store
from communique.web.entry.passwords import hashed

PASSWORD = "a boat under three lamps"
OPEN = re.compile(r"open at http://(\S+):(\d+)/")


class Served:
    """A running reading room: its port, its process, what it has written to standard error so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process, self.lines = process, list[str]()
        self._ready = threading.Event()
        threading.Thread(target=self._follow, daemon=True).start()
        assert self._ready.wait(60), "".join(self.lines)
        found = OPEN.search("".join(self.lines))
        assert found, "".join(self.lines)
        self.host, self.port = found[1], int(found[2])

    @property
    def log(self) -> str:
        return "".join(self.lines)

    def _follow(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.append(line)
            if OPEN.search(line):
                self._ready.set()
        self._ready.set()

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        return self.ask("GET", path, None, headers)

    def ask(self, method: str, path: str, body: Any, headers: dict[str, str]) -> tuple[int, dict[str, str], str]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        return answer.status, {n.lower(): v for n, v in answer.getheaders()}, answer.read().decode()

    def raw(self, *pieces: bytes, wait: float = 5) -> bytes:
        """What is answered to bytes as they are, until the other end closes or `wait` seconds are over."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as made:
            found = b""
            try:
                for piece in pieces:
                    made.sendall(piece)
                    time.sleep(0.05)
                while part := made.recv(65_536):
                    found += part
            except OSError:
                pass
            return found

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)


@contextmanager
def serving(store: Path, *options: str) -> Iterator[Served]:
    command = [sys.executable, "-m", "communique", "serve", "--store", str(store), "--port", "0", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    try:
        yield Served(process)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one readout and one account."""
    made = tmp_path_factory.mktemp("serve") / "room.db"
    with Store(made) as store:
        store.add(examples.load("idcpc"))
        store.add_user("Ona Vale", hashed(PASSWORD), "admin")
    return made


@pytest.fixture(scope="module")
def served(path: Path) -> Iterator[Served]:
    """A reading room in which nobody logs in."""
    with serving(path, "--as", "Rune Aas") as made:
        yield made


def refused(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "communique", "serve", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


# ---- opening


def test_it_opens_links_and_answers(served: Served) -> None:
    status, headers, page = served.get("/")
    assert status == 200 and "Read a readout" in page and "server" not in headers and headers["date"]
    assert json.loads(served.get("/library.json")[2])["counts"]["looked"] == 1
    assert served.log.count("The reading room is open at http://127.0.0.1:") == 1 and "Ctrl-C" in served.log
    assert json.loads(served.get("/account.json")[2])["name"] == "Rune Aas"


def test_it_is_for_this_machine_only(served: Served) -> None:
    assert [row[1] for row in _sockets() if row[1].endswith(f":{served.port:04X}") and row[3] == "0A"] == [
        f"0100007F:{served.port:04X}"
    ]


def test_a_port_that_is_taken(served: Served, path: Path) -> None:
    again = refused("--store", str(path), "--port", str(served.port))
    assert again.returncode == 2 and "cannot listen there" in again.stderr and "--port" in again.stderr
    assert "Traceback" not in again.stderr


@pytest.mark.parametrize("host", ["203.0.113.77", "x" * 300, "é" * 80])
def test_an_address_that_is_not_of_this_machine(path: Path, host: str) -> None:
    answer = refused("--store", str(path), "--port", "0", "--host", host)
    assert answer.returncode == 2 and "cannot listen there" in answer.stderr and "Traceback" not in answer.stderr


@pytest.mark.parametrize("options", [("--host", "0.0.0.0"), ("--accounts",)])
def test_others_are_let_in_with_accounts_only(tmp_path: Path, options: tuple[str, ...]) -> None:
    answer = refused("--store", str(tmp_path / "new.db"), "--port", "0", *options)
    assert answer.returncode == 2
    assert "nobody has an account" in answer.stderr and "communique users add" in answer.stderr


def test_a_store_that_is_none(tmp_path: Path) -> None:
    answer = refused("--store", str(tmp_path / "no folder" / "x.db"), "--port", "0")
    assert answer.returncode == 2 and "folder" in answer.stderr and "Traceback" not in answer.stderr


def test_with_accounts_everybody_logs_in(path: Path) -> None:
    with serving(path, "--host", "0.0.0.0", "--name", "room.example.org") as room:
        assert room.host == "0.0.0.0"
        status, headers, _ = room.get("/library")
        assert status == 303 and headers["location"] == "/login?next=%2Flibrary"
        assert room.get("/library", host="evil.example")[0] == 421
        assert room.get("/login", host="room.example.org")[0] == 200
        form = f"name=Ona+Vale&password={PASSWORD.replace(' ', '+')}"
        kind = {"content-type": "application/x-www-form-urlencoded"}
        status, headers, _ = room.ask("POST", "/login", form, kind)
        assert status == 303 and "Secure" not in headers["set-cookie"]
        cookie = headers["set-cookie"].partition(";")[0]
        assert room.get("/library", cookie=cookie)[0] == 200
        status, headers, _ = room.ask("POST", "/login", form, {**kind, "x-forwarded-proto": "https"})
        assert status == 303 and "; Secure" in headers["set-cookie"], "a proxy on this machine is believed"
        for _ in range(30):
            room.ask("POST", "/login", "name=x&password=x", {**kind, "x-forwarded-for": "203.0.113.9"})
        limited = {**kind, "x-forwarded-for": "198.51.100.1, 203.0.113.9"}
        assert room.ask("POST", "/login", form, limited)[0] == 429, "of a chain the last that is not the proxy's"
        assert room.ask("POST", "/login", form, kind)[0] == 303
        assert room.log.count("wrong name or password from 203.0.113.9") == 10 and "Traceback" not in room.log


def test_a_proxy_that_lets_others_in_where_nobody_logs_in_is_refused(served: Served) -> None:
    status, _, told = served.get("/library", x_forwarded_for="203.0.113.9")
    assert status == 403 and "--accounts" in told
    assert served.get("/library", x_forwarded_for="127.0.0.1")[0] == 200


# ---- ending


def _below(parent: int) -> list[int]:
    """The processes that a process has started, and those that these have."""
    if not Path("/proc/self/stat").exists():
        pytest.skip("only Linux tells")
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            found += [int(stat.parent.name), *_below(int(stat.parent.name))]
    return found


def _gone(processes: list[int]) -> bool:
    """Whether processes are no more, after five seconds at most."""
    for _ in range(50):
        if not any(Path(f"/proc/{pid}").exists() for pid in processes):
            return True
        time.sleep(0.1)
    return False


def test_ctrl_c_ends_it_with_all_it_has_started(path: Path) -> None:
    with serving(path) as room:
        room.ask("POST", "/read.json", '{"text": "The Minister met."}', {"content-type": "application/json"})
        started = _below(room.process.pid)
        assert started
        assert room.interrupt() in (0, 130)
        assert _gone(started)
        assert "Traceback" not in room.log, room.log


def test_ctrl_c_does_not_wait_for_the_slow(path: Path) -> None:
    with serving(path) as room:
        hanging = [socket.create_connection(("127.0.0.1", room.port)) for _ in range(5)]
        hanging[0].sendall(b"POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nx")
        hanging[1].sendall(b"GET / HT")
        time.sleep(0.2)
        start = time.monotonic()
        assert room.interrupt() in (0, 130)
        assert time.monotonic() - start < 12
        for one in hanging:
            one.close()


# ---- rubbish and slowness


RUBBISH: dict[str, tuple[bytes, ...]] = {
    "no http": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + os.urandom(100) + b"\r\n\r\n",),
    "words": (b"HELLO\r\n\r\n",),
    "no version": (b"GET /\r\n\r\n",),
    "odd version": (b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",),
    "no host": (b"GET / HTTP/1.1\r\n\r\n",),
    "two hosts": (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n\r\n",),
    "http/1.0 without host": (b"GET / HTTP/1.0\r\n\r\n",),
    "absolute": (b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",),
    "connect": (b"CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n",),
    "star": (b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",),
    "bytes in the path": (b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n",),
    "nul in a header": (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n",),
    "folded header": (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n",),
    "bare lf": (b"GET / HTTP/1.1\nHost: localhost\n\n",),
    "both lengths": (b"POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",),
    "two lengths": (b"POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",),
    "negative length": (b"POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Length: -4\r\n\r\nabcd",),
    "odd coding": (b"POST /read HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",),
    "bad chunk": (b"POST /read HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n", b"zz\r\nabc\r\n"),
    "endless chunk size": (b"POST /read HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n", b"f" * 100),
    "long head": (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: " + b"a" * 40_000 + b"\r\n\r\n",),
    "many headers": (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: a\r\n" * 10_000 + b"\r\n",),
    "long path": (b"GET /" + b"a" * 40_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",),
    "broken off": (b"POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc",),
    "get with a body": (b"GET /key HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999999\r\n\r\n", b"x" * 1000),
    "rubbish behind": (b"GET /key HTTP/1.1\r\nHost: localhost\r\n\r\n", b"\x00\x00\x00 rubbish\r\n\r\n"),
    "rubbish at once": (b"GET /key HTTP/1.1\r\nHost: localhost\r\n\r\n\x00\x00rubbish\r\n\r\n",),
    "upgrade": (b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n",),
    "h2c": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",),
    "expect": (b"POST /read HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n",),
    "pipeline": (b"GET /key HTTP/1.1\r\nHost: localhost\r\n\r\n" * 20,),
}  # fmt: skip


@pytest.mark.parametrize("name", RUBBISH)
def test_rubbish_is_refused_and_the_next_is_answered(served: Served, name: str) -> None:
    answer = served.raw(*RUBBISH[name], wait=1.0)
    statuses = {int(found) for found in re.findall(rb"HTTP/1\.1 (\d{3})", answer)}
    assert all(status < 500 for status in statuses) and b"Traceback" not in answer
    assert served.get("/key.json")[0] == 200
    assert "Traceback" not in served.log and "Task exception" not in served.log, served.log


def test_a_smuggled_request_is_none(served: Served) -> None:
    """A body that holds a request is a body: one answer, not two."""
    inner = b"GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n"
    head = b"POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(inner)
    assert served.raw(head + inner, wait=1.0).count(b"HTTP/1.1 ") == 1


@contextmanager
def _quick(**bounds: Any) -> Iterator[int]:
    """A server of ours in this process, with shorter times; gives its port."""
    import uvicorn

    from communique.web.safety.connections import TimedProtocol

    async def app(scope: Any, _: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        size = int(scope["path"].strip("/") or 2)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", str(size).encode())]})
        await send({"type": "http.response.body", "body": b"x" * size})

    protocol = type("Quick", (TimedProtocol,), bounds)
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(app, http=protocol, ws="none", log_level="error", lifespan="off", timeout_keep_alive=1)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join(10)


def _ends(made: socket.socket, within: float, trickle: Callable[[], None] = lambda: None) -> bool:
    """Whether the other end closes the connection."""
    made.settimeout(0.1)
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            trickle()
            if not made.recv(65_536):
                return True
        except TimeoutError:
            continue
        except OSError:
            return True
    return False


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HT"])
def test_a_head_that_never_ends_is_not_waited_for(begun: bytes) -> None:
    with _quick(head_seconds=0.5) as port, socket.create_connection(("127.0.0.1", port)) as made:
        made.sendall(begun)
        assert _ends(made, 4, lambda: made.sendall(b"X: y\r\n") if begun else None)


def test_a_body_that_nobody_reads_is_not_waited_for() -> None:
    with _quick(head_seconds=0.5) as port, socket.create_connection(("127.0.0.1", port)) as made:
        made.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n")
        assert _ends(made, 4, lambda: made.sendall(b"x"))


def test_an_answer_that_nobody_takes_is_thrown_away() -> None:
    with _quick(slowest=(16_384, 0.4)) as port, socket.create_connection(("127.0.0.1", port)) as made:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        made.sendall(b"GET /30000000 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        time.sleep(0.3)
        assert _connections(port) == 1
        time.sleep(1.2)
        assert _connections(port) == 0


def _sockets() -> list[list[str]]:
    """The IPv4 sockets of this machine, as Linux tells."""
    if not Path("/proc/net/tcp").exists():
        pytest.skip("only Linux tells")
    return [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]


def _connections(port: int) -> int:
    """The connections at a port that stand, seen from the server's side."""
    rows = _sockets()
    return sum(row[1].endswith(f":{port:04X}") and row[3] == "01" for row in rows)


def test_an_answer_that_is_taken_slowly_but_steadily_comes_whole() -> None:
    with _quick(slowest=(16_384, 0.3)) as port, socket.create_connection(("127.0.0.1", port)) as made:
        made.sendall(b"GET /3000000 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        taken = 0
        while part := made.recv(60_000):
            taken += len(part)
            time.sleep(0.02)
        assert taken > 3_000_000


def test_one_that_asks_again_and_again_is_not_ended() -> None:
    with _quick(head_seconds=0.5) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        for _ in range(6):
            connection.request("GET", "/")
            assert connection.getresponse().read() == b"xx"
            time.sleep(0.2)


def test_of_too_many_connections_from_elsewhere_the_last_are_ended() -> None:
    import unittest.mock

    from communique.web.safety import connections

    with (
        unittest.mock.patch.object(connections, "_other_end", lambda _: connections.ip_of("203.0.113.9")),
        _quick(most=3) as port,
    ):
        held = [socket.create_connection(("127.0.0.1", port)) for _ in range(3)]
        time.sleep(0.2)
        with socket.create_connection(("127.0.0.1", port)) as fourth:
            assert _ends(fourth, 2)
        for one in held:
            one.close()
        time.sleep(0.3)
        with socket.create_connection(("127.0.0.1", port)) as fifth:
            fifth.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            assert fifth.recv(1000).startswith(b"HTTP/1.1 200")
