"""Escaping, colours, grouping."""

from __future__ import annotations

from typing import get_args

import pytest

from communique.export.view import palette
from communique.export.view.escape import attribute, exact, printable, shorten, shown
from communique.export.view.groups import date_words, heading, rule_lines, sides, speeches
from communique.record import Act, Evidence, Record


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two\n  lines\tand a tab", "two lines and a tab"),
        ("a\x1b[31mred", "a⟨U+001B⟩[31mred"),
        ("left \u202eright", "left ⟨U+202E⟩right"),
        ("\u2066iso\u2069", "⟨U+2066⟩iso⟨U+2069⟩"),
        ("a\r\nb\u2028c", "a b c"),
        ("lone \ud800", "lone ⟨U+D800⟩"),
        ("Élysée 北京", "Élysée 北京"),
    ],
)
def test_printable(text: str, expected: str) -> None:
    assert printable(text) == expected


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [("short", 10, "short"), ("cut at a word, here", 15, "cut at a word…"), ("abcdefghij", 5, "abcd…")],
)
def test_shorten(text: str, most: int, expected: str) -> None:
    assert shorten(text, most) == expected


def test_escapes() -> None:
    assert exact("<a href='x'>\r\n&\"") == "&lt;a href='x'&gt;&#13;\n&amp;\""
    assert exact("\x00\ud800") == "\ufffd\ufffd"
    assert shown('<b onclick="x">\'') == "&lt;b onclick=&quot;x&quot;&gt;&#x27;"
    assert attribute(['say "a"', "", "b"]) == "say &quot;a&quot;&#10;b"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023-10-09", "9 October 2023"),
        ("2023-04", "April 2023"),
        ("1964", "1964"),
        ("2023-01/2023-06", "January 2023 – June 2023"),
        ("2023-21", "2023-21"),
        ("2023~", "2023~"),
        ("../2023", ".. – 2023"),
        ("", ""),
    ],
)
def test_date_words(value: str, expected: str) -> None:
    assert date_words(value) == expected


def test_every_act_has_a_look_and_no_two_share_a_colour() -> None:
    assert set(palette.LOOKS) == set(get_args(Act))
    for colours in zip(*[(look.light, look.dark, look.terminal) for look in palette.LOOKS.values()], strict=True):
        assert len(set(colours)) == len(palette.LOOKS)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * p for weight, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("act", palette.LOOKS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_lettering_of_a_tag_can_be_read(act: Act, scheme: str) -> None:
    pair = sorted([_luminance(getattr(palette.LOOKS[act], scheme)), _luminance(palette.INK[scheme])])
    assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5


def test_groups(example: Record) -> None:
    assert heading(example) == ["meeting", "16 May 2024", "Lisbon, PRT"]
    assert {side: [p.name for p in people] for side, people in sides(example).items()} == {
        "CHN": ["Deng Haoran", "Qiao Minzhi"],
        "PRT": ["Marta Vilhena Couto", "Rui Salgado"],
    }
    assert [(s.speaker, len(s.statements)) for s in speeches(example)] == [
        ("Deng Haoran", 7),
        ("Marta Vilhena Couto", 7),
        ("joint", 2),
    ]


def test_rule_lines_join_the_fields_of_one_rule() -> None:
    def proof(field: str, reader: str, entry: str | None) -> Evidence:
        return Evidence(field=field, start=0, end=0, quote="", reader=reader, entry=entry)

    proofs = [proof("quote", "speech", None), proof("act", "stance", "commit.will"), proof("speaker", "speech", None)]
    assert rule_lines(proofs) == ["quote, speaker: speech", "act: stance · commit.will"]
