"""Let a term of the case run again once its ground is gone."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from cases.acting import checked_day, lock, note
from cases.models import Case
from cases.open_terms import PLAIN_GROUNDS, NoSuchTerm
from enforcement.actor import Actor
from enforcement.flowcharts.engine.clocks import resume
from enforcement.flowcharts.models import ClockPause
from enforcement.organisation.duties.holding import require


@transaction.atomic(durable=True)
def resume_term(*, case_id: int, by: Actor, at: datetime, pause_id: int, to_on: date | None = None) -> ClockPause:
    """Let it run again from a day on, which counts; the due day moves by the days that did not.

    Raises:
        NoSuchTerm: if the term does not stand still. NotAllowed: without the duty of handling.
        DayAhead: for a day to come. ResumedTooEarly: for one before it stopped.
    """
    case = lock(case_id)
    require(by=by, duty="handle", agency=case.agency)
    found = standing(case).filter(pk=pause_id).select_related("clock__run", "record__run", "record__node").first()
    subject = (found.clock or found.record) if found else None
    if found is None or subject is None:
        raise NoSuchTerm(field="pause_id")
    day = checked_day(to_on, at=at, field="to_on")
    resume(subject, ground=found.ground, to_on=day)
    found.refresh_from_db()
    note(
        case, act="resume_term", by=by, at=at,
        body={"ground": found.ground, "from_on": found.from_on, "to_on": day, "due_on": subject.due_on},
    )  # fmt: skip
    return found


def standing(case: Case) -> QuerySet[ClockPause]:
    """Return the suspensions that last and that officers may end by a note."""
    of_case = Q(clock__run=case.run, clock__closed_at__isnull=True)
    of_step = Q(record__run=case.run, record__left_at__isnull=True)
    return ClockPause.objects.filter(of_case | of_step, to_on__isnull=True, ground__in=PLAIN_GROUNDS)
