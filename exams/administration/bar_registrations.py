"""What a bar means for registrations already there: they are taken back; papers not begun are declared void."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from enforcement import clock
from enforcement.actor import SYSTEM, Actor
from exams.administration.withdraw import BEFORE, RecordsThere, withdraw
from exams.models import Candidate, Discipline, Session, Sitting
from exams.proctoring.intervention import carry_out
from exams.proctoring.scope import Scope
from exams.proctoring.void import VOIDING
from exams.states import session_state

VOID_UNBEGUN: Final = replace(VOIDING, where="s.state = 'assigned'")


def bar_registrations(*, measure: Discipline, by: Actor, at: datetime) -> int:
    """Take a barred person's other registrations back as far as the bar reaches, and return how many.

    Where the session is open already, or records belong to the registration, a paper that is not begun is declared
    void by the system instead; one under way is left to the people of that session.
    """
    return sum(_one(pk, measure, by, at) for pk in _reached(measure, at))


def _reached(measure: Discipline, at: datetime) -> list[int]:
    """Return the sessions, in the order in which they are locked."""
    rows = Candidate.objects.filter(
        person_id=measure.person_id, session__state__in=[Session.State.DRAFT, Session.State.OPEN],
        session__closes_at__gt=at,
    ).exclude(session_id=measure.candidate.session_id)  # fmt: skip
    found = rows.order_by("session_id").values_list("session_id", "session__opens_at")
    return [pk for pk, opens_at in found if measure.until_on and clock.day_of(opens_at) <= measure.until_on]


def _one(session_id: int, measure: Discipline, by: Actor, at: datetime) -> int:
    session = Session.objects.select_for_update().get(pk=session_id)
    candidate = Candidate.objects.filter(session=session, person_id=measure.person_id).first()
    if candidate is None:
        return 0
    candidate.session = session
    if session_state(session, at) in BEFORE:
        try:
            withdraw(candidate=candidate, by=by, at=at, reason=measure.reason, measure=measure)
        except RecordsThere:
            return _void(candidate, measure, at)
        return 1
    return _void(candidate, measure, at)


def _void(candidate: Candidate, measure: Discipline, at: datetime) -> int:
    if not Sitting.objects.filter(candidate=candidate, state=Sitting.State.ASSIGNED).exists():
        return 0
    carry_out(
        session_id=candidate.session_id, by=SYSTEM, at=at, scope=Scope(candidates=(candidate.pk,)),
        reason=measure.reason, change=VOID_UNBEGUN,
    )  # fmt: skip
    return 1
