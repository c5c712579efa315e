"""Open papers again that closed a short while ago by the clock or by a proctor, as long as they are not marked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.organisation import parameters
from exams.models import Intervention, Session
from exams.proctoring.extend import MOST
from exams.proctoring.intervention import IN_TIME, NOW, Change, Done, NobodyTouched, carry_out
from exams.proctoring.scope import Scope

REOPEN_MINUTES = "exam.reopen_minutes"
OVER = f"(s.state = 'running' AND NOT ({IN_TIME}))"
CLOSED_AT = "coalesce(s.closed_at, s.deadline_at)"


class NobodyToReopen(NobodyTouched):
    """Refuse to open what closed too long ago, was handed in, or is marked."""

    lead = _("No paper was opened again: it closed too long ago, was handed in by the candidate, or is marked.")
    remedy = _("Answers that a computer still holds arrive as a late packet, which can be accepted after marking too.")


class WrongTime(Invalid):
    """Refuse a paper that would close again at once."""

    sentence = _("Give between one second and eight hours.")


@transaction.atomic(durable=True)
def reopen(*, session_id: int, by: Actor, at: datetime | None = None, scope: Scope, seconds: int, reason: str) -> Done:
    """Let candidates write again whose time ran out or whose paper was taken in, for so many seconds from now on.

    A paper that a candidate handed in stays handed in. How long ago is too long is a setting (``exam.reopen_minutes``).

    Raises:
        NotFound, ReasonNeeded, SessionNotOpen, WrongTime, NobodyToReopen
    """
    if not 0 < seconds <= MOST:
        raise WrongTime(field="minutes")
    session = Session.objects.select_related("exam__agency").filter(pk=session_id).first()
    agency = session.exam.agency if session else None
    minutes = parameters.value(REOPEN_MINUTES, agency=agency, on=clock.day_of(at or clock.now()))
    change = Change(
        kind=Intervention.Kind.REOPEN,
        assign=f"state = 'running', closed_at = NULL, deadline_at = {NOW} + %(seconds)s * interval '1 second'",
        where=f"(s.state IN ('expired', 'terminated') OR {OVER})"
        f" AND {CLOSED_AT} >= {NOW} - %(minutes)s * interval '1 minute'"
        " AND NOT EXISTS (SELECT FROM exams_result t WHERE t.sitting_id = s.id)",
        nobody=NobodyToReopen,
        facts={"seconds": seconds, "minutes": minutes},
        seconds=seconds,
        lock_first=True,
    )
    return carry_out(session_id=session_id, by=by, at=at, scope=scope, reason=reason, change=change)
