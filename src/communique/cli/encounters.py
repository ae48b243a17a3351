"""communique encounters: readouts of one encounter, why they match, joined and split by hand."""

from __future__ import annotations

import click

from communique.cli.curation import (
    deciding,
    done,
    json_option,
    limit_option,
    offset_option,
    print_decisions,
    print_json,
    store_option,
)
from communique.cli.stores import linked


@click.group("encounters")
def command() -> None:
    """Encounters: the readouts of each, why they match, and what people decided."""


@command.command("list")
@store_option
@click.option("--least", type=click.IntRange(1), default=1, metavar="N", help="Only those with N readouts or more.")
@click.option("--country", metavar="CODE", help="A side, as in `search`.")
@click.option("--actor", metavar="NAME", help="Who took part or spoke.")
@click.option("--from", "since", metavar="DATE", help="Day, month or year.")
@click.option("--to", "until", metavar="DATE", help="Day, month or year.")
@limit_option
@offset_option
@json_option
def listing(store: str, least: int, country: str | None, actor: str | None, since: str | None, until: str | None, limit: int, offset: int, as_json: bool) -> None:  # fmt: skip
    """List encounters, newest first."""
    with linked(store) as held:
        found = held.encounters(
            least=least, limit=limit, offset=offset, country=country, actor=actor, since=since, until=until
        )
    if as_json:
        return print_json(found)
    for one in found:
        title = next((r.title for r in one.readouts if r.title), None) or "-"
        sides = ",".join(one.countries) or "-"
        click.echo(f"{one.id}  {one.first or '-':10}  {len(one.readouts):3}  {sides:15}  {title}")
    return None


@command.command("show")
@click.argument("id")
@store_option
@json_option
def show(id: str, store: str, as_json: bool) -> None:
    """Show one encounter, by its id or that of a document: readouts, why they match, decisions."""
    with linked(store) as held:
        one = held.encounter(id)
    if as_json:
        return print_json(one)
    days = " to ".join(dict.fromkeys(day for day in (one.first, one.last) if day)) or "day not known"
    click.echo(f"{one.id}  {days}  {', '.join(one.countries)}")
    for readout in one.readouts:
        copy = f"  (near copy of {readout.same_as})" if readout.same_as else ""
        click.echo(
            f"  {readout.document}  {readout.date or '-':10}  {readout.issuer or '-'}: {readout.title or '-'}{copy}"
        )
    for match in one.matches:
        click.echo(f"  {match.one} = {match.other}  {match.score:.2f}  {'; '.join(match.why)}")
    return print_decisions(one.decisions)


@command.command("join")
@click.argument("ids", nargs=-1, required=True, metavar="ID ID...")
@deciding
def join(ids: tuple[str, ...], store: str, by: str, why: str) -> None:
    """Make one of several encounters, given by their ids or by documents."""
    with linked(store) as held:
        done(held.join(ids, by=by, why=why))


@command.command("split")
@click.argument("id")
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@deciding
def split(id: str, documents: tuple[str, ...], store: str, by: str, why: str) -> None:
    """Take documents out of an encounter; they become one of their own."""
    with linked(store) as held:
        done(held.split(id, documents, by=by, why=why))


__all__ = ["command"]
