"""What a reader gives to be read: words, a file or an address → documents, not kept or kept."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.document.check import checked
from communique.document.found import BETWEEN, Failure, Found
from communique.errors import InputError
from communique.record import Document
from communique.store.kept import Kept
from communique.web.desk import Desk

if TYPE_CHECKING:
    from communique.sources.fetch import Fetched

ABOUT = ("title", "issuer", "published", "language", "url")
"""What a reader may say of a text."""
_DIGITS = 16
_AT_ONCE = 5
"""So many of the longest texts are kept at one time: what is kept is read in the process of the pages."""
_PAGE = 20_000_000
"""Bytes of a page that is fetched."""


@dataclass(frozen=True)
class Given:
    """Documents that were given, with the bytes behind them; `failures` are parts that could not be read.

    ``id`` is by what they are known again: the address of a page, else the content.
    """

    id: str
    texts: tuple[Document | Found, ...]
    failures: tuple[Failure, ...] = ()
    page: Fetched | None = None

    def document(self, about: Mapping[str, str | None], at: int = 0) -> Document:
        """One of them, with what the reader says of it."""
        text = self.texts[at]
        return text if isinstance(text, Document) else text.document(self._id(text), about, url=self._url)

    def _id(self, found: Found) -> str:
        return f"{self.id}{BETWEEN}{found.part}" if found.part else self.id

    @property
    def _url(self) -> str | None:
        return self.page.url if self.page else None

    def keep(self, desk: Desk, about: Mapping[str, str | None]) -> list[Kept]:
        """Keeps all of them with their bytes.

        :raises InputError: where together they are more than are read here at one time.
        """
        self._check_size(desk)
        kept = [Kept.failed(failure.where, failure.error) for failure in self.failures]
        for at, text in enumerate(self.texts):
            document = self.document(about, at)
            bounded(document.text, desk)
            if isinstance(text, Found):
                headers, moment = (self.page.headers, self.page.fetched) if self.page else (None, text.fetched)
                added = desk.store.add(
                    document, raw=text.raw, media_type=text.media_type, part=text.part, headers=headers, fetched=moment
                )
            else:
                added = desk.store.add(document)
            kept.append(Kept.of(document.id, added, document.title))
        return kept

    def _check_size(self, desk: Desk) -> None:
        size, most = sum(len(text.text) for text in self.texts), _AT_ONCE * desk.settings.text_characters
        if size > most:
            what = f"{size:,} characters in {len(self.texts)} texts, more than the {most:,} kept here at one time"
            raise InputError("the file", what, "Give fewer, or add them with `communique add`.")


def pasted(text: str, about: Mapping[str, str | None], desk: Desk) -> Given:
    """Words from a form. Browsers send line ends as CR LF, whatever stood there; they become LF.

    :raises InputError: for a text that cannot be read.
    """
    plain = text.replace("\r\n", "\n")
    bounded(plain, desk)
    return Given("the text", (checked(document_of(plain, about)),))


def document_of(text: str, about: Mapping[str, str | None]) -> Document:
    """A text with what is said of it; its id is that of its content."""
    id = f"pasted-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:_DIGITS]}"
    return Document(id=id, text=text, **{name: about.get(name) or None for name in ABOUT})


def uploaded(data: bytes, name: str, media_type: str | None, desk: Desk) -> Given:
    """A file.

    :raises InputError: where no text is in it.
    """
    found = desk.workroom.texts_of(data, name or "the file", media_type)
    return _given(f"upload-{hashlib.sha256(data).hexdigest()[:_DIGITS]}", found)


def fetched(address: str, desk: Desk) -> Given:
    """A page of the web, fetched as `communique collect` does: robots.txt, pauses, no private address.

    :raises CommuniqueError: where it cannot be fetched, or no text is in it.
    """
    try:
        from communique.sources.fetch import Fetcher
        from communique.sources.manners import Manners
        from communique.sources.urls import checked_url
    except ModuleNotFoundError:
        from communique.errors import by_installing

        raise InputError(address, "fetching pages needs more libraries", by_installing("web")) from None
    manners = Manners(allow_private=desk.settings.allow_private, retries=0, timeout=10, max_seconds=20, max_bytes=_PAGE)
    with desk.workroom.fetching.one(), Fetcher(manners) as fetcher:
        page = fetcher.get(checked_url(address.strip()))
    found = desk.workroom.texts_of(page.body, page.url, page.headers.get("content-type"), page.url)
    return _given(page.url, found, page)


def _given(id: str, found: list[Found | Failure], page: Fetched | None = None) -> Given:
    texts = tuple(one for one in found if isinstance(one, Found))
    failures = tuple(one for one in found if isinstance(one, Failure))
    if not texts:
        raise failures[0].error
    return Given(id, texts, failures, page)


def bounded(text: str, desk: Desk) -> None:
    """Refuses a text that would take long to read.

    :raises InputError: where it is too long.
    """
    most = desk.settings.text_characters
    if len(text) > most:
        raise InputError(
            "the text",
            f"{len(text):,} characters, more than the {most:,} read here",
            "Split it, or use `communique read`.",
        )
