"""For which state a person acts, where no words beside the name say it.

The order of the rules is their rank: the body of the office; another person of the same body; the side named at the head
of the sentence ("On the Uzbek side, …"); the list in which the person stands; the other side of the verb ("called on").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from communique.reading.encounter import Scene
from communique.reading.names import no_name
from communique.reading.page import Page
from communique.reading.people import Mention, Person, Side
from communique.reading.places import PlaceHit
from communique.span import Span

_ABBREVIATED = re.compile(r"\(([A-Z][A-Za-z.&-]{1,11})\)")
_LIST_GLUE = re.compile(r"[ ,;]*(?:(?:and|as well as|along with|together with)\s+)?(?:the\s+|his\s+|her\s+)?")
_PARTY = re.compile(r"\b(?:party|union|alliance|league|front|movement|coalition|congress|bloc|duma|bundestag)\b")
_INTERNATIONAL = re.compile(
    r"\b(?:intergovernmental|international|world|united nations|global|inter-american|osce|iaea|who|wto|imf|oic|gcc|oecd|icrc|unhcr"
    r"|unicef|unesco|undp|igad|ecowas|sadc|saarc|bimstec|mercosur|cica|cis|csto|brics|opec|interpol|commonwealth|arab league"
    r"|league of arab states|gulf cooperation council|council of europe|shanghai cooperation organi[sz]ation)\b"
)
_AMONG = re.compile(r"\bamong the (?:visitors|guests|delegation)")
_TO_OTHER_SIDE = re.compile(
    r"\b(?:met(?: \w+)?(?: with)?|meets(?: with)?|meeting with|called on|calls on|call with|spoke(?: \w+){0,3} (?:with|to)"
    r"|speaks (?:with|to)|talks with|received(?: by)?|hosted(?: \w+){0,4} by|hosted|welcomed(?: by)?|conversation with|"
    r"separately with|discussed with|raised with|agreed with|talks with|counterpart,?|invitation of|invitation from|briefed|thanked|congratulated|greeted by|^with)\s*$"
)
_DELEGATION_OF = re.compile(r"\bdelegation (?:of|from) (?:the )?$")
_FOR = re.compile(r"\b(?:for|from) (?:the )?$")
_COUNTERPART = re.compile(r" counterpart,? $")
_OPENING = 4
"""How many characters may stand before a name that opens a sentence ("The ")."""
_SIDE = re.compile(r"\b(?:side|delegation|team|party)\b")


def assign_sides(page: Page, view: Scene, people: Sequence[Person], home: str | None) -> None:
    """Gives a country to those who have none and whose side the text shows; others stay without."""
    for person in people:
        person.side = person.side or _of_body(page, person)
    bodies = bodies_of(page, people)
    for person in people:
        person.side = person.side or _of_same_body(person, bodies)
    scene = _Sides(page, view, people, home)
    for person in people:
        person.side = person.side or scene.by_counterpart(person)
    foreign = scene.foreign = foreign_state(page, view, people, home)
    for person in people:
        person.side = person.side or (_opens(view, person, home) if home and not stateless(person) else None)
    for _ in range(2):
        for person in people:
            person.side = person.side or scene.side_of(person)
    for person in people:
        person.side = person.side or (_of_a_party(person, foreign) if foreign else None)


def _of_same_body(person: Person, bodies: dict[str, str]) -> Side | None:
    """The state of another person of the same body."""
    owned = ((_owner(office.organisation, bodies), office.span) for office in person.offices)
    return next((Side(code, span, "same-body") for code, span in owned if code), None)


def _owner(organisation: str | None, bodies: dict[str, str]) -> str | None:
    """The state of a body: by its name, or by the short form that is its last word ("National Bureau of the PLP")."""
    if not organisation:
        return None
    low = organisation.lower()
    return bodies.get(low) or bodies.get(low.rsplit(" ", 1)[-1])


def _distinct(organisation: str) -> bool:
    """True for a name that only one state's body has, not for "National Assembly" or "Ministry of Foreign Affairs"."""
    words = (w for w in organisation.lower().replace("'s", "").split() if w not in ("of", "the", "for", "and"))
    return any(w not in no_name() for w in words)


