"""communique people: one person's names and offices over time, merged and split by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from communique.errors import InputError

if TYPE_CHECKING:
    from communique.store.curation.model import Held


@click.group("people")
def command() -> None:
    """People: the names of each, offices over time with the evidence, and what people decided."""


@command.command("list")
@click.argument("name", required=False)
@store_option
@click.option("--country", metavar="CODE", help="The state for which they act.")
@limit_option
@offset_option
@json_option
def listing(name: str | None, store: str, country: str | None, limit: int, offset: int, as_json: bool) -> None:
    """List people, those in most documents first; with NAME those one of whose names holds its words."""
    with linked(store) as held:
        found = held.people(name=name, country=country, limit=limit, offset=offset)
    if as_json:
        return print_json(found)
    for one in found:
        days = f"{one.first or '?'} to {one.last or '?'}"
        click.echo(f"{one.id}  {one.documents:5}  {one.country or '-':3}  {days}  {one.name}, {one.role or '-'}")
    return None


@command.command("show")
@click.argument("id")
@store_option
@click.option("--on", "day", metavar="YYYY-MM-DD", help="Only the office as of this day.")
@json_option
def show(id: str, store: str, day: str | None, as_json: bool) -> None:
    """Show one person: names, offices with the days and documents that attest them, decisions."""
    with linked(store) as held:
        one = held.person(id)
    if day is not None:
        return _office(one.office_on(_checked(day)), one.name, day)
    if as_json:
        return print_json(one)
    click.echo(f"{one.id}  {one.name} ({one.country or 'state not known'})")
    click.echo(f"  names: {', '.join(one.names)}" + (f"  ({'; '.join(one.why)})" if one.why else ""))
    for office in one.offices:
        _print(office)
    click.echo(f"  in {len({a.document for a in one.appearances})} documents")
    return print_decisions(one.decisions)


def _checked(day: str) -> str:
    import datetime as dt

    try:
        return dt.date.fromisoformat(day).isoformat()
    except ValueError:
        raise InputError(f"--on {day}", "no day", "Write it as 2024-05-17.") from None


def _office(office: Held | None, name: str, day: str) -> None:
    if office is None:
        raise InputError(
            name, f"no office is attested with a day, so none as of {day}", "See `communique people show`."
        )
    _print(office)


def _print(office: Held) -> None:
    where = f", {office.organisation}" if office.organisation else ""
    click.echo(f"  {office.first or '?'} to {office.last or '?'}  {office.role}{where}")
    for at in office.evidence:
        click.echo(f"      {at.document} {at.start}:{at.end}  {' '.join(at.quote.split())}")


@command.command("merge")
@click.argument("ids", nargs=-1, required=True, metavar="ID ID...")
@deciding
def merge(ids: tuple[str, ...], store: str, by: str, why: str) -> None:
    """Make one of several persons."""
    with linked(store) as held:
        done(held.merge_people(ids, by=by, why=why))


@command.command("split")
@click.argument("id")
@click.option("--name", "names", multiple=True, metavar="NAME", help="A name that is another's; may be given again.")
@click.option("--document", "documents", multiple=True, metavar="ID", help="A document that means another; likewise.")
@deciding
def split(id: str, names: tuple[str, ...], documents: tuple[str, ...], store: str, by: str, why: str) -> None:
    """Take names, or the appearances in some documents, out of a person; they become another."""
    with linked(store) as held:
        done(held.split_person(id, names=names, documents=documents, by=by, why=why))


__all__ = ["command"]
