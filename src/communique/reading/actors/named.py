"""A person as subject by his name, with the title before it."""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon import fold
from communique.reading.actors.cast import Actor, Cast, Known, Subject, name_words
from communique.reading.actors.titles import HONORIFICS, MODIFIERS, SMALL, TITLE_WORDS, is_title
from communique.reading.grammar.tokens import Token

_PARTICLES = frozenset(
    {"van", "der", "den", "von", "de", "da", "dos", "del", "della", "di", "bin", "al", "el", "ould", "le", "la",
     "ter", "ten"}
)  # fmt: skip
"""Small words before a surname ("Ms van der Kolk")."""


def by_name(cast: Cast, tokens: Sequence[Token], k: int, stop: int) -> Subject | None:
    """A name, with the title before it where there is one ("Secretary Blinken", "Russian President Vladimir Putin")."""
    i, titled = k, False
    while (
        i < stop
        and i - k < 16
        and not (
            (tokens[i].cap or "-" in tokens[i].low)
            and tokens[i].low in cast.by_word
            and tokens[i].low not in TITLE_WORDS
        )
    ):
        if not _title_part(tokens, i, titled):
            return None
        titled = titled or is_title(tokens[i].low)
        i += 1
    if i >= stop or i - k >= 16:
        return None
    candidates, end = _longest_name(cast, tokens, i, stop)
    if end < stop and tokens[end].low == "'s":
        return None
    title = frozenset(t.low for t in tokens[k:i]) - SMALL
    person = _best(candidates, title)
    if person is not None and _of_somebody_else(tokens, k, i, person):
        return None
    return Subject(Actor(person.name, person.country, "name"), end) if person else None


def _of_somebody_else(tokens: Sequence[Token], k: int, i: int, person: Known) -> bool:
    """True where the title opens with another one's office: "the Tánaiste and Minister" before the Minister's name."""
    joined = next((n for n in range(k + 1, i) if tokens[n].low == "and"), None)
    if joined is None or tokens[k].low != "the" or not person.roles:
        return False
    office = frozenset(t.low for t in tokens[k:joined]) - SMALL
    return (
        bool(office)
        and all(is_title(w) or w in MODIFIERS for w in office)
        and not any(office <= r for r in person.roles)
    )


def _title_part(tokens: Sequence[Token], i: int, titled: bool) -> bool:
    """True where token `i` can stand in the title before a name; `titled` once a word of a title was seen."""
    token = tokens[i]
    if not token.word:
        return token.low in ("'s", "(", ")", "-") or (token.low == "," and titled)
    if token.cap or token.low in HONORIFICS or is_title(token.low) or token.low in MODIFIERS:
        return True
    return token.low in ("the", "of", "and", "for", "to", "at") or (titled and token.low in _PARTICLES)


def _longest_name(cast: Cast, tokens: Sequence[Token], i: int, stop: int) -> tuple[list[Known], int]:
    """Those whose names hold all words from token `i` on, and the token behind the name."""
    candidates, end = cast.by_word[tokens[i].low], i + 1
    while end < stop:
        low = tokens[end].low
        nxt = [
            p
            for p in candidates
            if low in name_words(p.name) or low in fold(p.name).replace(".", " ").replace(",", " ").split()
        ]
        if low in ("jr.", "jr", "sr.", "iii"):
            end += 1
            continue
        if low in (",", ".") and end + 1 < stop and tokens[end + 1].low in ("jr.", "jr", "sr.", "iii"):
            end += 2
            continue
        if low == "." and tokens[end - 1].end - tokens[end - 1].start == 1:
            end += 1
            continue
        if not nxt or not tokens[end].word or low in ("and", "of"):
            break
        candidates, end = nxt, end + 1
    return candidates, end


def _best(candidates: Sequence[Known], title: frozenset[str]) -> Known | None:
    """Of several persons of one name: by title, then participants before others, then the first named."""
    ranked = sorted(candidates, key=lambda p: (-max((len(r & title) for r in p.roles), default=0), not p.part, p.start))
    return ranked[0] if ranked else None
