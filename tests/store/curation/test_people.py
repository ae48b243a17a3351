"""Persons: spellings, offices over time, merged and split; on both databases."""

from __future__ import annotations

import pytest
from curation_texts import account, accounts

from communique.store import Store, StoreError

WHO = {"by": "Ann", "why": "I know him"}


@pytest.fixture
def filled(store: Store) -> Store:
    for document in accounts():
        store.add(document)
    return store


def vales(store: Store) -> dict[tuple[str | None, str], str]:
    """Country and name → id, of all persons who may be called Vale."""
    found = [*store.people(name="Vale"), *store.people(name="Valle")]
    return {(p.country, name): p.id for p in found for name in store.person(p.id).names}


def test_one_person_has_his_offices_over_time_with_the_evidence(filled: Store) -> None:
    (found,) = filled.people(name="ona vale", country="PRT")
    assert (found.documents, found.role, found.first, found.last) == (6, "Prime Minister", "2023-03-17", "2025-02-03")
    person = filled.person(found.id)
    assert [(o.role, o.first, o.last) for o in person.offices] == [
        ("Foreign Minister", "2023-03-17", "2023-03-20"), ("Prime Minister", "2025-02-03", "2025-02-03"),
    ]  # fmt: skip
    for office in person.offices:
        for at in office.evidence:
            assert filled.show(at.document).document.text[at.start : at.end] == at.quote
    for seen in person.appearances:
        assert filled.show(seen.document).document.text[seen.start : seen.end] == seen.name


AS_OF = {
    "2023-03-17": "Foreign Minister",
    "2024-12-31": "Foreign Minister",
    "2025-02-03": "Prime Minister",
    "2030-01-01": "Prime Minister",
    "2020-01-01": "Foreign Minister",
}


def test_the_office_as_of_a_day(filled: Store) -> None:
    person = filled.person(filled.people(name="vale", country="PRT")[0].id)
    found = {day: person.office_on(day) for day in AS_OF}
    assert {day: office.role if office else None for day, office in found.items()} == AS_OF


def test_two_spellings_are_merged_by_hand_and_undone(filled: Store) -> None:
    before = vales(filled)
    ids = [before["PRT", "Onna Valle"], before["PRT", "Ona Vale"]]
    assert len(set(before.values())) == 3
    made = filled.merge_people(ids, **WHO)
    merged = filled.person(ids[0])
    assert merged == filled.person(ids[1])
    assert merged.names == ("Onna Valle", "Ona Vale")
    assert "joined by hand" in merged.why and [d.number for d in merged.decisions] == [made.number]
    assert [o.last for o in merged.offices] == ["2024-04-02", "2025-02-03"]
    list(filled.reread(["spelt", "pt"]))
    filled.add(account("late", id="more", text=account("late").text.replace("Ona Vale", "Onna Valle")))
    assert len(filled.person(ids[0]).appearances) == 8
    filled.undo(made.number, **WHO)
    assert vales(filled) == before


def test_a_state_parts_two_of_one_name(filled: Store) -> None:
    assert [(p.country, p.documents) for p in filled.people(name="Ona Vale")] == [("PRT", 6), ("CHL", 1)]


def test_appearances_are_split_off_and_stay_apart(filled: Store) -> None:
    whole = filled.people(name="vale", country="PRT")[0].id
    pm = filled.show("pm").id
    made = filled.split_person(whole, documents=["pm"], **WHO)

    def apart() -> list[tuple[int, str | None]]:
        return sorted((p.documents, p.role) for p in filled.people(name="vale", country="PRT"))

    assert apart() == [(1, "Prime Minister"), (5, "Foreign Minister")]
    list(filled.reread(["pm", "pt"]))
    filled.add(account("pm", text=account("pm").text.replace("Ona Vale", "Ona M. Vale")))
    assert apart() == [(1, "Prime Minister"), (5, "Foreign Minister")]
    (other,) = (p for p in filled.people(name="vale", country="PRT") if p.documents == 1)
    assert [a.document for a in filled.person(other.id).appearances] == [pm]
    assert [d.number for d in filled.person(other.id).decisions] == [made.number]
    back = filled.merge_people([whole, other.id], **WHO)
    assert apart() == [(6, "Prime Minister")]
    filled.undo(back.number, **WHO)
    filled.undo(made.number, **WHO)
    assert apart() == [(6, "Prime Minister")]
    assert filled.person(other.id).id == whole


def test_names_are_split_off(filled: Store) -> None:
    filled.add(account("late", id="more", text=account("late").text.replace("Ona Vale", "Ona Vale Ruiz")))
    (person,) = filled.people(name="ruiz")
    assert filled.person(person.id).names == ("Ona Vale Ruiz", "Ona Vale")
    assert filled.person(person.id).why == ("a shorter form of the name",)
    filled.split_person(person.id, names=["Ona Vale Ruiz"], **WHO)
    assert sorted(p.documents for p in filled.people(name="vale", country="PRT")) == [1, 6]


def test_two_alike_in_one_document_are_two(filled: Store) -> None:
    """The reader joins the names of one person in a text; what stands apart in a record is not joined here."""
    other = {"name": "Ona Vale Ruiz", "words": "Ona Vale", "capacity": "member", "country": "PRT"}
    filled.correct("late", "participants[+]", other, **WHO)
    found = [filled.person(p.id) for p in filled.people(name="Vale", country="PRT")]
    assert [(p.names, len(p.appearances)) for p in found] == [(("Ona Vale",), 6), (("Ona Vale Ruiz",), 1)]


def test_what_cannot_be_is_refused(filled: Store) -> None:
    whole = filled.people(name="vale", country="PRT")[0].id
    for call, message in [
        (lambda: filled.person("p0"), "no such person"),
        (lambda: filled.merge_people([whole, whole], **WHO), "one person already"),
        (lambda: filled.split_person(whole, names=["Karl Stein"], **WHO), "no name or document of that person"),
        (lambda: filled.split_person(whole, documents=["chile"], **WHO), "no name or document of that person"),
        (lambda: filled.split_person(whole, names=["Ona Vale"], **WHO), "nothing would be parted"),
        (lambda: filled.split_person(whole, **WHO), "nothing would be parted"),
    ]:
        with pytest.raises(StoreError, match=message):
            call()
