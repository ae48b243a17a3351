"""What the other side's own readouts leave out that ours raise, with how often theirs raise it otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from communique.account import Account
from communique.analysis.briefing.model import Line, Section
from communique.analysis.comparison.model import Omission, Rate
from communique.analysis.comparison.omissions import omissions
from communique.wording import plural


def left_out(accounts: Sequence[Account], them: str, us: str) -> Section:
    """Topics that a readout of ours raises and none of theirs on the same encounter does, the latest encounter first."""
    title = "What their accounts leave out"
    told: dict[str, dict[str, list[Account]]] = defaultdict(lambda: defaultdict(list))
    for account in accounts:
        if account.side in (them, us):
            told[account.event][account.side].append(account)
    both = [(sides[them], sides[us]) for sides in told.values() if len(sides) == 2]
    if not both:
        return Section(title, (), "Not looked for: no encounter has readouts of both sides.")
    newest = sorted(both, key=lambda pair: (pair[1][0].first or "", pair[1][0].document), reverse=True)
    lines = tuple(line for theirs, ours in newest for line in _lines(theirs, ours, accounts))
    over = plural(len(both), "encounter")
    return Section(title, lines, None if lines else f"No topic was found in {over} with readouts of both sides.")


def _lines(theirs: Sequence[Account], ours: Sequence[Account], background: Sequence[Account]) -> Iterator[Line]:
    lacking: dict[str, list[Omission]] = defaultdict(list)
    for omission in omissions([*theirs, *ours], background):
        if omission.by < len(theirs):
            lacking[omission.topic].append(omission)
    for topic, found in lacking.items():
        said = [s for statements in found[0].said[len(theirs) :] for s in statements]
        if said and len(found) == len(theirs):
            yield Line(
                f"{ours[0].first or 'no day'}: {topic} is in our account and not in theirs ({_rate(found[0].rate)}): “{said[0].cite.quote}”",
                (said[0].cite, *(found[0].rate.evidence[-1:] if found[0].rate else ())),
            )


def _rate(rate: Rate | None) -> str:
    if rate is None:
        return "how often they raise it otherwise was not looked for"
    if not rate.encounters:
        return "no other encounter in which they could raise it"
    return f"they raise it in {rate.raised} of {plural(rate.encounters, 'other encounter')}"
