"""Who published a text, and for which state he speaks."""

from __future__ import annotations

import re
from typing import NamedTuple

from communique.lexicon import fold, load
from communique.reading.places import find_places


class Issuer(NamedTuple):
    """An issuing source: `country` is the state or organisation for which it speaks."""

    id: str
    name: str
    country: str | None
    entry: str


def find_issuer(issuer: str | None, text: str, folded: str) -> Issuer | None:
    """The issuer by what the user said of it, else by marks in the text; None where nothing tells.

    :param issuer: free text ("US State Department", "MFA China", "Élysée").
    """
    table = load("issuers")
    if issuer:
        places = [p for p in find_places(issuer, fold(issuer)) if p.code]
        hits = table.find(issuer)
        if hits and not any(p.kind in ("state", "demonym") for p in places):
            entry = hits[0].entry
            return Issuer(entry.id, issuer, entry.value, entry.id)
        place = next(iter(places), None)
        if place is not None:
            return Issuer(f"state.{place.code}", issuer, place.code, place.entry or "")
        return Issuer("unknown", issuer, None, "unknown")
    for hit in load("issuer-marks").find(text, folded):
        return Issuer(hit.entry.id, hit.entry.id, hit.entry.value, hit.entry.id)
    domain = re.search(r"\b(?:www\.|@)[\w.-]+\.gov\.([a-z]{2})\b", folded)
    if domain is not None:
        code = load("issuers").by_id.get(f"domain.{domain[1]}")
        if code is not None:
            return Issuer(code.id, code.id, code.value, code.id)
    return None
