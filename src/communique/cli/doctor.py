"""communique doctor: whether everything in the store is there, whole and once."""

from __future__ import annotations

import click

from communique.cli import rows
from communique.cli.stores import json_option, opened, store_option
from communique.wording import plural


@click.command("doctor")
@click.option("--relink", is_flag=True, help="First make encounters and persons anew; what people decided holds.")
@json_option
@store_option
def command(relink: bool, as_json: bool, store: str) -> int:
    """Examine the whole store; without --relink it changes nothing. Exit code 1 where something was found."""
    with opened(store) as opened_store:
        if relink:
            click.echo(f"{plural(opened_store.relink(), 'document')} linked anew", err=True)
        findings = opened_store.doctor()
    if as_json:
        from dataclasses import asdict

        rows.echo_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            click.echo(f"{finding.level}: {finding.where}: {finding.what}. {finding.mend}")
        click.echo("all is well" if not findings else plural(len(findings), "finding"), err=True)
    return 1 if findings else 0


__all__ = ["command"]
