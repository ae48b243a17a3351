"""communique score: how well records agree with hand-coded ones."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import click

from communique.score import FIGURES, Report, load_records
from communique.score import score as score_sets


@click.command("score")
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("pred", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--by-issuer", is_flag=True, help="A table for each issuer too.")
@click.option("--errors", "show", type=click.IntRange(0), default=0, metavar="N", help="Print the first N differences.")
@click.option("--resamples", type=click.IntRange(0), default=1000, help="Draws of the bootstrap (default 1000).")
@click.option("--seed", type=int, default=0, help="Seed of the draws; the same seed gives the same intervals.")
def command(gold: Path, pred: Path, as_json: bool, by_issuer: bool, show: int, resamples: int, seed: int) -> None:
    """Score the records PRED against the hand-coded records GOLD: F1 with 95 % intervals, precision, recall.

    Each is a folder of .json records (paired by file name), one .json file, or a .jsonl file (paired by document.id).
    A gold record without a prediction counts as wholly missed.
    """
    coded, found = load_records(gold), load_records(pred)
    if len(coded) == len(found) == 1:
        found = dict(zip(coded, found.values(), strict=True))
    extra = sorted(set(found) - set(coded))
    if extra:
        click.echo(f"not in the gold set, left out: {', '.join(extra[:5])}{' …' if len(extra) > 5 else ''}", err=True)
    groups = {"all": coded}
    if by_issuer:
        for name, record in coded.items():
            groups.setdefault(str(record["document"].get("issuer") or "?"), {})[name] = record
    for group, records in groups.items():
        report = score_sets(records, found, resamples=resamples, seed=seed)
        if as_json:
            click.echo(json.dumps({"group": group, "records": report.records, "scores": _rows(report)}))
        else:
            click.echo(_table(group, report))
        if group == "all":
            for line in report.errors[:show]:
                click.echo(line, err=as_json)


def _rows(report: Report) -> dict[str, Any]:
    return {name: dataclasses.asdict(row) for name, row in report.figures.items()}


def _table(group: str, report: Report) -> str:
    lines = [f"{group} ({report.records} records)"]
    lines.append(f"  {'':20} {'F1':>6}  {'95 % interval':>15}  {'P':>6}  {'R':>6}  {'gold':>5}  {'pred':>5}")
    for name in FIGURES:
        row = report.figures[name]
        parts = [f"{p:.3f}" if p is not None else "-" for p in (row.precision, row.recall)]
        interval = f"{row.low:.3f} – {row.high:.3f}"
        lines.append(
            f"  {name:20} {row.f1:6.3f}  {interval:>15}  {parts[0]:>6}  {parts[1]:>6}  {row.gold:5}  {row.pred:5}"
        )
    return "\n".join(lines)


__all__ = ["command"]
