"""What strangers give to be read: addresses, files, and the process that reads them."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import signal
import socket
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpcore2
import pytest
from starlette.testclient import TestClient

from communique.errors import InputError
from communique.record import Document
from communique.web.app import create_app
from communique.web.safety.turns import BusyError
from communique.web.settings import Settings
from communique.web.workroom import Workroom

READOUT = "Minister Ona Vale met the Foreign Minister of Kenya, Josphat Kariuki, in Nairobi on 3 May 2024.\n\nMinister Vale called on Kenya to lower its tariffs on timber."
CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x08\x1b\x7f]")


@pytest.fixture(scope="module")
def open_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A reading room over an empty store, for what changes nothing there."""
    path = tmp_path_factory.mktemp("open") / "open.db"
    app = create_app(Settings(str(path), coder="Ona Vale", upload_bytes=2_000_000))
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False, follow_redirects=False) as made:
        yield made


# ---- addresses that are fetched


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """To what a connection was made; names are those of a network that is not there."""
    made: list[str] = []
    names = {"public.test": ["93.184.216.34"], "inside.test": ["10.0.0.5"], "both.test": ["93.184.216.34", "127.0.0.1"]}
    found = socket.getaddrinfo

    def lookup(host: Any, port: Any, *given: Any, **named: Any) -> Any:
        if host in names:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 0)) for one in names[host]]
        if isinstance(host, str) and host.endswith((".test", ".example")):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return found(host, port, *given, **named)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr("communique.sources.fetch.Pace", _NoPace)
    connect = httpcore2.SyncBackend.connect_tcp

    def tcp(self: Any, host: str, port: int, *given: Any, **named: Any) -> Any:
        made.append(host)
        if host == "93.184.216.34" and port != 9:
            return connect(self, "127.0.0.1", port, *given, **named)
        raise httpcore2.ConnectError("no network in tests")

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", tcp)
    return made


class _NoPace:
    def __init__(self, *_: Any) -> None:
        pass

    def turn(self, *_: Any) -> Any:
        from contextlib import nullcontext

        return nullcontext()


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://127.0.0.1:8765/library", "http://localhost/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
     "http://[::ffff:7f00:1]/", "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://2130706433/",
     "http://0x7f000001/", "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://017700000001/", "http://127.1/", "http://0/",
     "http://0.0.0.0/", "http://10.0.0.1/", "http://192.168.1.1/", "http://172.16.0.1/", "http://100.64.0.1/", "http://[fe80::1]/",
     "http://[fc00::1]/", "http://224.0.0.1/", "http://255.255.255.255/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
     "http://①②⑦.⓪.⓪.①/", "http://127.0.0.1.:80/", "https://127.0.0.1/", "http://inside.test/", "http://both.test/",
     "http://public.test@127.0.0.1/", "http://user:word@public.test/", "HTTP://LOCALHOST/", " http://127.0.0.1/ ",
     "file:///etc/passwd", "file://localhost/etc/passwd", "gopher://127.0.0.1:6379/_INFO", "ftp://public.test/", "data:text/html,x",
     "javascript:alert(1)", "dict://127.0.0.1:11211/", "ldap://127.0.0.1/", "//127.0.0.1/", "http://", "http:///x", "http:127.0.0.1",
     "public.test", "/etc/passwd", "http://[::1", "http://exa mple/", "http://\x00/", "http://" + "a" * 70 + ".test/", "jar:http://x!/"],
)  # fmt: skip
def test_no_address_of_a_private_network_is_asked(open_room: TestClient, connected: list[str], address: str) -> None:
    answer = open_room.post("/read", data={"address": address}, headers={"x-part": "1"})
    assert answer.status_code == 400 and 'role="alert"' in answer.text
    assert connected == []


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1/", "http://169.254.169.254/", "http://[::1]/", "http://inside.test/", "file:///etc/passwd", "gopher://public.test/",
     "//127.0.0.1/", "http://2130706433/", "javascript:alert(1)", "http://user:word@public.test/"],
)  # fmt: skip
@pytest.mark.parametrize("robots", [True, False])
def test_nor_by_a_redirect(open_room: TestClient, connected: list[str], target: str, robots: bool) -> None:
    with _site({"/robots.txt": target if robots else "", "/page": target}) as port:
        answer = open_room.post("/read", data={"address": f"http://public.test:{port}/page"}, headers={"x-part": "1"})
    assert answer.status_code == 400 and 'role="alert"' in answer.text
    assert set(connected) == {"93.184.216.34"}


