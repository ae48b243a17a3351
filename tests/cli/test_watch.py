"""communique watch: what is new, what changed, nothing twice, nothing missed; feeds that feed readers read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import feedparser
import pytest

from communique.store import Store

TEXT = "The Foreign Minister of Norway, Ona Vale, met the Foreign Minister of Kenya, Josphat Kariuki, in Oslo on {day}.\n\n{said}"
FISH = "Minister Kariuki called on Norway to lower its tariffs on fish."
TEA = "Minister Kariuki called on Norway to buy more tea & coffee."


def put(run: Any, name: str, said: str, *, day: str = "3 May 2022", options: tuple[str, ...] = ()) -> None:
    row = {
        "id": name,
        "text": TEXT.format(day=day, said=said),
        "issuer": "MFA Kenya",
        "published": "2024-03-05",
        "title": f"On <{name}>",
    }
    Path(f"{name}.json").write_text(json.dumps(row), encoding="utf-8")
    assert run("add", f"{name}.json", *options).code == 0


def told(run: Any, *argv: str) -> list[tuple[str, str]]:
    done = run("watch", *argv, "--json")
    assert done.code == (0 if done.json["count"] else 1)
    return [(n["status"], n["hit"]["title"]) for n in done.json["news"]]


def test_each_is_told_once(run: Any) -> None:
    put(run, "a", FISH)
    put(run, "b", TEA)
    assert told(run, "fish") == [("new", "On <a>")]
    assert told(run, "fish") == []
    assert told(run, "tea") == [("new", "On <b>")]  # another query has its own last look
    put(run, "c", FISH, day="3 May 1999")  # what is old but came now is new
    put(run, "a", FISH + " They agreed to meet again.")
    assert told(run, "fish") == [("new", "On <c>"), ("changed", "On <a>")]
    assert told(run, "fish") == []


def test_a_peek_and_a_run_that_is_broken_off_tell_the_same_again(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    put(run, "a", FISH)
    assert told(run, "fish", "--peek") == told(run, "fish", "--peek") == [("new", "On <a>")]

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Store, "save_state", fail)
        assert run("watch", "fish").code == 130
    assert told(run, "fish") == [("new", "On <a>")]


def test_what_is_not_read_yet_is_told_when_it_is(run: Any) -> None:
    put(run, "a", FISH, options=("--no-read",))
    assert told(run, "fish") == []
    assert run("reread").code == 0
    assert told(run, "fish") == [("new", "On <a>")]
    assert run("reread", "--all").code == 0
    assert told(run, "fish") == []


def test_filters_and_text(run: Any) -> None:
    put(run, "a", FISH)
    done = run("watch", "--act", "request", "--actor", "Kariuki")
    assert done.code == 0 and "new" in done.out and "“called on Norway to lower its tariffs on fish”" in done.out
    assert "1 document new or changed since the last look" in done.err
    assert run("watch", "--act", "oppose").code == 1


@pytest.mark.parametrize("suffix", ["atom", "rss"])
def test_a_feed_holds_the_newest_also_when_nothing_is_new(run: Any, suffix: str) -> None:
    put(run, "a", FISH)
    put(run, "b", TEA)
    for name in ("one", "two"):
        assert run("watch", "Kenya", "--act", "request", "-o", f"{name}.{suffix}").code == (0 if name == "one" else 1)
    assert Path(f"one.{suffix}").read_bytes() == Path(f"two.{suffix}").read_bytes()
    feed = feedparser.parse(Path(f"one.{suffix}").read_bytes())
    assert not feed.bozo and feed.version in ("atom10", "rss20")
    assert [e.title for e in feed.entries] == ["On <b>", "On <a>"]
    assert "called on Norway to buy more tea & coffee" in feed.entries[0].summary
    assert len({e.id for e in feed.entries}) == 2 and all(e.updated_parsed or e.published_parsed for e in feed.entries)
    assert run("watch", "Kenya", "--entries", "1", "-o", f"few.{suffix}").code == 0
    assert [e.title for e in feedparser.parse(Path(f"few.{suffix}").read_bytes()).entries] == ["On <b>"]


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["fish", "-o", "x.html"], "no feed"),
        (['"fish'], "quotation"),
        (["fish", "--country", "Kenia"], "no such country"),
    ],
)
def test_what_is_refused(run: Any, argv: list[str], message: str) -> None:
    put(run, "a", FISH)
    done = run("watch", *argv)
    assert done.code == 2 and message in done.err
    assert told(run, "fish") == [("new", "On <a>")]
