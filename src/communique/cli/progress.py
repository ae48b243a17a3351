"""A progress bar on standard error, where that is a terminal; elsewhere nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

_WIDEST = 40
T = TypeVar("T")


class Bar:
    """A bar under a with-statement, which takes it away when the block ends.

    :param doing: what goes on ("adding").
    :param total: how many steps there are; None where that is not known.
    """

    def __init__(self, doing: str, total: int | None) -> None:
        self._doing, self._total = doing, total
        self._progress: Progress | None = None

    def __enter__(self) -> Bar:
        if sys.stderr.isatty():
            self._progress = _progress()
            self._progress.start()
            self._task = self._progress.add_task(self._doing, total=self._total, at="")
        return self

    def at(self, name: str) -> None:
        """Shows what is worked on now: the end of its name."""
        if self._progress is not None:
            from communique.export.view.escape import printable

            self._progress.update(self._task, at=printable(name)[-_WIDEST:])

    def line(self, text: str) -> None:
        """A line of the result: above the bar, or on standard output where that leads elsewhere."""
        import click

        if self._progress is not None and sys.stdout.isatty():
            self._progress.console.print(text, markup=False, highlight=False, soft_wrap=True)
        else:
            click.echo(text)

    def over(self, items: Iterable[T]) -> Iterator[T]:
        """The items, each shown while it is worked on and a step when it is done."""
        for item in items:
            self.at(str(item))
            yield item
            self.step()

    def step(self, number: int = 1) -> None:
        """One more is done, or so many."""
        if self._progress is not None:
            self._progress.advance(self._task, number)

    def __exit__(self, *_: object) -> None:
        if self._progress is not None:
            self._progress.stop()


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    return Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        TextColumn("{task.fields[at]}", markup=False), console=Console(stderr=True), transient=True,
    )  # fmt: skip
