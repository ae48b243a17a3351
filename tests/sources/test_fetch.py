"""Single pages from a server that misbehaves."""

from __future__ import annotations

import gzip
import ssl
import time
import zlib
from typing import Any

import pytest

from communique.sources.errors import FetchError
from communique.sources.fetch import Fetched
from communique.sources.manners import Manners, user_agent

PAGE = b"<html><body><p>Foreign Minister Ana Torvik met the delegation.</p></body></html>"


def failure(get: Any, url: str, **options: Any) -> FetchError:
    with pytest.raises(FetchError) as caught:
        get(url, **options)
    return caught.value


def test_a_page_comes_with_all_that_traces_it(site: Any, fetcher: Any, time_: Any) -> None:
    url = site.page("/a", PAGE, Content_Type="text/html; charset=utf-8", ETag='"1"', X_Twice="b")
    got = fetcher().get(url + "#part")
    assert (got.url, got.asked, got.status, got.body) == (url, url + "#part", 200, PAGE)
    assert (got.headers["etag"], got.headers["x-twice"], got.redirects) == ('"1"', "b", ())
    assert got.fetched == time_.now and got.fetched.utcoffset() is not None
    sent = site.headers[-1]
    assert sent["user-agent"] == user_agent() and sent["user-agent"].startswith("communique/")


def test_a_contact_stands_in_the_user_agent() -> None:
    assert "+mailto:desk@institute.example" in user_agent("mailto:desk@institute.example")


# -- time and size


def slow_headers(request: Any) -> None:
    request.site.ended.wait(0.9)


def slow_body(request: Any) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf")
    request.site.ended.wait(0.9)


def trickling_headers(request: Any) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100):
        request.wfile.write(b"X-%d: y\r\n" % number)
        if request.site.ended.wait(0.05):
            return


def trickling_body(request: Any) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(100):
        request.wfile.write(b"x")
        if request.site.ended.wait(0.05):
            return


@pytest.mark.parametrize("handler", [slow_headers, slow_body, trickling_headers, trickling_body])
def test_what_is_too_slow_ends_in_time(site: Any, fetcher: Any, handler: Any) -> None:
    began = time.monotonic()
    error = failure(fetcher(retries=0, timeout=0.2, max_seconds=0.4).get, site.on("/slow", handler))
    assert (error.kind, error.passing, error.where) == ("timeout", True, site.base + "/slow")
    assert time.monotonic() - began < 3.0


def never_ending(request: Any) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while not request.site.ended.is_set():
        request.wfile.write(b"x" * 65536)


def huge(request: Any) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 60000000\r\n\r\n")
    for _ in range(60):
        request.wfile.write(b"x" * 1_000_000)


def huge_in_chunks(request: Any) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in range(60):
        request.wfile.write(b"f4240\r\n" + b"x" * 1_000_000 + b"\r\n")


def bomb(request: Any) -> None:
    engine = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    packed = b"".join([*(engine.compress(b"\0" * 1_000_000) for _ in range(60)), engine.flush()])
    request.reply(200, packed, Content_Encoding="gzip")


def double_bomb(request: Any) -> None:
    packed = gzip.compress(gzip.compress(b"\0" * 20_000_000))
    request.reply(200, packed, Content_Encoding="gzip, gzip")


@pytest.mark.parametrize(
    ("handler", "limit"),
    [(never_ending, 3_000_000), (huge, 50_000_000), (huge_in_chunks, 50_000_000), (bomb, 50_000_000),
     (double_bomb, 1_000_000)],
)  # fmt: skip
def test_what_is_too_large_is_refused(site: Any, fetcher: Any, handler: Any, limit: int) -> None:
    error = failure(fetcher(max_bytes=limit).get, site.on("/big", handler))
    assert (error.kind, error.passing) == ("too-large", False)
    assert "max_bytes" in error.mend
    assert site.count["/big"] == 1


def test_a_body_of_just_the_limit_is_taken(site: Any, fetcher: Any) -> None:
    url = site.page("/a", b"x" * 1000)
    assert len(fetcher(max_bytes=1000).get(url).body) == 1000
    assert failure(fetcher(max_bytes=999).get, url).kind == "too-large"


# -- content as it comes


@pytest.mark.parametrize("charset", ["utf-16", "no-such-charset", "gbk"])
def test_a_wrong_charset_changes_no_byte(site: Any, fetcher: Any, charset: str) -> None:
    body = "<p>Élysée, 外交部</p>".encode()
    assert fetcher().get(site.page("/a", body, Content_Type=f"text/html; charset={charset}")).body == body


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("x-gzip", gzip.compress(PAGE)),
        ("GZIP", gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:]) + b"\0" * 8),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE, wbits=-zlib.MAX_WBITS)),
        ("identity", PAGE),
        ("deflate, gzip", gzip.compress(zlib.compress(PAGE))),
    ],
    ids=["gzip", "x-gzip", "two members", "zlib", "raw", "identity", "both"],  # gzip writes the time
)
def test_content_codings_are_undone(site: Any, fetcher: Any, coding: str, packed: bytes) -> None:
    assert fetcher().get(site.page("/a", packed, Content_Encoding=coding)).body == PAGE


