"""What stands between the pages and strangers: hosts, origins, headers, bodies, paths, values."""

from __future__ import annotations

import json
import logging
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from starlette.testclient import TestClient

from communique.web import settings as settings_
from communique.web.app import create_app
from communique.web.safety import headers as headers_
from communique.web.safety.hosts import names_of
from communique.web.settings import Settings

READOUT = "Minister Ona Vale met the Foreign Minister of Kenya, Josphat Kariuki, in Nairobi on 3 May 2024.\n\nMinister Vale called on Kenya to lower its tariffs on timber."
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
