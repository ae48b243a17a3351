"""communique agreement: how far two coders agree on the same documents."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import click

from communique.analysis.agreement import Agreement, Field, Interval, Span, agreement
from communique.errors import CommuniqueError, by_installing
from communique.score import load_records


@click.command("agreement")
@click.argument("a", type=click.Path(path_type=Path))
@click.argument("b", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--resamples", type=click.IntRange(0), default=1000, help="Draws of the bootstrap (default 1000).")
@click.option("--seed", type=int, default=0, help="Seed of the draws; the same seed gives the same intervals.")
def command(a: Path, b: Path, as_json: bool, resamples: int, seed: int) -> None:
    """Compare the records of two coders, A and B: Cohen's kappa, Krippendorff's alpha, F1 of spans, 95 % intervals.

    Each is a folder of .json records (paired by file name), one .json file, or a .jsonl file (paired by document.id).
    Documents that only one coder has are named and left out.
    """
    mine, theirs = load_records(a), load_records(b)
    for path, alone in ((a, sorted(set(mine) - set(theirs))), (b, sorted(set(theirs) - set(mine)))):
        if alone:
            click.echo(f"only in {path}: {', '.join(alone[:5])}{' …' if len(alone) > 5 else ''}", err=True)
    try:
        found = agreement(mine, theirs, resamples=resamples, seed=seed)
    except ModuleNotFoundError as error:
        raise CommuniqueError("agreement", f"it needs {error.name}", by_installing("agreement")) from None
    click.echo(json.dumps(dataclasses.asdict(found)) if as_json else _table(found))


def _table(found: Agreement) -> str:
    lines = [f"{found.documents} documents in both"]
    lines.append(f"  {'':26} {'units':>6} {'values':>6} {'agree':>6}  {'kappa':>22}  {'alpha':>22}")
    lines += [_field(name, row) for name, row in found.fields.items()]
    lines.append(f"  {'spans':26} {'both':>6} {'A':>6} {'B':>6}  {'F1':>22}")
    lines += [_span(name, row) for name, row in found.spans.items()]
    return "\n".join(lines)


def _field(name: str, row: Field) -> str:
    share = "-" if row.share is None else f"{row.share:.3f}"
    figures = [_figure(row.kappa, row.kappa_interval), _figure(row.alpha, row.alpha_interval)]
    return f"  {name:26} {row.units:6} {row.values:6} {share:>6}  {figures[0]:>22}  {figures[1]:>22}"


def _span(name: str, row: Span) -> str:
    return f"  {name:26} {row.both:6} {row.a:6} {row.b:6}  {_figure(row.f1, row.interval):>22}"


def _figure(value: float | None, interval: Interval) -> str:
    if value is None:
        return "-"
    between = "" if interval.low is None or interval.high is None else f" {interval.low:.3f} – {interval.high:.3f}"
    return f"{value:.3f}{between}"


__all__ = ["command"]
