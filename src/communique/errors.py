"""Errors that a user can mend: each says where, what was found, and how to mend it."""

from __future__ import annotations

from typing import Any


class CommuniqueError(Exception):
    """Base of all errors that Communiqué raises on purpose.

    :param where: the file, line or field ("page.txt", "docs.jsonl line 7").
    :param what: what was found there.
    :param mend: what the user can do about it.
    """

    def __init__(self, where: str, what: str, mend: str) -> None:
        self.where, self.what, self.mend = where, what, mend
        super().__init__(f"{where}: {what}. {mend}")

    def __reduce__(self) -> tuple[Any, ...]:
        """An error goes from one process to another as it is."""
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[CommuniqueError], args: tuple[Any, ...], state: dict[str, Any]) -> CommuniqueError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


def by_installing(extra: str) -> str:
    """How to mend the lack of a library that an extra of the package brings."""
    return f'Install it with pip install "communique[{extra}]".'


class InputError(CommuniqueError):
    """A document that cannot be read as given."""


class LexiconError(CommuniqueError):
    """A lexicon table that breaks a rule of the house."""
