"""robots.txt is obeyed, the pause between two requests kept."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest

from communique.sources.errors import FetchError
from communique.sources.pace import Pace

PAGE = b"page"


def robots(site: Any, text: str = "", status: int = 200, **headers: str) -> None:
    site.page("/robots.txt", text, status, **headers)


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /private/", "/private/a", False),
        ("User-agent: *\nDisallow: /private/", "/public/a", True),
        ("User-agent: *\nDisallow: /\nAllow: /archive/*/readout", "/archive/2024/readout", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdfx", True),
        ("User-agent: *\nDisallow: /a?print=", "/a?print=1", False),
        ("User-agent: otherbot\nDisallow: /", "/a", True),
        ("User-agent: communique\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: communique\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("<html>not found</html>", "/a", True),
        ("", "/a", True),
    ],
)
def test_what_robots_txt_says_is_done(site: Any, fetcher: Any, rules: str, path: str, allowed: bool) -> None:
    robots(site, rules)
    url = site.page(path, PAGE)
    if allowed:
        assert fetcher().get(url).body == PAGE
    else:
        with pytest.raises(FetchError) as caught:
            fetcher().get(url)
        assert (caught.value.kind, caught.value.passing, site.paths()) == ("robots", False, [])


def test_a_redirect_to_a_forbidden_page_is_not_followed(site: Any, fetcher: Any) -> None:
    robots(site, "User-agent: *\nDisallow: /private")
    site.page("/a", status=302, Location="/private")
    site.page("/private", PAGE)
    with pytest.raises(FetchError) as caught:
        fetcher().get(site.base + "/a")
    assert (caught.value.kind, site.paths()) == ("robots", ["/a"])


@pytest.mark.parametrize("status", [400, 401, 403, 404, 408, 410, 451])
def test_where_there_is_no_robots_txt_all_is_allowed(site: Any, fetcher: Any, status: int) -> None:
    robots(site, "User-agent: *\nDisallow: /", status)
    assert fetcher().get(site.page("/a", PAGE)).body == PAGE


@pytest.mark.parametrize("status", [429, 500, 501, 503, 599])
def test_where_robots_txt_cannot_be_had_nothing_is_fetched_for_now(
    site: Any, fetcher: Any, time_: Any, status: int
) -> None:
    robots(site, status=status)
    one, url = fetcher(retries=1), site.page("/a", PAGE)
    for _ in range(2):
        with pytest.raises(FetchError) as caught:
            one.get(url)
        assert (caught.value.kind, caught.value.passing, caught.value.where) == ("robots", True, url)
        assert str(status) in caught.value.what
    assert site.paths() == []
    robots(site, "User-agent: *\nAllow: /")
    time_.now += timedelta(minutes=11)
    assert one.get(url).body == PAGE


def test_robots_txt_is_fetched_once_a_day(site: Any, fetcher: Any, time_: Any) -> None:
    robots(site, "User-agent: *\nDisallow: /x")
    one, url = fetcher(), site.page("/a", PAGE)
    for _ in range(5):
        one.get(url)
    assert site.count["/robots.txt"] == 1
    time_.now += timedelta(hours=25)
    one.get(url)
    assert site.count["/robots.txt"] == 2


def test_robots_txt_behind_a_redirect(site: Any, fetcher: Any) -> None:
    site.page("/robots.txt", status=301, Location="/rules.txt")
    site.page("/rules.txt", "User-agent: *\nDisallow: /a")
    with pytest.raises(FetchError, match="forbids"):
        fetcher().get(site.page("/a", PAGE))


def test_the_first_500_kib_of_a_huge_robots_txt_count(site: Any, fetcher: Any) -> None:
    robots(site, "User-agent: *\nDisallow: /a\n" + "# filler\n" * 200_000 + "Disallow: /b\n")
    one = fetcher(max_bytes=1000)
    with pytest.raises(FetchError) as caught:
        one.get(site.page("/a", PAGE))
    assert caught.value.kind == "robots"
    assert one.get(site.page("/b", PAGE)).body == PAGE


def test_a_host_that_is_down_says_so_and_not_that_robots_forbids(fetcher: Any) -> None:
    with pytest.raises(FetchError) as caught:
        fetcher(retries=0).get("http://127.0.0.1:9/a")
    assert (caught.value.kind, caught.value.where) == ("connection", "http://127.0.0.1:9/a")


@pytest.mark.parametrize(
    ("asked", "slept"), [("", 2.0), ("Crawl-delay: 7", 7.0), ("Crawl-delay: 1", 2.0), ("Crawl-delay: 999", 60.0),
                         ("Crawl-delay: soon", 2.0), ("Crawl-delay: -5", 2.0)]
)  # fmt: skip
def test_the_longer_delay_wins_up_to_a_cap(site: Any, fetcher: Any, time_: Any, asked: str, slept: float) -> None:
    robots(site, f"User-agent: *\nDisallow: /x\n{asked}\n")
    one = fetcher()
    one.get(site.page("/a", PAGE))
    one.get(site.page("/b", PAGE))
    assert time_.slept == [slept, slept]


def test_time_that_has_passed_anyway_counts(site: Any, fetcher: Any, time_: Any) -> None:
    one, url = fetcher(), site.page("/a", PAGE)
    one.get(url)
    time_.slept.clear()
    for passed, slept in [(0.5, [1.5]), (5.0, []), (-100.0, [2.0])]:
        time_.now += timedelta(seconds=passed)
        one.get(url)
        assert time_.slept == slept
        time_.slept.clear()


def test_two_threads_have_their_turns_at_a_host_one_after_the_other(time_: Any) -> None:
    pace, running, most = Pace(time_.clock, time_.sleep), [0], [0]

    def work(host: str) -> None:
        for _ in range(20):
            with pace.turn(host, 0.0):
                running[0] += 1
                most[0] = max(most[0], running[0])
                threading.Event().wait(0.001)
                running[0] -= 1

    threads = [threading.Thread(target=work, args=("a.example",)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most[0], running[0]) == (1, 0)


def test_another_host_has_its_own_turn(time_: Any) -> None:
    pace = Pace(time_.clock, time_.sleep)
    with pace.turn("a.example", 2.0), pace.turn("b.example", 2.0):
        pass
    assert time_.slept == []
