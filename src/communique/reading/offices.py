"""Offices: the words before or after a name → role, organisation and country (codebook, "participants" and "People")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from communique.reading.grammar.tokens import Token
from communique.reading.names import is_head, no_name, words_of
from communique.reading.places import PlaceHit

_REACH = 34
_CONNECTORS = frozenset(
    {"of", "for", "to", "at", "in", "and", "the", "on", "&", "with", "'s", "(", ")", "under", "von", "de"}
)
_TAKES_PORTFOLIO = frozenset(
    {
        "minister",
        "ministers",
        "secretary",
        "ambassador",
        "envoy",
        "representative",
        "adviser",
        "advisor",
        "commissioner",
        "undersecretary",
        "under-secretary",
        "vice-minister",
        "coordinator",
        "rapporteur",
        "counselor",
        "counsellor",
        "chief",
        "director",
        "assistant",
        "president",
        "vice-president",
        "premier",
    }
)
_GENERIC_BODIES = frozenset(
    {
        "ministry",
        "government",
        "department",
        "office",
        "parliament",
        "foreign",
        "prime",
        "defence",
        "defense",
        "interior",
        "finance",
        "presidential",
        "state",
        "embassy",
        "senate",
        "cabinet",
        "federal",
        "national",
        "presidency",
        "central",
        "mission",
        "permanent",
        "house",
        "treasury",
        "supreme",
    }
)
_NO_ORG_ROLES = frozenset({"king", "queen", "emperor", "emir", "amir", "sultan", "prince", "princess", "prime", "pope"})


class OfficeFound(NamedTuple):
    """One office: `span` covers its words."""

    role: str
    organisation: str | None
    country: str | None
    span: tuple[int, int]


def office_before(tokens: Sequence[Token], start: int) -> int:
    """Where the words of an office before the name at token `start` begin; `start` where there is none."""
    k = start - 1
    best = start
    comma = False
    while k >= 0 and start - k < _REACH:
        token = tokens[k]
        if token.low == "," and k == start - 1:
            comma = True
            k -= 1
            continue
        if (token.low == "with" and tokens[k - 1].low not in ("cooperation", "relations", "liaison")) or _other_name(
            tokens, k, start
        ):
            break
        if not (
            token.cap
            or token.low in _CONNECTORS
            or token.low in words_of("honorific")
            or (is_head(token.low) and (tokens[k + 1].cap or tokens[k + 1].low in words_of("honorific")))
            or token.low
            in ("former", "acting", "interim", "incoming", "visiting", "newly", "elected", "outgoing", "local", "time")
            or token.low.isdigit()
        ):
            break
        if token.low in words_of("never") and token.cap and token.low not in ("the", "of", "and", "for"):
            break
        if token.low == "and" and not _office_continues(tokens, k, start):
            break
        if token.cap or is_head(token.low) or token.low in ("former", "acting", "interim", "incoming"):
            best = k
        k -= 1
    if comma and not (
        (best > 0 and tokens[best - 1].low in ("the", "his", "her", "by", "with"))
        or tokens[best].low in ("the", "his", "her")
        or (best + 1 < start and tokens[best + 1].low == "'s")
    ):
        return start
    while best < start and tokens[best].low in ("the", "and", "of", "for", "with", "visiting", "his", "her"):
        best += 1
    return best


def _other_name(tokens: Sequence[Token], k: int, start: int) -> bool:
    """True where the capitalised word at `k` is a person's name rather than part of an office or a body."""
    token = tokens[k]
    if not token.cap or token.low in no_name() or is_head(token.low) or len(token.low) < 2:
        return False
    before = tokens[k - 1].low if k else ""
    if is_head(before) or before in words_of("honorific") - {"the"}:
        return True
    for n in range(k + 1, min(start, k + 5)):
        if tokens[n].low in words_of("body") or tokens[n].low == "(":
            return False
        if not tokens[n].cap and tokens[n].low not in ("of", "on", "for", "'s"):
            break
    return not (
        before in ("of", "and", "the", "for", "'s", "on", "in", "(", "to")
        or before in words_of("body") | words_of("portfolio") | words_of("modifier")
    )


def _office_continues(tokens: Sequence[Token], k: int, start: int) -> bool:
    """True where "and" at `k` joins two offices or two fields of one office, not two persons."""
    before = tokens[k - 1] if k else None
    if before is None:
        return False
    after_head = any(is_head(t.low) for t in tokens[k + 1 : start])
    before_known = (
        before.low in words_of("portfolio")
        or is_head(before.low)
        or before.low in words_of("body")
        or before.low in words_of("modifier")
        or before.low == ")"
    )
    if after_head and not before_known:
        return (
            any(is_head(t.low) for t in tokens[max(0, k - 10) : k])
            and before.cap
            and any(t.low in ("of", "for") for t in tokens[max(0, k - 8) : k])
        )
    return before_known


