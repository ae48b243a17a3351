"""Requests that nobody should send, made from a number: the same number gives the same request."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, NamedTuple
from urllib.parse import quote, quote_from_bytes

TEXT = "Minister Ona Vale met the Foreign Minister of Kenya, Josphat Kariuki, in Nairobi on 3 May 2024. She called on Kenya to lower tariffs."
NASTIES: tuple[str, ...] = (
    "", " ", "\0", "a\0b", "\r\n", "\r\nset-cookie: a=b\r\n\r\n<html>", "\ud7ff\U0010ffff\ufffe", "\u202e\u2066abc\u2069", "e" + "\u0301" * 500,
    "x" * 5_000, "9" * 400, "-1", "0", "1e308", "NaN", "Infinity", "9223372036854775808", "0x7f", "٣", "½", "null", "true", "[]", "{}", "undefined",
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", "javascript:alert(1)", "{{7*7}}", "${7*7}", "#{7*7}",
    "<%= 7*7 %>", "%s%s%s%n", "%00", "%2e%2e%2f", "../../../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd", "file:///etc/passwd",
    "' OR 1=1 --", '" OR ""="', "'; DROP TABLE documents; --", "1 UNION SELECT hash FROM users", '"', "'", "((((((((((", "a AND", "OR", "NOT", "*", "a*",
    '"unclosed', "a NEAR b", "a:b", "^", "-", "--", "()", "AND OR NOT", "\\", "%", "_", "=cmd|' /C calc'!A0", "+1+1", "@SUM(1)", "\t=1",
    "http://127.0.0.1/", "http://[::1]:22/", "http://169.254.169.254/latest/", "http://2130706433/", "gopher://127.0.0.1/", "http://0/", "http://",
    "2024-13-45", "0000-00-00", "9999-12-31", "10000", "-0001", "2024-02-30", "2024/2023", "20", "CHN", "CHN-", "-FRA", "XXX-YYY", "FRA-FRA", "fra-chn",
    "joint", "request", "meeting", "none", "jsonl", "xlsx", "csv", "html", "parquet", "keep", "idcpc", "Ona Vale", "admin",
)  # fmt: skip
METHODS = (
    "GET",
    "POST",
    "HEAD",
    "PUT",
    "DELETE",
    "PATCH",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "get",
    "G\u00cbT",
    "X" * 200,
    "",
)
HOSTS = (
    "localhost",
    "127.0.0.1",
    "[::1]",
    "evil.example",
    "",
    "localhost@evil",
    "localhost:x",
    "127.0.0.1.nip.io",
    "[::1",
    "a" * 300,
)
KINDS = (
    "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "application/json", "text/plain", "application/json; charset=utf-16",
    "multipart/form-data", "multipart/form-data; charset=unicode_escape; boundary=b", "multipart/form-data; boundary=" + "b" * 300, "", ";", "*/*",
    "application/xml", "application/x-www-form-urlencoded; charset=idna",
)  # fmt: skip
HEADERS: tuple[tuple[str, str], ...] = (
    ("Cookie", "communique_session=" + "A" * 43), ("Cookie", "communique_name=%ED%A0%80%00"), ("Cookie", "communique_name=" + "%F0%9F%92%A9" * 400),
    ("Cookie", ";;;=;=a; \x01"), ("Origin", "null"), ("Origin", "http://["), ("Origin", "https://evil.example"), ("Sec-Fetch-Site", "cross-site"),
    ("Sec-Fetch-Site", "same-origin"), ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-For", "'; --"), ("X-Forwarded-For", "[::1"),
    ("X-Forwarded-Proto", "gopher"), ("X-Forwarded-Host", "evil.example"), ("X-Original-URL", "/users"), ("X-HTTP-Method-Override", "DELETE"),
    ("Range", "bytes=0-9999999999"), ("Range", "bytes=-1,-2"), ("If-None-Match", "*"), ("If-Modified-Since", "yesterday"), ("Accept", "*/*;q=x"),
    ("Accept-Encoding", "gzip;q=9"), ("Accept-Language", "x" * 3000), ("Content-Encoding", "gzip"), ("Expect", "100-continue"), ("Expect", "x"),
    ("Upgrade", "websocket"), ("Connection", "Upgrade, close"), ("TE", "trailers"), ("Transfer-Encoding", "identity"), ("X-Part", "\xff"),
    ("Authorization", "Basic " + "A" * 2000), ("Referer", "https://evil.example/"), ("Content-Length", "-5"), ("Content-Length", "9" * 30),
    ("X" * 2000, "y"), ("X-Bad", "a\x0bb"), ("User-Agent", "() { :;}; echo x"), ("User-Agent", "${jndi:ldap://127.0.0.1/a}"),
)  # fmt: skip


_ENDING = ("/logout", "/account/others", "/account/password")
"""What ends logins: it is asked without one, or all that follows would be."""


class Request(NamedTuple):
    """The bytes of a request; `whole` is False where less of a body comes than was announced."""

    data: bytes
    whole: bool


@dataclass(frozen=True)
class Maker:
    """Makes requests for a server that describes itself.

    :param description: what ``/openapi.json`` answers.
    :param ids: what stands for parts of paths: ids of documents, encounters and persons that are there.
    :param cookies: logins that hold.
    :param names: names of fields, for forms that are not described.
    """

    description: Mapping[str, Any]
    ids: Sequence[str]
    cookies: Sequence[str] = ()
    names: Sequence[str] = ()

    def request(self, number: int) -> Request:
        """The request of this number."""
        random = Random(number)
        method, path, operation = self._target(random)
        has_body = method == "post" or random.random() < 0.03
        body, kind = self._body(random, operation) if has_body else (b"", None)
        sent = method.upper() if random.random() < 0.95 else random.choice(METHODS)
        cookies = () if path.startswith(_ENDING) else self.cookies
        return _raw(random, sent, path, _headers(random, kind, cookies), body)

    def _body(self, random: Random, operation: Mapping[str, Any]) -> tuple[bytes, str]:
        """A body and its media type: a form, JSON or a file as described, with nasty values; or rubbish."""
        content = operation.get("requestBody", {}).get("content", {})
        if random.random() < 0.1 or not (content or self.names):
            return random.choice(
                (random.randbytes(300), b"[" * 50_000, b"--b\r\n" * 500, b"a=b&" * 2_000, b"\0" * 100)
            ), random.choice(KINDS)
        if not content:
            return _form({name: _value(random) for name in random.choices(self.names, k=random.randrange(12))}), KINDS[
                0
            ]
        kind, described = next(iter(content.items()))
        fields = _fields(described["schema"], self.description)
        if kind == "application/json":
            odd = (TEXT, 7, None, [], {"a": 1}, 1e999, True)
            values = {name: random.choice((_nasty(random), *odd)) for name in fields}
            return json.dumps({"text": TEXT, **values}).encode(), kind
        given = {name: _value(random) for name in fields if random.random() < 0.7}
        return (_multipart(random, given), KINDS[1]) if "multipart" in kind else (_form(given), kind)

    def _target(self, random: Random) -> tuple[str, str, Mapping[str, Any]]:
        if random.random() < 0.08:
            return "get", _any_path(random), {}
        path = random.choice(list(self.description["paths"]))
        method, operation = random.choice(list(self.description["paths"][path].items()))
        given = operation.get("parameters", ())
        for one in given:
            if one["in"] == "path":
                value = random.choice(self.ids) if self.ids and random.random() < 0.75 else _nasty(random)
                path = path.replace(f"{{{one['name']}}}", quote(value, safe=random.choice(("", "/"))))
        query = "&".join(_pair(random, one["name"]) for one in given if one["in"] == "query" and random.random() < 0.2)
        return method, (f"{path}?{query}" if query else path), operation


def _nasty(random: Random) -> str:
    if random.random() < 0.8:
        return random.choice(NASTIES)
    return "".join(
        chr(random.choice((random.randrange(0x20, 0x7F), random.randrange(0xD800))))
        for _ in range(random.randrange(60))
    )


def _pair(random: Random, name: str) -> str:
    values = [quote(_nasty(random), safe="") for _ in range(random.choice((1, 1, 1, 2, 30)))]
    return "&".join(f"{name}={value}" for value in values)


def _any_path(random: Random) -> str:
    made = "/" + "/".join(
        random.choice((_nasty(random), "static", "documents", "..", ".", "")) for _ in range(random.randrange(6))
    )
    if random.random() < 0.3:  # bytes that no address may hold
        return made.replace("\r", "").replace("\n", "")[:2000]
    return quote(made, safe="/%") if random.random() < 0.7 else quote_from_bytes(random.randbytes(40), safe="/")


def _headers(random: Random, kind: str | None, cookies: Sequence[str]) -> list[tuple[str, str]]:
    host = "127.0.0.1" if random.random() < 0.97 else random.choice(HOSTS)
    found = [("Host", host), ("Connection", "close")]
    if kind is not None:
        found.append(("Content-Type", kind if random.random() < 0.95 else random.choice(KINDS)))
    if cookies and random.random() < 0.8:
        found.append(("Cookie", random.choice(list(cookies))))
    found += random.sample(HEADERS, random.choice((0, 0, 0, 0, 1, 1, 2)))
    return found * (1 if random.random() < 0.99 else 40)


def _value(random: Random) -> str:
    return random.choice((_nasty(random), _nasty(random), TEXT))


def _form(values: Mapping[str, str]) -> bytes:
    return "&".join(f"{name}={quote(value)}" for name, value in values.items()).encode()


def _fields(schema: Mapping[str, Any], description: Mapping[str, Any]) -> list[str]:
    name = schema.get("$ref", "").rpartition("/")[2]
    found = description["components"]["schemas"].get(name, schema)
    return list(found.get("properties", {}))


def _multipart(random: Random, values: Mapping[str, Any]) -> bytes:
    out = io.BytesIO()
    for name, value in values.items():
        data = str(value).encode("utf-8", "replace")
        if name == "file":
            file = _nasty(random).replace('"', "").replace("\r", "").replace("\n", "")
            data = random.choice(_FILES) if random.random() < 0.2 else data
            out.write(
                f'--b\r\nContent-Disposition: form-data; name="file"; filename="{file}"\r\n\r\n'.encode(
                    "utf-8", "replace"
                )
            )
        else:
            out.write(f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode())
        out.write(data + b"\r\n")
    out.write(random.choice((b"--b--\r\n", b"--b--\r\n", b"--b", b"")))
    return out.getvalue()


def _zip(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


_FILES: tuple[bytes, ...] = (
    _zip({"../../evil.txt": TEXT.encode()}), _zip({"a.txt": b"0" * 30_000_000}), _zip({f"{n}.txt": b"x" for n in range(400)}),
    _zip({"a.zip": _zip({"b.zip": _zip({"c.txt": TEXT.encode()})})}), gzip.compress(b"0" * 20_000_000), b"%PDF-1.7\n" + b"\xff" * 500,
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9999>>endobj\ntrailer<</Root 1 0 R>>",
    b"<div>" * 20_000, b"<html><body><p>" + TEXT.encode() + b"</p><script>alert(1)</script>", b"PK\x03\x04" + b"\0" * 100, b"\x1f\x8b" + b"\xff" * 50,
    b"WARC/1.0\r\nContent-Length: 99999999\r\n\r\n", b"From - x\nSubject: =?utf-8?B?////?=\n\n" + TEXT.encode(), b"\xff\xfe" + "é".encode("utf-16-le") * 99,
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>&a;</title></item></channel></rss>',
)  # fmt: skip


def _raw(random: Random, method: str, path: str, headers: list[tuple[str, str]], body: bytes) -> Request:
    version = "HTTP/1.1" if random.random() < 0.98 else random.choice(("HTTP/1.0", "HTTP/2.0", "HTTP/x", ""))
    whole = True
    if body and random.random() < 0.1:
        headers = [*headers, ("Transfer-Encoding", "chunked")]
        body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:10], body[10:]) if part) + random.choice(
            (b"0\r\n\r\n", b"0\r\n\r\n", b"zz\r\n")
        )
    elif body:
        whole = random.random() < 0.98
        headers = [*headers, ("Content-Length", str(len(body) if whole else len(body) + 10))]
    lines = [f"{method} {path} {version}", *(f"{name}: {value}" for name, value in headers)]
    return Request(("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "replace") + body, whole)
