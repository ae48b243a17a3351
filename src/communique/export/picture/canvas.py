"""Pictures of print quality: one way to draw with matplotlib and to write it as SVG or PNG.

Same result, same bytes: no date, no version of the software, fixed names inside. What a picture shows is also said in words,
as title and description of the SVG and as the description of the PNG. Nothing is told by colour alone.
"""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from communique.errors import CommuniqueError, by_installing
from communique.export.view.escape import exact

INK, MID, PALE = "#1a1a1a", "#6b6b6b", "#c9c9c9"
"""Greys of text and lines, from dark to light."""
_DPI = 200
_STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans", "font.size": 8, "text.color": INK, "axes.edgecolor": MID, "axes.labelcolor": INK,
    "xtick.color": INK, "ytick.color": INK, "axes.spines.top": False, "axes.spines.right": False, "svg.hashsalt": "communique",
    "svg.fonttype": "none", "path.simplify": False,
}  # fmt: skip
_ROOT = re.compile(r"<svg\b[^>]*>")
_KEPT = frozenset("\t\n\r")


@contextmanager
def drawing(path: Path, *, size: tuple[float, float], title: str, words: str) -> Iterator[Any]:
    """Gives a matplotlib figure to draw on, and writes it to `path` at the end, as its suffix says (.svg, .png).

    :param size: width and height in inches.   :param words: the text alternative.
    :raises CommuniqueError: where matplotlib is not installed.
    """
    try:
        import matplotlib as mpl
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        mend = by_installing("pictures")
        raise CommuniqueError(str(path), "a picture needs matplotlib", mend) from None
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=size, layout="constrained")
        FigureCanvasAgg(figure)
        yield figure
        if ".svg" in path.suffixes:
            path.write_text(_described(_svg(figure), title, words), encoding="utf-8")
        else:
            data = {"Title": _latin(title), "Description": _latin(words), "Software": None}
            figure.savefig(path, format="png", dpi=_DPI, metadata=data)


def captioned(figure: Any, title: str, key: str) -> None:
    """Writes a title above and a key below the picture, both from its left edge."""
    figure.suptitle(safe(title), x=0.01, ha="left", fontsize=10, fontweight="bold")
    width = int(figure.get_figwidth() * 19)
    figure.supxlabel(safe(textwrap.fill(key, width)), x=0.01, ha="left", fontsize=7, color=MID)


def safe(text: str) -> str:
    """Text as matplotlib may draw it: a dollar sign begins no formula, and no character breaks the line or the file."""
    return "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text).replace("$", r"\$")


def _svg(figure: Any) -> str:
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()


def _described(svg: str, title: str, words: str) -> str:
    root = _ROOT.search(svg)
    assert root is not None
    opened = root[0][:-1] + ' role="img" aria-labelledby="title words">'
    said = f'\n <title id="title">{exact(title)}</title>\n <desc id="words">{exact(words)}</desc>'
    return svg[: root.start()] + opened + said + svg[root.end() :]


def _latin(text: str) -> str:
    """PNG keeps its own words in Latin-1 where they fit, else in UTF-8; control characters have no place in either."""
    return "".join(c if c in _KEPT or c.isprintable() else "\ufffd" for c in text)