def cut_short(request: Any) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + PAGE)


def cut_chunks(request: Any) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")


def cut_gzip(request: Any) -> None:
    request.reply(200, gzip.compress(PAGE)[:-12], Content_Encoding="gzip")


def no_gzip(request: Any) -> None:
    request.reply(200, PAGE, Content_Encoding="gzip")


def brotli(request: Any) -> None:
    request.reply(200, b"\x0b\x02\x80hello\x03", Content_Encoding="br")


def no_http(request: Any) -> None:
    request.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")


def silence(request: Any) -> None:
    request.connection.close()


@pytest.mark.parametrize("handler", [cut_short, cut_chunks, cut_gzip, no_gzip, brotli, no_http, silence])
def test_half_a_page_is_no_page(site: Any, fetcher: Any, handler: Any) -> None:
    error = failure(fetcher(retries=1).get, site.on("/broken", handler))
    assert (error.kind, error.passing) == ("connection", True)
    assert site.count["/broken"] == 2


def test_a_body_broken_off_once_is_fetched_again(site: Any, fetcher: Any) -> None:
    url = site.on("/a", lambda request: cut_short(request) if request.nth == 1 else request.reply(200, PAGE))
    assert fetcher().get(url).body == PAGE


def test_nobody_listens(fetcher: Any) -> None:
    assert failure(fetcher(retries=0).get, "http://127.0.0.1:9/").kind == "connection"


# -- redirects


def test_redirects_are_followed_and_kept(site: Any, fetcher: Any) -> None:
    site.page("/a", status=301, Location="/b")
    site.page("/b", status=302, Location=f"{site.base}/c#part")
    site.page("/c", PAGE)
    got = fetcher().get(site.base + "/a")
    assert got.url == site.base + "/c"
    assert got.redirects == (site.base + "/a", site.base + "/b")


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("file:///etc/passwd", "scheme"),
        ("ftp://host.example/a", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("data:text/html,hello", "scheme"),
        ("http://[::1", "url"),
        ("http://user:secret@127.0.0.1/", "url"),
        ("/start", "redirect-loop"),
        ("/other", "redirect-loop"),
        ("/more?1", "redirect-loop"),
    ],
)
def test_redirects_that_are_not_followed(site: Any, fetcher: Any, target: str, kind: str) -> None:
    site.page("/start", status=302, Location=target)
    site.page("/other", status=302, Location="/start")
    site.other = lambda request: request.reply(302, Location=f"/more?{int(request.path.split('?')[1]) + 1}")
    error = failure(fetcher(max_redirects=5).get, site.base + "/start")
    assert (error.kind, error.where) == (kind, site.base + "/start")
    assert "secret" not in str(error)
    assert len(site.paths()) <= 6


def test_a_page_that_sets_a_cookie_and_sends_back_to_itself_is_no_loop(site: Any, fetcher: Any) -> None:
    def handler(request: Any) -> None:
        if "seen=1" in request.headers.get("Cookie", ""):
            request.reply(200, PAGE)
        else:
            request.reply(302, Location="/a", Set_Cookie="seen=1")

    assert fetcher().get(site.on("/a", handler)).body == PAGE


def test_no_redirect_may_be_allowed(site: Any, fetcher: Any) -> None:
    site.page("/a", status=301, Location="/b")
    site.page("/b", PAGE)
    assert fetcher(max_redirects=0).get(site.base + "/b").body == PAGE
    assert failure(fetcher(max_redirects=0).get, site.base + "/a").kind == "redirect-loop"


# -- status


@pytest.mark.parametrize(
    ("status", "passing", "times"),
    [(204, False, 1), (401, False, 1), (403, False, 1), (404, False, 1), (410, False, 1), (501, False, 1),
     (304, False, 1), (300, False, 1), (429, True, 3), (500, True, 3), (502, True, 3), (503, True, 3)],
)  # fmt: skip
def test_a_status_other_than_200(site: Any, fetcher: Any, status: int, passing: bool, times: int) -> None:
    error = failure(fetcher(retries=2).get, site.page("/a", status=status))
    assert (error.kind, error.status, error.passing) == ("status", status, passing)
    assert site.count["/a"] == times


@pytest.mark.parametrize("status", [302, 404])
def test_the_body_of_what_is_no_page_does_not_matter(site: Any, fetcher: Any, status: int) -> None:
    site.page("/b", PAGE)
    url = site.page("/a", b"x" * 5000, status, Location="/b", Content_Encoding="gzip")
    get = fetcher(max_bytes=1000).get
    if status == 302:
        assert get(url).body == PAGE
    else:
        assert failure(get, url).status == 404


