"""Content codings undone piece by piece, so that a bomb is noticed before it fills the memory.

httpx2 does this too, but takes a compressed body that breaks off for a whole one, and drops what follows the first
of several gzip members: both would keep half a page as if it were all.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

ACCEPTED = "gzip, deflate"
PIECE = 1 << 18

_WINDOWS = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}
_RAW = -zlib.MAX_WBITS


class CodingError(Exception):
    """A body that is not of the coding its header names."""


def decoded(pieces: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """The pieces of a body with its content coding undone; none is longer than `PIECE` if it was compressed.

    :param coding: the value of the Content-Encoding header, "" where there is none.
    :raises CodingError: for a coding that was not asked for, and for a damaged or incomplete body.
    """
    for name in reversed([part.strip().lower() for part in coding.split(",")]):
        if name in ("", "identity"):
            continue
        if name not in _WINDOWS:
            raise CodingError(f"the coding {name!r} was not asked for")
        pieces = _inflated(pieces, name)
    yield from pieces


def _inflated(pieces: Iterable[bytes], name: str) -> Iterator[bytes]:
    engine, first = None, True
    for piece in pieces:
        rest = piece
        while rest:
            if engine is None:
                if not first and not _is_next_member(name, rest):
                    return  # padding or rubbish after the end, which every reader of gzip passes over
                engine, first = zlib.decompressobj(_window(name, rest)), False
            try:
                out = engine.decompress(rest, PIECE)
                yield from (out,) if out else ()
                while len(out) == PIECE:  # what is left inside, or not yet taken in
                    out = engine.decompress(engine.unconsumed_tail, PIECE)
                    yield from (out,) if out else ()
            except zlib.error:
                raise CodingError(f"no valid {name}") from None
            rest, engine = (engine.unused_data, None) if engine.eof else (b"", engine)
    if engine is not None:
        raise CodingError(f"the {name} body breaks off")


def _is_next_member(name: str, rest: bytes) -> bool:
    return name != "deflate" and rest[0] == 0x1F


def _window(name: str, start: bytes) -> int:
    """Some servers send raw deflate where zlib's wrapping is meant: its first byte then is no zlib header."""
    if name == "deflate" and start[0] & 0x0F != 8:
        return _RAW
    return _WINDOWS[name]
