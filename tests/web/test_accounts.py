"""Who gets in, with what, for how long, how often it may be tried, and what each role may do."""

from __future__ import annotations

import asyncio
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.testclient import TestClient

from communique.errors import InputError
from communique.store import Store
from communique.store.logins.model import ROLES
from communique.web.app import create_app
from communique.web.entry import door as doors
from communique.web.entry import passwords, who
from communique.web.entry.door import Door, TooOftenError, WrongError
from communique.web.entry.sessions import local
from communique.web.safety.attempts import Attempts, network_of
from communique.web.safety.logins import is_open
from communique.web.settings import Settings
from communique.web.workroom import Workroom

PASSWORD = "a boat under three lamps"
WITHOUT_ROLE = {
    "/read", "/read.json", "/read/take", "/logout", "/account/name", "/account/password", "/account/others",
    *(f"/lexicons/entries/x/wrong{form}" for form in ("", ".json", ".patch")),
}  # fmt: skip
"""What is sent by POST and changes nothing, or but what is one's own: a reader may."""
OF_CODERS = "/review"
"""Pages on which one decides."""
ROW = "(?s)<tr>(?:(?!</tr>).)*{}(?:(?!</tr>).)*</tr>"
NAMES = {"reader": "Rune Aas", "coder": "Ona Vale", "admin": "Ada Moor"}


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    """Hashes that cost little, by the same code; and no process that reads before there is something to read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", cache(lambda: PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)))
        patch.setattr(passwords, "_nobodys", cache(passwords._nobodys.__wrapped__))
        patch.setattr(Workroom, "warm", lambda _: None)
        yield


@pytest.fixture(scope="module")
def kept(quick: None) -> str:  # noqa: ARG001
    """The hash of `PASSWORD`."""
    return passwords.hashed(PASSWORD)


@pytest.fixture
def room(store_path: Path, kept: str) -> Iterator[TestClient]:
    """A reading room in which everybody logs in: Rune reads, Ona codes, Ada is the admin. Nobody is logged in."""
    with Store(store_path) as store:
        for role, name in NAMES.items():
            store.add_user(name, kept, role)  # type: ignore[arg-type]
    app = create_app(Settings(str(store_path), accounts=True))
    with TestClient(app, base_url="http://localhost", follow_redirects=False, raise_server_exceptions=False) as made:
        yield made


@pytest.fixture
def store(room: TestClient) -> Store:
    """The store behind `room`."""
    found: Store = room.app.state.desk.store  # type: ignore[attr-defined]
    return found


def enter(room: TestClient, role: str, password: str = PASSWORD, **more: str) -> Any:
    """Logs somebody in; gives the answer."""
    return room.post("/login", data={"name": NAMES[role], "password": password, **more})


def other(room: TestClient) -> TestClient:
    """Another browser at the same reading room."""
    return TestClient(room.app, base_url="http://localhost", follow_redirects=False, raise_server_exceptions=False)


# ---- in and out


def test_who_is_not_logged_in_is_led_to_the_login_and_back(room: TestClient) -> None:
    sent = room.get("/library?q=trade&from=2024")
    assert sent.status_code == 303 and sent.headers["location"] == "/login?next=%2Flibrary%3Fq%3Dtrade%26from%3D2024"
    form = room.get(sent.headers["location"])
    assert form.status_code == 200 and 'name="next" value="/library?q=trade&amp;from=2024"' in form.text
    entered = enter(room, "reader", next="/library?q=trade&from=2024")
    assert entered.status_code == 303 and entered.headers["location"] == "/library?q=trade&from=2024"
    assert "Rune Aas" in room.get("/library").text


def test_json_is_refused_without_a_login_as_json(room: TestClient) -> None:
    refused = room.get("/library.json")
    assert refused.status_code == 401 and refused.json()["what"] == "nobody is logged in"


def test_the_cookie_is_for_this_host_out_of_reach_of_scripts_and_other_sites(room: TestClient) -> None:
    cookie = enter(room, "coder").headers["set-cookie"]
    assert re.match(rf"{who.SESSION}=[\w-]{{43}}; ", cookie)
    assert {"HttpOnly", "Path=/", "SameSite=lax", f"Max-Age={12 * 3600}"} <= set(cookie.split("; "))
    assert "Secure" not in cookie and "domain" not in cookie.lower()


def test_by_https_the_cookie_is_for_https_only(room: TestClient) -> None:
    with TestClient(room.app, base_url="https://localhost", follow_redirects=False) as safe:
        assert "; Secure" in enter(safe, "coder").headers["set-cookie"]


def test_the_store_holds_no_token_and_no_password(room: TestClient, store: Store, store_path: Path) -> None:
    enter(room, "coder")
    token = room.cookies[who.SESSION]
    store.close()
    held = b"".join(part.read_bytes() for part in store_path.parent.glob("filled.db*"))
    assert token.encode() not in held and PASSWORD.encode() not in held
    assert who.token_hash(token).encode() in held


def test_each_login_has_a_new_token_and_one_that_was_set_before_is_worth_nothing(room: TestClient) -> None:
    room.cookies.set(who.SESSION, "A" * 43, domain="localhost.local")
    enter(room, "coder")
    tokens = [cookie.value for cookie in room.cookies.jar if cookie.name == who.SESSION]
    first = next(token for token in tokens if token != "A" * 43)
    assert first
    thief = other(room)
    thief.cookies.set(who.SESSION, "A" * 43)
    assert thief.get("/library").status_code == 303
    second = other(room)
    second.cookies.set(who.SESSION, str(first))
    enter(second, "coder")
    thief.cookies.set(who.SESSION, str(first))
    assert thief.get("/library").status_code == 303, "a login ends the session that was there before"


def test_logging_out_ends_the_session_everywhere(room: TestClient) -> None:
    enter(room, "coder")
    token = room.cookies[who.SESSION]
    left = room.post("/logout")
    assert left.status_code == 303 and left.headers["location"] == "/login"
    assert "Max-Age=0" in left.headers["set-cookie"]
    again = other(room)
    again.cookies.set(who.SESSION, token)
    assert again.get("/library").status_code == 303


def test_logging_out_is_no_link(room: TestClient) -> None:
    enter(room, "coder")
    assert room.get("/logout").status_code == 405
    assert room.get("/library").status_code == 200


def test_a_session_expires(store_path: Path, kept: str) -> None:
    with Store(store_path) as store:
        store.add_user("Ona Vale", kept, "admin")
    app = create_app(Settings(str(store_path), accounts=True, session_seconds=1))
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as room:
        enter(room, "coder")
        token = room.cookies[who.SESSION]
        assert room.get("/key").status_code == 200
        time.sleep(1.05)
        late = other(room)
        late.cookies.set(who.SESSION, token)
        assert late.get("/key").status_code == 303


def test_who_is_logged_in_passes_by_the_login(room: TestClient) -> None:
    enter(room, "coder")
    passed = room.get("/login?next=/library")
    assert passed.status_code == 303 and passed.headers["location"] == "/library"


@pytest.mark.parametrize("token", ["", "x", "A" * 5000, "é", "'; --", "\x00"])
def test_tokens_that_are_none(room: TestClient, token: str) -> None:
    answer = room.get("/library", headers={"cookie": f"{who.SESSION}={token}".encode()})
    assert answer.status_code == 303


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "https://evil.example", "javascript:alert(1)", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
     "/\n/evil.example", " //evil.example", "evil.example", "", "///evil.example", "/\x00/x", "http:/evil", "/ü", "/x\r\nset-cookie: a=b"],
)  # fmt: skip
def test_after_the_login_nobody_is_led_elsewhere(room: TestClient, address: str) -> None:
    assert local(address) == "/"
    assert enter(room, "reader", next=address).headers["location"] == "/"
    assert room.get("/login", params={"next": address}).headers["location"] == "/"


def test_a_path_of_ours_stays_as_it_is() -> None:
    assert local("/documents/ab12?at=14&x=%2F%2Fevil#s3") == "/documents/ab12?at=14&x=%2F%2Fevil#s3"


# ---- wrong passwords


def test_a_wrong_password_and_an_unknown_name_are_told_in_the_same_words(room: TestClient) -> None:
    wrong = enter(room, "coder", "not the right password")
    unknown = room.post("/login", data={"name": "Nobody Here", "password": "not the right password"})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text.replace("Ona Vale", "N") == unknown.text.replace("Nobody Here", "N")
    assert "set-cookie" not in wrong.headers and "set-cookie" not in unknown.headers
    assert "not the right password" not in wrong.text


def test_both_are_checked_by_argon2(room: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []
    hasher: Any = passwords._hasher()
    verify = type(hasher).verify
    monkeypatch.setattr(
        type(hasher), "verify", lambda self, kept, given: checked.append(kept) or verify(self, kept, given)
    )
    for data in (
        {"name": "Ona Vale", "password": "wrong password"},
        {"name": "Nobody", "password": "wrong password"},
        {},
    ):
        assert room.post("/login", data=data).status_code == 401
    assert len(checked) == 3 and all(kept.startswith("$argon2id$") for kept in checked)
    assert len({kept.rsplit("$", 2)[0] for kept in checked}) == 1, "with the same cost"


def test_a_locked_account_is_told_so_only_with_the_right_password(room: TestClient, store: Store) -> None:
    store.set_active("Ona Vale", False)
    assert "not right" in enter(room, "coder", "a wrong password").text
    told = enter(room, "coder")
    assert (
        told.status_code == 400 and "may not log in any more" in told.text.lower() and "set-cookie" not in told.headers
    )


def test_names_are_the_same_in_any_case_and_passwords_on_any_keyboard(room: TestClient, store: Store) -> None:
    store.add_user("Zoë Quist", passwords.hashed("cafe\u0301 au lait"), "reader")
    assert room.post("/login", data={"name": "  zoë   QUIST", "password": "caf\u00e9 au lait"}).status_code == 303


def test_ten_wrong_passwords_for_a_name_and_then_none_for_a_while(room: TestClient) -> None:
    for _ in range(10):
        assert enter(room, "coder", "a wrong password").status_code == 401
    refused = enter(room, "coder")
    assert refused.status_code == 429 and 0 < int(refused.headers["retry-after"]) <= 900
    assert "too many wrong passwords" in refused.text.lower() and "Try again in 15 minutes." in refused.text
    assert enter(room, "reader").status_code == 303, "others come in"


def test_thirty_wrong_passwords_from_one_address(room: TestClient) -> None:
    for n in range(30):
        assert room.post("/login", data={"name": f"Name {n}", "password": "a wrong password"}).status_code == 401
    assert enter(room, "coder").status_code == 429


def test_unknown_names_are_counted_like_known_ones(room: TestClient) -> None:
    for _ in range(10):
        room.post("/login", data={"name": "Nobody", "password": "a wrong password"})
    assert room.post("/login", data={"name": "NOBODY ", "password": "x"}).status_code == 429


def _door(store: Store, clock: Callable[[], float] = lambda: 0.0) -> Callable[[str, str, str], Any]:
    door = Door(clock)
    return lambda name, password, address: asyncio.run(door.user(store, name, password, address))


def test_the_window_slides(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "holds", lambda given, _: given == PASSWORD)
    now = 0.0
    come = _door(store, lambda: now)
    for now in range(10):  # noqa: B007  (the clock reads it)
        with pytest.raises(WrongError):
            come("Ona Vale", "wrong", "192.0.2.1")
    with pytest.raises(TooOftenError) as refused:
        come("Ona Vale", PASSWORD, "192.0.2.1")
    assert refused.value.wait == 900 - 9
    now = 900.5
    assert come("Ona Vale", PASSWORD, "192.0.2.1").role == "coder"


def test_a_right_password_takes_back_what_was_counted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "holds", lambda given, _: given == PASSWORD)
    come = _door(store)
    for _ in range(3):
        for _ in range(9):
            with pytest.raises(WrongError):
                come("Ona Vale", "wrong", "192.0.2.1")
        assert come("Ona Vale", PASSWORD, "192.0.2.1")
    for _ in range(3):
        with pytest.raises(WrongError):
            come("Ona Vale", "wrong", "192.0.2.1")
    with pytest.raises(TooOftenError):  # an own account does not open the way for thirty more
        come("Ona Vale", PASSWORD, "192.0.2.1")


def test_many_at_one_time_are_no_more_tries_and_two_checks_run_at_most(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    running, most, lock = 0, 0, threading.Lock()

    def holds(*_: object) -> bool:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.01)
        with lock:
            running -= 1
        return False

    monkeypatch.setattr(doors, "holds", holds)
    door = Door()

    async def all_at_once() -> list[Any]:
        tries = (door.user(store, "Ona Vale", "wrong", f"192.0.2.{n}") for n in range(30))
        return await asyncio.gather(*tries, return_exceptions=True)

    ended = [type(error) for error in asyncio.run(all_at_once())]
    assert ended.count(WrongError) == 10 and ended.count(TooOftenError) == 20
    assert most == 2


def test_who_waits_for_a_check_holds_no_thread_of_the_pages(room: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()
    monkeypatch.setattr(doors, "holds", lambda *_: go.wait(5) and False)
    tries = [
        threading.Thread(target=room.post, args=("/login",), kwargs={"data": {"name": f"N{n}", "password": "x"}})
        for n in range(20)
    ]
    for one in tries:
        one.start()
    time.sleep(0.2)
    start = time.perf_counter()
    assert room.get("/static/style.css").status_code == 200 and time.perf_counter() - start < 2
    go.set()
    for one in tries:
        one.join()


def test_more_than_can_wait_are_asked_to_come_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "holds", lambda *_: bool(time.sleep(0.005)))
    door = Door()

    async def all_at_once() -> list[Any]:
        tries = (door.user(store, f"Name {n}", "wrong", f"192.0.{n}.1") for n in range(100))
        return await asyncio.gather(*tries, return_exceptions=True)

    ended = [type(error).__name__ for error in asyncio.run(all_at_once())]
    assert ended.count("WrongError") == 42 and ended.count("BusyError") == 58


def test_attempts_take_bounded_memory() -> None:
    attempts = Attempts(10, 900)
    for n in range(30_000):
        attempts.take(f"192.0.2.{n}")
    assert len(attempts) == 20_000


@pytest.mark.parametrize(
    ("one", "same"),
    [("192.0.2.7", "::ffff:192.0.2.7"), ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"), ("testclient", "testclient")],
)
def test_addresses_of_one_house(one: str, same: str) -> None:
    assert network_of(one) == network_of(same)
    assert network_of(one) != network_of("2001:db8:1:3::1")


@pytest.mark.parametrize("password", ["", "short", "x" * 201, "é" * 9])
def test_passwords_that_are_too_short_or_too_long(password: str) -> None:
    with pytest.raises(InputError, match="10 to 200"):
        passwords.hashed(password)


@pytest.mark.parametrize("password", ["\ud800 is no character", "x" * 100_000, "nul\0in the middle"])
def test_odd_passwords_are_wrong_and_nothing_else(password: str, kept: str) -> None:
    assert not passwords.holds(password, kept)
    assert not passwords.holds(password, None)
    assert not passwords.holds(password, "no hash")


# ---- one's own account


def test_a_changed_password_ends_every_other_session_and_this_one_goes_on(room: TestClient) -> None:
    elsewhere = other(room)
    enter(elsewhere, "coder")
    enter(room, "coder")
    before = room.cookies[who.SESSION]
    new = "four lamps over a bridge"
    changed = room.post("/account/password", data={"current": PASSWORD, "password": new, "again": new})
    assert changed.status_code == 303 and changed.headers["location"] == "/account?done=password"
    assert room.cookies[who.SESSION] != before
    assert "logged out" in room.get("/account?done=password").text
    assert elsewhere.get("/key").status_code == 303
    old = other(room)
    old.cookies.set(who.SESSION, before)
    assert old.get("/key").status_code == 303
    assert enter(other(room), "coder").status_code == 401
    assert enter(other(room), "coder", new).status_code == 303


@pytest.mark.parametrize(
    ("current", "password", "again", "told"),
    [
        ("a wrong password", "four lamps over a bridge", "four lamps over a bridge", "not right"),
        (PASSWORD, "four lamps over a bridge", "four lamps over a river", "not the same both times"),
        (PASSWORD, "short", "short", "5 characters"),
    ],
)
def test_a_password_that_is_not_changed(
    room: TestClient, store: Store, kept: str, current: str, password: str, again: str, told: str
) -> None:
    enter(room, "coder")
    answer = room.post("/account/password", data={"current": current, "password": password, "again": again})
    assert answer.status_code in (400, 401) and told in answer.text
    assert store.user("Ona Vale").hash == kept  # type: ignore[union-attr]
    assert room.get("/key").status_code == 200


def test_the_password_now_cannot_be_guessed_from_a_stolen_session(room: TestClient) -> None:
    enter(room, "coder")
    wrong = {"current": "a wrong password", "password": "x" * 12, "again": "x" * 12}
    answers = [room.post("/account/password", data=wrong) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [401] * 10 + [429]
    assert "retry-after" in answers[-1].headers


def test_other_sessions_are_ended(room: TestClient) -> None:
    elsewhere = other(room)
    enter(elsewhere, "coder")
    enter(room, "coder")
    assert room.post("/account/others").headers["location"] == "/account?done=others"
    assert room.get("/key").status_code == 200
    assert elsewhere.get("/key").status_code == 303
    assert enter(elsewhere, "coder").status_code == 303, "the password is the same"


def test_the_account_as_json(room: TestClient) -> None:
    enter(room, "reader")
    assert room.get("/account.json").json() == {"name": "Rune Aas", "role": "reader", "logged_in": True}


def test_a_password_that_was_changed_while_it_was_checked_lets_nobody_in(
    room: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object) -> bool:
        store.set_password("Ona Vale", passwords.hashed("another one altogether"))
        return True

    monkeypatch.setattr(doors, "holds", slow)
    assert enter(room, "coder").status_code == 401


# ---- where nobody logs in


def test_where_nobody_logs_in_the_name_stands_in_a_cookie(client: TestClient) -> None:
    assert "Ona Vale" in client.get("/account").text
    set_ = client.post("/account/name", data={"name": "  Zoë   Quist "}, follow_redirects=False)
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(set_.headers["set-cookie"].split("; "))
    assert client.get("/account.json").json() == {"name": "Zoë Quist", "role": "admin", "logged_in": False}
    client.post("/account/name", data={"name": " "})
    assert client.get("/account.json").json()["name"] == "Ona Vale"


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "a\u202eb", "a\r\nset-cookie: x=y", "x" * 500, "\0", "a;b=c, d"]
)
def test_hostile_names(client: TestClient, name: str) -> None:
    set_ = client.post("/account/name", data={"name": name}, follow_redirects=False)
    assert set_.status_code == 303 and len(set_.headers.get_list("set-cookie")) == 1
    page = client.get("/account")
    assert page.status_code == 200 and "<script>alert" not in page.text and "\u202e" not in page.text
    assert len(client.get("/account.json").json()["name"]) <= 80


def test_where_nobody_logs_in_there_is_no_login_and_accounts_are_not_changed(client: TestClient) -> None:
    assert client.get("/login", follow_redirects=False).headers["location"] == "/account"
    assert client.post("/login", data={"name": "x"}, follow_redirects=False).headers["location"] == "/account"
    assert client.get("/users").status_code == 200
    for path, data in (
        ("add", {"name": "Eve", "role": "admin"}),
        ("unlock", {"name": "Eve"}),
        ("reset", {"name": "Eve"}),
    ):
        refused = client.post(f"/users/{path}", data=data)
        assert refused.status_code == 403 and "nobody logs in here" in refused.text.lower()
    assert client.get("/users.json").json() == {"users": []}
    assert client.post("/account/password", data={}).status_code == 403
    assert client.post("/account/others").status_code == 403


# ---- who may log in


def test_an_admin_adds_somebody_whose_password_is_shown_once(room: TestClient) -> None:
    enter(room, "admin")
    added = room.post("/users/add", data={"name": "Eve <b>Holm</b>", "role": "reader"})
    assert added.status_code == 200 and added.headers["cache-control"] == "no-store"
    password = re.search(r"<code>([\w-]{20})</code>", added.text)
    assert password and "Eve &lt;b&gt;Holm&lt;/b&gt;" in added.text
    assert password[1] not in room.get("/users").text
    assert other(room).post("/login", data={"name": "Eve <b>Holm</b>", "password": password[1]}).status_code == 303
    twice = room.post("/users/add", data={"name": "eve <B>HOLM</b>", "role": "coder"})
    assert twice.status_code == 400 and "there is one of this name already" in twice.text.lower()


@pytest.mark.parametrize(
    "data", [{}, {"name": "Eve"}, {"name": "Eve", "role": "king"}, {"name": "x" * 81, "role": "coder"}]
)
def test_accounts_that_cannot_be(room: TestClient, data: dict[str, str]) -> None:
    enter(room, "admin")
    assert room.post("/users/add", data=data).status_code == 422


def test_an_admin_changes_roles_and_it_holds_at_once(room: TestClient) -> None:
    reader = other(room)
    enter(reader, "reader")
    enter(room, "admin")
    assert reader.post("/searches?q=x").status_code == 403
    assert room.post("/users/role", data={"name": "Rune Aas", "role": "coder"}).status_code == 303
    assert reader.post("/searches?q=x").status_code == 303


def test_an_admin_locks_somebody_out_at_once_and_lets_in_again(room: TestClient) -> None:
    coder = other(room)
    enter(coder, "coder")
    enter(room, "admin")
    room.post("/users/lock", data={"name": "Ona Vale"})
    assert re.search(ROW.format("Ona Vale"), room.get("/users").text)[0].count("locked") == 1  # type: ignore[index]
    assert coder.get("/key").status_code == 303
    assert enter(coder, "coder").status_code == 400
    room.post("/users/unlock", data={"name": "Ona Vale"})
    assert enter(coder, "coder").status_code == 303


def test_an_admin_gives_another_password(room: TestClient) -> None:
    coder = other(room)
    enter(coder, "coder")
    enter(room, "admin")
    reset = room.post("/users/reset", data={"name": "Ona Vale"})
    password = re.search(r"<code>([\w-]{20})</code>", reset.text)
    assert password and coder.get("/key").status_code == 303
    assert enter(coder, "coder").status_code == 401
    assert enter(coder, "coder", password[1]).status_code == 303


@pytest.mark.parametrize("act", ["lock", "reset", "role"])
def test_nobody_does_it_to_themselves(room: TestClient, act: str) -> None:
    enter(room, "admin")
    refused = room.post(f"/users/{act}", data={"name": "ada MOOR", "role": "reader"})
    assert refused.status_code == 400 and "that is you" in refused.text.lower()


def test_unknown_names(room: TestClient) -> None:
    enter(room, "admin")
    for act in ("lock", "unlock", "reset", "role"):
        assert room.post(f"/users/{act}", data={"name": "Nobody", "role": "reader"}).status_code in (400, 404)


def test_no_hash_is_given_out(room: TestClient) -> None:
    enter(room, "admin")
    listed = room.get("/users.json").json()["users"]
    assert [sorted(one) for one in listed] == [["active", "made", "name", "role"]] * 3
    for path in ("/users", "/users.json", "/account", "/account.json"):
        assert "argon2" not in room.get(path).text


def test_passwords_are_hashed_as_rfc_9106_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher)
    assert passwords.hashed(PASSWORD).startswith("$argon2id$v=19$m=65536,t=3,p=4$")


# ---- every route


def routes(room: TestClient) -> list[tuple[str, str, Any]]:
    """Method, path with something in place of its parameters, and route, of the whole application."""
    found = []
    for context in iter_route_contexts(room.app.routes):  # type: ignore[attr-defined]
        for method in sorted(context.methods or ()):
            found.append((method, re.sub(r"\{.*?\}", "x", context.path), context.original_route))
    return found


def test_the_routes_of_all_pages_are_found(room: TestClient) -> None:
    paths = {path for _, path, _ in routes(room)}
    assert {"/", "/library", "/documents/x", "/users/add", "/static/x", "/openapi.json"} <= paths and len(paths) > 30


def test_every_route_needs_a_login(room: TestClient) -> None:
    for method, path, _ in routes(room):
        if is_open(path):
            continue
        answer = room.request(method, path)
        assert answer.status_code in (303, 401), (method, path)
        if answer.status_code == 303:
            assert answer.headers["location"].startswith("/login?next="), (method, path)


def test_every_route_asks_who_it_is_itself(room: TestClient) -> None:
    """Also without the layer in front."""

    def asks(dependant: Any) -> bool:
        return dependant.call is who._reader or any(asks(one) for one in dependant.dependencies)

    of_pages = [(path, route) for _, path, route in routes(room) if isinstance(route, APIRoute) and not is_open(path)]
    assert [path for path, route in of_pages if not asks(route.dependant)] == []
    assert {path for _, path, route in routes(room) if not isinstance(route, APIRoute)} == set()


def test_a_reader_changes_nothing(room: TestClient) -> None:
    enter(room, "reader")
    for method, path, _ in routes(room):
        if method not in ("GET", "HEAD") and path not in WITHOUT_ROLE and not is_open(path):
            answer = room.request(method, path, data={"x": "x"})
            assert answer.status_code == 403, (method, path, answer.status_code)


def test_a_reader_sees_every_page_but_those_of_admins(room: TestClient) -> None:
    enter(room, "reader")
    for method, path, _ in routes(room):
        if method == "GET" and not path.startswith("/users"):
            refused = room.get(path).status_code in (303, 401, 403)
            assert refused == (path == "/login" or path.startswith(OF_CODERS)), path
    assert room.get("/users").status_code == room.get("/users.json").status_code == 403


def test_a_coder_is_no_admin(room: TestClient) -> None:
    enter(room, "coder")
    of_admins = [(method, path) for method, path, _ in routes(room) if path.startswith("/users")]
    assert len(of_admins) == 7
    for method, path in of_admins:
        data = {"data": {"name": "Rune Aas", "role": "admin"}} if method == "POST" else {}
        assert room.request(method, path, **data).status_code == 403, path


@pytest.mark.parametrize("role", ROLES)
def test_nobody_keeps_what_is_read_but_who_may(room: TestClient, role: str) -> None:
    enter(room, role)
    text = "The Minister met the Ambassador of Chile in Lisbon on 3 May 2024. The Minister called on Chile to lower its tariffs."
    kept = room.post("/read", data={"text": text, "keep": "1"})
    taken = room.post("/read/take", data={"document": json.dumps({"id": "x", "text": text}), "form": "keep"})
    assert kept.status_code == taken.status_code == (403 if role == "reader" else 303)


def test_the_description_says_that_one_logs_in(room: TestClient) -> None:
    assert room.get("/openapi.json").status_code == 401
    enter(room, "reader")
    told = room.get("/openapi.json").json()
    assert told["components"]["securitySchemes"]["login"]["name"] == who.SESSION and told["security"] == [{"login": []}]
    assert told["paths"]["/login"]["post"]["security"] == []
