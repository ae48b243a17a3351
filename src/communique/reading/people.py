"""Every person that a text names, with offices, country and all mentions joined."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from communique.reading.apposition import office_after, office_before
from communique.reading.grammar.phrases import finite_forms, is_adverb
from communique.reading.grammar.predicate import group_at
from communique.reading.grammar.tokens import Token
from communique.reading.layout import Block
from communique.reading.names import is_head, name_runs, words_of
from communique.reading.offices import OfficeFound, read_offices
from communique.reading.page import Page
from communique.reading.places import PlaceHit
from communique.span import Span

_GENERALS = frozenset(
    {"secretary", "director", "attorney", "consul", "governor", "inspector", "auditor", "prosecutor", "solicitor"}
)  # fmt: skip
"""Offices that end in "General"."""
_UNIQUE = frozenset(
    {"president", "prime minister", "vice president", "king", "queen", "chancellor", "federal chancellor",
     "foreign minister", "crown prince", "secretary of state", "national security advisor", "secretary-general"}
)  # fmt: skip
"""Offices that one person of a state holds at a time."""
_COUNTERPARTS = frozenset({"counterpart", "counterparts"})
"""Words that give a person's state and no office ("his Omani counterpart X")."""
_NOBLE = frozenset({"prince", "princess", "senator", "king", "queen", "duke"})
"""Titles that give way to an office behind the name ("Prince X, Crown Prince and Prime Minister")."""
_HEADLINE_VERBS = frozenset(
    {"discuss", "meet", "review", "hold", "exchange", "explore", "sign", "agree", "talk", "speak", "confer", "stress",
     "call", "attend", "witness", "chair"}
)  # fmt: skip
"""Behind "X, Greek Foreign Minister" in a headline these show that the comma lists two persons."""
_SPOKES = re.compile(r"\bspokes(?:man|person|woman)(?: (?:for|of) [\w' ]+)?,? (?:[\w.]+ ){0,2}$")
_PEOPLE_BLOCKS = ("title", "label", "body", "bullet", "caption", "heading")


@dataclass
class Mention:
    """A name where it stands: `span` covers the name alone, `whole` its title too."""

    span: Span
    whole: Span
    words: tuple[str, ...]
    offices: tuple[OfficeFound, ...]
    block: str
    titled: bool


class Side(NamedTuple):
    """The state or organisation for which a person acts, the characters that say so, and the rule that read them."""

    code: str
    span: tuple[int, int]
    rule: str


@dataclass
class Person:
    """One person: the fullest name, where it first stands in full, and all that the text says of offices."""

    name: str
    span: Span
    mentions: list[Mention] = field(default_factory=list)
    offices: tuple[OfficeFound, ...] = ()
    side: Side | None = None
    aliases: tuple[str, ...] = ()
    spokes: bool = False
    """True where the words before the name call him a spokesperson."""

    @property
    def country(self) -> str | None:
        """The code of the side, None where the text shows none."""
        return self.side.code if self.side else None


def find_people(page: Page) -> tuple[Person, ...]:
    """The persons of a text in order of first mention."""
    mentions: list[Mention] = []
    blocks = page.layout.blocks
    for n, block in enumerate(blocks):
        if block.kind in _PEOPLE_BLOCKS:
            mentions.extend(_mentions(page, block, blocks[n + 1] if n + 1 < len(blocks) else None))
    return _join(page, _shared_titles(page, mentions))


def _shared_titles(page: Page, mentions: list[Mention]) -> list[Mention]:
    """Gives B the office in "Senators A and B", which stands once for both."""
    for first, second in pairwise(mentions):
        between = page.folded[first.span.end : second.whole.start]
        titled = first.offices and first.span.start - first.offices[-1].span[1] <= 1
        plural = titled and page.folded[first.offices[-1].span[0] : first.span.start].strip().endswith("s")
        if plural and not second.offices and between in (" and ", ", "):
            second.offices, second.titled = first.offices, True
    return mentions


def _mentions(page: Page, block: Block, after: Block | None) -> list[Mention]:
    text = page.text
    tokens = page.tokens(block.span)
    places = page.places_in(block.span)
    found: list[Mention] = []
    known: set[str] = set()
    placed = _placed(tokens, places)
    runs = name_runs(tokens, placed)
    starts = [r.start for r in runs if r.end - r.start > 1 and not _part_of_body(tokens, r.start, r.end)]
    for run in runs:
        if _part_of_body(tokens, run.start, run.end) or _no_person(text, tokens, run.start, run.end, block):
            continue
        begin = office_before(tokens, run.start, placed)
        office_end = run.start
        while office_end > begin and _is_honorific(tokens, office_end - 1):
            office_end -= 1
        if office_end - begin > 1 and tokens[office_end - 1].low in _NOBLE:
            office_end -= any(is_head(t.low) for t in tokens[begin : office_end - 1])
        before = read_offices(text, tokens, begin, office_end, places) if begin < office_end else ()
        honorific = (
            run.start > 0 and tokens[run.start - 1].low in words_of("honorific") and tokens[run.start - 1].low != "the"
        )
        behind = office_after(tokens, run.end, starts)
        if behind and block.kind == "title" and behind[1] < len(tokens) and tokens[behind[1]].low in _HEADLINE_VERBS:
            behind = None
        after_offices = read_offices(text, tokens, *behind, places) if behind else ()
        if not after_offices and block.kind == "label" and after is not None and run.end >= len(tokens) - 1:
            after_offices = _office_line(page, after)
        words = _name_words(tokens, run.start, run.end)
        if before and after_offices and before[0].role.lower() in _NOBLE | _COUNTERPARTS:
            state = before[0].country
            before, after_offices = (), tuple(o._replace(country=o.country or state) for o in after_offices)
        offices = after_offices if block.kind == "label" and after_offices else before or after_offices
        plain = not offices and not honorific
        if plain and not (run.end - run.start > 1 and _acts(tokens, run.start, run.end)) and not (set(words) & known):
            continue
        if not words or (len(words) == 1 and plain and not (set(words) & known)):
            continue
        known.update(words)
        span = Span(tokens[run.start].start, tokens[run.end - 1].end)
        whole = Span(
            tokens[begin if before else run.start].start,
            tokens[behind[1] - 1].end if behind and after_offices else span.end,
        )
        found.append(
            Mention(
                span,
                whole,
                words,
                (*before, *after_offices) if before and after_offices else offices,
                block.kind,
                not plain,
            )
        )
    return found


