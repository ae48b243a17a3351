"""How the library is: versions, unread shares, months and their gaps, dangling corrections, the doctor, the load balancer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from sqlalchemy.exc import OperationalError
from starlette.testclient import TestClient

from communique import __version__
from communique.lexicon.load import digest
from communique.record import Document
from communique.store import Finding, MonthCount, Store
from communique.web.app import create_app
from communique.web.pages import health as page
from communique.web.pages.health.calendar import calendar
from communique.web.settings import Settings


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    """A reading room over an empty store."""
    with TestClient(create_app(Settings(str(tmp_path / "empty.db"))), base_url="http://localhost") as made:
        yield made


def test_page_and_json_say_what_was_read(client: TestClient, store: Store) -> None:
    found = client.get("/health.json").json()
    made = store.made_by()[0]
    assert found["readings"] == {
        "software": __version__, "lexicons": digest(), "documents": 5, "unread": 0, "outdated": 0,
        "made_by": [{"software": made.software, "lexicons": made.lexicons, "documents": 5}],
    }  # fmt: skip
    shown = client.get("/health").text
    assert digest() in shown and "All is well" not in shown
    assert found["dangling"] == {"total": 0, "shown": []} and found["undated"] == store.undated()


def test_unread_shares_are_those_of_the_records(client: TestClient, store: Store) -> None:
    found = client.get("/health.json").json()["shares"]
    own: dict[str, list[float]] = {}
    for record in store.records():
        if record.document.issuer:
            own.setdefault(record.document.issuer, []).append(round(1 - record.unread.share_read, 4))
    assert found["issuers"] == len(own) and {row["issuer"] for row in found["rows"]} == set(own)
    for row in found["rows"]:
        assert row["looked"] == row["documents"] == len(own[row["issuer"]])
        assert row["median"] == pytest.approx(median(own[row["issuer"]]))
        assert [one["unread"] for one in row["worst"]] == sorted((n for n in own[row["issuer"]] if n), reverse=True)[:3]


def test_worst_documents_are_linked(client: TestClient, store: Store) -> None:
    text = "LISBON, 3 March 2024. Ona Vale met Ivo Brandt.\n\nLorem ipsum dolor sit amet, gubba flimsy wort.\n\nMs. Vale thanked Mr. Brandt."
    added = store.add(
        Document(id="odd", title="Odd <b>one</b>", issuer="Ministry of Oddities", published="2024-03-04", text=text)
    )
    row = next(r for r in client.get("/health.json").json()["shares"]["rows"] if r["issuer"] == "Ministry of Oddities")
    assert row["worst"][0]["document"] == added.id and row["worst"][0]["unread"] > 0
    shown = client.get("/health").text
    assert f'href="/documents/{added.id}"' in shown and "Odd &lt;b&gt;one&lt;/b&gt;" in shown


def test_longer_names_are_other_issuers(client: TestClient, store: Store) -> None:
    for n, issuer in enumerate(("Ministry", "Ministry of Tides", "MINISTRY")):
        store.add(
            Document(id=f"m{n}", issuer=issuer, published=f"2024-04-0{n + 1}", text=f"Ona Vale met Ivo Brandt {n}.")
        )
    rows = {row["issuer"]: row["looked"] for row in client.get("/health.json").json()["shares"]["rows"]}
    assert rows["Ministry of Tides"] == 1
    assert sum(number for name, number in rows.items() if name.lower() == "ministry") == 2


def test_unread_documents_are_counted(client: TestClient, store: Store) -> None:
    store.add(
        Document(id="later", issuer="Ministry", published="2024-03-04", text="Ona Vale met Ivo Brandt."), read=False
    )
    found = client.get("/health.json").json()["readings"]
    assert (found["documents"], found["unread"], found["outdated"]) == (6, 1, 1)
    shown = client.get("/health").text
    assert "communique reread" in shown and "1 document" in shown


# --- months


ROWS = [
    MonthCount("A", "2022-11", 2),
    MonthCount("A", "2023-02", 1),
    MonthCount("B", "2023-05", 9),
    MonthCount(None, "2024-01", 1),
]


def test_gaps_are_between_first_and_last() -> None:
    found = calendar(ROWS, 2023)
    assert [row.issuer for row in found.rows] == ["B", "A"] and found.most == 9
    a = found.rows[1]
    assert [cell.state for cell in a.cells[:4]] == ["gap", "has", "outside", "outside"]
    assert (a.first, a.last, a.documents, a.gaps) == ("2022-11", "2023-02", 3, 2)
    assert [(one.year, one.documents) for one in found.years] == [(2022, 2), (2023, 10), (2024, 1)]


def test_newest_year_comes_first() -> None:
    found = calendar(ROWS, None)
    assert found.year == 2024 and [row.issuer for row in found.rows] == [None]
    assert calendar([], None).year is None and calendar(ROWS, 1999).rows == ()


def test_only_the_largest_are_shown_and_that_is_said() -> None:
    found = calendar([MonthCount(f"I{n:02}", "2023-05", n) for n in range(1, 46)], 2023)
    assert (len(found.rows), found.issuers, found.rows[0].issuer) == (40, 45, "I45")


def test_months_are_shown_as_text_with_links(client: TestClient, store: Store) -> None:
    for month in ("01", "04"):
        store.add(
            Document(
                id=f"g{month}",
                issuer="Gap & Co",
                published=f"2024-{month}-05",
                text=f"Ona Vale met Ivo Brandt {month}.",
            )
        )
    shown = client.get("/health?year=2024").text
    assert "/library?issuer=Gap+%26+Co&amp;from=2024-04&amp;to=2024-04" in shown
    row = shown[shown.index("Gap &amp; Co</bdi> <small") :].partition("</tr>")[0]
    assert row.count(">none</span>") == 2 and row.count(">1</a>") == 2
    cells = next(
        r["cells"] for r in client.get("/health.json?year=2024").json()["calendar"]["rows"] if r["issuer"] == "Gap & Co"
    )
    assert [cell["state"] for cell in cells[:5]] == ["has", "gap", "gap", "has", "outside"]


@pytest.mark.parametrize("year", ["0", "10000", "x", "2024\x00", "-1", "9" * 30])
def test_bad_years_are_refused(client: TestClient, year: str) -> None:
    assert client.get("/health", params={"year": year}).status_code == 422


def test_hostile_issuers_are_only_text(client: TestClient, store: Store) -> None:
    for n, issuer in enumerate(("<script>x</script>", "—", '"><em>', "\u202eevil", "=1+1", "a" * 300)):
        store.add(
            Document(
                id=f"h{n}", issuer=issuer, title=issuer, published="2024-05-05", text=f"Ona Vale met Ivo Brandt {n}."
            )
        )
    answer = client.get("/health?year=2024")
    assert answer.status_code == 200 and "<script>x" not in answer.text and '"><em>' not in answer.text
    assert "\u202e" not in answer.text and client.get("/health.json").status_code == 200


def test_an_empty_library_says_so(empty: TestClient) -> None:
    shown = empty.get("/health")
    assert (
        shown.status_code == 200 and "Nothing is read yet" in shown.text and "No document has a day yet" in shown.text
    )
    assert empty.get("/health.json").json()["calendar"]["year"] is None


# --- corrections, doctor, load balancer


def test_dangling_corrections_are_listed(client: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    use = store.uses_of("request.call-on", limit=1)[0]
    store.correct(use.document, f"statements[{use.id}].act", "support", by="Ona Vale", why="<i>so</i>")
    one = store.corrections()
    monkeypatch.setattr(Store, "corrections", lambda _, status=None: one if status == "dangling" else [])
    found = client.get("/health.json").json()["dangling"]
    assert found["total"] == 1 and found["shown"][0]["document"] == use.document
    shown = client.get("/health").text
    assert f"/review/{use.document}" in shown and "&lt;i&gt;so&lt;/i&gt;" in shown


def test_the_doctor_examines(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/health/doctor").status_code in (404, 405)
    assert client.post("/health/doctor.json").json() == {"documents": 5, "findings": []}
    assert "All is well" in client.post("/health/doctor").text
    found = [Finding("error", "<b>x</b>", "it is gone", "Restore a backup.")]
    monkeypatch.setattr(Store, "doctor", lambda _: found)
    shown = client.post("/health/doctor").text
    assert "1 finding" in shown and "&lt;b&gt;x&lt;/b&gt;" in shown and "it is gone" in shown


def test_the_doctor_of_many_documents_is_for_the_command_line(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "QUICK", 4)
    shown = client.get("/health").text
    assert "communique doctor" in shown and 'action="/health/doctor"' not in shown
    answer = client.post("/health/doctor.json")
    assert answer.status_code == 400 and "communique doctor" in answer.json()["mend"]


def test_alive(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/health/live.json").json() == {"ok": True, "documents": 5}

    def broken(_: Store) -> None:
        raise OperationalError("select", None, Exception("gone"))

    monkeypatch.setattr(Store, "state_number", broken)
    answer = client.get("/health/live.json")
    assert answer.status_code == 503 and answer.json() == {"ok": False, "documents": None}


def test_who_may(store_path: Path) -> None:
    with TestClient(
        create_app(Settings(str(store_path), accounts=True)), base_url="http://localhost", follow_redirects=False
    ) as room:
        assert room.get("/health").status_code == 303
        assert room.get("/health.json").status_code == 401
        assert room.post("/health/doctor").status_code == 401
        assert room.get("/health/live.json").json() == {"ok": True, "documents": None}
