"""ZIP, tar, gzip, WARC and WACZ: their parts, and bombs."""

from __future__ import annotations

import gzip
import os
import tarfile
import time
import zlib
from types import SimpleNamespace
from typing import Any

import pytest

from communique.document.extract import extract
from communique.document.found import Failure, Found
from communique.document.limits import Limits


def read(data: bytes, name: str, limits: Limits | None = None) -> tuple[list[Found], list[Failure]]:
    items = list(extract(data, name=name, limits=limits))
    return [i for i in items if isinstance(i, Found)], [i for i in items if isinstance(i, Failure)]


def test_a_zip_of_everything(make: SimpleNamespace) -> None:
    inner = make.zipped({"deep.txt": "Deep talks were held in Oslo."})
    data = make.zipped({
        "2024/a.html": make.page("Talks in Oslo", "The ministers met for an hour and a half."),
        "b.pdf": make.pdf([[(72, 700, "The ministers met in Lima on Tuesday and spoke about fish.")]]),
        "c.txt": "Plain talks were held.", "d.png": b"\x89PNG\r\n\x1a\n", "empty.txt": "", "inner.zip": inner,
        "__MACOSX/c.txt": "x", ".DS_Store": "x", "e.txt.gz": gzip.compress(b"Packed talks were held."),
    })  # fmt: skip
    found, failures = read(data, "pages.zip")
    assert [(f.part, f.media_type) for f in found] == [
        ("2024/a.html", "text/html"), ("b.pdf", "application/pdf"), ("c.txt", "text/plain"),
        ("inner.zip!/deep.txt", "text/plain"), ("e.txt.gz!/e.txt", "text/plain"),
    ]  # fmt: skip
    assert [f.where for f in failures] == ["pages.zip!/d.png", "pages.zip!/empty.txt"]
    assert found[2].raw == b"Plain talks were held." and found[4].raw == b"Packed talks were held."


def test_the_encoding_of_a_zip_is_that_of_texts_in_it_that_do_not_say(make: SimpleNamespace) -> None:
    latin = "Señor Ibáñez met the Minister.".encode("cp1252")
    page = "<html><head><meta charset='koi8-r'></head><body><p>Переговоры были в Осло.</p></body></html>".encode(
        "koi8-r"
    )
    inner = make.zipped({"deep.txt": latin})
    data = make.zipped({"a.txt": latin, "b.txt": "In Malmö.", "c.html": page, "d.zip": inner, "e.txt.gz": gzip.compress(latin)})  # fmt: skip
    found = [
        i for i in extract(data, name="a.zip", media_type="application/zip; charset=cp1252") if isinstance(i, Found)
    ]
    words = ["Ibáñez", "Malmö", "Переговоры", "Ibáñez", "Ibáñez"]
    assert [word in item.text for word, item in zip(words, found, strict=True)] == [True] * 5
    assert len(read(data, "a.zip")[1]) == 3


def test_a_zip_bomb_costs_one_member(make: SimpleNamespace) -> None:
    data = make.zipped({"bomb.txt": b"\0" * 60_000_000, "ratio.txt": b"a" * 20_000_000, "c.txt": "Talks were held."})
    assert len(data) < 100_000
    started = time.monotonic()
    found, failures = read(data, "bomb.zip")
    assert [f.part for f in found] == ["c.txt"]
    assert [f.where for f in failures] == ["bomb.zip!/bomb.txt", "bomb.zip!/ratio.txt"]
    assert all("unpacks to more than" in str(f.error) for f in failures)
    assert time.monotonic() - started < 2


