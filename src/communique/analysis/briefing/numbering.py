"""Which sources a briefing has: numbered in the order in which its lines cite them, and those of the lines that are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from communique.account import Account, Cite
from communique.analysis.briefing.model import Brief, Line, Section, Source


def sources_of(sections: Sequence[Section], accounts: Mapping[str, Account]) -> tuple[Source, ...]:
    """The readouts that lines cite, by document in `accounts`, each with all of it that is cited."""
    return tuple(_source(n, accounts[name], cites) for n, (name, cites) in enumerate(_cited(sections).items(), 1))


def _source(number: int, a: Account, cites: set[Cite]) -> Source:
    return Source(number, a.document, a.title, a.issuer, a.url, a.first, tuple(sorted(cites)))


def _cited(sections: Sequence[Section]) -> dict[str, set[Cite]]:
    found: dict[str, set[Cite]] = defaultdict(set)
    for section in sections:
        for line in section.lines:
            for cite in line.cites:
                found[cite.document].add(cite)
    return found


def numbered(sections: Sequence[Section], sources: Sequence[Source]) -> tuple[Section, ...]:
    """The same sections, each line with the numbers of its sources."""
    number = {s.document: s.number for s in sources}
    return tuple(s._replace(lines=tuple(_line(line, number) for line in s.lines)) for s in sections)


def _line(line: Line, number: Mapping[str, int]) -> Line:
    return line._replace(sources=tuple(sorted({number[c.document] for c in line.cites})))


def shortened(whole: Brief, most: Sequence[int]) -> Brief:
    """The same with at most so many lines in each section, and the sources of those only, numbered anew."""
    cut = [
        s._replace(lines=s.lines[:n], more=s.more + max(0, len(s.lines) - n))
        for s, n in zip(whole.sections, most, strict=True)
    ]
    about = {s.document: s for s in whole.sources}
    sources = tuple(
        about[name]._replace(number=n, quotes=tuple(sorted(cites)))
        for n, (name, cites) in enumerate(_cited(cut).items(), 1)
    )
    return replace(whole, sections=numbered(cut, sources), sources=sources)
