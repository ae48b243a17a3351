"""A record as one self-contained HTML page, or as a fragment for a notebook.

The page needs no network, no file beside it and no script: tips and filters are CSS, and a content security policy
in the page forbids the rest. The element of class ``text`` holds ``document.text`` character by character.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib.resources import files

from communique.export.view import palette, panels
from communique.export.view.document import document
from communique.export.view.escape import shown
from communique.export.view.groups import speeches
from communique.export.view.marked import marked
from communique.record import Record


def page(record: Record) -> str:
    """A whole HTML document that shows `record`: same record, same bytes."""
    voices = ",\n".join(f".cq:has(.f-v{n}:not(:checked)) .st.v{n}" for n in range(len(speeches(record))))
    hide = f"{voices}{{--act:transparent;--label:none}}" if voices else ""
    sheet = f"{style()}\n{hide}"
    made_by = f"communique {record.version.software}"
    return document(panels.title(record), sheet, _root(record, filters=True), generator=made_by)


def fragment(record: Record) -> str:
    """`record` as an HTML element with its own style, for a notebook; no script, no form controls."""
    return f"<style>\n{style()}\n</style>\n{_root(record, filters=False)}"


def prefix_of(record: Record) -> str:
    """With what the ids of a record's marks begin: another for each document, so that one page can hold several."""
    about = record.document
    return "cq-" + hashlib.sha256(f"{about.id}\n{about.text}".encode(errors="replace")).hexdigest()[:8]


def _root(record: Record, *, filters: bool) -> str:
    about = record.document
    prefix = prefix_of(record)
    speech = about.language or ""
    lang = f' lang="{speech}"' if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", speech) else ""
    made = record.version
    return f"""<div class="cq{"" if filters else " fragment"}"><div class="sheet">
{panels.header(record, prefix)}
{panels.legend(record, filters)}
<div class="columns">
<main><div class="text" dir="auto"{lang}>{marked(record, prefix)}</div></main>
<aside>{panels.said(record, prefix, filters)}{panels.lists(record, prefix)}</aside>
</div>
<footer>Communiqué {shown(made.software)} · {shown(made.record)} · lexicons {shown(made.lexicons)}</footer>
</div></div>"""


@cache
def style() -> str:
    """The style sheet: colours from the palette, the rest from ``page.css``."""
    sheet = files("communique.export.view").joinpath("page.css").read_text(encoding="utf-8")
    light, dark = palette.scheme("light"), palette.scheme("dark")
    return sheet.replace("/*light*/", light).replace("/*dark*/", dark) + palette.rules()