def bodies_of(page: Page, people: Sequence[Person]) -> dict[str, str]:
    """Parties and bodies of one side, and their abbreviations, by the offices that are held in them."""
    found: dict[str, str] = {}
    for person in people:
        for office in person.offices:
            if not (office.organisation and person.country) or not _distinct(office.organisation):
                continue
            found.setdefault(office.organisation.lower(), person.country)
    for match in _ABBREVIATED.finditer(page.text):
        before = page.folded[max(0, match.start() - 70) : match.start()]
        owner = next((code for name, code in found.items() if name in before), None)
        if owner is None:
            near = [
                p
                for p in page.places
                if match.start() - 70 <= p.start < match.end() + 22
                and p.kind in ("demonym", "state", "body")
                and p.code
            ]
            party = re.search(r"\b(?:party|union|congress|alliance|front|movement|league|coalition|bloc)\b", before)
            owner = near[0].code if near and party else None
        if owner:
            found.setdefault(match[1].lower(), owner)
    return found


def _opens(view: Scene, person: Person, home: str) -> Side | None:
    """The issuer's own person, if no state is named: he with whose name the headline or the first sentence begins."""
    starts = [span.start for span in ([view.title_span] if view.title_span else []) + list(view.lead[:1])]
    opening = (m for m in person.mentions if any(0 <= m.whole.start - start <= _OPENING for start in starts))
    return next((Side(home, m.whole, "opening") for m in opening), None)


def foreign_state(page: Page, view: Scene, people: Sequence[Person], home: str | None) -> str | None:
    """The one other side, where there is just one: by the offices of those named, else by the headline and lead."""
    held = Counter(p.country for p in people if p.country and p.country != home)
    if len(held) == 1:
        return next(iter(held))
    spans = [view.title_span] if view.title_span else []
    for span in (*spans, *(_told(page, s) for s in view.lead[:1])):
        states = {p.code for p in _states(page, span)} - {home}
        named = states or {p.code for p in page.places_in(span) if p.kind == "city"} - {home, None}
        if len(named) == 1:
            return named.pop()
    return None


_PURPOSE = re.compile(r"\b(?:to discuss|about|regarding|on the|to express|to thank|to review|focus)\b")


def _told(page: Page, span: Span) -> Span:
    """The first part of a sentence, which says who met whom, without what they spoke of."""
    purpose = _PURPOSE.search(page.folded, span.start, span.end)
    return Span(span.start, purpose.start()) if purpose else span


def _states(page: Page, span: Span) -> Iterator[PlaceHit]:
    return (
        p for p in page.places if p.kind in ("state", "demonym", "body") and p.code and span.contains((p.start, p.end))
    )


def stateless(person: Person) -> bool:
    """True for an office in an international body that has no code of its own: it acts for no state."""
    return any(o.organisation and _INTERNATIONAL.search(o.organisation.lower()) for o in person.offices[:1])


def _of_a_party(person: Person, foreign: str) -> Side | None:
    """The one other side, for the office in a party that nobody else of the page shares."""
    held = (o.span for o in person.offices if o.organisation and _PARTY.search(o.organisation.lower()))
    return next((Side(foreign, span, "party") for span in held), None)


def _of_body(page: Page, person: Person) -> Side | None:
    """The state in the name of the body or in the words of the office ("CPC Fujian Provincial Committee")."""
    if not any(o.organisation for o in person.offices):
        return None
    spans = [o.span for o in person.offices]
    held = (p for p in page.places for s in spans if s[0] <= p.start < s[1] and p.kind != "city")
    return next((Side(p.code, (p.start, p.end), "body") for p in held if p.code), None)


def _leads_delegation(before: str, start: int, end: int) -> bool:
    """True where the state at ``before[start:end]`` is that of a delegation which the person behind these words leads.

    "A delegation of Chad led by", "a delegation of the National Centre for Dialogue of Poland headed by".
    """
    if _DELEGATION_OF.search(before[:start]):
        return re.search(r"\b(?:led|headed) by", before) is not None and before[end:].count(",") < 2
    of_body = re.search(r"\bdelegation (?:of|from) [^,;]*\bof (?:the )?$", before[:start])
    return of_body is not None and re.match(r",? (?:led|headed) by (?:the )?$", before[end:]) is not None