def office_after(tokens: Sequence[Token], end: int, others: Sequence[int] = ()) -> tuple[int, int] | None:
    """The token range of an office in apposition behind a name that ends at `end` (", Minister of …,"); None without.

    :param others: where names of several words begin: an office that runs into one is that person's.
    """
    k = end
    if k >= len(tokens) or tokens[k].low not in (",", "(", "-"):
        return None
    k += 1
    while k < len(tokens) and (tokens[k].low in ("the", "a", "who", "is", "also", "currently", "as") and k < end + 4):
        k += 1
    begin = k
    head = None
    while k < len(tokens) and k - begin < _REACH:
        token = tokens[k]
        if token.low in (".", ";", ":", '"', "\u2014") or (token.low == ")" and tokens[end].low == "("):
            break
        if token.low == ",":
            if not _list_in_office(tokens, k, begin):
                break
        elif is_head(token.low):
            head = head if head is not None else k
        elif (
            not token.cap
            and token.low not in _CONNECTORS
            and token.word
            and token.low
            not in (
                "former",
                "acting",
                "people's",
                "affairs",
                "party",
                "delegation",
                "member",
                "charge",
                "office",
                "relations",
            )
            and token.low not in words_of("body")
        ):
            break
        k += 1
    if (
        head is None
        or head - begin > 9
        or any(t.low in ("and",) and not _two_offices(tokens, n, k) for n, t in enumerate(tokens[begin:head], begin))
    ):
        return None
    if (
        not tokens[begin].cap
        and not is_head(tokens[begin].low)
        and tokens[begin].low not in ("former", "acting", "interim")
    ):
        return None
    while k > begin and (not tokens[k - 1].word or tokens[k - 1].low in _CONNECTORS) and tokens[k - 1].low != ")":
        k -= 1
    k = _before_next_person(tokens, begin, k)
    if any(begin < run < k for run in others):
        return None
    return (begin, k) if k > begin else None


def _two_offices(tokens: Sequence[Token], n: int, k: int) -> bool:
    return any(is_head(t.low) for t in tokens[n + 1 : min(k, n + 6)])


def _list_in_office(tokens: Sequence[Token], k: int, begin: int) -> bool:
    """True where a comma lists fields ("Energy, Mines and Water") rather than closes the apposition."""
    if k + 1 >= len(tokens) or not tokens[k + 1].cap:
        return False
    fields = tokens[k - 1].low in words_of("portfolio") and tokens[k + 1].low in words_of("portfolio")
    return (
        fields
        and any(t.low in ("of", "for") for t in tokens[begin:k])
        and any(t.low == "and" for t in tokens[k : k + 8])
    )


def _before_next_person(tokens: Sequence[Token], begin: int, k: int) -> int:
    """Cuts ", and Inés Charbonnier" style continuations: an "and" after which no office word stands."""
    for n in range(begin + 1, k):
        if tokens[n].low == "and" and tokens[n].start and not _belongs(tokens, n, k):
            return n
    return k


def _belongs(tokens: Sequence[Token], n: int, k: int) -> bool:
    after = tokens[n + 1 : k]
    if not after:
        return False
    if any(is_head(t.low) for t in after[:6]):
        return True
    first = after[0].low
    return (
        first in words_of("portfolio")
        or first in words_of("body")
        or not after[0].cap
        or tokens[n - 1].low in words_of("portfolio")
    )


def read_offices(
    text: str, tokens: Sequence[Token], begin: int, end: int, places: Sequence[PlaceHit]
) -> tuple[OfficeFound, ...]:
    """The offices named by ``tokens[begin:end]``, in order."""
    parts = _split(tokens, begin, end)
    found = [office for b, e in parts if (office := _office(text, tokens, b, e, places)) is not None]
    country = next((o.country for o in found if o.country), None)
    return tuple(o._replace(country=o.country or country) for o in found)


def _split(tokens: Sequence[Token], begin: int, end: int) -> list[tuple[int, int]]:
    cuts = [begin]
    for k in range(begin + 1, end):
        if (
            tokens[k].low in ("and", ",")
            and _opens_office(tokens, k + 1, end)
            and any(is_head(t.low) for t in tokens[cuts[-1] : k])
        ):
            cuts.append(k)
    cuts.append(end)
    parts = []
    for b, e in zip(cuts, cuts[1:], strict=False):
        while b < e and tokens[b].low in ("and", ",", "the"):
            b += 1
        while e > b and tokens[e - 1].low in (",", "and"):
            e -= 1
        if e > b:
            parts.append((b, e))
    return parts


