"""Release the results of a session: everything is marked first, then all candidates see theirs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.jobs.enqueue import enqueue
from enforcement.ledger.append import append
from exams.create_session import series_of
from exams.marking.mark_waiting import mark_waiting
from exams.models import Result, Session, Sitting
from exams.open_session import locked
from exams.practice.after_release import JOB as OPEN_FOR_PRACTICE


class NotClosedYet(Refusal):
    """Refuse to release the results of a session that is not closed."""

    sentence = _("Results are released after the session is closed.")
    remedy = _("Close the session first.")


class MarkingUnfinished(Refusal):
    """Refuse to release while papers are without a result."""

    sentence = _("Not every paper is marked yet.")
    remedy = _("Try again in a minute. Answers in words must be marked by two persons first.")


def release_session(*, session_id: int, by: Actor, at: datetime, report: Callable[[int], object] = int) -> Session:
    """Mark what nobody has marked, then release; ``report`` is told how many are marked.

    Raises:
        NotFound, NotAllowed, NotClosedYet, MarkingUnfinished
    """
    if Session.objects.filter(pk=session_id, state=Session.State.CLOSED).exists():
        mark_waiting(at=at, session_id=session_id, report=report)
    return _release(session_id=session_id, by=by, at=at)


@transaction.atomic(durable=True)
def _release(*, session_id: int, by: Actor, at: datetime) -> Session:
    session = locked(session_id, by)
    if session.state != Session.State.CLOSED:
        raise NotClosedYet
    sittings = Sitting.objects.filter(session=session)
    if sittings.exclude(state__in=[Sitting.State.ASSIGNED, Sitting.State.VOIDED]).filter(results=None).exists():
        raise MarkingUnfinished
    session.state = Session.State.RELEASED
    session.save(update_fields=["state"])
    results = Result.objects.filter(session=session, superseded_by=None).exclude(sitting__state=Sitting.State.VOIDED)
    append(
        series=series_of(session.pk),
        by=by,
        at=at,
        verb="exam.release_session",
        body={
            "session": session.pk,
            "results": results.count(),
            "passed": results.filter(passed=True).count(),
            "absent": sittings.filter(state=Sitting.State.ASSIGNED).count(),
            "voided": sittings.filter(state=Sitting.State.VOIDED).count(),
        },
    )
    if session.to_practice:
        enqueue(kind=OPEN_FOR_PRACTICE, arguments={"session_id": session.pk}, by_person_id=by.person_id, at=at)
    return session
