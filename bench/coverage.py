"""How much of the uncoded readouts the records explain, and how often an encounter is claimed where there is none."""

from __future__ import annotations

from statistics import mean, median

from bench.gold import corpus
from communique.reading import read_document

_CORPORA = ("kremlin", "us-state-department", "white-house")


def coverage() -> str:
    """For each issuer's corpus: records, share read, and records without kind, people or date."""
    lines = [f"{'corpus':22} {'n':>4}  {'share read':>10}  {'median':>6}  {'none':>5}  {'nobody':>6}  {'no date':>7}"]
    for name in _CORPORA:
        records = [read_document(d) for d in corpus(name)]
        if not records:
            continue
        shares = [r.unread.share_read for r in records]
        told = [r for r in records if r.meeting.kind != "none"]
        lines.append(
            f"{name:22} {len(records):4}  {mean(shares):10.3f}  {median(shares):6.3f}  {len(records) - len(told):5}  "
            f"{sum(not r.participants for r in told):6}  {sum(r.meeting.date is None for r in told):7}"
        )
    return "\n".join(lines)


def wrongly_claimed() -> str:
    """The share of texts that are no readouts for which a kind is claimed; at most 10 % may be."""
    kinds = [read_document(d).meeting.kind for d in corpus("not-readouts")]
    if not kinds:
        return "not-readouts: no corpus at hand"
    messages = sum(kind == "message" for kind in kinds)
    wrong = sum(kind != "none" for kind in kinds) - messages
    share = wrong / len(kinds)
    told = f"{messages} more are greetings, which the codebook calls messages"
    return f"not-readouts: an encounter claimed for {wrong} of {len(kinds)} ({share:.1%}; at most 10 %); {told}"
