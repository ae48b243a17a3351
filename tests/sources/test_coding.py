"""Content codings undone piece by piece."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.sources.coding import PIECE, CodingError, decoded


def cut(data: bytes, size: int) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=2000), st.integers(1, 500), st.integers(1, 700), st.sampled_from(["gzip", "deflate", "raw"]))
def test_whatever_was_packed_comes_out_however_it_is_cut(data: bytes, times: int, size: int, coding: str) -> None:
    whole = data * times
    packed = {
        "gzip": lambda: gzip.compress(whole[:100]) + gzip.compress(whole[100:]),
        "deflate": lambda: zlib.compress(whole),
        "raw": lambda: zlib.compress(whole, 1, -zlib.MAX_WBITS),
    }[coding]()
    pieces = list(decoded(cut(packed, size), "gzip" if coding == "gzip" else "deflate"))
    assert b"".join(pieces) == whole
    assert all(0 < len(piece) <= PIECE for piece in pieces)


@given(st.binary(min_size=1, max_size=3000), st.data())
def test_a_packed_body_that_breaks_off_is_never_taken_for_a_whole_one(data: bytes, more: st.DataObject) -> None:
    packed = gzip.compress(data)
    end = more.draw(st.integers(1, len(packed) - 1))
    with pytest.raises(CodingError):
        list(decoded([packed[:end]], "gzip"))


@pytest.mark.parametrize("size", [PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 10 * PIECE])
def test_sizes_around_that_of_a_piece(size: int) -> None:
    pieces = list(decoded([gzip.compress(b"a" * size)], "gzip"))
    assert sum(map(len, pieces)) == size and max(map(len, pieces)) <= PIECE


@pytest.mark.parametrize(
    ("body", "coding"), [(b"plain", "gzip"), (b"plain", "br"), (b"plain", "gzip, zstd"), (b"\xff" * 9, "deflate")]
)
def test_what_is_not_of_its_coding(body: bytes, coding: str) -> None:
    with pytest.raises(CodingError):
        list(decoded([body], coding))


@pytest.mark.parametrize("tail", [b"\0" * 512, b"rubbish", b"\n"])
def test_what_stands_after_the_end_is_passed_over(tail: bytes) -> None:
    assert b"".join(decoded([gzip.compress(b"page") + tail, tail], "gzip")) == b"page"
