"""Any string gives a valid record whose evidence is sound."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import communique
from communique.errors import InputError
from communique.record import Record

_PIECES = [
    "Foreign Minister Ona Vale ", "President Rui Salgado of Portugal ", "met with ", "in Lisbon ", "today", ", ", ". ", "\n\n",
    "The two sides ", "said that ", "China opposes ", "will support ", "\u201c", "\u201d", "(", ")", "October 9th", "2023.10.10", " - ",
    "Lisbon, May 16th--", "He added ", "and ", "hopes that ", "discussed trade", "\u2019s ", "H.E. ", "Jr.", "not ", "if ", "\u202e", "\U0001f91d",
    "exchanged views on ", "the 60th anniversary", "last year", "Vale ", "thanked ", "(UPO) ", "1. ", "- ", ": ", ";", "by the end of August",
    "\n* ", "President Salgado noted", "\n\nMinister Vale, ", "the latter accepted", "which ", "It was noted that ", "said", "\u2013 ",
]  # fmt: skip
_KNOWN = {"published": "2023-10-10", "issuer": "IDCPC"}


def _sound(record: Record, text: str) -> None:
    assert record.document.text == text
    for item in record.quoted():
        assert text[item.start : item.end] == item.quote
        assert item.start <= item.end
    assert Record.model_validate_json(record.model_dump_json()) == record
    assert list(record.statements) == sorted(record.statements, key=lambda s: s.start)


def _read(text: str) -> Record | None:
    try:
        return communique.read(text, **_KNOWN)
    except InputError as error:
        controls = any(c < " " and c not in "\t\n\r\x0b\x0c" for c in text)
        assert error.mend
        assert not text.strip() or controls or any("\ud800" <= c <= "\udfff" for c in text)
        return None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=400))
def test_any_string_gives_a_sound_record(text: str) -> None:
    record = _read(text)
    if record is not None:
        _sound(record, text)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=60).map("".join))
def test_the_words_of_the_genre_in_any_order_give_a_sound_record(text: str) -> None:
    record = _read(text)
    if record is not None:
        _sound(record, text)
