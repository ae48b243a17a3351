"""communique undo: takes back what a person decided."""

from __future__ import annotations

import click

from communique.cli.curation import deciding, done, opened


@click.command("undo")
@click.argument("decision", type=int)
@deciding
def command(decision: int, store: str, by: str, why: str) -> None:
    """Undo DECISION, given by its number: a join, split, merge, correction, or an undoing, which restores."""
    with opened(store) as held:
        done(held.undo(decision, by=by, why=why))


__all__ = ["command"]
