"""Builders of small files for the tests: PDF, Word, WARC, ZIP."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from types import SimpleNamespace

import pytest

Placed = tuple[float, float, str]
"""x, y (points from the lower left corner) and a line of text."""


def pdf(
    pages: Iterable[Iterable[Placed]], *, title: str | None = None, password: str | None = None, picture: bool = False
) -> bytes:
    """A PDF with lines of 11-point Times at given places; with a picture on every page where asked for."""
    from PIL import Image
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, encrypt=password, invariant=1)
    if title:
        canvas.setTitle(title)
    for lines in pages:
        canvas.setFont("Times-Roman", 11)
        for x, y, text in lines:
            canvas.drawString(x, y, text)
        if picture:
            canvas.drawImage(ImageReader(Image.new("L", (20, 20), 128)), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    """A ZIP of the files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def tarred(files: Mapping[str, bytes | tarfile.TarInfo]) -> bytes:
    """A tar of the files; a TarInfo stands for what is no file."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in files.items():
            info = data if isinstance(data, tarfile.TarInfo) else tarfile.TarInfo(name)
            info.name = name
            info.size = len(data) if isinstance(data, bytes) else info.size
            archive.addfile(info, io.BytesIO(data if isinstance(data, bytes) else b""))
    return stream.getvalue()


def warc(records: Iterable[tuple[str, int, str, bytes]], *, gzip: bool = True, dates: Sequence[str] = ()) -> bytes:
    """A WARC of HTTP answers: address, status, content type, body; archived at `dates`, else now."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=gzip)
    writer.write_record(writer.create_warcinfo_record("test.warc", {"software": "tests"}))
    for number, (url, status, kind, body) in enumerate(records):
        http = StatusAndHeaders(f"{status} OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(body), http_headers=http,
            warc_headers_dict={
                "WARC-Record-ID": f"<urn:uuid:00000000-0000-0000-0000-{number:012d}>",
                **({"WARC-Date": dates[number]} if dates else {}),
            },
        )  # fmt: skip
        writer.write_record(record)
    return stream.getvalue()


PAGE = "<html lang='en'><head><title>{0}</title></head><body><h1>{0}</h1><p>{1}</p></body></html>"


def page(title: str, sentence: str) -> bytes:
    """A small page."""
    return PAGE.format(title, sentence).encode()


@pytest.fixture(scope="session")
def make() -> SimpleNamespace:
    """The builders of this file."""
    return SimpleNamespace(pdf=pdf, zipped=zipped, tarred=tarred, warc=warc, page=page)
