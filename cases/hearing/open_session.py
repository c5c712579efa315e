"""Open a session of the hearing (H08): the chair says that it begins, and from then on it is on the record."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.acting import lock, note, require_open
from cases.hearing.sitting import check_seats
from cases.hearings import hearing_of
from cases.hold_hearing import BeforeItsDay, require_chair
from cases.models import Hearing
from enforcement import clock
from enforcement.actor import Actor


@transaction.atomic(durable=True)
def open_session(*, case_id: int, by: Actor, at: datetime) -> Hearing:
    """Begin; opening it twice changes nothing.

    Raises:
        cases.hold_hearing.NotTheChair: for anyone else. cases.hold_hearing.BeforeItsDay: before the notified day.
        cases.hearing.sitting.RecusalUndecided, cases.hearing.sitting.RecusedSits: if somebody may not sit.
        cases.rules.registry.RuleBroken: R14.
    """
    case = lock(case_id)
    require_open(case, "hold_hearing")
    hearing = hearing_of(case)
    require_chair(hearing, by)
    day = clock.day_of(at)
    if hearing.planned_on and day < hearing.planned_on:
        raise BeforeItsDay
    check_seats(case, hearing, on=day)
    if hearing.opened_at is None:
        hearing.opened_at = at
        hearing.save(update_fields=["opened_at"])
        note(case, act="open_hearing", by=by, at=at, body={"session": hearing.session, "place": hearing.place})
    return hearing
