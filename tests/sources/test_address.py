"""No private address is asked unless allowed, however it is written."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.sources.address import checked_addresses, is_public, system_lookup
from communique.sources.errors import FetchError
from communique.sources.fetch import Fetcher
from communique.sources.manners import Manners

PUBLIC = "93.184.215.14"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "127.1", "127.8.8.8", "0.0.0.0", "0",
        "10.0.0.1", "172.16.5.5", "192.168.1.1", "100.64.0.1", "169.254.169.254", "198.18.0.1", "192.0.2.1",
        "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "2130706433", "0x7f000001", "0177.0.0.1", "017700000001", "0x7f.1", "2852039166",
        "[::1]", "[::]", "[fe80::1]", "[fc00::1]", "[fd12:3456::1]", "[fec0::1]", "[ff02::1]",
        "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[::ffff:a9fe:a9fe]", "[::127.0.0.1]",
        "[64:ff9b::127.0.0.1]", "[64:ff9b::a9fe:a9fe]", "[2002:7f00:1::]", "[2002:a00:1::1]",
    ],
)  # fmt: skip
def test_a_private_address_is_refused_in_every_form(host: str) -> None:
    # The system's own resolver: literal forms need no network.
    with Fetcher(Manners(retries=0, timeout=1)) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.get(f"http://{host}/latest/meta-data")
    # httpx2 takes an octal part for no address at all; the lookup would have found the loopback.
    assert caught.value.kind == ("url" if host == "0177.0.0.1" else "private-address"), caught.value
    assert caught.value.where == f"http://{host}/latest/meta-data"


def test_nothing_reaches_a_private_host_unless_allowed(site: Any, fetcher: Any) -> None:
    url = site.page("/a", b"secret")
    with pytest.raises(FetchError, match="not a public address"):
        fetcher(allow_private=False).get(url)
    assert site.asked == []
    assert fetcher(allow_private=True).get(url).body == b"secret"


@pytest.mark.parametrize(
    "answers",
    [["127.0.0.1"], ["10.1.2.3"], [PUBLIC, "192.168.0.7"], ["::1"], ["::ffff:169.254.169.254"], ["fe80::1%eth0"]],
)
def test_a_name_that_means_a_private_address_is_refused(fetcher: Any, answers: list[str]) -> None:
    get = fetcher(allow_private=False, lookup=lambda _host: answers).get
    with pytest.raises(FetchError) as caught:
        get("https://ministry.example/page")
    assert (caught.value.kind, caught.value.where) == ("private-address", "https://ministry.example/page")


def test_a_redirect_to_a_private_address_is_refused(site: Any, fetcher: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first host passes as public; where it sends on to is checked again, and refused."""
    port = site.base.rsplit(":", 1)[1]
    site.page("/start", status=302, Location=f"http://metadata.example:{port}/secret")
    site.page("/secret", b"secret")
    names = {"ministry.example": ["127.0.0.1"], "metadata.example": ["127.0.0.2"]}
    monkeypatch.setattr("communique.sources.address.is_public", lambda address: address == "127.0.0.1")
    get = fetcher(allow_private=False, lookup=lambda host: names[host]).get
    with pytest.raises(FetchError) as caught:
        get(f"http://ministry.example:{port}/start")
    assert caught.value.kind == "private-address" and "metadata.example" in caught.value.what
    assert "/secret" not in site.asked


def test_the_name_is_looked_up_once_for_a_connection(site: Any, fetcher: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is public when checked and private when connected to (rebinding) finds no second look-up."""
    port = site.base.rsplit(":", 1)[1]
    asked: list[str] = []

    def lookup(host: str) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    def no_other(*arguments: Any, **_: Any) -> Any:
        assert arguments[0] == "127.0.0.1", f"looked up {arguments[0]}"
        return resolve(*arguments, **_)

    resolve = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", no_other)
    site.page("/a", b"page")
    got = fetcher(lookup=lookup).get(f"http://ministry.example:{port}/a")
    assert got.body == b"page" and site.headers[-1]["host"] == f"ministry.example:{port}"
    assert asked == ["ministry.example"] * 2  # robots.txt and the page


def test_the_next_address_is_tried_where_one_does_not_answer(site: Any, fetcher: Any) -> None:
    port = site.base.rsplit(":", 1)[1]
    site.page("/a", b"page")
    get = fetcher(retries=0, lookup=lambda _host: ["127.0.0.9", "127.0.0.1"]).get
    assert get(f"http://ministry.example:{port}/a").body == b"page"


@pytest.mark.parametrize(
    ("failure", "passing"),
    [
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), False),
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"), True),
        (UnicodeError("label too long"), False),
    ],
)
def test_a_name_without_address(fetcher: Any, failure: Exception, passing: bool) -> None:
    def lookup(_host: str) -> list[str]:
        raise failure

    with pytest.raises(FetchError) as caught:
        fetcher(lookup=lookup).get("http://no-such-ministry.example/")
    assert (caught.value.kind, caught.value.passing) == ("dns", passing)


def test_a_name_with_no_addresses_at_all() -> None:
    with pytest.raises(FetchError) as caught:
        checked_addresses("a.example", allow_private=True, lookup=lambda _host: [])
    assert caught.value.kind == "dns"


def test_a_proxy_in_the_environment_is_not_used(
    site: Any, fetcher: Any, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    """Behind a proxy nobody would know which address is connected to."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert fetcher(retries=0).get(site.page("/a", b"page")).body == b"page"


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_wrapping_an_address_in_ipv6_does_not_change_what_it_is(ip: ipaddress.IPv4Address) -> None:
    number = int(ip)
    for wrapped in (0xFFFF << 32 | number, 0x64FF9B << 96 | number):
        assert is_public(str(ipaddress.IPv6Address(wrapped))) == is_public(str(ip))
    if not is_public(str(ip)):
        assert not is_public(str(ipaddress.IPv6Address(0x2002 << 112 | number << 80)))


@given(st.text(max_size=20))
def test_what_is_no_address_is_not_public(text: str) -> None:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        assert not is_public(text)


def test_the_system_lookup_gives_each_address_once() -> None:
    found = system_lookup("127.0.0.1")
    assert found == ["127.0.0.1"]
