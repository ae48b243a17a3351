"""Mentions of one person joined: the fullest name, and all that the text says of offices."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.reading.page import Page
from communique.reading.people.person import COUNTERPARTS, Mention, Person, Side

_UNIQUE = frozenset(
    {"president", "prime minister", "vice president", "king", "queen", "chancellor", "federal chancellor",
     "foreign minister", "crown prince", "secretary of state", "national security advisor", "secretary-general"}
)  # fmt: skip
"""Offices that one person of a state holds at a time."""
_SPOKES = re.compile(r"\bspokes(?:man|person|woman)(?: (?:for|of) [\w' ]+)?,? (?:[\w.]+ ){0,2}$")


def join(page: Page, mentions: Sequence[Mention]) -> tuple[Person, ...]:
    """Mentions of one person joined: a shorter name belongs to the longer one whose words it is part of."""
    order = sorted(
        range(len(mentions)),
        key=lambda n: (-len(mentions[n].words), -(mentions[n].block != "title"), mentions[n].span.start),
    )
    groups: list[list[int]] = []
    for n in order:
        home = next((g for g in groups if _same(mentions[g[0]], mentions[n])), None)
        if home is None:
            groups.append([n])
        else:
            home.append(n)
    people = [_person(page, [mentions[n] for n in sorted(group)]) for group in groups]
    return tuple(sorted(people, key=lambda p: p.span.start))


def _same(full: Mention, other: Mention) -> bool:
    a, b = full.words, other.words
    if len(b) == 1:
        return b[0] in a
    if set(b) <= set(a) or (a[0] == b[0] and a[-1] == b[-1]):
        return True
    if a[-1] == b[-1] and _same_post(full, other):
        return True
    if len(a) != len(b) and not (_close(a[0], b[0]) and a[0] != b[0]):
        return False
    return all(any(_close(x, y) for x in a) for y in b)


def _same_post(one: Mention, other: Mention) -> bool:
    """True where two mentions give one office that one person holds ("President Joe Biden", "President Joseph R. Biden")."""
    roles = [{o.role.lower() for o in m.offices} for m in (one, other)]
    return bool(roles[0] & roles[1] & _UNIQUE)


def _close(a: str, b: str) -> bool:
    """True for equal words and for spellings one or two letters apart ("Mohamed", "Mohammed")."""
    if a == b:
        return True
    if min(len(a), len(b)) < 5 or abs(len(a) - len(b)) > 2 or a[0] != b[0]:
        return False
    longer, shorter = (a, b) if len(a) >= len(b) else (b, a)
    rows = iter(longer)
    return all(c in rows for c in shorter)


def _person(page: Page, mentions: list[Mention]) -> Person:
    text = page.text
    longest = max(len(m.words) for m in mentions)
    best = max(
        mentions,
        key=lambda m: (
            len(m.words) == longest,
            m.block in ("body", "bullet"),
            m.span.end - m.span.start,
            -m.span.start,
        ),
    )
    name = " ".join(best.span.of(text).split())
    if len(name) > 3 and name.isupper():
        name = name.title()
    first = next((m for m in mentions if m.span.of(text) == best.span.of(text)), best)
    given = sorted((m for m in mentions if m.offices), key=_richness, reverse=True)
    named = [m.offices for m in given if m.offices[0].role.lower() not in COUNTERPARTS]
    offices = named[0] if named else ()
    held = (Side(o.country, o.span, "office") for m in given for o in m.offices if o.country)
    side = next(held, None) or _behind_name(page, mentions)
    aliases = tuple(dict.fromkeys(m.span.of(text) for m in mentions if m.span.of(text) != best.span.of(text)))
    spokes = any(_SPOKES.search(page.folded, max(0, m.whole.start - 70), m.span.start) for m in mentions[:2])
    return Person(
        name, first.span, mentions, offices, side, aliases, spokes and not any(m.block == "title" for m in mentions)
    )


def _richness(mention: Mention) -> tuple[bool, bool, int, int]:
    """How much a mention says of the office: body text before headlines, organisations, then length."""
    office = mention.offices[0]
    return (mention.block == "body", office.organisation is not None, len(office.role.split()), -mention.span.start)


def _behind_name(page: Page, mentions: Sequence[Mention]) -> Side | None:
    """The state in "President Zelenskyy of Ukraine" or "Ricardo Vale (Chile)"."""
    for mention in mentions:
        tail = page.folded[mention.span.end : mention.span.end + 5]
        skip = 4 if tail.startswith(" of ") else 2 if tail.startswith(" (") else 0
        if skip:
            at = mention.span.end + skip
            at += 4 if page.folded.startswith("the ", at) else 0
            hit = next((p for p in page.places_in((at, at + 60)) if p.start == at and p.kind == "state"), None)
            if hit is not None and hit.code:
                return Side(hit.code, (hit.start, hit.end), "behind-name")
    return None
