"""Who took part: the persons named in the headline, the lead and the narration, not those who are only talked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from communique.reading.actors import Known, role_words
from communique.reading.encounter import Scene
from communique.reading.offices import OfficeFound
from communique.reading.page import Page
from communique.reading.people import Mention, Person, Side
from communique.reading.sides import stateless
from communique.record import Capacity, Evidence, Office, Participant
from communique.span import Span

_READER = "participants"
_SURELY_FIRST = 2
"""How often "I" must be the subject before a text counts as told in the first person."""
_ATTENDS = re.compile(
    r"\b(?:met|meets|meet|spoke|talks|received|receives|called on|calls on|call|attend(?:ed|s|ing)|present|join(?:ed|ing|s)|accompan\w+|chaired|co-chaired|among|presided|"
    r"hosted|welcomed|delivered|including|included|led by|headed by|participated|delegation|participating|participants|took part|at the (?:meeting|talks|event|reception|audience) (?:was|were)|consisted|comprised|conversation|attendance|held|visited|welcome|greeted|represented by)\b"
    r"|^(?:for|from|on) (?:the )?(?:[\w.'-]+ ){0,4}?[\w.'-]+: "
)
_ATTENDED = re.compile(r"\b(?:also )?(?:attended|participated|took part|were there|joined)\b")
"""Behind those who are named ("A, Director of B, and C also attended")."""
_ABSENT = re.compile(
    r"(?:message from|letter from|message of|on behalf of|follow(?:s|ing|ed)|late|successor to|named after|son of|daughter of|as agreed (?:during|with)|special envoy of|predecessor|election of|inauguration of|founded by|mausoleum of|host(?:ed)? by|photo|alongside|convey(?:ed)? to|greetings of|greetings from|regards of|regards to|invitation of|will (?:meet|call on|visit|hold talks with)|was to meet|guest of|(?:december|january|\d+) call between|between|visit by)\s+(?:the\s+|his\s+|her\s+)?(?:[\w'\u2019.-]+\s+){0,9}$"
)
_MET_BETWEEN = re.compile(
    r"\b(?:meetings?|talks|consultations|conversations?|took place|held|calls?|dialogue|encounter)\b(?: (?!with)[\w,'-]+){0,6} $"
)
"""Before "between" these bring together those who are named behind it ("a meeting today between A and B")."""
_SPOKES = ("spokesperson", "spokesman", "spokeswoman", "press secretary")
_ALSO = re.compile(
    r"\b(?:present|attended by|attending|participating|at the (?:meeting|talks|event|reception|audience) (?:was|were)|joined|joining|accompanied|accompanying|in attendance|among the|sat in|also included|also took part)\b"
)


def is_spokesperson(person: Person) -> bool:
    """True for those who only speak for the issuer."""
    return person.spokes or any(word in office.role.lower() for office in person.offices for word in _SPOKES)


def _announces(person: Person, home: str | None) -> bool:
    """True for a spokesperson who only announces, not for one of another state who is met for a further office."""
    further = any(not any(word in office.role.lower() for word in _SPOKES) for office in person.offices)
    return is_spokesperson(person) and not (further and person.country not in (None, home))


_FIRST_PERSON = re.compile(r"(?:^|[\s,])I (?:also |had |was |am |have |then |will )?[a-z]+", re.MULTILINE)
_QUOTED = re.compile(r"\u201c[^\u201d]*\u201d|\"[^\"]*\"")


def find_author(page: Page, people: Sequence[Person]) -> Person | None:
    """Of a report in the first person ("I met …"), the one whose name stands on the byline; None for other texts."""
    body = " ".join(block.span.of(page.text) for block in page.layout.of("body", "bullet"))
    if len(_FIRST_PERSON.findall(_QUOTED.sub(" ", body))) < _SURELY_FIRST:
        return None
    signed = (p for p in people if any(m.block == "label" for m in p.mentions) and not is_spokesperson(p))
    return next(signed, None)


_UNNAMED = re.compile(
    r"(?:today, |yesterday, |this (?:morning|afternoon|evening), )?the ((?:deputy )?prime minister|president|vice president|foreign secretary|foreign minister|chancellor|home secretary"
    r"|defence secretary|minister for foreign affairs|minister of foreign affairs|secretary-general|king|taoiseach|premier|first minister)\b(?! of\b)(?!,? [a-z]* ?[A-Z])"
)


def name_by_byline(page: Page, view: Scene, people: Sequence[Person], home: str | None) -> Person | None:
    """He whom the lead calls only "The Prime Minister", where a line beside the text names one person without office.

    The page of GOV.UK: "From: Prime Minister's Office and The Rt Hon X MP". Gives him the office of the lead.
    """
    if not view.lead or home is None:
        return None
    lead = view.lead[0]
    opening = _UNNAMED.match(page.folded, lead.start, lead.end)
    if opening is None or page.text[opening.end() : opening.end() + 2].strip()[:1].isupper():
        return None
    lines = [p for p in people if not p.offices and all(m.block == "label" for m in p.mentions)]
    if len(lines) != 1 or lines[0].country not in (None, home):
        return None
    start, end = opening.span(1)
    role = page.text[start:end]
    lines[0].offices = (OfficeFound(role, None, home, (start, end)),)
    lines[0].side = Side(home, (start, end), "byline")
    return lines[0]


def first_guess(
    page: Page, view: Scene, people: Sequence[Person], home: str | None, author: Person | None = None
) -> list[Known]:
    """Everybody who is named, with a guess at who takes part, for the reading of speech."""
    known = []
    for person in people:
        part = person is author
        part = part or (not _announces(person, home) and any(_takes_part(page, view, m) for m in person.mentions))
        part = part or (_host(page, view, person, home))
        roles = tuple(role_words(office.role) for office in person.offices)
        known.append(
            Known(
                person.name,
                person.country or (home if part else None),
                person.span.start,
                roles,
                part,
                "member" if _only_present(page, view, person) else "principal",
            )
        )
    return _ranked(known)


def _ranked(known: Sequence[Known]) -> list[Known]:
    """The first of each side leads it; with several in the first sentence of one side the rest are members."""
    leads: set[str | None] = set()
    ranked = []
    for person in sorted(known, key=lambda k: k.start):
        leading = person.part and person.capacity == "principal"
        if leading and person.country in leads and person.country is not None:
            person = replace(person, capacity="member")
        if leading:
            leads.add(person.country)
        ranked.append(person)
    return ranked


def _sentence_of(view: Scene, mention: Mention) -> Span | None:
    return next((s for s in view.body if s.contains(mention.span)), None)


def _takes_part(page: Page, view: Scene, mention: Mention) -> bool:
    if mention.block == "title":
        return not _absent(page, page_start(view), mention)
    if mention.block not in ("body", "bullet"):
        return False
    sentence = _sentence_of(view, mention)
    if sentence is None or _absent(page, sentence.start, mention):
        return False
    if sentence in view.lead[:2] or mention.whole.start - sentence.start <= 4:
        return True
    before = page.folded[sentence.start : mention.whole.start]
    if before in ("with ", "with the ", "to ", "to the "):
        return True
    after = page.folded[mention.span.end : sentence.end]
    return _ATTENDS.search(before) is not None or _ALSO.search(after) is not None or _ATTENDED.search(after) is not None


_INVITES = re.compile(r"\binvitation (?:of|from) (?:the |his |her )?[^.;]{0,60}$")


def _host(page: Page, view: Scene, person: Person, home: str | None) -> bool:
    """True for the issuer's own person who invited the guest: he receives him."""
    if person.country not in (None, home) or not view.lead:
        return False
    lead = view.lead[0]
    own = (m.whole for m in person.mentions if lead.start <= m.whole.start < lead.end)
    return any(_INVITES.search(page.folded, lead.start, whole.start) for whole in own)


