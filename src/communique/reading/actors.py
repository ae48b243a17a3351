"""Who a subject is: names, titles, sides and pronouns → the speaker, as the record names him."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from communique.lexicon import fold
from communique.reading.grammar.phrases import is_adverb, phrases
from communique.reading.grammar.tokens import Token, tokenize
from communique.reading.places import PlaceHit

JOINT = "joint"
_SMALL = frozenset({"of", "the", "and", "for", "to", "in", "on", "at", "a", "an", "s", "'s"})
_TITLE_WORDS = frozenset(
    {"president", "minister", "secretary", "chancellor", "premier", "leader", "chief", "head", "chairman",
     "chairwoman", "chairperson", "chair", "speaker", "king", "queen", "prince", "princess", "emperor", "emir",
     "sultan", "amir", "ambassador", "envoy", "commissioner", "director", "governor", "mayor", "senator", "deputy",
     "vice", "representative", "administrator", "adviser", "advisor", "counselor", "councilor", "councillor",
     "taoiseach", "commander", "member", "high", "pm", "fm", "eam", "hrvp", "vp", "president-elect", "hrh", "general",
     "secretary-general", "director-general", "secretary_general", "monarch", "majesty", "highness", "pope",
     "counterpart", "colleague", "diplomat", "politician"}
)  # fmt: skip
_HEADS_OF_GOVERNMENT = frozenset(
    {"premier", "pm", "chief", "leader", "head", "hrh", "majesty", "highness", "monarch", "counterpart"}
)  # fmt: skip
_MODIFIERS = frozenset(
    {"prime", "foreign", "federal", "first", "acting", "visiting", "state", "external", "affairs", "defence",
     "defense", "interior", "finance", "trade", "economic", "under", "deputy", "vice", "permanent", "general",
     "national", "security", "special", "crown", "supreme", "top", "senior", "russian"}
)  # fmt: skip
_MEMBERS = frozenset(
    {"participants", "guests", "delegates", "representatives", "officials", "politicians", "members", "cadres",
     "visitors", "friends"}
)  # fmt: skip
_HONORIFICS = frozenset(
    {"mr.", "mr", "mrs.", "mrs", "ms.", "ms", "dr.", "dr", "sir", "dame", "lord", "lady", "hon.", "hon", "the", "rt.",
     "rt", "h.e.", "he.", "excellency", "his", "her", "prof.", "prof", "sheikh", "dato", "datuk", "tan", "sri",
     "madam", "madame", "comrade", "sayyid", "shri", "smt.", "pehin", "haji", "hajah", "dato'", "u", "daw", "general",
     "gen.", "gen", "amb.", "ambassador", "colonel"}
)  # fmt: skip


_FIRST_PERSON = re.compile(
    r"(?:^|[.\n] *)(?:(?:Today|Yesterday|This (?:morning|afternoon|week)|In [A-Z][\w']+),? )?I (?:also )?(?:was|had|met|spoke|welcomed|thanked|reaffirmed|held|concluded|travelled|hosted|expressed|discussed)\b"
)


class Actor(NamedTuple):
    """A speaker: his name as the record gives it (or `joint`), the state he speaks for, and how he was found."""

    name: str
    country: str | None
    how: str
    group: bool = False

    @property
    def joint(self) -> bool:
        """True where both or all sides speak."""
        return self.name == JOINT


class Subject(NamedTuple):
    """A subject read from tokens: `end` is the token after it."""

    actor: Actor
    end: int


@dataclass(frozen=True)
class Known:
    """A named person with the words of his offices."""

    name: str
    country: str | None
    start: int
    roles: tuple[frozenset[str], ...]
    part: bool
    capacity: str = "principal"


_OF_THE_STATE = frozenset({"republic", "council", "government", "federation", "nation", "state"})
"""What follows "President of the" where it is the speaker's own."""
_ACRONYMS = {
    "eam": "external affairs minister", "fm": "foreign minister", "pm": "prime minister", "dpm": "deputy prime minister",
}  # fmt: skip
_HEADS = frozenset(
    {"president", "minister", "secretary-general", "chancellor", "king", "queen", "emperor", "sultan", "emir", "amir",
     "taoiseach", "representative", "premier", "secretary"}
)  # fmt: skip
"""Offices that may speak for a side without a name."""
_BEHIND_HEAD = frozenset(
    {"between", "in", "from", "to", "for", "with", "on", "by", "at", "since", "during", "that", "which", "who"}
)  # fmt: skip
"""Where the head of a subject ends: behind these no word says whose it is."""
_OWN_BODIES = frozenset(
    {"departments", "authorities", "president", "secretary", "minister", "government", "administration", "assistant",
     "under", "deputy", "ambassador", "ministry", "party", "alliance", "department", "parliament", "federation",
     "league", "front", "coalition"}
)  # fmt: skip
"""Words that, with "the" and no state, mean the speaker's own body ("the Alliance will send")."""


