"""Encodings of pages, with declarations right, wrong and missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.document.decode import decode_page, label_of
from communique.errors import InputError

_CHINESE = "<p>外交部长梁国伟同挪威外交大臣举行会谈，双方就北极问题交换意见。</p>" * 5
_FRENCH = "<p>Le Président s’est entretenu à l’Élysée avec son homologue français.</p>"
_RUSSIAN = "<p>Министр иностранных дел провёл переговоры со своим коллегой из Казахстана.</p>" * 4


@pytest.mark.parametrize(
    ("text", "encoding", "head", "declared"),
    [
        (_CHINESE, "utf-8", "", "text/html; charset=iso-8859-1"),
        (_CHINESE, "utf-8", '<meta charset="gb2312">', None),
        (_CHINESE, "gb18030", '<meta charset="gb2312">', None),
        (_CHINESE, "gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=gbk">', "text/html; charset=ISO-8859-1"),
        (_CHINESE, "gb18030", "", "text/html; charset=utf-8"),
        (_FRENCH, "cp1252", '<meta charset="iso-8859-1">', None),
        (_FRENCH, "cp1252", "", "text/html; charset=latin1"),
        (_RUSSIAN, "cp1251", "", "text/html; charset=windows-1251"),
        (_RUSSIAN, "cp1251", '<meta charset="no-such-thing">', None),
        (_FRENCH, "utf-16", "", None),
        (_FRENCH, "utf-8-sig", '<meta charset="iso-8859-1">', None),
    ],
)  # fmt: skip
def test_pages(text: str, encoding: str, head: str, declared: str | None) -> None:
    assert decode_page((head + text).encode(encoding), "page", declared) == head + text


def test_a_character_cut_off_at_the_end_costs_that_character_alone() -> None:
    data = (_CHINESE * 20).encode()
    assert decode_page(data[:-5], "page")[:-1] == (_CHINESE * 20)[: len(decode_page(data[:-5], "page")) - 1]


def test_bytes_of_no_encoding() -> None:
    with pytest.raises(InputError, match="no encoding fits"):
        decode_page(bytes(range(0x80, 0x100)) * 400 + b"\x81\x8d\x8f\x90\x9d" * 100, "page", "text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("header", "label"),
    [
        ("text/html; charset=GB2312", "gb18030"),
        ('text/html; charset="utf-8"', "utf-8"),
        ("text/html", None),
        (None, None),
    ],
)
def test_label(header: str | None, label: str | None) -> None:
    assert label_of(header) == label


@given(
    st.text(st.characters(exclude_categories=("Cs",)), min_size=1), st.sampled_from([None, "text/html; charset=latin1"])
)
def test_utf_8_is_always_read_as_utf_8(text: str, declared: str | None) -> None:
    assert decode_page(text.encode(), "page", declared) == text.removeprefix("\ufeff") or text.startswith("\ufeff")
