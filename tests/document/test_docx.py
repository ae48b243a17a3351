"""Word documents."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from communique.document.extract import extract
from communique.document.found import Failure, Found
from communique.document.limits import Limits


def read(data: bytes, limits: Limits | None = None) -> Found | Failure:
    (only,) = extract(data, name="readout.docx", limits=limits)
    return only


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def paragraph(inside: str) -> Any:
    return parse_xml(f"<w:p {nsdecls('w')}>{inside}</w:p>")


@pytest.fixture
def readout() -> Any:
    document = docx.Document()
    document.add_heading("Foreign Minister Meets Chilean Counterpart", 0)
    document.add_paragraph("12 April 2023")
    lead = document.add_paragraph("Foreign Minister Jana Kovář received ")
    lead.add_run("Andrés Fuenzalida").bold = True
    lead.add_run(" in Prague.")
    document.add_paragraph("Trade", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ("Name", "Office", "J. Kovář", "Minister"), strict=True
    ):
        cell.text = text
    return document


def test_blocks_in_order(readout: Any) -> None:
    found = read(saved(readout))
    assert isinstance(found, Found)
    assert found.text.split("\n\n") == [
        "Foreign Minister Meets Chilean Counterpart", "12 April 2023", "Foreign Minister Jana Kovář received Andrés Fuenzalida in Prague.",
        "- Trade", "Name | Office", "J. Kovář | Minister",
    ]  # fmt: skip
    assert (found.title, found.published) == ("Foreign Minister Meets Chilean Counterpart", "2023-04-12")


def test_what_python_docx_leaves_out_is_kept(readout: Any) -> None:
    body = readout.element.body
    body.insert(
        2,
        paragraph(
            "<w:ins w:id='1' w:author='x'><w:r><w:t>Inserted.</w:t></w:r></w:ins><w:del w:id='2' w:author='x'><w:r><w:delText>Deleted.</w:delText></w:r></w:del>"
        ),
    )
    body.insert(
        3,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    body.insert(
        4, paragraph("<w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:noBreakHyphen/></w:r><w:r><w:t>.</w:t></w:r>")
    )
    found = read(saved(readout))
    assert isinstance(found, Found)
    assert found.text.split("\n\n")[2:5] == ["Inserted.", "In a control.", "One\ntwo\t-."]


def test_a_document_that_is_cut_off(readout: Any) -> None:
    data = saved(readout)
    for end in (len(data) // 2, len(data) - 30, 200):
        failure = read(data[:end])
        assert isinstance(failure, Failure) and "broken Word document" in str(failure.error)


def test_a_document_without_text() -> None:
    failure = read(saved(docx.Document()))
    assert isinstance(failure, Failure) and "without text" in str(failure.error)


def test_a_document_that_unpacks_to_too_much(readout: Any) -> None:
    readout.add_paragraph("x" * 300_000)
    failure = read(saved(readout), Limits(max_bytes=100_000))
    assert isinstance(failure, Failure) and "unpacks to" in str(failure.error)


def test_a_zip_that_only_looks_like_word(make: SimpleNamespace) -> None:
    failure = read(make.zipped({"[Content_Types].xml": "<x", "word/document.xml": "<x"}))
    assert isinstance(failure, Failure) and "broken Word document" in str(failure.error)


def test_text_boxes_and_footnotes(readout: Any) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
    names = nsdecls("w") + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    readout.element.body.insert(
        2,
        parse_xml(
            f"<w:p {names}><w:r><w:t>Beside it.</w:t><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        ),
    )
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>"
        "<w:footnote w:id='1'><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, notes.encode(), readout.part.package)
    readout.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    found = read(saved(readout))
    assert isinstance(found, Found)
    blocks = found.text.split("\n\n")
    assert blocks[2:4] == ["Beside it.", "In a box."] and blocks[-1] == "A note."
    assert found.text.count("In a box.") == 1