def test_a_zip_whose_directory_lies_about_sizes(make: SimpleNamespace) -> None:
    data = bytearray(make.zipped({"bomb.txt": b"a" * 20_000_000}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    found, failures = read(bytes(data), "bomb.zip")
    assert found == [] and len(failures) == 1


def test_a_gzip_bomb() -> None:
    started = time.monotonic()
    _, (failure,) = read(gzip.compress(b"\0" * 200_000_000, 9), "bomb.gz")
    assert "unpacks to more than" in str(failure.error)
    _, (twice,) = read(gzip.compress(gzip.compress(b"\0" * 200_000_000, 9)), "bomb.gz.gz")
    assert "unpacks to more than" in str(twice.error)
    assert time.monotonic() - started < 8


def of_type(kind: bytes, linkname: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo()
    info.type, info.linkname = kind, linkname
    return info


@pytest.mark.parametrize("name", ["pages.tar", "pages.tar.gz", "pages.tgz"])
def test_a_tar_packed_and_plain(name: str, make: SimpleNamespace) -> None:
    data = make.tarred({
        "2024": of_type(tarfile.DIRTYPE), "2024/a.txt": b"Talks were held.", "../../etc/b.txt": b"More talks were held.",
        "link": of_type(tarfile.SYMTYPE, "/etc/passwd"), "hard": of_type(tarfile.LNKTYPE, "2024/a.txt"),
        "pipe": of_type(tarfile.FIFOTYPE), "._a.txt": b"x", "d.png": b"\x89PNG\r\n\x1a\n", "empty.txt": b"",
    })  # fmt: skip
    inside = "" if name.endswith(".tar") else "pages.tar!/"
    found, failures = read(data if name.endswith(".tar") else gzip.compress(data), name)
    assert [f.part for f in found] == [f"{inside}2024/a.txt", f"{inside}../../etc/b.txt"]
    assert [f.where for f in failures] == [f"{name}!/{inside}d.png", f"{name}!/{inside}empty.txt"]


def test_a_tar_in_a_gzip_may_be_larger_than_a_document(make: SimpleNamespace) -> None:
    files: dict[str, bytes | tarfile.TarInfo] = {f"{n}.txt": b"Talks were held. " + os.urandom(20_000).hex().encode() for n in range(9)}  # fmt: skip
    found, failures = read(gzip.compress(make.tarred(files)), "a.tar.gz", Limits(max_bytes=100_000))
    assert len(found) == 9 and failures == []
    _, (failure,) = read(gzip.compress(make.tarred(files)), "a.tar.gz", Limits(max_bytes=100_000, max_total=200_000))
    assert "unpacks to more than 200,000" in str(failure.error)


def test_bombs_in_tars(make: SimpleNamespace) -> None:
    started = time.monotonic()
    _, (failure,) = read(gzip.compress(make.tarred({"a.txt": b"\0" * 100_000_000}), 9), "bomb.tar.gz")
    assert "unpacks to more than" in str(failure.error)
    found, (failure,) = read(make.tarred({"big.txt": b"a" * 60_000_000, "c.txt": b"Talks were held."}), "bomb.tar")
    assert [f.part for f in found] == ["c.txt"] and "more than 50,000,000 bytes" in str(failure.error)
    sparse = bytearray(make.tarred({"s.txt": b"x" * 512, "c.txt": b"Talks were held."}))
    sparse[156:157] = tarfile.GNUTYPE_SPARSE
    sparse[257:265] = b"ustar  \0"
    sparse[386:398], sparse[398:410] = b"00000000000\0", b"00000001000\0"
    sparse[483:495] = b"77777777777\0"
    found, (failure,) = read(with_sum(sparse), "sparse.tar")
    assert [f.part for f in found] == ["c.txt"] and "a sparse file" in str(failure.error)
    _, (failure,) = read(make.tarred({f"{n}": b"Talks." for n in range(12)}), "many.tar", Limits(max_members=10))
    assert "more than 10" in str(failure.error)
    assert time.monotonic() - started < 8


def with_sum(data: bytearray) -> bytes:
    """The tar with the checksum of its first header made right."""
    data[148:156] = b" " * 8
    data[148:156] = b"%06o\0 " % sum(data[:512])
    return bytes(data)


def test_a_tar_whose_sizes_lead_back_ends(make: SimpleNamespace) -> None:
    data = bytearray(make.tarred({"a.txt": b"Talks were held.", "b.txt": b"More talks."}))
    second = bytearray(data[1024:])
    second[124:136] = b"\xff" * 10 + (-1024).to_bytes(2, "big", signed=True)
    found, (failure,) = read(bytes(data[:1024]) + with_sum(second), "loop.tar")
    assert [f.part for f in found] == ["a.txt"] and "broken tar" in str(failure.error)


@pytest.mark.parametrize(
    ("cut", "words"),
    [(lambda d: d[:1600], ["b.txt", "after file 2"]), (lambda d: d[:1200], ["after file 1"]), (lambda d: d[:700], ["a.txt"]),
     (lambda d: d[:1024] + b"x" * 512 + d[1536:], ["after file 1"]), (lambda d: d[:300], ["broken tar archive"])],
)  # fmt: skip
def test_a_broken_tar_gives_what_stands_before(cut: Any, words: list[str], make: SimpleNamespace) -> None:
    data = make.tarred({"a.txt": b"Talks were held. " * 20, "b.txt": b"More talks were held. " * 40})
    found, failures = read(cut(data), "a.tar")
    assert len(found) + len(failures) >= 1 and len(failures) >= 1
    assert all(any(word in str(f.error) for f in failures) for word in words), failures


def test_an_empty_tar(make: SimpleNamespace) -> None:
    found, (failure,) = read(make.tarred({}), "a.tar")
    assert found == [] and "empty archive" in str(failure.error)


def test_gzip_of_several_members_and_cut_off() -> None:
    data = gzip.compress(b"First talks. ") + gzip.compress(b"Second talks.") + b"\0" * 100
    ((found,), _) = read(data, "a.txt.gz")
    assert found.text == "First talks. Second talks."
    _, (failure,) = read(gzip.compress(zlib.compress(bytes(range(256)) * 9))[:-20], "a.gz")
    assert "cut off" in str(failure.error) or "broken" in str(failure.error)


def test_archives_nested_too_deeply(make: SimpleNamespace) -> None:
    data = make.zipped({"a.txt": "Talks were held."})
    for _ in range(6):
        data = make.zipped({"b.zip": data})
    found, (failure,) = read(data, "nested.zip")
    assert found == [] and "nested more than 4 deep" in str(failure.error)


def test_bounds_of_the_whole(make: SimpleNamespace) -> None:
    data = make.zipped({f"{n}.txt": f"Talks number {n} were held." for n in range(9)})
    found, (failure,) = read(data, "many.zip", Limits(max_members=5))
    assert found == [] and "9 files" in str(failure.error)
    found, (failure,) = read(data, "many.zip", Limits(max_total=100))
    assert 0 < len(found) < 9 and "more than 100 bytes unpacked" in str(failure.error)
    nested = make.zipped({f"{n}.zip": make.zipped({"a.txt": "Talks.", "b.txt": "Talks."}) for n in range(3)})
    found, failures = read(nested, "nested.zip", Limits(max_members=4))
    assert len(found) == 2 and "more than 4 parts" in str(failures[0].error) and len(failures) == 1


def test_broken_and_empty_archives(make: SimpleNamespace) -> None:
    data = make.zipped({"a.txt": "Talks were held."})
    for broken in (data[:-30], make.zipped({})):
        found, failures = read(broken, "a.zip")
        assert found == [] and len(failures) == 1
    flipped = bytearray(data)
    flipped[data.index(b"a.txt") + 7] ^= 0xFF
    found, failures = read(bytes(flipped), "a.zip")
    assert found == [] and "broken file" in str(failures[0].error)


def _records(make: SimpleNamespace) -> list[tuple[str, int, str, bytes]]:
    return [
        ("https://www.gov.uk/a", 200, "text/html; charset=utf-8", make.page("Talks in Oslo", "The ministers met for an hour and a half.")),
        ("https://a.example/logo.png", 200, "image/png", b"\x89PNG\r\n\x1a\n"),
        ("https://a.example/style.css", 200, "text/css", b"p {}"),
        ("https://a.example/gone", 404, "text/html", make.page("Not found", "The page is not here any more.")),
        ("https://a.example/b.txt", 200, "text/plain; charset=latin-1", "Entretien à l’Élysée.".encode("cp1252")),
    ]  # fmt: skip


def test_warc_packed_and_plain(make: SimpleNamespace) -> None:
    for packed in (True, False):
        found, failures = read(make.warc(_records(make), gzip=packed), "crawl.warc.gz")
        assert failures == []
        assert [(f.url, f.issuer) for f in found] == [
            ("https://www.gov.uk/a", "GOV.UK"),
            ("https://a.example/b.txt", None),
        ]
        assert [f.part for f in found] == [f"urn:uuid:00000000-0000-0000-0000-{n:012d}" for n in (0, 4)]
        assert found[1].text == "Entretien à l’Élysée."


def test_wacz(make: SimpleNamespace) -> None:
    data = make.zipped(
        {"datapackage.json": "{}", "archive/data.warc.gz": make.warc(_records(make)), "pages/pages.jsonl": "{}"}
    )
    found, failures = read(data, "crawl.wacz")
    assert failures == [] and [f.url for f in found] == ["https://www.gov.uk/a", "https://a.example/b.txt"]
    assert found[0].part == "archive/data.warc.gz!/urn:uuid:00000000-0000-0000-0000-000000000000"


def test_a_warc_that_is_cut_off_gives_the_records_before(make: SimpleNamespace) -> None:
    data = make.warc(_records(make), gzip=False)
    found, failures = read(data[: data.index(b"The page is not here")], "crawl.warc")
    assert [f.url for f in found] == ["https://www.gov.uk/a"] and failures == []
    for end in (data.index(b"hour and a half"), data.index(b"text/html; charset")):
        found, failures = read(data[:end], "crawl.warc")
        assert found == [] and "cut off" in str(failures[0].error)
    found, failures = read(make.warc([]), "crawl.warc.gz")
    assert found == [] and "without a document" in str(failures[0].error)


def test_a_record_over_the_limit(make: SimpleNamespace) -> None:
    data = make.warc([("https://a.example/", 200, "text/plain", b"Talks. " * 1000), *_records(make)[-1:]])
    found, failures = read(data, "crawl.warc.gz", Limits(max_bytes=5000))
    assert [f.url for f in found] == ["https://a.example/b.txt"] and "5,000 bytes" in str(failures[0].error)