def page_start(view: Scene) -> int:
    """Where the headline begins."""
    return view.title_span.start if view.title_span else 0


def _absent(page: Page, start: int, mention: Mention) -> bool:
    """True where the words before a name show that its bearer was not there ("an agreement between", "a message from")."""
    before = page.folded[max(start, mention.whole.start - 140) : mention.whole.start]
    found = _ABSENT.search(before)
    if found is None:
        return False
    return not (found[0].startswith("between") and _MET_BETWEEN.search(before[: found.start()]))


def _only_present(page: Page, view: Scene, person: Person) -> bool:
    """True where every mention is in a sentence that only says who was there too."""
    rows = [s for m in person.mentions if (s := _sentence_of(view, m)) is not None]
    if any(m.block == "title" for m in person.mentions) or not rows or rows[0] in view.lead[:1]:
        return False
    return all(_ALSO.search(page.folded, r.start, r.end) is not None for r in rows)


def find_participants(
    page: Page,
    view: Scene,
    people: Sequence[Person],
    said: Sequence[Span],
    speakers: Sequence[str],
    home: str | None,
    sender: str | None,
    author: Person | None = None,
) -> tuple[Participant, ...]:
    """The participants in order of first mention.

    :param said: the spans of statements: who is named only there is talked about.
    :param speakers: the names of those who are reported as speaking at the encounter.
    :param author: of a report in the first person, the one who tells it.
    :param sender: of a message, its sender, who is then the only participant.
    """
    found: list[tuple[Person, Capacity]] = []
    for person in people:
        if sender is not None:
            if person.name == sender:
                found.append((person, "principal"))
            continue
        if _announces(person, home):
            continue
        here = [m for m in person.mentions if _takes_part(page, view, m) and not any(s.contains(m.span) for s in said)]
        invited = _host(page, view, person, home) and person.name in speakers
        if person is author or here or invited or (person.name in speakers and _introduced(page, person)):
            found.append((person, "present" if _only_present(page, view, person) else "principal"))
    return tuple(_participant(page, view, person, capacity, home) for person, capacity in _capacities(found, home))