def _opens_office(tokens: Sequence[Token], k: int, end: int) -> bool:
    """True where a head word comes before any preposition."""
    for n in range(k, min(end, k + 6)):
        low = tokens[n].low
        if is_head(low):
            return True
        if low in ("of", "for", "to", "at", "in", ","):
            return False
    return False


def _office(text: str, tokens: Sequence[Token], b: int, e: int, places: Sequence[PlaceHit]) -> OfficeFound | None:
    at = {p.start: p for p in places}
    preposition = next(
        (
            k
            for k in range(b, e)
            if tokens[k].low in ("of", "for", "to", "at", "in", "with", "on")
            and any(is_head(t.low) for t in tokens[b:k])
        ),
        e,
    )
    heads = [k for k in range(b, preposition) if is_head(tokens[k].low)]
    if not heads:
        return None
    head = heads[-1]
    country, lead = _leading_country(tokens, b, head, at)
    role_from, organisation = _leading_body(text, tokens, lead, head, at)
    if organisation and country is None:
        country = _code_in(tokens, b, head, at)
    role = _words(text, tokens, role_from, min(preposition, _role_end(tokens, head, preposition)))
    k = preposition
    while k < e:
        nxt = next(
            (
                n
                for n in range(k + 1, e)
                if tokens[n].low in ("of", "for", "to", "at", "with", "in") and not _inside_body(tokens, n, e, at)
            ),
            e,
        )
        role, organisation, country = _complement(
            text, tokens, k, nxt, at, role, organisation, country, tokens[head].low
        )
        k = nxt
    if not role:
        return None
    return OfficeFound(role, organisation, country, (tokens[b].start, tokens[e - 1].end))


def _role_end(tokens: Sequence[Token], head: int, preposition: int) -> int:
    return preposition


def _inside_body(tokens: Sequence[Token], n: int, e: int, at: dict[int, PlaceHit]) -> bool:
    """True where a preposition belongs to the name of a body ("Committee of Friendship", "Ministry of Foreign Affairs")."""
    if n + 1 >= e:
        return False
    j = n + 1 + (tokens[n + 1].low == "the")
    place = at.get(tokens[j].start) if j < e else None
    if place is not None and place.kind in ("state", "demonym"):
        if place.kind == "state":
            return False
    return (
        tokens[n].low in ("of", "for", "on", "in")
        and (tokens[n - 1].low in words_of("body") or tokens[n - 1].low in ("affairs",))
    ) or (tokens[n].low == "of" and tokens[n - 1].cap and tokens[n - 1].low not in words_of("portfolio"))


def _leading_country(tokens: Sequence[Token], b: int, head: int, at: dict[int, PlaceHit]) -> tuple[str | None, int]:
    k = b
    while k < head and (
        tokens[k].low == "the"
        or (
            tokens[k].low in words_of("honorific")
            and tokens[k].low not in ("general", "major", "ambassador", "senator")
        )
    ):
        k += 1
    place = at.get(tokens[k].start)
    if place is None or place.kind not in ("state", "demonym", "seat", "body"):
        return None, k
    if place.kind in ("body",):
        return place.code, k
    while k < head and tokens[k].start < place.end:
        k += 1
    if k < head and tokens[k].low == "(":
        k = next((n + 1 for n in range(k, head) if tokens[n].low == ")"), k)
    while k < head and tokens[k].low == "'s":
        k += 1
    return place.code, k


def _leading_body(
    text: str, tokens: Sequence[Token], lead: int, head: int, at: dict[int, PlaceHit]
) -> tuple[int, str | None]:
    """The body that stands before the role ("NATO | Secretary General", "State Duma | Speaker")."""
    last = lead
    for k in range(lead, head):
        place = at.get(tokens[k].start)
        body = place is not None and place.kind == "body"
        if tokens[k].low in words_of("body") or body or tokens[k].low == ")" or tokens[k].low == "'s":
            last = k + 1
            if place is not None and body:
                while last < head and tokens[last].start < place.end:
                    last += 1
    unknown = next((k for k in range(lead, head) if tokens[k].cap and tokens[k].low.isupper is None), None)
    if last == lead and unknown is None:
        first = tokens[lead]
        if (
            lead < head
            and first.cap
            and first.low not in words_of("modifier")
            and first.low not in words_of("portfolio")
            and not is_head(first.low)
            and text[first.start : first.end].isupper()
            and len(first.low) > 1
        ):
            return lead + 1, text[first.start : first.end]
        return lead, None
    if last == lead:
        return lead, None
    return last, _clean_body(text, tokens, lead, last, at)


