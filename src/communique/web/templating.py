"""The templates: what they may use, and that nothing a stranger wrote gets into a page as markup."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from communique import __version__
from communique.export.view.escape import exact, is_web, printable, shorten, shown
from communique.export.view.groups import date_words, speaker_name
from communique.export.view.palette import LOOKS
from communique.lexicon.load import load, names
from communique.reading.places import state_name
from communique.web.assets import asset
from communique.wording import pieces, plural


@cache
def environment() -> Environment:
    """The one environment. Everything is escaped; plain strings are shown on one line, hidden controls spelled out."""
    made = Environment(
        loader=PackageLoader("communique.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=_shown,
    )  # fmt: skip
    made.globals.update(asset=asset, version=__version__, looks=LOOKS)
    made.tests["lexicon_entry"] = lambda id: id in entry_ids()
    made.filters.update(
        day=lambda value: date_words(value) if value else "",
        exact=unchanged,
        country=lambda code: state_name(code) if code else "",
        shorten=lambda text, most: shorten(printable(text), most),
        speaker=speaker_name,
        plural=plural,
        web=lambda url: url if url and is_web(url) else "",
        inline=inline,
        query=query,
        pieces=pieces,
    )
    return made


def _shown(value: Any) -> Any:
    return printable(value) if type(value) is str else value


def unchanged(text: str) -> Markup:
    """HTML that parses back to `text` character by character, between tags and in attributes."""
    return Markup(exact(text).replace('"', "&quot;").replace("'", "&#39;"))


def query(given: Mapping[str, Any], **changed: Any) -> str:
    """The query of an address: what is given, with some of it changed; what is None, False or "" is left out."""
    every = {**given, **changed}
    return urlencode({name: value for name, value in every.items() if value not in (None, "", False)}, doseq=True)


@cache
def entry_ids() -> frozenset[str]:
    """The ids of all entries of the lexicons; readers also name rules of their own as the entry behind a value."""
    return frozenset(entry.id for name in names() for entry in load(name).entries)


def inline(text: str) -> Markup:
    """A stretch of a text on one line, with the blanks at its ends that part it from its neighbours."""
    before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return Markup(f"{before}{shown(text)}{after}") if text.strip() else Markup(" ")
