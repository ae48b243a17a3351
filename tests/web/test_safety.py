"""What stands between the pages and strangers: hosts, origins, bodies, headers, addresses, files, names, processes."""

from __future__ import annotations

import gzip
import io
import json
import logging
import os
import re
import signal
import socket
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore2
import pytest
from starlette.testclient import TestClient

from communique.errors import InputError
from communique.record import Document
from communique.store import Store
from communique.web import settings as settings_
from communique.web.app import create_app
from communique.web.safety import headers as headers_
from communique.web.safety.hosts import names_of
from communique.web.safety.turns import BusyError
from communique.web.settings import Settings
from communique.web.workroom import Workroom

READOUT = "Minister Ona Vale met the Foreign Minister of Kenya, Josphat Kariuki, in Nairobi on 3 May 2024.\n\nMinister Vale called on Kenya to lower its tariffs on timber."
HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>\u202e\u2066 =cmd|' /C calc'!A0 \x1b[31m {{7*7}} ${7*7} %s &lt;"
CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x08\x1b\x7f]")
CROSS = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}


@pytest.fixture(scope="module")
def open_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A reading room over an empty store, for what changes nothing there."""
    path = tmp_path_factory.mktemp("open") / "open.db"
    app = create_app(Settings(str(path), coder="Ona Vale", upload_bytes=2_000_000))
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False, follow_redirects=False) as made:
        yield made


# ---- hosts


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8765", "127.0.0.1", "127.0.0.1:1", "[::1]:8765", "[::1]", "LOCALHOST"]
)
def test_own_names_are_answered(open_room: TestClient, host: str) -> None:
    assert open_room.get("/key", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "192.168.1.4", "", "localhost@evil.example", "localhost/x",
     "localhost:80:80", "localhost:x", "[::1", "::1", "local host", "localhost:99999999", "0.0.0.0", "[fe80::1]", "localhost,evil"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/library", "/library.json", "/static/style.css", "/nothing"])
def test_other_names_are_not(open_room: TestClient, host: str, path: str) -> None:
    refused = open_room.get(path, headers={"host": host})
    assert refused.status_code == 421 and "--name" in refused.text
    assert path.endswith(".json") == (refused.headers["content-type"] == "application/json")


def test_where_it_listens_everywhere_numbers_and_own_names_are_answered(store_path: Path) -> None:
    app = create_app(Settings(str(store_path), host="0.0.0.0", names=("Room.Example.org:8443", "Café.example")))
    here = socket.gethostname().lower()
    asked = {
        "192.0.2.7:8765": 200, "[2001:db8::1]": 200, "localhost": 200, here: 200, "room.example.org": 200, "xn--caf-dma.example:8443": 200, "evil.example": 421,
        "0x7f.1": 421, "1.2.3.4.nip.io": 421, "999.1.1.1": 421,
    }  # fmt: skip
    with TestClient(app, base_url="http://localhost") as room:
        assert {host: room.get("/login", headers={"host": host}).status_code for host in asked} == asked


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "192.0.2.7", "0.0.0.0", "::"])
def test_there_is_no_setting_in_which_every_name_is_answered(host: str) -> None:
    assert names_of(Settings("x.db", host=host)) >= {"localhost", "127.0.0.1", "::1"}


@pytest.mark.parametrize(
    ("host", "logs_in"),
    [("127.0.0.1", False), ("::1", False), ("localhost", False), ("127.9.9.9", False), ("0.0.0.0", True), ("::", True),
     ("", True), ("127.1", True), ("example.org", True), ("::ffff:127.0.0.1", True), ("192.168.0.2", True)],
)  # fmt: skip
def test_who_can_be_reached_by_others_demands_accounts(host: str, logs_in: bool) -> None:
    assert Settings("x.db", host=host).logs_in in (logs_in, True)
    assert settings_.is_loopback(host) != logs_in or host == "::ffff:127.0.0.1"


# ---- origins


@pytest.mark.parametrize(
    "told",
    [
        {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"sec-fetch-site": "x"}, {"sec-fetch-site": ""},
        {"origin": "https://evil.example"}, {"origin": "null"}, {"origin": "http://localhost.evil.example"}, {"origin": ""},
        {"origin": "http://["}, {"origin": "http://localhost:81"}, {"origin": "http://localhost@evil.example"},
        {"sec-fetch-site": "cross-site", "origin": "http://localhost"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_other_sites_change_nothing(open_room: TestClient, method: str, told: dict[str, str]) -> None:
    refused = open_room.request(method, "/account/name", data={"name": "Mallory"}, headers=told)
    assert refused.status_code == 403 and "another site" in refused.text and "set-cookie" not in refused.headers


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
        {"origin": "http://localhost"},
        {"origin": "http://LOCALHOST"},
    ],
)
def test_own_pages_and_programs_do(open_room: TestClient, told: dict[str, str]) -> None:
    assert open_room.post("/account/name", data={"name": ""}, headers=told).status_code == 303


def test_other_sites_read_nothing_and_measure_nothing(open_room: TestClient) -> None:
    for mode, dest in (
        ("cors", "empty"),
        ("no-cors", "image"),
        ("no-cors", "script"),
        ("navigate", "iframe"),
        ("navigate", "embed"),
    ):
        for site in ("cross-site", "same-site"):
            told = {"sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": dest}
            assert open_room.get("/library?q=secret", headers=told).status_code == 403, told


def test_links_from_other_sites_lead_here(open_room: TestClient) -> None:
    told = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert open_room.get("/library", headers=told).status_code == 200
    assert open_room.post("/account/name", headers=told).status_code == 403


def test_nothing_is_shared_with_other_origins(open_room: TestClient) -> None:
    asked = {"origin": "https://evil.example", "access-control-request-method": "POST"}
    for answer in (
        open_room.options("/read.json", headers=asked),
        open_room.get("/key.json", headers={"origin": "https://evil.example"}),
    ):
        assert not [name for name in answer.headers if name.startswith("access-control")]
    assert open_room.options("/read.json", headers={**asked, **CROSS}).status_code == 403


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
def test_json_is_taken_as_json_only(open_room: TestClient, kind: str) -> None:
    body = json.dumps({"text": READOUT})
    assert open_room.post("/read.json", content=body, headers={"content-type": kind}).status_code == 422


# ---- only this machine


def test_where_nobody_logs_in_others_are_refused_who_come_by_a_proxy(store_path: Path) -> None:
    app = create_app(Settings(str(store_path)))
    for client, status in (
        ("203.0.113.9", 403),
        ("2001:db8::9", 403),
        ("127.0.0.1", 200),
        ("::1", 200),
        ("::ffff:127.0.0.1", 200),
    ):
        with TestClient(app, base_url="http://localhost", client=(client, 5)) as room:
            assert room.get("/account.json").status_code == status, client
        app = create_app(Settings(str(store_path)))


# ---- headers


def _answers(room: TestClient) -> dict[str, Any]:
    post = room.post
    return {
        "page": room.get("/library"),
        "json": room.get("/library.json"),
        "file": post("/read/take", data={"document": json.dumps({"id": "x", "text": READOUT}), "form": "html"}),
        "static": room.get("/static/style.css"),
        "nothing": room.get("/nothing"),
        "nothing.json": room.get("/nothing.json"),
        "no static": room.get("/static/nothing"),
        "method": room.request("DELETE", "/library"),
        "options": room.options("/library"),
        "head": room.head("/library"),
        "value": room.get("/library?page=x"),
        "query": room.get('/library?q="'),
        "redirect": post("/account/name"),
        "slash": room.get("/library/"),
        "host": room.get("/", headers={"host": "evil.example"}),
        "origin": post("/read", headers=CROSS),
        "large": post("/read", content=b"x" * 2_000_001),
        "length": post("/read", headers={"content-length": "x"}),
        "charset": post("/read", headers={"content-type": "multipart/form-data; charset=utf-7; boundary=x"}),
        "body": room.request("GET", "/library", content=b"x"),
        "json body": post("/read.json", content=b"{", headers={"content-type": "application/json"}),
        "fault": room.get("/fault"),
        "fault.json": room.get("/fault.json"),
    }  # fmt: skip


def _fault() -> None:
    raise ZeroDivisionError("the secret of the house")


@pytest.fixture(scope="module")
def answers(open_room: TestClient) -> dict[str, Any]:
    """An answer of every sort."""
    for path in ("/fault", "/fault.json"):
        open_room.app.add_api_route(path, _fault)  # type: ignore[attr-defined]
    return _answers(open_room)


def test_every_answer_bears_the_headers(answers: dict[str, Any]) -> None:
    for name, answer in answers.items():
        for header, value in headers_._ALWAYS.items():
            assert answer.headers.get_list(header) == [value], (name, header)
        assert ("no-store" in answer.headers["cache-control"]) != (name == "static"), name
        assert "etag" not in answer.headers and "server" not in answer.headers, name


def test_statuses_are_what_they_should_be(answers: dict[str, Any]) -> None:
    found = {name: answer.status_code for name, answer in answers.items()}
    assert found == {
        "page": 200, "json": 200, "file": 200, "static": 200, "nothing": 404, "nothing.json": 404, "no static": 404, "method": 405,
        "options": 405, "head": 200, "value": 422, "query": 400, "redirect": 303, "slash": 307, "host": 421, "origin": 403,
        "large": 413, "length": 400, "charset": 415, "body": 400, "json body": 422, "fault": 500, "fault.json": 500,
    }  # fmt: skip


def test_the_policy_allows_no_inline_script_and_no_other_host() -> None:
    rules = dict(rule.split(" ", 1) for rule in headers_.POLICY.split("; "))
    assert rules["default-src"] == "'none'" and rules["script-src"] == rules["style-src"] == "'self'"
    assert "unsafe" not in headers_.POLICY and "*" not in headers_.POLICY and "http" not in headers_.POLICY


def test_a_fault_tells_nothing_and_is_written_to_the_log(
    answers: dict[str, Any], open_room: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("fault", "fault.json"):
        assert "secret" not in answers[name].text and "Traceback" not in answers[name].text
    assert answers["fault.json"].json()["where"] == "the reading room"
    with caplog.at_level(logging.ERROR, "communique.web"):
        open_room.get("/fault?x=%0aforged")
    assert "ZeroDivisionError" in caplog.text and "\nforged" not in caplog.text


def test_head_is_get_without_its_body(open_room: TestClient) -> None:
    for path in ("/key", "/key.json", "/static/style.css", "/nothing"):
        head, get = open_room.head(path), open_room.get(path)
        assert head.status_code == get.status_code and head.content == b"", path
        assert head.headers["content-length"] == get.headers["content-length"], path


def test_methods_that_are_not_there(open_room: TestClient) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "BREW"):
        answer = open_room.request(method, "/key")
        assert answer.status_code == 405 and answer.headers["allow"] == "GET", method


# ---- bodies


def test_a_body_that_grows_too_large_is_refused_whatever_was_announced(open_room: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(40):
            yield b"x" * 100_000

    assert open_room.post("/read", content=pieces()).status_code == 413


@pytest.mark.parametrize("length", ["-1", "1e3", "0x10", "²", "9" * 5000, "10000000000000000000000", ""])
def test_odd_lengths(open_room: TestClient, length: str) -> None:
    answer = open_room.post("/read", headers={"content-length": length.encode("latin-1")})
    assert answer.status_code in (400, 413)


def test_a_slow_body_is_not_waited_for(store_path: Path) -> None:
    app = create_app(Settings(str(store_path), upload_seconds=0.2))

    def pieces() -> Iterator[bytes]:
        for _ in range(20):
            time.sleep(0.1)
            yield b"x"

    async def slow(scope: Any, receive: Any, send: Any) -> None:
        await app(scope, receive if scope["type"] != "http" else _trickling(), send)

    with TestClient(slow, base_url="http://localhost") as room:
        start = time.perf_counter()
        answer = room.post("/read", content=b"x")
    assert answer.status_code == 408 and time.perf_counter() - start < 5


def _trickling() -> Callable[[], Any]:
    import asyncio

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(0.05)
        return {"type": "http.request", "body": b"x", "more_body": True}

    return receive


def test_all_bodies_together_are_bounded(open_room: TestClient) -> None:
    """Eight of the largest are held at most; the counts go back to nothing, also after refusals."""
    stack = open_room.app.middleware_stack  # type: ignore[attr-defined]
    while type(stack).__name__ != "BoundedBodies":
        stack = getattr(stack, "_app", None) or stack.app
    assert stack._held == 0
    stack.hold(15_900_000)
    try:
        refused = open_room.post("/read", content=b"x" * 200_000)
        assert refused.status_code == 503 and refused.headers["retry-after"] == "5"
    finally:
        stack.hold(-15_900_000)
    assert stack._held == 0


@pytest.mark.parametrize(
    "charset", ["utf-7", "unicode_escape", "utf-16", "idna", "undefined", "zlib", "x" * 100, "latin-1"]
)
def test_forms_are_of_utf_8(open_room: TestClient, charset: str) -> None:
    kind = f"multipart/form-data; charset={charset}; boundary=b"
    body = b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n\\ud800 +2AA- text\r\n--b--\r\n'
    assert open_room.post("/read", content=body, headers={"content-type": kind}).status_code == 415
    for spelled in ('multipart/form-data; CHARSET="UTF-8"; boundary=b', "multipart/form-data; boundary=b"):
        assert open_room.post("/read", content=body, headers={"content-type": spelled}).status_code == 200


@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000, b"{\"text\":" * 50_000, b'{"text": "\\ud800"}', b'{"text": "a\\u0000b"}', b'{"text": 1e999}', b"\xff\xfe",
     b'{"text": ' + b"9" * 10_000 + b"}", b"null", b"", b'"x"', b'{"text": "x", "published": "\\ud800"}', b'{"text":"x","published":"\\u0000"}'],
)  # fmt: skip
def test_odd_json(open_room: TestClient, body: bytes) -> None:
    answer = open_room.post("/read.json", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 422), answer.text
    assert set(answer.json()) == {"where", "what", "mend"}


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=" + "x" * 5000,
             "multipart/form-data; boundary=\x01", "application/x-www-form-urlencoded", "text/html", ";;;", "\x7f"]
)  # fmt: skip
@pytest.mark.parametrize(
    "body", [b"", b"--", b"--x\r\n" * 1000, b"a" * 200_000, b"&".join([b"a=b"] * 5000), b"%zz=%&=&&%00=%ff"]
)
def test_odd_forms(open_room: TestClient, kind: str, body: bytes) -> None:
    answer = open_room.post("/read", content=body, headers={"content-type": kind.encode("latin-1")})
    assert answer.status_code in (400, 415, 422)


def test_a_form_of_many_parts_or_a_part_of_many_bytes(open_room: TestClient) -> None:
    many = (
        "".join(f'--b\r\nContent-Disposition: form-data; name="f{n}"; filename="f"\r\n\r\nx\r\n' for n in range(1100))
        + "--b--\r\n"
    )
    long = f'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n{"x" * 1_200_000}\r\n--b--\r\n'
    for body in (many, long):
        answer = open_room.post("/read", content=body, headers={"content-type": "multipart/form-data; boundary=b"})
        assert answer.status_code == 400


# ---- paths and queries


@pytest.mark.parametrize(
    "name",
    ["../settings.py", "..%2fsettings.py", "%2e%2e%2fsettings.py", "....//settings.py", "..\\settings.py", "%5c..%5csettings.py",
     "/etc/passwd", "%2fetc%2fpasswd", "style.css%00.png", "style.css/", "base.css", "STYLE.CSS", "file:///etc/passwd", "~"],
)  # fmt: skip
def test_no_path_of_a_stranger_is_opened(open_room: TestClient, name: str) -> None:
    answer = open_room.request("GET", f"http://localhost/static/{name}")
    assert (
        answer.status_code in (303, 307, 404, 400) and "root:" not in answer.text and "upload_bytes" not in answer.text
    )


@pytest.mark.parametrize(
    "path",
    ["//evil.example/", "//evil.example", "/%2fevil.example/", "/\\evil.example/", "/library//", "/.//evil.example/"],
)
def test_no_path_leads_to_another_host(open_room: TestClient, path: str) -> None:
    answer = open_room.request("GET", f"http://localhost{path}")
    to = answer.headers.get("location", "/")
    assert urlsplit(urljoin("http://localhost/", to)).netloc == "localhost"


ODD = [
    "%00",
    "%ff%fe",
    "%0d%0aset-cookie:a=b",
    "9" * 400,
    "-1",
    "1e308",
    "%F0%9F%92%A9",
    "..%2f..%2fetc",
    "%27%20OR%201=1--",
    "%ed%a0%80",
]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    "path", ["/documents/{}", "/documents/{}.json", "/documents/{}/take", "/documents/x/take?form={}", "/documents/{}/original?version={}",
             "/library?q={}", "/library?from={}", "/library?country={}&pair={}", "/library?page={}", "/?example={}", "/library/take?form={}",
             "/login?next={}", "/account?done={}"]
)  # fmt: skip
def test_odd_values(open_room: TestClient, path: str, odd: str) -> None:
    answer = open_room.get(path.replace("{}", odd))
    assert answer.status_code < 500
    assert "set-cookie" not in answer.headers


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


# ---- what strangers wrote, on every page


class _Scan(HTMLParser):
    """What must not be in a page, and where its links lead. Hidden characters stand only where a text stands exactly as it
    is: in the text of a document, which is set apart, and in fields."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.links: set[str] = set()
        self._exact: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        if not self._exact and CONTROLS.search(data):
            self.bad.append(ascii(data)[:200])

    def handle_endtag(self, tag: str) -> None:
        if self._exact and self._exact[-1] == tag:
            self._exact.pop()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "textarea" or "text" in (given.get("class") or "").split() or tag in self._exact[-1:]:
            self._exact.append(tag)
        self.bad += [ascii(one) for one in attrs if one[0] != "value" and CONTROLS.search(one[1] or "")]
        if tag == "script" and not str(given.get("src", "")).startswith("/static/"):
            self.bad.append(f"<script {given}>")
        if tag in ("style", "iframe", "object", "embed", "base", "frame", "applet"):
            self.bad.append(f"<{tag}>")
        self.bad += [
            f"<{tag} {name}={value}>" for name, value in attrs if name.startswith("on") or name in ("style", "srcdoc")
        ]
        for name in ("href", "src", "action", "formaction"):
            value = (given.get(name) or "").strip().lower()
            if re.match(r"(javascript|vbscript|data|file):", value):
                self.bad.append(f"<{tag} {name}={value}>")
            if name == "href" and tag == "a" and value.startswith("/") and not value.startswith("//"):
                self.links.add(str(given["href"]).partition("#")[0])


