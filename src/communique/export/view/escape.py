"""Text from strangers, made safe for a terminal and for HTML."""

from __future__ import annotations

import html
import re

# C0, C1 and DEL but tab and newline; bidi controls and marks; line separators; lone surrogates; tags of plane 14.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
_WEB = re.compile(r"https?://[^\s<>\"]+")
_SURROGATE = re.compile("[\x00\ud800-\udfff]")


def printable(text: str) -> str:
    """`text` on one line with hidden controls spelled out (``⟨U+202E⟩``): they can neither move nor reorder anything.

    Runs of whitespace become one space.
    """
    spelled = _HIDDEN.sub(lambda m: " " if m[0] in "\r\x0b\x0c\u2028\u2029\x85" else f"⟨U+{ord(m[0]):04X}⟩", text)
    return " ".join(spelled.split())


def shorten(text: str, most: int) -> str:
    """`text` cut at a word to at most `most` characters, with an ellipsis where something was left out."""
    if len(text) <= most:
        return text
    return (text[:most].rpartition(" ")[0] or text[: most - 1]).rstrip(" ,;:—-") + "…"


def exact(text: str) -> str:
    """HTML text that parses back to `text`, character by character.

    A carriage return is written as a reference, for a parser would turn it into a newline. NUL and lone
    surrogates cannot stand in HTML: each becomes U+FFFD, one for one, so offsets hold.
    """
    return html.escape(_SURROGATE.sub("\ufffd", text), quote=False).replace("\r", "&#13;")


def shown(text: str) -> str:
    """HTML of `text` as a label: on one line, controls spelled out, escaped for content and attributes."""
    return html.escape(printable(text), quote=True)


def is_web(url: str) -> bool:
    """Whether an address may stand in a link: one of the web, not of a script or a file."""
    return _WEB.fullmatch(url) is not None


def attribute(lines: list[str]) -> str:
    """The value of an attribute that holds `lines`, one below the other."""
    return "&#10;".join(shown(line) for line in lines if line)
