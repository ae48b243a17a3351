"""Names of persons as a user writes them."""

from __future__ import annotations


def has_words(name: str, asked: str) -> bool:
    """Whether all words of `asked` are in a name, in any order, without regard to case and accents."""
    from communique.store.words import plain

    return set(plain(asked).split()) <= set(plain(name).split())
