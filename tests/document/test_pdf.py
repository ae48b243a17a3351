"""PDFs: paragraphs, columns, running heads; and those that cannot be read."""

from __future__ import annotations

import sys
import time
from types import SimpleNamespace

import pytest

from communique.document import pdf
from communique.document.extract import extract
from communique.document.found import Failure, Found
from communique.document.limits import Limits
from communique.document.lines import Line, paragraphs


def read(data: bytes, limits: Limits | None = None) -> Found | Failure:
    (only,) = extract(data, name="readout.pdf", limits=limits)
    return only


def test_paragraphs_and_running_heads(make: SimpleNamespace) -> None:
    pages = [
        [
            (72, 805, "MINISTRY OF FOREIGN AFFAIRS"),
            (72, 740, "Foreign Minister Meets Chilean Counterpart"),
            (72, 715, "12 April 2023"),
            (72, 690, "Foreign Minister Jana Kovar received her Chilean counterpart, Andres Fuenzalida, in the"),
            (
                72,
                676,
                "Czernin Palace. They signed a memorandum on lithium, and agreed on direct flights between the two",
            ),
            (72, 662, "capitals."),
            (72, 634, "Ms Kovar said that Chile is the closest partner in the region, and that the co-"),
            (
                72,
                620,
                "operation would go on. The Minister thanked the Chilean side for its help, which she called un-",
            ),
            (72, 30, "Page 1 of 2"),
        ],
        [
            (72, 805, "MINISTRY OF FOREIGN AFFAIRS"),
            (72, 760, "matched, and invited Mr Fuenzalida to Brno. Such unmatched help and co-operation"),
            (72, 746, "are not forgotten, she added."),
            (72, 718, "1. The sides agreed on flights."),
            (72, 704, "2. They agreed on visas."),
            (72, 30, "Page 2 of 2"),
        ],
    ]
    found = read(make.pdf(pages, title="Foreign Minister Meets Chilean Counterpart"))
    assert isinstance(found, Found)
    assert found.text.split("\n\n") == [
        "Foreign Minister Meets Chilean Counterpart",
        "12 April 2023",
        "Foreign Minister Jana Kovar received her Chilean counterpart, Andres Fuenzalida, in the Czernin Palace. They signed "
        "a memorandum on lithium, and agreed on direct flights between the two capitals.",
        "Ms Kovar said that Chile is the closest partner in the region, and that the co-operation would go on. The Minister "
        "thanked the Chilean side for its help, which she called unmatched, and invited Mr Fuenzalida to Brno. Such unmatched "
        "help and co-operation are not forgotten, she added.",
        "1. The sides agreed on flights.",
        "2. They agreed on visas.",
    ]
    assert (found.title, found.published) == ("Foreign Minister Meets Chilean Counterpart", "2023-04-12")


def test_two_columns_are_read_one_after_the_other(make: SimpleNamespace) -> None:
    left = [
        "The ministers met in Lima on",
        "Tuesday and spoke about the",
        "fisheries agreement, which both",
        "called overdue.",
    ]
    right = ["They agreed to sign it before the", "end of the year, and to meet", "again in Bergen in the spring."]
    page = [(72, 700 - 14 * n, line) for n, line in enumerate(left)] + [
        (320, 700 - 14 * n, line) for n, line in enumerate(right)
    ]
    found = read(make.pdf([page]))
    assert isinstance(found, Found)
    assert " ".join(found.text.split()) == " ".join(left + right)


@pytest.mark.parametrize("title", [None, "Microsoft Word - draft2.docx"])
def test_a_title_that_the_text_does_not_bear_out_is_none(make: SimpleNamespace, title: str | None) -> None:
    found = read(make.pdf([[(72, 700, "The ministers met in Lima on Tuesday and spoke about fish.")]], title=title))
    assert isinstance(found, Found) and found.title is None


def test_a_scan_suggests_ocr(make: SimpleNamespace) -> None:
    stamped = read(make.pdf([[(300, 20, "7")], [(300, 20, "8")]], picture=True))
    bare = read(make.pdf([[]], picture=True))
    for failure in (stamped, bare):
        assert isinstance(failure, Failure)
        assert "scan" in str(failure.error) and "ocrmypdf" in str(failure.error)


def test_an_encrypted_pdf(make: SimpleNamespace) -> None:
    failure = read(make.pdf([[(72, 700, "Secret.")]], password="geheim"))
    assert isinstance(failure, Failure) and "password" in str(failure.error)


def test_a_pdf_that_is_cut_off(make: SimpleNamespace) -> None:
    data = make.pdf([[(72, 700, "The ministers met in Lima on Tuesday and spoke about fish.")]])
    failure = read(b"%PDF-1.4\n" + b"\x00\xff" * 400)
    assert isinstance(failure, Failure) and "broken PDF" in str(failure.error)
    assert isinstance(read(data[: len(data) // 3]), Failure)


def test_too_many_pages(make: SimpleNamespace) -> None:
    failure = read(make.pdf([[(72, 700, "x")]] * 3), Limits(max_pdf_pages=2))
    assert isinstance(failure, Failure) and "3 pages" in str(failure.error)


def test_a_parser_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_command", lambda _limits: [sys.executable, "-c", "import time; time.sleep(30)"])
    started = time.monotonic()
    failure = read(b"%PDF-1.4\n", Limits(pdf_seconds=0.3))
    assert isinstance(failure, Failure) and "0.3 seconds" in str(failure.error)
    assert time.monotonic() - started < 5


def test_a_parser_that_crashes_costs_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_command", lambda _limits: [sys.executable, "-c", "import os; os.abort()"])
    failure = read(b"%PDF-1.4\n")
    assert isinstance(failure, Failure) and "stopped" in str(failure.error)


def _row(text: str, left: float, bottom: float) -> Line:
    return Line(text, left, bottom, left + 5 * len(text), bottom + 9)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([_row("The Bundes-", 72, 700), _row("tag met in Berlin and rose.", 72, 686)], ["The Bundestag met in Berlin and rose."]),
        ([_row("Co-operation on long-", 72, 700), _row("term co-", 72, 686), _row("operation.", 72, 672)], ["Co-operation on longterm co-operation."]),
        ([_row("They spoke of the long-", 72, 700 + 14 * 13), *[_row("term and the short term and the very long run", 72, 700 + 14 * n) for n in range(12, -1, -1)]],
         ["They spoke of the long-" + " ".join(["term and the short term and the very long run"] * 13)]),
        ([_row("They met for an hour and a half in Lima.", 72, 700), _row("• They agreed on fish.", 80, 686)],
         ["They met for an hour and a half in Lima.", "- They agreed on fish."]),
        ([_row("They met for an hour and a half in the old town of Lima.", 72, 700), _row("They spoke about fish and ports.", 90, 686)],
         ["They met for an hour and a half in the old town of Lima.", "They spoke about fish and ports."]),
        ([], []),
    ],
)  # fmt: skip
def test_lines_join_to_paragraphs(rows: list[Line], expected: list[str]) -> None:
    assert paragraphs([rows], [842.0]) == expected