def test_redirects_end(open_room: TestClient, connected: list[str]) -> None:
    with _site({"/robots.txt": "", **{f"/{n}": f"/{n + 1}" for n in range(40)}}) as port:
        answer = open_room.post("/read", data={"address": f"http://public.test:{port}/0"}, headers={"x-part": "1"})
    assert answer.status_code == 400 and "redirects" in answer.text and len(connected) < 30


def test_not_everybody_fetches_at_one_time(open_room: TestClient) -> None:
    fetching = open_room.app.state.desk.workroom.fetching  # type: ignore[attr-defined]
    with fetching.one(), fetching.one(), fetching.one():
        busy = open_room.post("/read", data={"address": "http://public.test/"}, headers={"x-part": "1"})
    assert busy.status_code == 503 and "Try again in a moment" in busy.text


class _site:  # noqa: N801
    """A web server that redirects: path → target, "" for a 404."""

    def __init__(self, targets: dict[str, str]) -> None:
        from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                target = targets.get(self.path, "")
                self.send_response(302 if target else 404)
                if target:
                    self.send_header("Location", target)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    def __enter__(self) -> int:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return int(self._server.server_address[1])

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


# ---- files


def _zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def _nested(levels: int) -> bytes:
    data = _zipped({"a.txt": b"0" * 5_000_000})
    for n in range(levels):
        data = _zipped({f"{n}-{copy}.zip": data for copy in range(4)})
    return data


_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
    + b"]><rss version='2.0'><channel><title>&m;</title><item><title>&m;</title><description>&m;</description></item></channel></rss>"
)
_XXE = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "http://127.0.0.1:9/">]><rss version="2.0">'
    b"<channel><title>&x;</title><item><title>News &x;</title><link>https://example.org/1</link>"
    b"<description>Minister Vale met Minister Aune. &x; &y;</description></item></channel></rss>"
)
_DOCX_XXE = {
    "[Content_Types].xml": b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>The Minister met the Ambassador. &x;</w:t></w:r></w:p></w:body></w:document>',
}
_PDF_LOOP = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
FILES: dict[str, Callable[[], bytes]] = {
    "bomb.zip": lambda: _zipped({"a.txt": b"0" * 200_000_000}),
    "nested.zip": lambda: _nested(5),
    "many.zip": lambda: _zipped({f"{n}.txt": b"x" for n in range(3000)}),
    "bomb.gz": lambda: gzip.compress(b"0" * 100_000_000),
    "bomb.docx": lambda: _zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b" " * 100_000_000}),
    "xxe.docx": lambda: _zipped(_DOCX_XXE),
    "loop.pdf": lambda: _PDF_LOOP,
    "broken.pdf": lambda: b"%PDF-1.7\n" + os.urandom(5000),
    "laughs.xml": lambda: _LAUGHS,
    "xxe.xml": lambda: _XXE,
    "deep.html": lambda: b"<html><body>" + b"<div>" * 100_000 + b"The Minister met the Ambassador.",
    "attributes.html": lambda: b"<html><body " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b"><p>The Minister met the Ambassador.</p>",
    "tables.html": lambda: b"<table><tr><td>" * 20_000,
    "nul.txt": lambda: b"a\0b" * 1000,
    "noise.bin": lambda: os.urandom(10_000),
    "empty.txt": lambda: b"",
    "line.txt": lambda: b"said that he noted that " * 60_000,
    "deep.json": lambda: b"[" * 100_000,
    "mail.eml": lambda: b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 5000,
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_hostile_files_are_refused_or_read_and_the_next_is_read(open_room: TestClient, name: str) -> None:
    start = time.perf_counter()
    answer = open_room.post("/read", files={"file": (name, FILES[name]())}, headers={"x-part": "1"})
    assert answer.status_code in (200, 400), answer.text[:300]
    assert time.perf_counter() - start < 25
    assert "root:" not in answer.text and "Traceback" not in answer.text
    assert open_room.post("/read.json", json={"text": READOUT}).json()["meeting"]["kind"] == "meeting"


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "C:\\x\\y.txt", "<img src=x onerror=alert(1)>.txt", "a\u202etxt.exe", "=cmd|' /C calc'!A0.txt", "x" * 5000,
     "CON", ".", "a\r\nb.txt", "%00.txt", "\ud7ff\U000e0041.txt", '"quoted".txt', ""],
)  # fmt: skip
def test_hostile_names_of_files(open_room: TestClient, name: str) -> None:
    answer = open_room.post("/read", files={"file": (name, b"%PDF-1.7 broken")}, headers={"x-part": "1"})
    assert answer.status_code in (400, 422) and "<img" not in answer.text and not CONTROLS.search(answer.text)