def _hostile_store(path: Path) -> None:
    said = f"Minister {HOSTILE} Vale met the Foreign Minister of Kenya, Josphat Kariuki, in Nairobi on 3 May 2024."
    with Store(path) as store:
        for n, url in enumerate(
            ("javascript:alert(1)", 'https://example.org/"onclick="x', "data:text/html,<script>alert(1)</script>")
        ):
            about = {"title": f"{HOSTILE} {n}", "issuer": f"Ministry {HOSTILE}", "url": url, "published": "2024-05-04"}
            store.add(
                Document(
                    id=f"{HOSTILE.replace(chr(27), '')}{n}",
                    text=f"{said}\n\n{READOUT} {HOSTILE}\n\n“{HOSTILE}”, he said.",
                    **about,
                )
            )
        store.link()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A reading room whose every text is hostile."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    _hostile_store(path)
    app = create_app(Settings(str(path), coder=f"Ona {HOSTILE}"))
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as made:
        yield made


_ENOUGH = 150
"""Pages of the walk."""


def test_no_page_that_can_be_walked_to_holds_markup_of_strangers(hostile: TestClient) -> None:
    waiting, seen, asked = ["/", "/library?q=Kenya", "/account"], set[str](), 0
    while waiting and asked < _ENOUGH:
        path = waiting.pop(0)
        shape = re.sub(r"[0-9a-f]{8,}|\d+|=[^&]*", "*", path)
        if path in seen or sum(re.sub(r"[0-9a-f]{8,}|\d+|=[^&]*", "*", one) == shape for one in seen) > 6:
            continue
        seen.add(path)
        answer = hostile.get(path)
        asked += 1
        assert answer.status_code < 500, path
        if not answer.headers["content-type"].startswith("text/html") or "attachment" in answer.headers.get(
            "content-disposition", ""
        ):
            continue
        found = _Scan(answer.text)
        assert found.bad == [], path
        waiting += sorted(found.links - seen)
    assert asked > 40


