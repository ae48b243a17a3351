"""`communique users`: who may log in, made, listed, changed; no password and no hash is ever printed."""

from __future__ import annotations

import io
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from communique.store import Store
from communique.web.entry.passwords import holds

Run = Callable[..., SimpleNamespace]
LONG = "a boat under three lamps"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """What stands on standard input."""

    def give(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))

    give("")
    return give


def added(out: str) -> str:
    """The password that was printed."""
    return out.rsplit("the password is ", 1)[1].strip()


def test_without_a_terminal_a_password_is_made_up_and_printed_once(run: Run, typed: Callable[[str], None]) -> None:
    typed("")
    told = run("users", "add", "Ona Vale")
    assert told.code == 0 and told.out.startswith("Ona Vale may log in as coder; the password is ")
    assert len(added(told.out)) == 20
    with Store("communique.db") as store:
        user = store.user("ona vale")
        assert user is not None and user.role == "coder" and holds(added(told.out), user.hash)
    assert added(told.out) not in run("users", "list").out


def test_a_password_from_standard_input(run: Run, typed: Callable[[str], None]) -> None:
    typed(f"{LONG}\nand another line\n")
    told = run("users", "add", "Ona", "--role", "admin", "--password-stdin")
    assert told.code == 0 and told.out == "Ona may log in as admin\n" and LONG not in told.out + told.err
    with Store("communique.db") as store:
        assert holds(LONG, store.user("Ona").hash)  # type: ignore[union-attr]


def test_a_password_at_a_terminal_is_asked_for_twice_and_not_shown(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    asked: list[dict[str, object]] = []
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("click.prompt", lambda _, **more: asked.append(more) or LONG)
    assert run("users", "add", "Ona").out == "Ona may log in as coder\n"
    assert asked == [{"hide_input": True, "confirmation_prompt": True}]


@pytest.mark.parametrize("password", ["short", "", "x" * 300])
def test_a_password_that_cannot_be(run: Run, typed: Callable[[str], None], password: str) -> None:
    typed(f"{password}\n")
    told = run("users", "add", "Ona", "--password-stdin")
    assert told.code == 2 and "10 to 200" in told.err and "Traceback" not in told.err
    assert run("users", "list").out == "" or run("users", "list").code == 2


@pytest.mark.parametrize("name", ["", "   ", "a\nb\u202ec", "a\0b"])
def test_a_name_that_cannot_be(run: Run, typed: Callable[[str], None], name: str) -> None:
    typed("")
    told = run("users", "add", name)
    assert told.code == 2 and "no name" in told.err and "\u202e" not in told.err


def test_the_same_name_in_another_case(run: Run, typed: Callable[[str], None]) -> None:
    typed("")
    run("users", "add", "Ona Vale")
    typed("")
    again = run("users", "add", "ONA  vale")
    assert again.code == 2 and "there is one of this name already" in again.err


def test_the_list(run: Run, typed: Callable[[str], None]) -> None:
    for name, role in (("Ona", "admin"), ("Rune", "reader")):
        typed("")
        run("users", "add", name, "--role", role)
    run("users", "change", "Rune", "--lock")
    listed = run("users", "list", "--json").json
    assert [sorted(one) for one in listed] == [["active", "made", "name", "role"]] * 2
    assert [(one["name"], one["role"], one["active"]) for one in listed] == [
        ("Ona", "admin", True),
        ("Rune", "reader", False),
    ]
    shown = run("users", "list").out
    assert "argon2" not in shown and "locked" in shown.splitlines()[1] and "locked" not in shown.splitlines()[0]


def test_changes(run: Run, typed: Callable[[str], None]) -> None:
    for name, role in (("Ona", "admin"), ("Rune", "reader")):
        typed("")
        run("users", "add", name, "--role", role)
    typed(f"{LONG}\n")
    assert run("users", "change", "rune", "--role", "coder", "--password-stdin").out == "rune: changed\n"
    with Store("communique.db") as store:
        user = store.user("Rune")
        assert user is not None and user.role == "coder" and holds(LONG, user.hash)
        store.open_session("Rune", "a" * 64, 600)
    typed("")
    told = run("users", "change", "Rune", "--password")
    with Store("communique.db") as store:
        assert store.session("a" * 64) is None, "who was logged in is logged out"
        assert holds(added(told.out), store.user("Rune").hash)  # type: ignore[union-attr]
    run("users", "change", "Rune", "--lock")
    run("users", "change", "Rune", "--unlock")
    assert all(one["active"] for one in run("users", "list", "--json").json)


@pytest.mark.parametrize("change", [("--lock",), ("--role", "reader")])
def test_the_last_admin_stays_one(run: Run, typed: Callable[[str], None], change: tuple[str, ...]) -> None:
    typed("")
    run("users", "add", "Ona", "--role", "admin")
    told = run("users", "change", "Ona", *change)
    assert told.code == 2 and "the only active admin" in told.err


def test_what_is_not_there(run: Run, typed: Callable[[str], None]) -> None:
    typed("")
    assert run("users", "list").code == 2
    run("users", "add", "Ona", "--role", "admin")
    assert "no such user" in run("users", "change", "Nobody", "--lock").err
    assert run("users", "change", "Ona").code == 2
    assert run("users", "change", "Ona", "--lock", "--unlock").code == 2
    assert run("users", "add", "Eve", "--role", "king").code == 2