@dataclass
class Cast:
    """Everybody and every side that can be the subject of a statement in one text."""

    text: str
    known: Sequence[Known]
    places: Sequence[PlaceHit]
    home: str | None
    bodies: dict[str, str] = field(default_factory=dict)
    """Folded abbreviations and names of parties or bodies of one side → country ("npuc" → NAM)."""
    author: str | None = None
    """Of a report told in the first person, the name of the one who tells it."""

    @cached_property
    def _by_word(self) -> dict[str, list[Known]]:
        found: dict[str, list[Known]] = {}
        for person in self.known:
            for word in dict.fromkeys(_name_words(person.name)):
                found.setdefault(word, []).append(person)
        return found

    @cached_property
    def _body_starts(self) -> frozenset[str]:
        """The first token of each of `bodies`."""
        return frozenset(tokenize(name, name, (0, len(name)))[0].low for name in self.bodies if name)

    @cached_property
    def _place_at(self) -> dict[int, PlaceHit]:
        return {hit.start: hit for hit in self.places}

    @cached_property
    def first_person(self) -> bool:
        """True where the author reports himself ("Today I met …")."""
        return bool(_FIRST_PERSON.search(self.text))

    @cached_property
    def sides(self) -> tuple[str, ...]:
        """The countries of the participants, in order of first mention."""
        return tuple(dict.fromkeys(p.country for p in self.known if p.part and p.country))

    def country_of(self, word: str) -> str | None:
        """The state of the person of whose name `word` (folded) is a part; None where it is nobody's or several states'."""
        states = {p.country for p in self._by_word.get(word, ())}
        return next(iter(states)) if len(states) == 1 else None

    def principal(self, country: str | None) -> Known | None:
        """The first participant of a country, principals before others."""
        own = [p for p in self.known if p.part and p.country == country]
        return next((p for p in own if p.capacity == "principal"), own[0] if own else None)

    def across(self, actor: Actor) -> Actor | None:
        """The principal of the one other side, to whom an invitation goes; None with several."""
        others = [side for side in self.sides if side != actor.country]
        person = self.principal(others[0]) if len(others) == 1 else None
        return Actor(person.name, person.country, "side") if person else None

    def subject(
        self, tokens: Sequence[Token], k: int, stop: int, running: Actor | None, last: Actor | None
    ) -> Subject | None:
        """The subject that begins at token `k`, coordination and apposition included; None where none does.

        :param running: who spoke last.   :param last: the last single person who was a subject.
        """
        first = self._single(tokens, k, stop, running, last)
        if first is None:
            return None
        end = self._apposition(tokens, first.end, stop)
        actors = [first.actor]
        while end + 1 < stop and tokens[end].low in ("and", ",", "with"):
            after = end + 1 + (tokens[end + 1].low == "and")
            other = self._single(tokens, after, stop, running, last) if after < stop else None
            if other is not None and other.actor.how == "joint.counterparts":
                return Subject(other.actor, other.end)
            if other is None or other.actor.joint or tokens[after].low in ("he", "she", "it", "they", "we", "i"):
                break
            if tokens[end].low == "," and not _goes_on(tokens, other.end, stop) and tokens[end + 1].low != "and":
                break
            actors.append(other.actor)
            end = self._apposition(tokens, other.end, stop)
        return Subject(self._together(actors), end)

    def _together(self, actors: Sequence[Actor]) -> Actor:
        """One actor for a coordination: of one side, its first; of several sides (or several who lead), joint."""
        if len(actors) == 1:
            return actors[0]
        countries = {a.country for a in actors}
        leaders = [p for p in self.known if p.part and p.capacity == "principal" and p.name in {a.name for a in actors}]
        if len(countries) == 1 and None not in countries and len(leaders) < 2:
            return actors[0]
        return Actor(JOINT, None, "sides" if any(a.how in ("side", "sides") for a in actors) else "coordination")

    def _single(
        self, tokens: Sequence[Token], k: int, stop: int, running: Actor | None, last: Actor | None
    ) -> Subject | None:
        k = _past_style(self.text, tokens, k, stop)
        if k >= stop or not tokens[k].word:
            return None
        if tokens[k].low in ("his", "her") and k + 1 < stop and tokens[k + 1].low in _STYLES:
            return self._style(tokens, k, stop, running, last)
        named = tokens[k].cap and k + 1 < stop and tokens[k + 1].cap
        return (
            (self._person(tokens, k, stop) if named else None)
            or self._pronoun(tokens, k, running, last)
            or (None if named else self._person(tokens, k, stop))
            or self._phrase(tokens, k)
            or self._title(tokens, k, stop)
            or self._group(tokens, k, stop)
            or self._side(tokens, k, stop)
        )

    def _style(
        self, tokens: Sequence[Token], k: int, stop: int, running: Actor | None, last: Actor | None
    ) -> Subject | None:
        """ "His Excellency", alone or before a title or name."""
        end = k + 1
        while end < stop and tokens[end].low in _STYLES:
            end += 1
        if end < stop and (tokens[end].cap or tokens[end].low == "the"):
            return self._single(tokens, end, stop, running, last)
        actor = running if running and not running.joint and not running.group else last
        return Subject(actor._replace(how="pronoun"), end) if actor else None

    def _pronoun(self, tokens: Sequence[Token], k: int, running: Actor | None, last: Actor | None) -> Subject | None:
        low = tokens[k].low
        if low in ("he", "she"):
            actor = running if running and not running.joint and not running.group else last
            if self.author and actor and actor.name == self.author:
                actor = last if last and last.name != self.author else self._other()
            return Subject(actor._replace(how="pronoun"), k + 1) if actor else None
        if low == "they":
            return Subject(
                running._replace(how="pronoun") if running and running.group else Actor(JOINT, None, "pronoun"), k + 1
            )
        if low == "we" and self.first_person and (running is None or running.country == self.home or running.joint):
            return Subject(Actor(JOINT, None, "joint.we"), k + 1)
        if low == "i" and tokens[k].cap:
            author = self.principal(self.home)
            return Subject(Actor(author.name, author.country, "pronoun"), k + 1) if author else None
        return None

    def _other(self) -> Actor | None:
        """In a report told in the first person: the one of whom "he" speaks, the principal of the other side."""
        person = self.principal(self._foreign())
        return Actor(person.name, person.country, "pronoun") if person else None

    def _phrase(self, tokens: Sequence[Token], k: int) -> Subject | None:
        match = phrases("actors").at(tokens, k)
        if match is None:
            return None
        value = match.entry.value
        end = match.end
        if value == "talk" and end < len(tokens) and tokens[end].low in ("between", "with", "of"):
            end = _to_verb(tokens, end)
        if value in ("joint", "talk"):
            return Subject(Actor(JOINT, None, match.entry.id), end)
        if value == "group":
            name = self.text[tokens[k].start : tokens[end - 1].end]
            return Subject(Actor(_without_the(name), self._foreign(), match.entry.id, group=True), end)
        country = self.home if value == "host" else self._foreign()
        person = self.principal(country)
        return Subject(Actor(person.name, person.country, match.entry.id), end) if person else None

    def _foreign(self) -> str | None:
        foreign = [side for side in self.sides if side != self.home]
        return foreign[0] if len(foreign) == 1 else None

    def _person(self, tokens: Sequence[Token], k: int, stop: int) -> Subject | None:
        """A name, with the title before it where there is one ("Secretary Blinken", "Russian President Vladimir Putin")."""
        i, titled = k, False
        while (
            i < stop
            and i - k < 16
            and not (
                (tokens[i].cap or "-" in tokens[i].low)
                and tokens[i].low in self._by_word
                and tokens[i].low not in _TITLE_WORDS
            )
        ):
            if not self._title_part(tokens, i, titled):
                return None
            titled = titled or _is_title(tokens[i].low)
            i += 1
        if i >= stop or i - k >= 16:
            return None
        candidates, end = self._longest_name(tokens, i, stop)
        if end < stop and tokens[end].low == "'s":
            return None
        title = frozenset(t.low for t in tokens[k:i]) - _SMALL
        person = self._best(candidates, title)
        return Subject(Actor(person.name, person.country, "name"), end) if person else None

    def _title_part(self, tokens: Sequence[Token], i: int, titled: bool) -> bool:
        token = tokens[i]
        if not token.word:
            return token.low in ("'s", "(", ")", "-") or (token.low == "," and titled)
        if token.cap or token.low in _HONORIFICS or _is_title(token.low) or token.low in _MODIFIERS:
            return True
        return token.low in ("the", "of", "and", "for", "to", "at") or (titled and token.low in _PARTICLES)

    def _longest_name(self, tokens: Sequence[Token], i: int, stop: int) -> tuple[list[Known], int]:
        candidates, end = self._by_word[tokens[i].low], i + 1
        while end < stop:
            low = tokens[end].low
            nxt = [
                p
                for p in candidates
                if low in _name_words(p.name) or low in fold(p.name).replace(".", " ").replace(",", " ").split()
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

    def _best(self, candidates: Sequence[Known], title: frozenset[str]) -> Known | None:
        """Of several persons of one name: by title, then participants before others, then the first named."""
        ranked = sorted(
            candidates, key=lambda p: (-max((len(r & title) for r in p.roles), default=0), not p.part, p.start)
        )
        return ranked[0] if ranked else None

    def _title(self, tokens: Sequence[Token], k: int, stop: int) -> Subject | None:
        """A person by his office alone ("The Deputy Secretary", "the Russian President", "The President of Syria")."""
        i = k + (tokens[k].low in ("the", "his", "her"))
        words: list[str] = []
        country: str | None = None
        while i < stop and i - k < 8:
            place = self._place_at.get(tokens[i].start)
            if place and place.kind in ("demonym", "state"):
                country = place.code
                i = _token_after(tokens, i, place.end, stop)
                continue
            if not (
                _is_title(tokens[i].low)
                or tokens[i].low in _MODIFIERS
                or (words and tokens[i].low == "of" and i + 1 < stop and tokens[i + 1].low == "state")
            ):
                break
            words.append(tokens[i].low)
            i += 1
        headed = self._head_of(tokens, k + (tokens[k].low == "the"), stop)
        if headed is not None:
            return headed
        if not any(_is_title(w) for w in words) or (tokens[k].low not in ("the",) and not tokens[k].cap):
            return None
        if i < stop and tokens[i].low == "of" and i + 1 < stop:
            j = i + 1 + (tokens[i + 1].low == "the")
            place = self._place_at.get(tokens[j].start) if j < stop else None
            if place:
                country, i = place.code or country, _token_after(tokens, j, place.end, stop)
            elif j < stop and j > i + 1 and tokens[j].low in _OF_THE_STATE:
                country, i = country or self.home, j + 1
        full = frozenset(w for word in words for w in _ACRONYMS.get(word, word).split()) - _SMALL
        person = self._holder(full, country)
        if person is not None:
            return Subject(Actor(person.name, person.country, "title"), i)
        return self._unnamed(tokens, k, i, frozenset(words), country or self.home)

    def _head_of(self, tokens: Sequence[Token], i: int, stop: int) -> Subject | None:
        """ "The head of Polish diplomacy", "the head of the FDFA": he who leads that side."""
        if i + 2 >= stop or tokens[i].low not in ("head", "chief", "leader") or tokens[i + 1].low != "of":
            return None
        for n in range(i + 2, min(stop, i + 6)):
            if not (tokens[n].cap or tokens[n].low == "the"):
                return None
            place = self._place_at.get(tokens[n].start)
            country = (place.code if place else None) or self.bodies.get(tokens[n].low)
            person = self.principal(country) if country else None
            if person is not None:
                end = n + 1
                while end < stop and (
                    tokens[end].cap or tokens[end].low in ("diplomacy", "government", "delegation", "state")
                ):
                    end += 1
                return Subject(Actor(person.name, person.country, "title"), end)
        return None

    def _unnamed(
        self, tokens: Sequence[Token], k: int, end: int, words: frozenset[str], country: str | None
    ) -> Subject | None:
        """The head of a side of which nobody is named: "The Prime Minister spoke to …" on his own office's page."""
        if country is None or tokens[k].low != "the" or not (words & _HEADS) or not tokens[k + 1].cap:
            return None
        if any(p.part and p.country == country for p in self.known):
            return None
        name = self.text[tokens[k + 1].start : tokens[end - 1].end]
        return Subject(Actor(name, country, "title"), end)

    def _holder(self, words: frozenset[str], country: str | None) -> Known | None:
        people = [p for p in self.known if p.part and (country is None or p.country == country)]
        fits = [p for p in people if any(words <= role for role in p.roles)]
        if not fits and words & _HEADS_OF_GOVERNMENT:
            fits = [p for p in people if p.capacity == "principal"]
        if not fits and country:
            fits = people
        exact = [p for p in fits if any(words == role for role in p.roles)]
        fits = exact or fits
        if words == {"minister"}:
            fits = [p for p in fits if not any("prime" in role for role in p.roles)] or fits
        fits.sort(key=lambda p: (p.capacity != "principal", p.country != self.home, p.start))
        return fits[0] if fits else None

    def _group(self, tokens: Sequence[Token], k: int, stop: int) -> Subject | None:
        """Unnamed members of a side: "the Vietnamese participants", "German officials"."""
        i = k + (tokens[k].low == "the")
        place = self._place_at.get(tokens[i].start) if i < stop else None
        if place is None or place.kind not in ("demonym", "state"):
            return None
        end = _token_after(tokens, i, place.end, stop)
        while end < stop and tokens[end].low in ("political", "party", "senior", "government", "business"):
            end += 1
        if end >= stop or tokens[end].low not in _MEMBERS:
            return None
        return Subject(
            Actor(_without_the(self.text[tokens[k].start : tokens[end].end]), place.code, "group.members", group=True),
            end + 1,
        )

    def _side(self, tokens: Sequence[Token], k: int, stop: int) -> Subject | None:
        """A state, capital, government, party or delegation that speaks: its principal, else the name as it stands."""
        i = k + (tokens[k].low in ("the", "his", "her", "their", "its"))
        if i >= stop:
            return None
        country, end = self._side_name(tokens, i, stop)
        if end == i:
            return None
        while end < stop and tokens[end].low in (
            "side",
            "delegation",
            "government",
            "party",
            "authorities",
            "administration",
            "people",
            "leadership",
            "team",
            "ministry",
        ):
            end += 1
        if end < stop and tokens[end].low in ("'s", "-"):
            return None
        if country is None:
            return None
        person = self.principal(country)
        if person and person.start < tokens[k].start:
            return Subject(Actor(person.name, country, "side"), end)
        return Subject(Actor(_without_the(self.text[tokens[k].start : tokens[end - 1].end]), country, "side"), end)

    def _side_name(self, tokens: Sequence[Token], i: int, stop: int) -> tuple[str | None, int]:
        for length in (5, 4, 3, 2, 1) if tokens[i].low in self._body_starts else ():
            if i + length <= stop:
                words = fold(self.text[tokens[i].start : tokens[i + length - 1].end])
                if words in self.bodies:
                    return self.bodies[words], i + length
        place = self._place_at.get(tokens[i].start)
        if place is None:
            return None, i
        end = _token_after(tokens, i, place.end, stop)
        follower = tokens[end].low if end < stop else ""
        if place.kind == "demonym" and follower not in (
            "side",
            "delegation",
            "government",
            "party",
            "authorities",
            "people",
            "leadership",
            "team",
            "ministry",
            "administration",
        ):
            return None, i
        if follower in ("and", ",") or (end < stop and tokens[end].cap):
            return (None, i) if end < stop and tokens[end].cap else (place.code, end)
        return place.code, end

    def _apposition(self, tokens: Sequence[Token], end: int, stop: int) -> int:
        """The token after ", Chief of Information of the X Party," or ", who …," behind a name; `end` where none stands."""
        if end >= stop or tokens[end].low != ",":
            return end
        nxt = tokens[end + 1] if end + 1 < stop else None
        if nxt is None or not (
            nxt.low
            in ("who", "whose", "the", "a", "an", "as", "in", "accompanied", "joined", "together", "which", "both")
            or _is_title(nxt.low)
            or nxt.low in _MODIFIERS
            or nxt.cap
        ):
            return end
        for c in range(end + 2, min(stop, end + 32)):
            if tokens[c].low == "," and c + 1 < stop:
                after = tokens[c + 1]
                if is_adverb(after) or _verb_like(tokens, c + 1):
                    return c + 1
        return end

    def names_own_side(self, tokens: Sequence[Token], i: int, j: int, actor: Actor) -> bool:
        """True where the words name the speaker's own side ("we", "our", "China", "the Chinese side", "its", "the CPC")."""
        if tokens[i].low in ("they", "their") and (actor.joint or actor.group):
            return True
        for k in range(i, j):
            low = tokens[k].low
            if low in _BEHIND_HEAD and k > i:
                break
            if low in ("we", "our", "i", "us", "my") or (
                low in ("its", "his", "her", "it", "she", "he") and k <= i + 1
            ):
                return True
            place = self._place_at.get(tokens[k].start)
            if place and place.code and place.code == actor.country:
                return True
            if self.bodies.get(low) == actor.country and actor.country:
                return True
            if low in self._by_word and tokens[k].cap and any(p.country == actor.country for p in self._by_word[low]):
                return True
            lead = i + (tokens[i].low == "the")
            lead += lead < j and tokens[lead].low in ("federal", "national", "new", "relevant", "competent")
            if low in _OWN_BODIES and k == lead and self._place_at.get(tokens[i].start) is None:
                return True
        return False


_PARTICLES = frozenset(
    {"van", "der", "den", "von", "de", "da", "dos", "del", "della", "di", "bin", "al", "el", "ould", "le", "la",
     "ter", "ten"}
)  # fmt: skip
"""Small words before a surname ("Ms van der Kolk")."""
_STYLES = frozenset({"excellency", "highness", "majesty", "royal", "serene", "holiness", "honour", "eminence"})
_STYLE_LETTERS = frozenset({"HE", "H.E.", "H.E", "HH", "H.H.", "HRH", "H.R.H.", "HM", "H.M.", "YB", "YAB"})


def _past_style(text: str, tokens: Sequence[Token], k: int, stop: int) -> int:
    """The token behind "HE" or "H.E." where a title or name follows; `k` without."""
    while k + 1 < stop and text[tokens[k].start : tokens[k].end] in _STYLE_LETTERS:
        after = k + 1 + (tokens[k + 1].low == ".")
        if after >= stop or not (tokens[after].cap or tokens[after].low == "the"):
            break
        k = after
    return k


def _is_title(low: str) -> bool:
    return (
        low in _TITLE_WORDS
        or ("-" in low and low.rsplit("-", 1)[0] in _TITLE_WORDS | {"vice", "deputy"})
        or (low.rstrip("s") in _TITLE_WORDS and low in ("affairs",))
    )


def _verb_like(tokens: Sequence[Token], k: int) -> bool:
    from communique.reading.grammar.predicate import group_at

    return group_at(tokens, k, len(tokens), sure=not tokens[k].cap) is not None


def _goes_on(tokens: Sequence[Token], k: int, stop: int) -> bool:
    """True where a list of persons goes on behind one of them: at "and", or at a comma with "and" to come."""
    if k >= stop or tokens[k].low not in ("and", ","):
        return False
    return any(tokens[i].low == "and" for i in range(k, min(stop, k + 12)))


def _name_words(name: str) -> list[str]:
    return [
        w
        for w in (part.strip(".,") for part in fold(name).replace(",", " ").split())
        if len(w) > 1
        and w not in _SMALL
        and w not in ("jr", "sr", "bin", "al", "de", "van", "von", "da", "binti", "bint", "el", "le", "di", "la")
    ]


def _to_verb(tokens: Sequence[Token], end: int) -> int:
    """The token of the verb after "the conversation between A and B"; `end` where none is near."""
    for k in range(end, min(len(tokens), end + 30)):
        if tokens[k].low in ("focused", "covered", "touched", "dealt", "centred", "centered", "concerned", "addressed"):
            return k
    return end


def _without_the(text: str) -> str:
    return text[4:] if text[:4].lower() == "the " else text


def _token_after(tokens: Sequence[Token], k: int, offset: int, stop: int) -> int:
    while k < stop and tokens[k].start < offset:
        k += 1
    return k


def role_words(role: str) -> frozenset[str]:
    """The words of an office by which a text may call its holder."""
    return frozenset(fold(role).replace(",", " ").replace("-", " ").split()) - _SMALL | frozenset(
        w for w in fold(role).split() if "-" in w
    )