def _clean_body(text: str, tokens: Sequence[Token], b: int, e: int, at: dict[int, PlaceHit]) -> str | None:
    while b < e and tokens[b].low in ("the", "'s", ",", "and"):
        b += 1
    place = at.get(tokens[b].start) if b < e else None
    if place is not None and place.kind in ("demonym", "state"):
        k = b
        while k < e and tokens[k].start < place.end:
            k += 1
        k += k < e and tokens[k].low == "'s"
        if k < e and tokens[k].low in _GENERIC_BODIES:
            b = k
    while e > b and (
        (not tokens[e - 1].word and tokens[e - 1].low != ")") or tokens[e - 1].low in ("of", "the", "and")
    ):
        e -= 1
    if e > b and tokens[e - 1].low == ")":
        opening = next((n for n in range(e - 1, b, -1) if tokens[n].low == "("), None)
        e = opening if opening is not None else e
    e = _without_state(tokens, b, e, at)
    return text[tokens[b].start : tokens[e - 1].end] if e > b else None


def _without_state(tokens: Sequence[Token], b: int, e: int, at: dict[int, PlaceHit]) -> int:
    """Cuts " of France" or " of the Republic of Moldova" behind a body's name."""
    for k in range(b + 1, e):
        if tokens[k].low == "of" and k + 1 < e:
            j = k + 1 + (tokens[k + 1].low == "the")
            place = at.get(tokens[j].start) if j < e else None
            if (
                place is not None
                and place.kind == "state"
                and place.end >= tokens[e - 1].end
                and tokens[k - 1].low not in ("bank", "university", "party")
            ):
                return k
            if (
                place is not None
                and place.kind == "state"
                and place.end >= tokens[e - 1].end
                and tokens[k - 1].low == "party"
                and k - b > 1
            ):
                return k
    return e


def _code_in(tokens: Sequence[Token], b: int, e: int, at: dict[int, PlaceHit]) -> str | None:
    return next((p.code for k in range(b, e) if (p := at.get(tokens[k].start)) is not None and p.code), None)


def _complement(
    text: str,
    tokens: Sequence[Token],
    k: int,
    e: int,
    at: dict[int, PlaceHit],
    role: str,
    organisation: str | None,
    country: str | None,
    head: str,
) -> tuple[str, str | None, str | None]:
    """What "of X", "for X", "to X", "at X" behind a role adds: a country, a field of the role, or a body."""
    preposition = tokens[k].low
    j = k + 1
    definite = j < e and tokens[j].low == "the"
    j += definite
    if j >= e:
        return role, organisation, country
    place = at.get(tokens[j].start)
    whole = place is not None and place.end >= tokens[e - 1].end
    if preposition == "to":
        return f"{role} {_words(text, tokens, k, e)}", organisation, country
    if place is not None and place.kind == "state" and whole:
        return role, organisation, country if organisation and country else place.code
    if place is not None and place.kind == "state" and _ends_with_state(tokens, place, e):
        return role, organisation, country or place.code
    if preposition == "of" and tokens[j].low == "state" and j + 1 >= e:
        return f"{role} of State", organisation, country
    body = _is_body(tokens, j, e, at)
    portfolio = (
        not definite
        and head in _TAKES_PORTFOLIO
        and (not body or tokens[j].low in words_of("portfolio"))
        and not (place is not None and place.kind in ("body", "demonym"))
    )
    if definite and head in ("secretary",) and tokens[j].low in ("treasury", "navy", "army", "interior") and j + 1 >= e:
        portfolio = True
    if preposition in ("for", "with") and not (definite and body):
        portfolio = True
    if definite and preposition == "for":
        portfolio = not body or head in ("minister", "envoy", "representative", "secretary")
    if portfolio or preposition == "in":
        return f"{role} {_words(text, tokens, k, e)}", organisation, country or _code_of_field(place)
    if organisation is None:
        organisation = _clean_body(text, tokens, j, e, at)
        if country is None:
            country = _code_in(tokens, j, e, at)
    elif country is None:
        country = _code_in(tokens, j, e, at)
    return role, organisation, country


def _code_of_field(place: PlaceHit | None) -> str | None:
    return None if place is None or place.kind in ("state", "city") else place.code


def _ends_with_state(tokens: Sequence[Token], place: PlaceHit, e: int) -> bool:
    rest = [t for t in tokens if place.end <= t.start < tokens[e - 1].end]
    return all(not t.word or t.low in ("to", "and", "northern", "ireland") for t in rest)


def _is_body(tokens: Sequence[Token], j: int, e: int, at: dict[int, PlaceHit]) -> bool:
    return any(
        tokens[n].low in words_of("body") or ((p := at.get(tokens[n].start)) is not None and p.kind == "body")
        for n in range(j, e)
    )


def _words(text: str, tokens: Sequence[Token], b: int, e: int) -> str:
    while b < e and (tokens[b].low in ("the", "and") or not tokens[b].word):
        b += 1
    while e > b and not tokens[e - 1].word:
        e -= 1
    return " ".join(text[tokens[b].start : tokens[e - 1].end].split()) if e > b else ""
