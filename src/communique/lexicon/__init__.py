"""The machinery of lexicons: load, match, check. It knows no diplomacy."""

from communique.lexicon.fold import fold
from communique.lexicon.load import load, names
from communique.lexicon.model import Entry, Form, Hit, Lexicon

__all__ = ["Entry", "Form", "Hit", "Lexicon", "fold", "load", "names"]
