"""Messages with bodies and attachments."""

from __future__ import annotations

import time
from email.message import EmailMessage
from types import SimpleNamespace

import pytest

from communique.document.extract import extract
from communique.document.found import Failure, Found


def message(subject: str = "Readout: talks in Oslo") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "press@a.example", "desk@b.example", subject
    made["Date"] = "Fri, 17 May 2024 23:30:00 +0900"
    return made


def read(data: bytes) -> list[Found | Failure]:
    return list(extract(data, name="message.eml"))


def test_the_html_body_is_preferred_and_attachments_follow(make: SimpleNamespace) -> None:
    made = message()
    made.set_content("The Minister met\nhis counterpart.")
    made.add_alternative(
        "<p>The Minister met his <a href='https://a.example/b'>counterpart</a>.</p><p>They spoke.</p>", subtype="html"
    )
    pdf = make.pdf([[(72, 700, "The ministers met in Lima on Tuesday and spoke about fish.")]])
    made.add_attachment(pdf, maintype="application", subtype="pdf", filename="readout.pdf")
    made.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="logo.png")
    found = read(made.as_bytes())
    first, second = found
    assert isinstance(first, Found) and isinstance(second, Found)
    assert first.text == "Readout: talks in Oslo\n\nThe Minister met his counterpart.\n\nThey spoke."
    assert (first.title, first.published, first.media_type, first.part) == (
        "Readout: talks in Oslo",
        "2024-05-17",
        "message/rfc822",
        "",
    )
    assert first.links == ("https://a.example/b",)
    assert (second.part, second.raw, second.media_type) == ("readout.pdf", pdf, "application/pdf")


def test_a_plain_body_in_another_charset() -> None:
    made = message("Entretien à l’Élysée")
    made.set_content("Le Président a reçu son homologue.\r\n\r\nIls ont parlé.", charset="iso-8859-1")
    (found,) = read(made.as_bytes())
    assert isinstance(found, Found)
    assert found.text == "Entretien à l’Élysée\n\nLe Président a reçu son homologue.\n\nIls ont parlé."


def test_a_message_within_a_message() -> None:
    inner = message("Inner talks")
    inner.set_content("The inner ministers met.")
    outer = message("Outer talks")
    outer.set_content("See below.")
    outer.add_attachment(inner)
    found = read(outer.as_bytes())
    assert [f.text for f in found if isinstance(f, Found)] == [
        "Outer talks\n\nSee below.",
        "Inner talks\n\nThe inner ministers met.",
    ]


def test_a_message_without_text_and_with_a_wrong_date() -> None:
    (failure,) = read(message().as_bytes() + b"\n")
    assert isinstance(failure, Failure) and "without text" in str(failure.error)
    made = message()
    made.replace_header("Date", "some day")
    made.set_content("The Minister met his counterpart.")
    (found,) = read(made.as_bytes())
    assert isinstance(found, Found) and found.published is None


def mbox(*messages: EmailMessage, end: bytes = b"\n") -> bytes:
    """A mailbox of these messages."""
    rows = [b"From press@a.example Fri May 17 10:00:00 2024\n" + m.as_bytes().rstrip(b"\n") + b"\n\n" for m in messages]
    return b"".join(rows).replace(b"\n", end)


def with_text(text: str, name: str | None) -> EmailMessage:
    made = message(text[:20])
    if name:
        made["Message-ID"] = f"<{name}>"
    made.set_content(text)
    return made


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_the_messages_of_a_mailbox(make: SimpleNamespace, end: bytes) -> None:
    first = with_text("The Minister met his counterpart.\n\nFrom Oslo in 2024 he went to Bergen.", "1/x@a.example")
    second = with_text("They spoke of fish.", None)
    second.add_attachment(make.page("Fish", "The ministers met in Lima."), "text", "html", filename="fish.html")
    third = with_text("They spoke of tin.", "1/x@a.example")
    found = list(extract(mbox(first, second, third, end=end), name="press.mbox"))
    assert all(isinstance(item, Found) for item in found)
    texts = {item.part: item.text for item in found if isinstance(item, Found)}
    assert list(texts) == ["1_x@a.example", "message 2", "message 2!/fish.html", "message 3"]
    assert "From Oslo in 2024" in texts["1_x@a.example"] and "tin" in texts["message 3"]
    assert {item.published for item in found if isinstance(item, Found)} >= {"2024-05-17"}


def test_a_mailbox_without_a_message() -> None:
    (failure,) = extract(b"From nowhere\n\nNothing.", name="a.mbox")
    assert isinstance(failure, Failure) and "without a message" in failure.error.what


def test_a_mailbox_of_one_long_line_takes_no_time() -> None:
    started = time.monotonic()
    assert list(extract(b"From " + b"2024 " * 400_000 + b"\n" + b"!" * 400_000, name="a.mbox"))
    assert time.monotonic() - started < 2
