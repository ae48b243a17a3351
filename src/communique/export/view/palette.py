"""How each act looks: one table for the card and for the page.

`light` and `dark` are the colours of the act's tag on the two schemes; the tag's lettering is white on `light` and
near-black on `dark`, each with a contrast of at least 4.5 (WCAG 2.2 AA; a test measures it). No colour stands alone:
the tag always bears the act's name.
"""

from __future__ import annotations

from typing import NamedTuple

from communique.record import Act


class Look(NamedTuple):
    """Colours as ``#rrggbb``, the terminal style for rich, and what the act is in a few words."""

    light: str
    dark: str
    terminal: str
    gloss: str


LOOKS: dict[Act, Look] = {
    "report": Look("#5b6573", "#a9b4c2", "white", "a fact, a description, an evaluation"),
    "praise": Look("#8a5a00", "#efc35a", "yellow", "thanks, congratulation, condolence, welcome"),
    "support": Look("#2c7a3d", "#86d694", "green", "backing of a side, a principle, a policy"),
    "commit": Look("#1f62b3", "#86b9f7", "bright_blue", "the speaker's own side will or is ready to"),
    "request": Look("#7440b0", "#c7a3f5", "magenta", "wants somebody to do something"),
    "concern": Look("#b04a0a", "#ffac73", "dark_orange", "worry, warning, regret"),
    "oppose": Look("#b3202c", "#ff9494", "red", "rejection, condemnation, refusal"),
    "agree": Look("#0b7068", "#6dd6c9", "cyan", "decided or shared by the sides"),
    "discuss": Look("#9c3f78", "#f0a3d0", "bright_magenta", "talked about, no position given"),
}

GROUNDS = {
    "light": "--paper:#fdfcfa;--ink:#1d2126;--soft:#5a626c;--line:#dedad2;--raised:#fff;--link:#1f4f8f;--tint:13%;"
    "--shadow:0 6px 24px #0003;",
    "dark": "--paper:#14181d;--ink:#e8e6e1;--soft:#a3abb5;--line:#323a43;--raised:#1e252c;--link:#9cc4ff;--tint:17%;"
    "--shadow:0 6px 24px #000a;",
}
"""CSS custom properties of a page's ground, lettering, lines and links."""

INK = {"light": "#ffffff", "dark": "#14181d"}


def variables(scheme: str) -> str:
    """CSS custom properties of one scheme (``light`` or ``dark``): those of acts only, ``--act-praise: #…;``."""
    colours = (f"--act-{act}:{look.light if scheme == 'light' else look.dark};" for act, look in LOOKS.items())
    return "".join(colours) + f"--ink-on-act:{INK[scheme]};"


def scheme(name: str) -> str:
    """All custom properties of one scheme (``light`` or ``dark``)."""
    return GROUNDS[name] + variables(name)


def acts(within: str = "") -> str:
    """CSS that gives each act its colour.

    :param within: a selector, with a blank behind it, of what the elements stand in.
    """
    return "\n".join(f"{within}.a-{act}{{--act:var(--act-{act})}}" for act in LOOKS)


def rules() -> str:
    """CSS that gives each act its colour, and lets its checkbox in the legend switch its marks off."""
    off = (f".cq:has(.f-{act}:not(:checked)) .st.a-{act}" for act in LOOKS)
    return "\n".join([acts(".cq "), ",\n".join(off) + "{--act:transparent;--label:none}"])
