"""`communique collect` against a local ministry."""

from __future__ import annotations

import contextlib
import os
import pty
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.cli import main
from communique.collecting import source
from communique.lexicon import load
from communique.lexicon.load import parse
from communique.store import Store

sys.path[:0] = [str(Path(__file__).parent.parent / name) for name in ("collecting", "sources")]
from local_site import serving  # noqa: E402
from ministry import Ministry  # noqa: E402

OPTIONS = ["--allow-private", "--delay", "0"]


@pytest.fixture
def ministry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ministry]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMMUNIQUE_STORE", raising=False)
    with serving() as site:
        made = Ministry(site)
        made.publish(*(f"p{number}" for number in range(1, 6)))
        yield made


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    """The exit code, standard output and standard error of a call."""

    def called(*words: str) -> tuple[Any, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["collect", *words])
        return ended.value.code, *capsys.readouterr()

    return called


def test_a_listing_is_collected_and_then_there_is_nothing_new(ministry: Ministry, run: Any) -> None:
    code, out, err = run(ministry.listing, *OPTIONS)
    assert (code, err) == (0, "5 new, 0 changed, 0 unchanged, 0 failed\n")
    rows = [line.split(maxsplit=2) for line in out.splitlines()]
    with Store("communique.db", create=False) as store:
        assert {(row[1], row[2]) for row in rows} == {(item.id, item.title) for item in store.list()}
    assert run(ministry.listing, *OPTIONS) == (0, "", "0 new, 0 changed, 3 unchanged, 0 failed\n")


def test_an_issuer_by_its_id_or_name(ministry: Ministry, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    table = f"""attributes = ["site"]
[[entry]]
id = "norway.ministry"
forms = ["Ministry of Norway"]
yes = ["the [Ministry of Norway]"]
[entry.site]
hosts = ["127.0.0.1"]
listings = ["{ministry.listing}"]
item = "ul.news a"
next = "a.next"
[[entry]]
id = "norway.navy"
forms = ["Navy"]
yes = ["the [Navy]"]
"""
    monkeypatch.setattr(source, "load", lambda _: parse(table, "issuers"))
    assert run("--list") == (0, f"{'norway.ministry':28} {'Ministry of Norway':44} listings\n", "")
    assert run("ministry of norway", "--limit", "2", *OPTIONS)[::2] == (
        0, "2 new, 0 changed, 0 unchanged, 0 failed\nstopped at --limit; run the same command again to go on\n",
    )  # fmt: skip
    assert run("norway.ministry", *OPTIONS)[2].startswith("3 new")
    for name, said in (("norway.navy", "listings are not known"), ("norwegian ministry", "or Ministry of Norway?")):
        code, _, err = run(name)
        assert code == 2 and said in err


def test_the_issuers_of_the_table_are_listed(run: Any) -> None:
    _, out, _ = run("--list")
    listed = {line.split()[0] for line in out.splitlines()}
    assert {"china.idcpc", "usa.state", "russia.kremlin"} <= listed <= set(load("issuers").by_id)


def test_what_failed_is_listed_with_where_what_and_mend(ministry: Ministry, run: Any) -> None:
    ministry.site.page("/p3", status=404)
    code, _, err = run(ministry.listing, *OPTIONS)
    assert code == 1
    assert err.splitlines() == [
        "4 new, 0 changed, 0 unchanged, 1 failed",
        f"error: {ministry.url('p3')}: the host answers 404. Check the address; the page may have moved.",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["LISTING"], "127.0.0.1 is not a public address. Give a public address, or allow private ones if you trust it (--allow"),
        (["LISTING", "--allow-private", "--store", "none/x.db"], "its folder does not exist"),
        (["https://u:p@ministry.example/"], "a user name or password"),
        (["file:///etc/passwd"], "scheme 'file'"),
        (["LISTING", "--since", "soon"], "'soon' does not match the format"),
        (["LISTING", "--allow-private", "--item", "a["], "'a[' is no CSS selector"),
        ([], "name a SOURCE"),
    ],
)  # fmt: skip
def test_a_call_that_cannot_be_answered(ministry: Ministry, run: Any, words: list[str], said: str) -> None:
    code, out, err = run(*[word.replace("LISTING", ministry.listing) for word in words])
    assert (code, out) == (2, "") and said in err


def test_a_library_that_is_missing_is_named(ministry: Ministry, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx2", None)
    code, _, err = run(ministry.listing, *OPTIONS)
    assert code == 2 and 'it needs httpx2. Install it with pip install "communique[web]"' in err


def test_since_and_the_store_of_the_environment(ministry: Ministry, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_STORE", "other.db")
    assert run(ministry.listing, "--since", "2024-06", *OPTIONS)[2].startswith("0 new")
    assert run(ministry.listing, "--since", "2024", *OPTIONS)[2].startswith("5 new")
    assert Path("other.db").exists() and not Path("communique.db").exists()


def test_an_interrupted_run_keeps_what_it_has_and_goes_on(ministry: Ministry, run: Any, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "communique", "collect", ministry.listing, "--allow-private", "--delay", "0.5"]
    child = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                             env={**os.environ, "PYTHONUNBUFFERED": "1"})  # fmt: skip
    assert child.stdout is not None and child.stdout.readline().startswith("new")
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=20)
    assert child.returncode == 130
    kept = 1 + len(out.splitlines())
    assert err.splitlines() == [
        f"{kept} new, 0 changed, 0 unchanged, 0 failed", "interrupted; run the same command again to go on",
    ]  # fmt: skip
    assert run(ministry.listing, *OPTIONS)[2].startswith(f"{5 - kept} new")
    assert len(Store("communique.db").list()) == 5


def test_a_full_disk_ends_the_run_and_loses_nothing(ministry: Ministry, run: Any, tmp_path: Path) -> None:
    Store("communique.db").close()
    size = Path("communique.db").stat().st_size
    ministry.publish(*(f"q{number}" for number in range(40)))
    command = [sys.executable, "-m", "communique", "collect", ministry.listing, *OPTIONS]
    limit = size + 150_000
    child = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip
    kept = len(child.stdout.splitlines())
    assert child.returncode == 2 and 0 < kept < 45
    counts, error = child.stderr.splitlines()
    assert counts == f"{kept} new, 0 changed, 0 unchanged, 0 failed" and error.startswith("error: communique.db: ")
    assert run(ministry.listing, *OPTIONS)[0] == 0
    with Store("communique.db") as store:
        assert len(store.list()) == 45 and store.doctor() == []


def test_a_terminal_gets_a_bar(ministry: Ministry, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "communique", "collect", ministry.listing, *OPTIONS]
    child = subprocess.Popen(command, cwd=tmp_path, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm"})
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # the other end was closed
        while piece := os.read(ours, 4096):
            shown += piece
    os.close(ours)
    assert child.wait(20) == 0
    assert b"collecting" in shown and b"5 new" in shown and b"Meeting p1 with" in shown


def test_reading_a_text_loads_nothing_of_this() -> None:
    code = "import sys, communique.cli.read; print({'httpx2', 'sqlalchemy', 'lxml', 'communique.collecting'} & set(sys.modules))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
