"""communique explain: what was found at one character, by what, and what lost against it."""

from __future__ import annotations

import json
from typing import Any

import click

from communique.cli.about import document_options
from communique.document.load import Failure, load_paths
from communique.errors import InputError
from communique.explain import Claim, claims_at, losers_at
from communique.record import Evidence, Record


@click.command("explain")
@click.argument("path", metavar="PATH | -")
@click.option("--at", type=int, required=True, metavar="N", help="The character, counted from 0 in code points.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@document_options
def command(
    path: str,
    at: int,
    as_json: bool,
    published: str | None,
    issuer: str | None,
    title: str | None,
    encoding: str | None,
) -> None:
    """Explain one character of a readout: values, readers, lexicon entries, and what lost against them and why.

    PATH is a text, a document in JSON, or a record that `communique read --json` wrote (which is read again).
    """
    record = _record(path, {"published": published, "issuer": issuer, "title": title}, encoding)
    text = record.document.text
    if not 0 <= at < len(text):
        raise InputError(
            path, f"no character {at}: the text has {len(text)}", f"Give --at between 0 and {len(text) - 1}."
        )
    claims, losers = claims_at(record, at), losers_at(record, at)
    if as_json:
        rows = {"at": at, "claims": [_claim(c) for c in claims], "lost": [row._asdict() for row in losers]}
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    click.echo(_pointer(text, at))
    precision = {t.reader: t for t in record.trust}
    click.echo("\nfound" if claims else "\nnothing was found here")
    for claim in claims:
        click.echo(f"  {claim.what}: {claim.value}  ({claim.start}–{claim.end})")
        for proof in claim.proofs:
            click.echo(f"      {_proof(proof, precision)}")
    if losers:
        click.echo("\nlost")
    for row in losers:
        value = f" = {row.value}" if row.value else ""
        words = " ".join(text[row.start : row.end].split())
        click.echo(f"  {row.table}/{row.entry}{value}  {words!r} ({row.start}–{row.end}): {row.why}")


def _record(path: str, defaults: dict[str, str | None], encoding: str | None) -> Record:
    from communique.reading import read_document

    loaded = next(iter(load_paths([path], {**defaults, "language": None}, encoding)), None)
    if loaded is None:
        raise InputError(path, "no document in it", "Give a text or a record.")
    if isinstance(loaded, Failure):
        raise loaded.error
    return read_document(loaded)


def _pointer(text: str, at: int) -> str:
    """The line around the character, with a caret under it."""
    start = max(text.rfind("\n", 0, at) + 1, at - 50)
    stop = text.find("\n", at)
    end = min(len(text) if stop < 0 else stop, at + 50)
    line = text[start : max(end, at + 1)].replace("\n", " ").replace("\t", " ")
    return f"{line}\n{' ' * (at - start)}^ character {at}, {text[at]!r}"


def _proof(proof: Evidence, precision: dict[str, Any]) -> str:
    measured = precision.get(proof.reader)
    trust = f", right in {measured.precision:.0%} of {measured.claims} claims on texts known to us" if measured else ""
    entry = f", entry {proof.entry}" if proof.entry else ""
    words = f" from {' '.join(proof.quote.split())!r}" if proof.quote else f" from what was given as {proof.source}"
    return f"{proof.field}: reader {proof.reader}{entry}{words}{trust}"


def _claim(claim: Claim) -> dict[str, Any]:
    return {**claim._asdict(), "proofs": [p.model_dump() for p in claim.proofs]}


__all__ = ["command"]