def _is_honorific(tokens: Sequence[Token], k: int) -> bool:
    """True for a comma or an honorific that stands between an office and a name; not for "General" in an office."""
    low = tokens[k].low
    if is_head(low):
        return False
    if low == "general" and k and tokens[k - 1].low in _GENERALS:
        return False
    return low == "," or low in words_of("honorific")


def _placed(tokens: Sequence[Token], places: Sequence[PlaceHit]) -> dict[int, PlaceHit]:
    """The place that each token belongs to, by the token's number; tokens outside all places are left out."""
    placed: dict[int, PlaceHit] = {}
    for place in places:
        for k in range(bisect_left(tokens, place.start, key=itemgetter(0)), len(tokens)):
            if tokens[k].start >= place.end:
                break
            placed[k] = place
    return placed


def _no_person(text: str, tokens: Sequence[Token], start: int, end: int, block: Block) -> bool:
    """True for "PH" and for the verbs of a headline in capitals ("President Discussed Strengthening …")."""
    word = text[tokens[start].start : tokens[start].end]
    if end - start == 1 and len(word) < 4 and word.isupper() and word.isalpha():
        return True
    verbs = finite_forms()
    return block.kind == "title" and all(
        verbs.get(t.low, frozenset()) & {"past", "ing", "s"} for t in tokens[start:end]
    )


def _part_of_body(tokens: Sequence[Token], start: int, end: int) -> bool:
    """True for capitalised words that belong to the name of a body or thing ("the Nusantara Awakening Party", "UPO")."""
    after = tokens[end] if end < len(tokens) else None
    before = tokens[start - 1] if start else None
    if after is not None and (
        (after.low in words_of("body") and (after.cap or after.low == "party")) or after.low == "party"
    ):
        return True
    if before is not None and before.low == "'s" and start > 1 and is_head(tokens[start - 2].low):
        return True
    if before is not None and before.low == "the" and not (start > 1 and tokens[start - 2].low == ","):
        return True
    if end - start > 1:
        return (
            before is not None
            and before.low in ("of", "and", "on")
            and start > 1
            and tokens[start - 2].low in words_of("body")
            and tokens[start - 2].cap
        )
    word = tokens[start]
    if before is None:
        return False
    titled = is_head(before.low) or before.low in words_of("honorific") - {"the"}
    return (
        not titled
        and (
            before.low in ("of", "and", "the", "on", "for", "in")
            or before.low in words_of("body") | words_of("modifier")
            or before.cap
        )
    ) or (word.low.isalpha() and len(word.low) < 2)


def _office_line(page: Page, after: Block) -> tuple[OfficeFound, ...]:
    """The office on the line below a name ("Senator the Hon X / Minister for Foreign Affairs")."""
    tokens = page.tokens(after.span)
    if after.kind != "label" or not tokens or not any(is_head(t.low) for t in tokens[:3]):
        return ()
    return read_offices(page.text, tokens, 0, len(tokens), page.places_in(after.span))


def _acts(tokens: Sequence[Token], start: int, end: int) -> bool:
    """True where a name without title is that of a person: subject of a verb of the genre, or met, thanked, called with."""
    k = end
    while k < len(tokens) and is_adverb(tokens[k]):
        k += 1
    group = group_at(tokens, k, len(tokens), sure=True) if k < len(tokens) and not tokens[k].cap else None
    if (
        group is not None
        and group.match is not None
        and (group.tense == "past" or group.modal or start == 0 or start == 3)
    ):
        return True
    before = tokens[start - 1].low if start else ""
    if (
        before in ("thanked", "congratulated", "met", "received", "between", "told", "informed", "to", "on")
        and start == 1
    ) or before in ("thanked", "congratulated", "informed"):
        return True
    if before == "and" and start > 1 and k < len(tokens) and group is not None:
        return True
    headline = any(
        t.low in ("meets", "holds", "visits", "speaks", "receives", "attends", "calls", "talks")
        for t in tokens[end : end + 2]
    )
    return headline or (
        before == "with"
        and tokens[start - 2].low in ("meets", "meeting", "talks", "call", "conversation", "spoke", "met")
    )


def _name_words(tokens: Sequence[Token], start: int, end: int) -> tuple[str, ...]:
    skip = {"jr.", "jr", "sr.", "ii", "iii", "iv"} | words_of("particle")
    words = tuple(t.low for t in tokens[start:end] if t.word and len(t.low) > 1 and t.low not in skip)
    return words or tuple(t.low for t in tokens[start:end] if t.word and len(t.low) > 1)


def _join(page: Page, mentions: Sequence[Mention]) -> tuple[Person, ...]:
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
    named = [m.offices for m in given if m.offices[0].role.lower() not in _COUNTERPARTS]
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
