"""Invented readouts: two accounts of one encounter and their neighbours, and one person in several spellings and offices."""

from __future__ import annotations

from communique import Document

_ROWS = {
    "pt": ("Portugal MFA", "2023-03-17",
           "Lisbon, 17 March 2023 - Foreign Minister Ona Vale of Portugal met today in Lisbon with Foreign Minister Bruno Kern "
           "of Germany. Minister Vale called on Germany to open its market. They discussed trade."),
    "de": ("Federal Foreign Office", "2023-03-18",
           "Foreign Minister Bruno Kern met his Portuguese counterpart, Ona Vale, in Lisbon on Friday. "
           "The two ministers spoke about energy."),
    "next": ("Federal Foreign Office", "2023-03-18",
             "Foreign Minister Bruno Kern met Foreign Minister Ona Vale of Portugal in Lisbon on 18 March 2023. "
             "They discussed energy."),
    "late": ("Federal Foreign Office", "2023-03-20",
             "Foreign Minister Bruno Kern met Foreign Minister Ona Vale of Portugal in Lisbon on 20 March 2023. "
             "They discussed energy."),
    "call": ("Federal Foreign Office", "2023-03-17",
             "Foreign Minister Bruno Kern spoke by phone with Foreign Minister Ona Vale of Portugal today. They discussed fish."),
    "fr": ("Federal Foreign Office", "2023-03-17",
           "Foreign Minister Bruno Kern met Foreign Minister Jean Roux of France in Berlin today. They discussed rail."),
    "pm": ("Bundesregierung", "2025-02-03",
           "Prime Minister Ona Vale of Portugal met Chancellor Karl Stein of Germany in Berlin today. They discussed trade."),
    "spelt": ("Norway MFA", "2024-04-02",
              "Foreign Minister Onna Valle of Portugal met Foreign Minister Rui Prado of Peru in Oslo today. They discussed tin."),
    "chile": ("Chile MFA", "2024-01-09",
              "Foreign Minister Ona Vale of Chile met Foreign Minister Rui Prado of Peru in Lima today. They discussed tin."),
    "essay": ("Portugal MFA", "2023-03-17", "The ferry to the islands sails on Mondays. Tickets cost four euros."),
}  # fmt: skip


def account(name: str, **changes: str) -> Document:
    """One of the readouts, with something changed."""
    issuer, published, text = _ROWS[name]
    return Document(id=name, text=text, issuer=issuer, published=published).model_copy(update=changes)


def accounts(*names: str) -> list[Document]:
    """Several readouts; all where none is named."""
    return [account(name) for name in names or _ROWS]
