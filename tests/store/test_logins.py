"""Users and sessions: what may be, what ends a session, and that somebody always remains who can mend things."""

from __future__ import annotations

import hashlib
import importlib
import threading

import pytest

from communique.store import Store, StoreError, UnknownUserError, User

HASH = "$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA"


def token(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()


@pytest.fixture
def team(store: Store) -> Store:
    store.add_user("Ann Lund", HASH, "admin")
    store.add_user("Ben", HASH + "2", "coder")
    return store


def test_users_are_added_and_found_in_any_case(team: Store) -> None:
    ann = team.user("  aNN   LUND ")
    assert ann == team.users()[0]
    assert ann is not None
    assert (ann.name, ann.role, ann.hash, ann.active) == ("Ann Lund", "admin", HASH, True)
    assert ann.made.endswith("+00:00") and HASH not in repr(ann)
    assert [user.name for user in team.users()] == ["Ann Lund", "Ben"]
    assert team.user("Cleo") is None
    assert team.add_user("Straße", HASH, "reader").name == "Straße"
    with pytest.raises(StoreError, match="there is one of this name already"):
        team.add_user("STRASSE", HASH, "reader")


REFUSED = [
    (("", HASH, "coder"), "no name"),
    ((" \t", HASH, "coder"), "no name"),
    (("a\0b", HASH, "coder"), "no name"),
    (("Cleo", "", "coder"), "no hash of a password"),
    (("Cleo", HASH, "owner"), "no role 'owner'. Give one of: reader, coder, admin"),
    (("BEN", HASH, "coder"), "there is one of this name already"),
]


@pytest.mark.parametrize(("given", "message"), REFUSED)
def test_what_cannot_be_a_user_is_refused(team: Store, given: tuple[str, str, str], message: str) -> None:
    with pytest.raises(StoreError, match=message):
        team.add_user(*given)  # type: ignore[arg-type]
    assert len(team.users()) == 2


def test_nobody_unknown_is_changed(team: Store) -> None:
    for call in (
        lambda: team.set_password("Cleo", HASH),
        lambda: team.set_role("Cleo", "admin"),
        lambda: team.set_active("Cleo", False),
        lambda: team.open_session("Cleo", token("a"), 60),
    ):
        with pytest.raises(UnknownUserError, match="user 'Cleo': no such user"):
            call()


def test_a_session_is_its_users_until_it_is_closed(team: Store) -> None:
    assert team.session(token("a")) is None
    team.open_session("ben", token("a"), 60)
    team.open_session("Ben", token("b"), 60)
    assert team.session(token("a")) == team.user("Ben")
    team.close_session(token("a"))
    team.close_session(token("a"))
    assert (team.session(token("a")), team.session(token("b"))) == (None, team.user("Ben"))


def test_a_session_expires_is_prolonged_and_swept(team: Store) -> None:
    team.open_session("Ben", token("old"), -1)
    team.open_session("Ben", token("new"), 60)
    assert team.session(token("old")) is None
    assert (team.prolong_session(token("old"), 60), team.prolong_session(token("none"), 60)) == (False, False)
    assert team.sweep_sessions() == 1
    assert team.prolong_session(token("new"), -1)
    assert team.session(token("new")) is None
    assert (team.sweep_sessions(), team.sweep_sessions()) == (1, 0)


def test_a_session_knows_what_its_user_may_do_now(team: Store) -> None:
    team.open_session("Ben", token("a"), 60)
    team.set_role("Ben", "reader")
    found = team.session(token("a"))
    assert found is not None and found.role == "reader"


def test_another_password_ends_all_sessions(team: Store) -> None:
    team.open_session("Ben", token("a"), 60)
    team.open_session("Ann Lund", token("b"), 60)
    team.set_password("BEN", HASH + "3")
    assert (team.session(token("a")), team.session(token("b"))) == (None, team.user("Ann Lund"))
    ben = team.user("Ben")
    assert ben is not None and ben.hash == HASH + "3"
    with pytest.raises(StoreError, match="no hash"):
        team.set_password("Ben", " ")


def test_who_is_not_active_is_out_and_stays_in_the_list(team: Store) -> None:
    team.open_session("Ben", token("a"), 60)
    team.set_active("Ben", False)
    assert [(u.name, u.active) for u in team.users()] == [("Ann Lund", True), ("Ben", False)]
    assert team.session(token("a")) is None
    with pytest.raises(StoreError, match="may not log in any more"):
        team.open_session("Ben", token("b"), 60)
    team.set_active("Ben", True)
    assert team.session(token("a")) is None
    team.open_session("Ben", token("b"), 60)


def test_a_session_of_who_was_made_inactive_otherwise_is_none(team: Store) -> None:
    team.open_session("Ben", token("a"), 60)
    with team._database.writing() as connection:
        connection.exec_driver_sql("UPDATE users SET active = (1 = 0) WHERE name = 'Ben'")
    assert team.session(token("a")) is None


def test_the_last_active_admin_stays(team: Store) -> None:
    for call in (lambda: team.set_role("Ann Lund", "coder"), lambda: team.set_active("ann lund", False)):
        with pytest.raises(StoreError, match=r"the only active admin\. Make somebody else an admin first"):
            call()
    team.set_role("Ann Lund", "admin")
    team.set_role("Ben", "admin")
    team.set_active("Ann Lund", False)
    with pytest.raises(StoreError, match="the only active admin"):
        team.set_role("Ben", "reader")
    team.set_role("Ann Lund", "reader")
    assert [(u.role, u.active) for u in team.users()] == [("reader", False), ("admin", True)]


def test_two_admins_at_the_same_time_do_not_both_go(where: str) -> None:
    with Store(where) as store:
        for name in ("Ann", "Ben"):
            store.add_user(name, HASH, "admin")
    begin = threading.Barrier(2)
    refused: list[str] = []

    def go(name: str) -> None:
        with Store(where) as own:
            begin.wait()
            try:
                own.set_active(name, False)
            except StoreError:
                refused.append(name)

    threads = [threading.Thread(target=go, args=(name,)) for name in ("Ann", "Ben")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    with Store(where) as store:
        assert [u.name for u in store.users() if u.active] == refused
        assert len(refused) == 1


@pytest.mark.parametrize("given", ["secret", "A" * 64, token("a")[:-1], token("a") + "\n"])
def test_a_token_itself_is_never_kept(team: Store, given: str) -> None:
    with pytest.raises(StoreError, match="Give its hash, never the token") as refused:
        team.open_session("Ben", given, 60)
    assert given not in str(refused.value)


def test_asking_for_a_session_writes_nothing(team: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    team.open_session("Ben", token("a"), 60)
    database = importlib.import_module("communique.store.database")
    monkeypatch.setattr(database.Database, "writing", None)
    assert isinstance(team.session(token("a")), User)


def test_users_stay_over_opening_again(where: str) -> None:
    with Store(where) as store:
        made = store.add_user("Ann", HASH, "admin")
        store.open_session("Ann", token("a"), 60)
    with Store(where, create=False) as store:
        assert store.users() == [made] == [store.session(token("a"))]
        assert store.doctor() == []
