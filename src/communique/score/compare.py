"""One record against its gold: counts for each figure, and a line for each difference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from communique.score.match import pairs, plain, same_name, same_speaker, similar

Record = Mapping[str, Any]


class Count(NamedTuple):
    """How often the record is right, of how many in the gold, of how many claimed."""

    hit: int
    gold: int
    pred: int


class Comparison(NamedTuple):
    """The counts by figure, and the differences in words."""

    counts: dict[str, Count]
    errors: list[str]


def compare(gold: Record, pred: Record | None, name: str) -> Comparison:
    """Compares one record; a record without prediction (None) counts as wholly missed."""
    found: Record = pred or {}
    counts: dict[str, Count] = {}
    errors: list[str] = []
    for part in (_meeting, _participants, _statements, _dates, _topics, _evidence):
        more, lines = part(gold, found)
        counts.update(more)
        errors.extend(f"{name}: {line}" for line in lines)
    return Comparison(counts, errors)


def _meeting(gold: Record, pred: Record) -> tuple[dict[str, Count], list[str]]:
    g, p = gold.get("meeting") or {}, pred.get("meeting") or {}
    counts, lines = {}, []
    for field in ("kind", "date"):
        counts[f"meeting.{field}"] = Count(int(g.get(field) == p.get(field)), 1, 1)
        if g.get(field) != p.get(field):
            lines.append(f"meeting.{field}: gold {g.get(field)!r}, got {p.get(field)!r}")
    gp, pp = g.get("place") or {}, p.get("place") or {}
    same = gp.get("country") == pp.get("country") and plain(gp.get("name")) == plain(pp.get("name"))
    counts["meeting.place"] = Count(int(same), 1, 1)
    if not same:
        lines.append(f"meeting.place: gold {dict(gp)}, got {dict(pp)}")
    return counts, lines


def _participants(gold: Record, pred: Record) -> tuple[dict[str, Count], list[str]]:
    expected, left = gold.get("participants", []), list(pred.get("participants", []))
    claimed, hits, full, lines = len(left), 0, 0, []
    for g in expected:
        match = next((p for p in left if same_name(g["name"], p.get("name"))), None)
        if match is None:
            lines.append(f"participant missed: {g['name']!r}")
            continue
        left.remove(match)
        hits += 1
        same = g.get("country") == match.get("country") and all(
            similar(g.get(key), match.get(key)) for key in ("role", "organisation")
        )
        full += same
        if not same:
            keys = ("role", "organisation", "country")
            values = [g.get(k) for k in keys], [match.get(k) for k in keys]
            lines.append(f"participant {g['name']!r}: gold {values[0]}, got {values[1]}")
    lines.extend(f"participant invented: {p.get('name')!r}" for p in left)
    total = len(expected)
    return {"participants.name": Count(hits, total, claimed), "participants.full": Count(full, total, claimed)}, lines


def _statements(gold: Record, pred: Record) -> tuple[dict[str, Count], list[str]]:
    g, p = gold.get("statements", []), pred.get("statements", [])
    matched = pairs(g, p, 0.5)
    speaker = act = strict = 0
    lines = []
    for i, j in matched:
        who = same_speaker(g[i].get("speaker"), p[j].get("speaker"))
        what = g[i].get("act") == p[j].get("act")
        speaker, act, strict = speaker + who, act + what, strict + (who and what)
        if not (who and what):
            said = f"gold {g[i].get('speaker')}/{g[i].get('act')}, got {p[j].get('speaker')}/{p[j].get('act')}"
            lines.append(f"statement {g[i]['quote'][:70]!r}: {said}")
    for label, rows, used in (("missed", g, {i for i, _ in matched}), ("invented", p, {j for _, j in matched})):
        lines.extend(
            f"statement {label}: {row.get('speaker')}/{row.get('act')} {str(row.get('quote'))[:80]!r}"
            for n, row in enumerate(rows)
            if n not in used
        )
    values = {"span": len(matched), "speaker": speaker, "act": act, "strict": strict}
    return {f"statements.{key}": Count(value, len(g), len(p)) for key, value in values.items()}, lines


def _dates(gold: Record, pred: Record) -> tuple[dict[str, Count], list[str]]:
    g, p = gold.get("dates", []), pred.get("dates", [])
    right = [i for i, j in pairs(g, p, 0.3) if g[i]["value"] == p[j].get("value")]
    quotes = {g[i]["quote"] for i in right}
    lines = [f"date missed or wrong: {d['quote']!r} = {d['value']}" for d in g if d["quote"] not in quotes]
    return {"dates": Count(len(right), len(g), len(p))}, lines


def _topics(gold: Record, pred: Record) -> tuple[dict[str, Count], list[str]]:
    g, p = set(gold.get("topics", [])), set(pred.get("topics", []))
    lines = [f"topics missed {sorted(g - p)}, extra {sorted(p - g)}"] if g != p else []
    return {"topics": Count(len(g & p), len(g), len(p))}, lines


def _evidence(gold: Record, pred: Record) -> tuple[dict[str, Count], list[str]]:
    text = gold["document"]["text"]
    claims = [row for key in ("statements", "dates") for row in pred.get(key, [])]
    sound = sum(text[row["start"] : row["end"]] == row.get("quote") for row in claims)
    return {"evidence": Count(sound, len(claims), len(claims))}, []