def test_503_twice_then_fine(site: Any, fetcher: Any, time_: Any) -> None:
    url = site.on("/a", lambda request: request.reply(503 if request.nth < 3 else 200, PAGE))
    assert fetcher(delay=0, back_off=1.0).get(url).body == PAGE
    assert len(time_.slept) == 2 and all(1.0 <= slept <= 300.0 for slept in time_.slept)


@pytest.mark.parametrize(("asked", "slept"), [("7", 7.0), ("Fri, 17 May 2024 12:00:09 GMT", 9.0), ("soon", None)])
def test_429_with_retry_after(site: Any, fetcher: Any, time_: Any, asked: str, slept: float | None) -> None:
    def handler(request: Any) -> None:
        if request.nth == 1:
            request.reply(429, Retry_After=asked)
        else:
            request.reply(200, PAGE)

    assert fetcher(delay=0, back_off=0.5).get(site.on("/a", handler)).body == PAGE
    if slept is not None:
        assert time_.slept == [slept]


def test_a_host_that_asks_to_wait_too_long_is_left_alone(site: Any, fetcher: Any, time_: Any) -> None:
    error = failure(fetcher(delay=0).get, site.page("/a", status=503, Retry_After="3600"))
    assert (error.retry_after, error.passing, time_.slept) == (3600.0, True, [])
    assert "3600 s" in error.what


# -- what has not changed


def by_tag(request: Any) -> None:
    tag = '"2"' if request.site.count["changed"] else '"1"'
    if request.headers.get("If-None-Match") == tag:
        request.reply(304, ETag=tag)
    else:
        request.reply(200, PAGE, ETag=tag)


def test_a_page_that_has_not_changed_is_not_sent(site: Any, fetcher: Any) -> None:
    get, url = fetcher().get, site.on("/a", by_tag)
    first = get(url)
    again = get(url, etag=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    site.count["changed"] = 1
    changed = get(url, etag=first.headers["etag"])
    assert (changed.status, changed.body, changed.headers["etag"]) == (200, PAGE, '"2"')


def test_a_date_is_asked_of_the_page_it_came_from_only(site: Any, fetcher: Any) -> None:
    site.page("/a", status=301, Location="/b")
    site.page("/b", PAGE)
    day = "Fri, 17 May 2024 09:00:00 GMT"
    fetcher().get(site.base + "/a", etag='"1"', modified=day)
    asked = [(h.get("if-none-match"), h.get("if-modified-since")) for h in site.headers[1:]]
    assert asked == [('"1"', day), ('"1"', None)]


# -- TLS


def test_a_certificate_that_nobody_trusts(tls_site: Any, fetcher: Any) -> None:
    tls_site.page("/a", PAGE)
    error = failure(fetcher().get, tls_site.base + "/a")
    assert (error.kind, error.passing) == ("tls", False)
    assert "self-signed" in error.what
    assert tls_site.asked == []


def test_a_certificate_that_is_trusted(tls_site: Any, fetcher: Any, certificate: Any) -> None:
    context = ssl.create_default_context(cafile=str(certificate[0]))
    assert fetcher(tls=context).get(tls_site.page("/a", PAGE)).body == PAGE


def test_a_certificate_of_another_host(tls_site: Any, fetcher: Any, certificate: Any) -> None:
    context = ssl.create_default_context(cafile=str(certificate[0]))
    port = tls_site.base.rsplit(":", 1)[1]
    other = fetcher(tls=context, lookup=lambda _host: ["127.0.0.1"])
    assert failure(other.get, f"https://ministry.example:{port}/a").kind == "tls"


def test_no_tls_where_tls_is_asked(site: Any, fetcher: Any) -> None:
    assert failure(fetcher(retries=0).get, site.base.replace("http", "https")).kind == "tls"


# -- what is no page


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("file:///etc/passwd", "scheme"),
        ("/etc/passwd", "scheme"),
        ("ministry.example/page", "scheme"),
        ("", "scheme"),
        ("gopher://ministry.example/", "scheme"),
        ("http://", "url"),
        ("https:///page", "url"),
        ("http://me:secret@ministry.example/", "url"),
        ("http://me@ministry.example/", "url"),
        ("http://ministry.example:port/", "url"),
        ("http://minis\ntry.example/", "url"),
    ],
)
def test_what_is_no_address_of_a_page(fetcher: Any, url: str, kind: str) -> None:
    error = failure(fetcher().get, url)
    assert error.kind == kind
    assert "secret" not in str(error)


@pytest.mark.parametrize(
    "options",
    [{"delay": -1}, {"timeout": 0}, {"max_bytes": 0}, {"user_agent": ""}, {"user_agent": "a\nb"}, {"retries": -1}],
)
def test_manners_that_make_no_sense(options: Any) -> None:
    with pytest.raises(ValueError, match="`"):
        Manners(**options)


def test_what_was_fetched_can_be_compared_and_is_not_changed(site: Any, fetcher: Any) -> None:
    got = fetcher().get(site.page("/a", PAGE))
    assert isinstance(got, Fetched) and hash(got)
    with pytest.raises(AttributeError):
        got.body = b""
