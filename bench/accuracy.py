"""The score tables, and each reader's precision as it is measured on gold."""

from __future__ import annotations

from typing import Any

from communique.score import Report, score

TARGETS = {
    "meeting.kind": 0.95, "meeting.date": 0.97, "meeting.place": 0.95, "participants.name": 0.97,
    "participants.full": 0.90, "statements.span": 0.93, "statements.speaker": 0.90, "statements.act": 0.85,
    "statements.strict": 0.80, "dates": 0.95, "topics": 0.80, "evidence": 1.0,
}  # fmt: skip
"""What has to be reached on the dev gold (F1)."""
_READER = {
    "people": "participants.name", "offices": "participants.full", "encounter": "meeting.kind",
    "speech": "statements.speaker", "stance": "statements.act", "dates": "dates", "topics": "topics",
}  # fmt: skip
"""The figure that measures each reader."""


def table(label: str, report: Report) -> str:
    """One set's figures beside the targets."""
    lines = [f"{label} ({report.records} records)"]
    for name, target in TARGETS.items():
        row = report.figures[name]
        mark = "reached" if row.f1 >= target else "not reached"
        lines.append(f"  {name:20} {row.f1:.3f}  [{row.low:.3f}, {row.high:.3f}]  target {target:.2f}  {mark}")
    return "\n".join(lines)


def by_issuer(gold: dict[str, dict[str, Any]], pred: dict[str, dict[str, Any]]) -> str:
    """Four figures for each issuer of a set."""
    groups: dict[str, dict[str, dict[str, Any]]] = {}
    for name, row in gold.items():
        groups.setdefault(str(row["document"].get("issuer") or "?"), {})[name] = row
    shown = ("participants.full", "statements.span", "statements.strict", "topics")
    lines = [f"  {'by issuer':32} {'n':>3}  " + "  ".join(f"{s.split('.')[-1]:>6}" for s in shown)]
    for issuer, rows in sorted(groups.items()):
        figures = score(rows, pred, resamples=0).figures
        lines.append(f"  {issuer[:32]:32} {len(rows):3}  " + "  ".join(f"{figures[s].f1:6.3f}" for s in shown))
    return "\n".join(lines)


def precisions(report: Report) -> list[dict[str, Any]]:
    """Each reader's precision on this set and the claims that it rests on, in order of name."""
    rows = ((reader, report.figures[figure]) for reader, figure in sorted(_READER.items()))
    return [{"reader": reader, "precision": round(row.precision or 0.0, 4), "claims": row.pred} for reader, row in rows]