def _introduced(page: Page, person: Person) -> bool:
    """True for a speaker who is introduced at the encounter, not one who "had said" something before."""
    for mention in person.mentions:
        tail = page.folded[mention.whole.end : mention.whole.end + 30]
        if mention.block in ("body", "bullet") and not re.match(r",? (?:had|has|have) ", tail):
            return True
    return False


def _capacities(found: Sequence[tuple[Person, Capacity]], home: str | None) -> list[tuple[Person, Capacity]]:
    """The first of each side leads it; the others are its members."""
    leads: set[str | None] = set()
    ranked: list[tuple[Person, Capacity]] = []
    for person, capacity in found:
        side = person.country or home
        if capacity == "principal" and side in leads:
            capacity = "member"
        elif capacity == "principal":
            leads.add(side)
        ranked.append((person, capacity))
    return ranked


def _participant(page: Page, view: Scene, person: Person, capacity: Capacity, home: str | None) -> Participant:
    offices = tuple(
        Office(
            role=o.role, organisation=o.organisation, evidence=(page.evidence("office", o.span, "offices", "titles"),)
        )
        for o in person.offices[:4]
    )
    first = offices[0] if offices else None
    country, country_proof = _country(page, person, home)
    evidence = (
        page.evidence("name", person.span, "people", "names"),
        *(e for o in offices[:1] for e in o.evidence),
        *country_proof,
        _capacity_proof(page, view, person, capacity),
    )
    return Participant(
        name=person.name, role=first.role if first else None, organisation=first.organisation if first else None, country=country, capacity=capacity,
        start=person.span.start, end=person.span.end, offices=offices, aliases=person.aliases, evidence=evidence,
    )  # fmt: skip


def _country(page: Page, person: Person, home: str | None) -> tuple[str | None, tuple[Evidence, ...]]:
    """The side that the text shows; else the issuer's, unless the office is of no state."""
    if person.side is not None:
        return person.side.code, (page.evidence("country", person.side.span, "sides", person.side.rule),)
    if home is None or stateless(person):
        return None, ()
    return home, (Evidence(field="country", start=0, end=0, quote="", reader="sides", entry="issuer", source="issuer"),)


def _capacity_proof(page: Page, view: Scene, person: Person, capacity: Capacity) -> Evidence:
    """The words "was also present"; else the name, which stands first or later among those of its side."""
    if capacity == "present":
        rows = (s for m in person.mentions if (s := _sentence_of(view, m)) is not None)
        words = next((found for s in rows if (found := _ALSO.search(page.folded, s.start, s.end))), None)
        if words is not None:
            return page.evidence("capacity", words.span(), _READER, "present")
    return page.evidence(
        "capacity", person.span, _READER, "first-of-side" if capacity == "principal" else "later-of-side"
    )