def test_names_within_an_archive_lead_nowhere(client: TestClient, tmp_path: Path) -> None:
    packed = _zipped(
        {"../../../../tmp/evil.txt": READOUT.encode(), "/etc/evil.txt": READOUT.replace("timber", "tea").encode()}
    )
    kept = client.post("/read", files={"file": ("a.zip", packed)}, data={"keep": "1"})
    assert kept.status_code == 200 and not Path("/tmp/evil.txt").exists() and not Path("/etc/evil.txt").exists()
    assert not list(tmp_path.rglob("evil.txt"))


def test_an_archive_of_very_many_texts_is_not_kept_here(open_room: TestClient) -> None:
    packed = _zipped({f"{n}.txt": (READOUT + " The sides met again.").encode() * 600 for n in range(12)})
    refused = open_room.post("/read", files={"file": ("a.zip", packed)}, data={"keep": "1"})
    assert refused.status_code == 400 and "more than the 1,000,000 kept here" in refused.text
    assert open_room.get("/library.json").json()["hits"] == []


# ---- the process that reads


@pytest.fixture(scope="module")
def workroom() -> Iterator[Workroom]:
    made = Workroom(1.5)
    made.warm()
    yield made
    made.close()


def _reads(workroom: Workroom) -> bool:
    for _ in range(10):  # a new process needs a moment, which counts as time of the first text
        try:
            return workroom.read(Document(id="x", text=READOUT)).meeting.kind == "meeting"
        except InputError as error:
            if "not read within" not in error.what:
                raise
    return False


def test_what_takes_too_long_is_ended(workroom: Workroom) -> None:
    with pytest.raises(InputError, match="not read within"):
        workroom._done("x", time.sleep, 60)
    assert _reads(workroom)


def test_what_takes_too_much_memory_is_ended(workroom: Workroom) -> None:
    assert _reads(workroom)
    with pytest.raises(InputError, match="more memory than it may"):
        workroom._done("x", bytearray, 3_000_000_000)
    assert _reads(workroom)


def test_a_process_that_dies_is_made_anew(workroom: Workroom) -> None:
    assert _reads(workroom)
    with pytest.raises(InputError, match="more memory than it may"):
        workroom._done("x", os._exit, 7)
    assert _reads(workroom)


def test_so_is_one_that_is_killed_while_it_waits(workroom: Workroom) -> None:
    assert _reads(workroom)
    os.kill(workroom._done("x", os.getpid), signal.SIGKILL)
    time.sleep(0.5)
    assert _reads(workroom)


def test_an_exception_of_a_library_is_an_error_that_one_can_mend(workroom: Workroom) -> None:
    assert _reads(workroom)
    with pytest.raises(InputError, match=r"breaks the reader \(JSONDecodeError\)"):
        workroom._done("x", json.loads, "{")
    assert _reads(workroom)


def test_no_process_that_was_started_there_outlives_its_time(workroom: Workroom) -> None:
    """A PDF is parsed by a process that the process of the workroom starts; its time on the processors is bounded too."""
    import resource

    assert _reads(workroom)
    soft, _ = workroom._done("x", resource.getrlimit, resource.RLIMIT_CPU)
    assert 3 <= soft < 60


def test_of_many_at_one_time_some_come_again_and_pages_are_answered(client: TestClient) -> None:
    room: Workroom = client.app.state.desk.workroom  # type: ignore[attr-defined]
    assert _reads(room)
    ended: list[Any] = []

    def one() -> None:
        try:
            ended.append(room._done("x", time.sleep, 0.4))
        except BusyError as error:
            ended.append(error)

    threads = [threading.Thread(target=one) for _ in range(9)]
    for thread in threads:
        thread.start()
    time.sleep(0.1)
    busy = client.post("/read.json", json={"text": READOUT})
    assert busy.status_code == 503 and busy.headers["retry-after"] == "5"
    assert client.get("/library").status_code == 200
    for thread in threads:
        thread.join()
    assert sum(isinstance(one, BusyError) for one in ended) == 3
    assert client.post("/read.json", json={"text": READOUT}).status_code == 200
