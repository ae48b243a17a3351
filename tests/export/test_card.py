"""The card for the terminal."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from communique.export import card
from communique.record import Record

HOSTILE = "[bold]x[/bold] \x1b]0;title\x07 \x1b[2J \u202egnirts :smile: <b>"


def test_the_card_says_who_where_when_and_what(example: Record) -> None:
    lines = card.render(example, 80).splitlines()
    assert lines[0] == "MEETING · 16 May 2024 · Lisbon, PRT"
    shown = "\n".join(lines)
    for expected in [
        "CHN  Deng Haoran  Minister, International Department of the CPC Central",
        "     Qiao Minzhi  Ambassador to Portugal  (present)",
        "Deng Haoran (CHN) ──",
        "commit   China is willing to work with Portugal to deepen political mutual trust",
        "         → PRT · bilateral-relations",
        "condition: If conditions permit",
        "The sides together ──",
        "July 2024 – December 2024  the second half of this year",
        "anniversary, 2025 (since 2005)",
        "comprehensive strategic partnership · political mutual trust · one-China policy",
        "Read: 87 % of the text",
        "unread  Lisbon, May 16th",
        "names   Guangzhou",
        "An invented page.",
    ]:
        assert expected in shown


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140])
def test_no_line_is_wider_than_asked(records: list[Record], width: int) -> None:
    for record in records:
        assert max(cell_len(line) for line in card.render(record, width).splitlines()) <= width


def test_speakers_stand_in_the_order_of_first_speech(example: Record) -> None:
    shown = card.render(example)
    order = [shown.index(f"{name} ──") for name in ("Deng Haoran (CHN)", "Marta Vilhena Couto (PRT)", "together")]
    assert order == sorted(order)


def test_the_environment_changes_nothing(example: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    before = card.render(example, 90)
    for name, value in [("TERM", "dumb"), ("COLUMNS", "20"), ("FORCE_COLOR", "1"), ("NO_COLOR", "1")]:
        monkeypatch.setenv(name, value)
    assert card.render(example, 90) == before


def test_acts_are_coloured_on_a_terminal(example: Record) -> None:
    out = StringIO()
    console = Console(file=out, width=80, height=25, force_terminal=True, color_system="256", _environ={})
    card.print_card(example, console)
    assert "\x1b[1;31moppose" in out.getvalue()


def test_text_cannot_drive_the_terminal(overlapping: Callable[..., Record]) -> None:
    record = overlapping(HOSTILE, [(0, len(HOSTILE))], title=HOSTILE, issuer=HOSTILE)
    shown = card.render(record)
    assert not set(shown) & {"\x1b", "\x07", "\u202e"}
    assert "[bold]x[/bold]" in shown
    assert ":smile:" in shown


def test_an_empty_record_has_a_card(overlapping: Callable[..., Record]) -> None:
    assert card.render(overlapping("", [])).startswith("NO ENCOUNTER REPORTED\n")