class _Sides:
    """What one page says of the sides: sentences, and who stands beside whom.

    ``foreign`` is the one other side; None until it is known.
    """

    def __init__(self, page: Page, view: Scene, people: Sequence[Person], home: str | None) -> None:
        self.page, self.view, self.home = page, view, home
        self.foreign: str | None = None
        self.starts = [sentence.start for sentence in view.body]
        self.order = sorted(((m.whole, p) for p in people for m in p.mentions), key=lambda row: row[0])
        self.ends = [whole.end for whole, _ in self.order]

    def side_of(self, person: Person) -> Side | None:
        """The side by the first of his mentions that shows one."""
        for mention in person.mentions:
            found = self._by_side(mention) or self._by_list(mention) or self._by_verb(mention)
            if found is not None:
                return found
        return None

    def _sentence_start(self, at: int) -> int:
        """Where the sentence that holds `at` begins; outside the body, the line."""
        row = bisect_right(self.starts, at) - 1
        if row >= 0 and at < self.view.body[row].end:
            return self.starts[row]
        return self.page.text.rfind("\n", 0, at) + 1

    def by_counterpart(self, person: Person) -> Side | None:
        """ "Her Ghanaian counterpart, Foreign Minister X": the side by the first of his mentions that shows one."""
        if "counterpart" not in self.page.folded:
            return None
        return next(filter(None, map(self._by_counterpart, person.mentions)), None)

    def _by_counterpart(self, mention: Mention) -> Side | None:
        start = self._sentence_start(mention.whole.start)
        called = _COUNTERPART.search(self.page.folded, start, mention.whole.start)
        if called is None:
            return None
        places = self.page.places_in((start, called.start()))
        return next(
            (Side(p.code, (p.start, p.end), "counterpart") for p in places if p.code and p.end == called.start()), None
        )

    def _by_side(self, mention: Mention) -> Side | None:
        """ "On the Uzbek side, the reception was attended by X"; "Senators X and Y were among the visitors"."""
        start = self._sentence_start(mention.whole.start)
        before = self.page.folded[start : mention.whole.start]
        for place in reversed(list(self.page.places_in((start, mention.whole.start)))):
            if place.kind == "city" or place.code is None:
                continue
            found = Side(place.code, (place.start, place.end), "side")
            if self.page.folded.startswith(":", place.end) and _FOR.search(before[: place.start - start]):
                return found
            if _SIDE.match(self.page.folded, place.end + 1) and "with" not in before[place.end - start :]:
                return found
            if _leads_delegation(before, place.start - start, place.end - start):
                return found
        end = self.page.text.find(".", mention.span.end)
        among = _AMONG.search(self.page.folded, mention.span.end, end if end >= 0 else len(self.page.text))
        return Side(self.foreign, among.span(), "visitors") if self.foreign and among else None

    def _by_list(self, mention: Mention) -> Side | None:
        """The country of the person who stands right before in a list, unless that is the home side's."""
        n = bisect_right(self.ends, mention.whole.start) - 1
        if n < 0:
            return None
        whole, person = self.order[n]
        between = self.page.folded[whole.end : mention.whole.start]
        if person.country and person.country != self.home and len(between) < 40 and _LIST_GLUE.fullmatch(between):
            return Side(person.country, whole, "list")
        return None

    def _by_verb(self, mention: Mention) -> Side | None:
        """The side across a verb: "X called on Y" puts Y on the side on which X is not."""
        start = self._sentence_start(mention.whole.start)
        before = self.page.folded[start : mention.whole.start]
        before = re.sub(r"\s+(?:the|his|her|its)\s*$", " ", before)
        verb = _TO_OTHER_SIDE.search(before)
        if self.foreign is None or verb is None:
            return None
        subject = next((p for whole, p in self.order if start <= whole.start < mention.whole.start), None)
        across = (subject.country or self.home) if subject is not None else self.home
        code = self.foreign if across == self.home else self.home if across == self.foreign else None
        return Side(code, Span(*verb.span()).shift(start).trim(self.page.text), "verb") if code else None
