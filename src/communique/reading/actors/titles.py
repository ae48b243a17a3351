"""Words of titles and styles of address, and the words by which a text calls the holder of an office."""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon import fold
from communique.reading.grammar.tokens import Token

SMALL = frozenset({"of", "the", "and", "for", "to", "in", "on", "at", "a", "an", "s", "'s"})
"""Words of titles that tell no two apart."""
TITLE_WORDS = frozenset(
    {"president", "minister", "secretary", "chancellor", "premier", "leader", "chief", "head", "chairman",
     "chairwoman", "chairperson", "chair", "speaker", "king", "queen", "prince", "princess", "emperor", "emir",
     "sultan", "amir", "ambassador", "envoy", "commissioner", "director", "governor", "mayor", "senator", "deputy",
     "vice", "representative", "administrator", "adviser", "advisor", "counselor", "councilor", "councillor",
     "taoiseach", "tánaiste", "tanaiste", "commander", "member", "high", "pm", "fm", "eam", "hrvp", "vp", "president-elect", "hrh", "general",
     "secretary-general", "director-general", "secretary_general", "monarch", "majesty", "highness", "pope",
     "counterpart", "colleague", "diplomat", "politician"}
)  # fmt: skip
MODIFIERS = frozenset(
    {"prime", "foreign", "federal", "first", "acting", "visiting", "state", "external", "affairs", "defence",
     "defense", "interior", "finance", "trade", "economic", "under", "deputy", "vice", "permanent", "general",
     "national", "security", "special", "parliamentary", "executive", "cabinet", "interim", "union", "crown", "supreme", "top", "senior", "russian"}
)  # fmt: skip
"""What stands beside a word of titles ("Deputy Foreign Minister")."""
HONORIFICS = frozenset(
    {"mr.", "mr", "mrs.", "mrs", "ms.", "ms", "dr.", "dr", "sir", "dame", "lord", "lady", "hon.", "hon", "the", "rt.",
     "rt", "h.e.", "he.", "excellency", "his", "her", "prof.", "prof", "sheikh", "dato", "datuk", "tan", "sri",
     "madam", "madame", "comrade", "sayyid", "shri", "smt.", "pehin", "haji", "hajah", "dato'", "u", "daw", "general",
     "gen.", "gen", "amb.", "ambassador", "colonel"}
)  # fmt: skip
"""What may stand in a title before a name besides the words of titles."""
STYLES = frozenset({"excellency", "highness", "majesty", "royal", "serene", "holiness", "honour", "eminence"})
"""Styles of address ("His Excellency")."""
_STYLE_LETTERS = frozenset({"HE", "H.E.", "H.E", "HH", "H.H.", "HRH", "H.R.H.", "HM", "H.M.", "YB", "YAB"})


def is_title(low: str) -> bool:
    """True for a word that makes a title, compounds included ("vice-president")."""
    return (
        low in TITLE_WORDS
        or ("-" in low and low.rsplit("-", 1)[0] in TITLE_WORDS | {"vice", "deputy"})
        or (low.rstrip("s") in TITLE_WORDS and low in ("affairs",))
    )


def past_style(text: str, tokens: Sequence[Token], k: int, stop: int) -> int:
    """The token behind "HE" or "H.E." where a title or name follows; `k` without."""
    while k + 1 < stop and text[tokens[k].start : tokens[k].end] in _STYLE_LETTERS:
        after = k + 1 + (tokens[k + 1].low == ".")
        if after >= stop or not (tokens[after].cap or tokens[after].low == "the"):
            break
        k = after
    return k


def role_words(role: str) -> frozenset[str]:
    """The words of an office by which a text may call its holder."""
    return frozenset(fold(role).replace(",", " ").replace("-", " ").split()) - SMALL | frozenset(
        w for w in fold(role).split() if "-" in w
    )
