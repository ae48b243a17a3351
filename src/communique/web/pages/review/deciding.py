"""Confirming a record, and taking back what was decided."""

from __future__ import annotations

from communique.store import ChangedError
from communique.web.errors import NotFoundError
from communique.web.pages.review.log import Made, log
from communique.web.pages.review.seat import Seat
from communique.web.pages.review.sent import Sent
from communique.web.pages.review.work import Refused


def confirm(seat: Seat, id: str, sent: Sent) -> Refused | None:
    """Says that the record is right as it is; None where that was written down."""
    seat.check()
    try:
        seat.store.confirm(id, by=seat.name, why=sent.why, after=sent.seen, coding=seat.coding)
    except ChangedError as error:
        return Refused(error.decisions, why=sent.why)
    return None


def undo(seat: Seat, id: str, sent: Sent) -> Refused | Made:
    """Takes a decision back, or an undoing; gives the correction or confirmation that it is about.

    :raises NotFoundError: where the number is of no decision about this document in this coding.
    """
    number, seen = sent.number("number"), sent.seen
    made = next((one for one in log(seat.store, id, seat.coding) if number in (one.number, one.undoing)), None)
    if made is None:
        raise NotFoundError(f"decision {number}", "no such decision about this document", "See its decisions below it.")
    try:
        seat.store.undo(number, by=seat.name, why=sent.why, after=seen)
    except ChangedError as error:
        return Refused(error.decisions, number, sent.why)
    return made
