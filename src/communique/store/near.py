"""Texts that are nearly the same: syndicated copies, reposts by embassies, mended typing errors.

MinHash finds candidates (rensa: 60 hashes in 10 bands of 6, which finds 99.9 % of pairs at a similarity of .9); the
share of common five-word runs (Jaccard) of the two texts decides.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, func, select

from communique.store import schema as t
from communique.store.packing import unpack
from communique.store.words import words

THRESHOLD = 0.9
_RUN = 5
_BANDS, _ROWS, _SEED = 10, 6, 42
_CANDIDATES = 20
_LOOKED_AT = 500
"""Rows of one look-up: a band that very many texts share is boilerplate and finds nothing sooner by more rows."""


def sketch() -> str:
    """What made the bands; bands of different sketches cannot be compared."""
    return f"rensa-{_minhash().ALGORITHM_VERSION}/{_BANDS}x{_ROWS}/{_RUN}"


def _minhash() -> Any:
    from rensa import RMinHash

    return RMinHash


def shingles(text: str) -> frozenset[str]:
    """The runs of five words of a text; a shorter text is one run."""
    found = words(text)
    return frozenset(" ".join(found[i : i + _RUN]) for i in range(max(1, len(found) - _RUN + 1)))


def bands(runs: Iterable[str]) -> list[int]:
    """The bands of a set of runs, as signed 64-bit numbers, no two alike."""
    minhash = _minhash()(_BANDS * _ROWS, _SEED)
    minhash.update(sorted(runs))
    digest = minhash.digest()
    name = sketch()
    return sorted({_number(name, band, digest[band * _ROWS : (band + 1) * _ROWS]) for band in range(_BANDS)})


def _number(name: str, band: int, values: list[int]) -> int:
    data = f"{name}:{band}:".encode() + struct.pack(f"<{len(values)}Q", *values)
    number: int = struct.unpack("<q", hashlib.blake2b(data, digest_size=8).digest())[0]
    return number


def similarity(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of runs that two sets have in common: 0 to 1."""
    return len(a & b) / len(a | b)


def find_original(
    connection: Connection, document: int, text_hash: str, own: frozenset[str], own_bands: list[int]
) -> tuple[int, float] | None:
    """The earliest version of another document that says nearly the same, and how nearly.

    Where that one is a copy itself, it is the version it is a copy of.
    """
    found = _same_text(connection, document, text_hash) or _most_alike(connection, document, own, own_bands)
    if found is None:
        return None
    version, share = found
    root = connection.execute(select(t.versions.c.copy_of).where(t.versions.c.key == version)).scalar() or version
    owner = connection.execute(select(t.versions.c.document).where(t.versions.c.key == root)).scalar()
    return None if owner == document else (root, share)


def _same_text(connection: Connection, document: int, text_hash: str) -> tuple[int, float] | None:
    v = t.versions.c
    query = select(func.min(v.key)).where(v.text == text_hash, v.document != document)
    key = connection.execute(query).scalar()
    return None if key is None else (key, 1.0)


def _most_alike(
    connection: Connection, document: int, own: frozenset[str], own_bands: list[int]
) -> tuple[int, float] | None:
    looked_at = select(t.bands.c.version).where(t.bands.c.band.in_(own_bands)).limit(_LOOKED_AT).subquery()
    v = t.versions.c
    query = (
        select(v.key, t.texts.c.data)
        .join_from(looked_at, t.versions, v.key == looked_at.c.version)
        .join(t.texts, t.texts.c.hash == v.text)
        .where(v.document != document)
        .group_by(v.key, t.texts.c.hash)
        .order_by(func.count().desc(), v.key)
        .limit(_CANDIDATES)
    )
    shares = [(similarity(own, shingles(unpack(row.data).decode())), -row.key) for row in connection.execute(query)]
    best, key = max(shares, default=(0.0, 0))
    return (-key, best) if best >= THRESHOLD else None
