"""Who else was there, and what the offices of lists, parties, counterparts and headlines say."""

from __future__ import annotations

import pytest

import communique

NORWAY = "Norway MFA"
LEAD = (
    "The Foreign Minister of Norway, Ona Vale, met the Foreign Minister of Kenya, Josphat Kariuki, in Oslo today.\n\n"
)
DELEGATION = (
    "The Kenyan delegation included Dr. Otis Were, Permanent Secretary in the Ministry of Trade, and Ms. Grace Atieno, "
    "Secretary (Economic Relations)."
)
IDCPC = (
    "Deng Haoran Meets with Guests\n\nBeijing, June 14th - Deng Haoran, Minister of the International Department of the CPC "
    "Central Committee (IDCPC), met here with {}, today."
)

# issuer, text, name, (role, organisation, country)
CASES = [
    (NORWAY, LEAD + "State Secretary Liv Holm and Kenyan State Secretary Grace Atieno also attended.",
     "Grace Atieno", ("State Secretary", None, "KEN")),
    (NORWAY, LEAD + "Ms Liv Holm, Director-General of the Africa Department, and Ms Grace Atieno, Director for Europe of the "
     "Ministry of Foreign Affairs of Kenya, among others, also attended the meeting.",
     "Grace Atieno", ("Director for Europe", "Ministry of Foreign Affairs", "KEN")),
    (NORWAY, LEAD + "The Kenyan side was represented by Minister of Trade Grace Atieno and Secretary of the Security Council Otis "
     "Were.", "Otis Were", ("Secretary", "Security Council", "KEN")),
    (NORWAY, LEAD + "Also attending for Norway: State Secretary Liv Holm. For Kenya: Secretary of Trade Grace Atieno and "
     "Ambassador to Norway Otis Were.", "Otis Were", ("Ambassador to Norway", None, "KEN")),
    (NORWAY, "Foreign Minister Ona Vale met with her Kenyan counterpart, Josphat Kariuki, in Oslo today. They discussed trade.",
     "Josphat Kariuki", ("Foreign Minister", None, "KEN")),
    (NORWAY, "Foreign Minister Ona Vale met in Nairobi with her Kenyan counterpart, Foreign Minister Josphat Kariuki. The African "
     "Union's commissioner for peace, Otis Were, joined them. They discussed trade.",
     "Josphat Kariuki", ("Foreign Minister", None, "KEN")),
    (None, "NAIROBI, Feb 20 (KUNA) -- Foreign Minister Salem Al-Rashid and his Kenyan counterpart Josphat Kariuki met here on "
     "Monday. Al-Rashid thanked Kenya.", "Salem Al-Rashid", ("Foreign Minister", None, "KWT")),
    ("IDCPC", IDCPC.format("Dil Gurung, Deputy General Secretary of the Communist Party of Nepal (Unified Marxist-Leninist)"),
     "Dil Gurung", ("Deputy General Secretary", "Communist Party of Nepal (Unified Marxist-Leninist)", "NPL")),
    ("IDCPC", IDCPC.format("Dil Gurung, Standing Committee Member of the Communist Party of Nepal (Maoist Centre)"),
     "Dil Gurung", ("Standing Committee Member", "Communist Party of Nepal (Maoist Centre)", "NPL")),
    ("Zambia State House", "PRESIDENT MWANSA AND PRESIDENT TAU COMMIT TO CLOSER TIES\n\nHis Excellency Mr. Peter Mwansa, President "
     "of the Republic of Zambia, today held talks with His Excellency Dr. Kabelo Tau, President of the Republic of Botswana, in "
     "Livingstone. President Tau thanked his host.", "Kabelo Tau", ("President", None, "BWA")),
    ("EEAS", "High Representative Anna Berg hosted the Foreign Minister of Kenya, Josphat Kariuki, in Brussels today. Commissioner "
     "for International Partnerships Carlo Neri also took part.", "Carlo Neri",
     ("Commissioner for International Partnerships", None, "EUU")),
    (NORWAY, LEAD + DELEGATION, "Otis Were", ("Permanent Secretary", "Ministry of Trade", "KEN")),
    (NORWAY, LEAD + DELEGATION, "Grace Atieno", ("Secretary (Economic Relations)", None, "KEN")),
]  # fmt: skip


@pytest.mark.parametrize(("issuer", "text", "name", "office"), CASES)
def test_who_was_there(issuer: str | None, text: str, name: str, office: tuple[str, str | None, str]) -> None:
    record = communique.read(text, issuer=issuer, published="2024-06-14")
    found = {p.name: (p.role, p.organisation, p.country) for p in record.participants}
    assert found.get(name) == office, found


@pytest.mark.parametrize("verb", ["PLEDGES SUPPORT", "MEETS MINISTERS", "HOLDS TALKS"])
def test_a_verb_of_a_headline_is_no_name(verb: str) -> None:
    text = f"PRESIDENT TAU {verb}\n\nPresident Kabelo Tau of Botswana met President Peter Mwansa of Zambia in Livingstone today."
    record = communique.read(text, published="2024-06-14")
    assert {p.name for p in record.participants} == {"Kabelo Tau", "Peter Mwansa"}


@pytest.mark.parametrize(
    "front",
    [
        "A few hours after the summit drew to a close in Paris",
        "Two days before the elections take place",
        "One year after Russia launched its war",
    ],
)
def test_a_span_of_time_before_the_subject(front: str) -> None:
    text = f"{LEAD}{front}, Minister Vale thanked Kenya for its support."
    record = communique.read(text, issuer=NORWAY, published="2024-06-14")
    assert [(s.speaker, s.act, s.quote) for s in record.statements] == [
        ("Ona Vale", "praise", "thanked Kenya for its support")
    ]