def test_what_is_read_and_not_kept_is_escaped_too(hostile: TestClient) -> None:
    for part in ({}, {"x-part": "1"}):
        sent = {"text": f"{HOSTILE}\n\n{READOUT}", "title": HOSTILE, "issuer": HOSTILE, "published": "2024-05-04"}
        answer = hostile.post("/read", data=sent, headers=part)
        found = _Scan(answer.text)
        assert answer.status_code == 200 and found.bad == []


@pytest.mark.parametrize(
    "query",
    ["q", "actor", "country", "pair", "act", "topic", "issuer", "kind", "from", "to", "form", "example", "done"],
)
def test_what_is_asked_is_escaped_too(hostile: TestClient, query: str) -> None:
    for path in ("/library", "/", "/account", "/login", "/users", "/key", "/nothing"):
        answer = hostile.get(path, params={query: HOSTILE})
        found = _Scan(answer.text)
        assert answer.status_code < 500 and found.bad == [], path


def test_names_of_files_to_keep_split_no_header(hostile: TestClient) -> None:
    for id in (hit["id"] for hit in hostile.get("/library.json").json()["hits"]):
        for path in (f"/documents/{id}/text", f"/documents/{id}/take", "/library/take"):
            answer = hostile.get(path)
            assert answer.status_code == 200
            assert re.fullmatch(r"attachment; filename\*=UTF-8''[\w.%~-]+", answer.headers["content-disposition"])


