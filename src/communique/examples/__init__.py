"""Four readouts in four house styles, written for this project about invented people.

They feed ``make demo``, the docs, the bench and the tests; no sentence of them comes from a real page.
"""

from __future__ import annotations

from importlib.resources import files

from communique.record import Document

_ABOUT: dict[str, tuple[str, str]] = {
    "idcpc": ("IDCPC style", "2024-05-17"),
    "kremlin": ("Kremlin style", "2021-09-14"),
    "mofa": ("Japan MOFA style", "2025-03-07"),
    "state": ("US State Department style", "2024-02-08"),
}


def names() -> list[str]:
    """The names of the examples, in alphabetical order."""
    return sorted(_ABOUT)


def load(name: str) -> Document:
    """The example called `name`.

    :raises KeyError: where there is none of that name; see :func:`names`.
    """
    issuer, published = _ABOUT[name]
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    title = text.partition("\n")[0]
    return Document(
        id=f"example-{name}", title=title, issuer=issuer, published=published, language="en", url=None, text=text
    )
