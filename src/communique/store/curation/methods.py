"""What a store can do with encounters, persons and corrections; the work is done by the modules beside this one."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Unpack

from communique.record import Record
from communique.store.curation import tables as _tables  # noqa: F401  (they belong to the schema)
from communique.store.curation.model import Correction, Decision, Encounter, Person, Somebody, Status
from communique.store.database import Database
from communique.store.filters import FilterWords, check

if TYPE_CHECKING:
    from communique.store.curation.lexicon_tests import LexiconTest, NoTest


class Curated:
    """The part of `Store` for what people decide.

    Encounters and persons are linked when they are asked for: all that was read since the last time, a page of
    documents in one transaction. Every decision is kept with who (`by`), when and `why`, and can be undone. It outlives
    re-reading: it names documents, names and the words of the text, and is applied to what is read then.
    """

    _database: Database

    def link(self, each: Callable[[int], None] | None = None) -> int:
        """Links all that was read since the last time, and gives the number of documents; asking does it too.

        :param each: is told how many documents were linked, a page at a time.
        """
        from communique.store.curation.refresh import refresh

        return refresh(self._database, each)

    def unlinked(self) -> int:
        """How many documents were read and are not linked yet."""
        from communique.store.curation.refresh import waiting

        return waiting(self._database)

    def encounters(
        self, *, least: int = 1, limit: int = 100, offset: int = 0, **filters: Unpack[FilterWords]
    ) -> builtins.list[Encounter]:
        """The encounters of which a readout meets the filters, newest first; with at least `least` readouts."""
        from communique.store.curation.show_encounters import encounters

        self.link()
        with self._database.reading() as connection:
            return encounters(connection, check(filters), least, limit, offset)

    def encounter(self, id: str) -> Encounter:
        """One encounter by its id, or by a document that tells of it.

        :raises StoreError: where there is none.
        """
        from communique.store.curation.show_encounters import encounter

        self.link()
        with self._database.reading() as connection:
            return encounter(connection, id)

    def join(self, ids: Sequence[str], *, by: str, why: str) -> Decision:
        """Makes one of several encounters, given by their ids or by documents.

        :raises StoreError: where they are one already, or one of them is not there.
        """
        from communique.store.curation import deciding

        self.link()
        with self._database.writing() as connection:
            return deciding.join(connection, ids, by=by, why=why)

    def split(self, id: str, documents: Sequence[str], *, by: str, why: str) -> Decision:
        """Takes documents out of an encounter; they stay together, and apart from the rest.

        :raises StoreError: where they are not of this encounter, or nothing would be left.
        """
        from communique.store.curation import deciding

        self.link()
        with self._database.writing() as connection:
            return deciding.split(connection, id, documents, by=by, why=why)

    def people(
        self, *, name: str | None = None, country: str | None = None, limit: int = 100, offset: int = 0
    ) -> builtins.list[Somebody]:
        """Persons, those in most documents first: of a country, and with all words of `name` in one of their names."""
        from communique.store.curation.show_people import people

        self.link()
        code = check({"country": country}).country
        with self._database.reading() as connection:
            return people(connection, name, code, limit, offset)

    def person(self, id: str) -> Person:
        """One person with all names, and offices over time (`Person.office_on` gives that of a day).

        :raises StoreError: where there is none.
        """
        from communique.store.curation.show_people import person

        self.link()
        with self._database.reading() as connection:
            return person(connection, id)

    def merge_people(self, ids: Sequence[str], *, by: str, why: str) -> Decision:
        """Makes one of several persons.

        :raises StoreError: where they are one already, or one of them is not there.
        """
        from communique.store.curation import deciding

        self.link()
        with self._database.writing() as connection:
            return deciding.merge_people(connection, ids, by=by, why=why)

    def split_person(
        self, id: str, *, names: Sequence[str] = (), documents: Sequence[str] = (), by: str, why: str
    ) -> Decision:
        """Takes some names of a person, or the appearances in some documents, out; they become another person.

        :raises StoreError: where they are not of this person, or nothing would be left.
        """
        from communique.store.curation import deciding

        self.link()
        with self._database.writing() as connection:
            return deciding.split_person(connection, id, names=names, documents=documents, by=by, why=why)

    def undo(self, decision: int, *, by: str, why: str, after: int | None = None) -> Decision:
        """Undoes a decision, given by its number; the undoing is a decision too, and can be undone.

        :param after: as in `correct`, of the document that the decision is about; it says nothing where that is about
            several documents, or about persons.
        :raises StoreError: where there is none, or it is undone already.
        """
        from communique.store.curation import deciding

        self.link()
        with self._database.writing() as connection:
            return deciding.undo(connection, decision, by=by, why=why, after=after)

    def correct(
        self, document: str, path: str, value: Any, *, by: str, why: str, after: int | None = None,
        coding: str | None = None,
    ) -> Decision:  # fmt: skip
        """Puts a value in the place of the machine's, which is kept beside it.

        :param path: "meeting.date", "participants[2].role", "participants[Ona Vale].country", "statements[<id>].act";
            "statements[+]" with an object adds a statement, "statements[<id>]" with None takes it out.
        :param after: the number of the last decision on the document that the person has seen (see `last_decision`).
        :param coding: the name of a coding beside the record in force, which it does not touch: a second coder's.
        :raises ChangedError: where somebody decided on the document (in this coding) behind `after`.
        :raises StoreError: where the path leads nowhere, or the value cannot stand there.
        """
        return self.correct_all(document, [(path, value)], by=by, why=why, after=after, coding=coding)[0]

    def correct_all(
        self, document: str, changes: Sequence[tuple[str, Any]], *, by: str, why: str, after: int | None = None,
        coding: str | None = None,
    ) -> builtins.list[Decision]:  # fmt: skip
        """Makes several corrections of a document, all of them or none, each a decision of its own.

        They are made in this order: a path means the record as those before it left it, so that a number behind an
        item that was taken out is one less. The ids of statements stay.

        :param changes: path and value of each.   :param after: and the rest as in `correct`.
        """
        from communique.store.curation import corrections, deciding

        if coding is None:
            self.link()
        with self._database.writing() as connection:
            made = corrections.correct(connection, document, changes, by=by, why=why, after=after, coding=coding)
            for last in made[-1:]:
                deciding.decided(connection, last)
            return made

    def confirm(
        self, document: str, *, by: str, why: str, after: int | None = None, coding: str | None = None
    ) -> Decision:
        """Says that the record of a document, with its corrections, is right as it is.

        :param after: and the rest as in `correct`.
        """
        from communique.store.curation import corrections

        with self._database.writing() as connection:
            return corrections.confirm(connection, document, by=by, why=why, after=after, coding=coding)

    def corrections(
        self, document: str | None = None, *, status: Status | None = None, undone: bool = False,
        coding: str | None = None,
    ) -> builtins.list[Correction]:  # fmt: skip
        """Corrections, of one document or all, in the order in which they were made; those undone only if asked for.

        :param coding: those of this coding, not those in force.
        """
        from communique.store.curation import corrections

        with self._database.reading() as connection:
            return corrections.corrections(connection, document, status=status, undone=undone, coding=coding)

    def corrected(self, id: str, *, coding: str | None = None) -> Record:
        """The machine's reading with the corrections laid over it.

        A corrected value has the decision as its evidence (``source`` "hand").

        :param coding: with the corrections of this coding only.
        :raises StoreError: where the document is not there or was not read.
        """
        from communique.store.curation import corrections

        with self._database.reading() as connection:
            return corrections.corrected(connection, id, coding)

    def gold(
        self, *, by: str | None = None, confirmed: bool = False, coding: str | None = None
    ) -> Iterator[Record]:  # fmt: skip
        """The corrected records of documents that people corrected or confirmed, for `communique score` as gold.

        A document with one correction may have other faults that nobody looked for.

        :param by: only what this person decided on.   :param confirmed: only documents that were confirmed as a whole.
        :param coding: what was decided in this coding, with its corrections only.
        """
        from communique.store.curation import corrections

        with self._database.reading() as connection:
            yield from corrections.gold(connection, by=by, confirmed=confirmed, coding=coding)

    def lexicon_tests(self) -> builtins.list[LexiconTest | NoTest]:
        """Each correction of an act as a test sentence of the lexicon entry that decided it, or why it gives none."""
        from communique.store.curation import corrections

        with self._database.reading() as connection:
            return corrections.lexicon_tests(connection)