def _tables(room: TestClient) -> list[str]:
    """Tables beside those of the library."""
    ids = [hit["id"] for hit in room.get("/library.json").json()["hits"]]
    return [f"/encounters/compare/take?a={ids[0]}&b={ids[1]}&form=csv", "/phrases/show.csv?phrase=tariffs"]


def test_tables_to_keep_hold_no_formula(hostile: TestClient) -> None:
    import csv

    from openpyxl import load_workbook

    told = hostile.get("/library/take?form=statements").text
    cells = [cell for row in csv.reader(io.StringIO(told.removeprefix("\ufeff"))) for cell in row]
    assert len(cells) > 20 and [cell for cell in cells if re.match(r"[=+@\t\r]|-(?!\d)", cell)] == []
    packed = hostile.get("/library/take?form=csv")
    with zipfile.ZipFile(io.BytesIO(packed.content)) as folder:
        for name in folder.namelist():
            rows = csv.reader(io.StringIO(folder.read(name).decode("utf-8-sig")))
            assert [cell for row in rows for cell in row if re.match(r"[=+@\t\r]|-(?!\d)", cell)] == [], name
    for path in _tables(hostile):
        answer = hostile.get(path)
        assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/csv"), path
        rows = csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")))
        assert [cell for row in rows for cell in row if re.match(r"[=+@\t\r]|-(?!\d)", cell)] == [], path
    book = load_workbook(io.BytesIO(hostile.get("/library/take?form=xlsx").content))
    assert [c.value for sheet in book for row in sheet for c in row if c.data_type == "f"] == []


def test_saved_searches_and_feeds_are_escaped(hostile: TestClient) -> None:
    from lxml import etree

    hostile.post("/searches", params={"q": "Kenya", "name": HOSTILE})
    found = _Scan(hostile.get("/library").text)
    assert found.bad == []
    feed = etree.fromstring(hostile.get("/library.atom?q=Kenya").content)
    assert [e.tag for e in feed.iter() if "script" in str(e.tag) or "img" in str(e.tag)] == []
