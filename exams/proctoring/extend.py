"""Give more time: who is sitting gets a later deadline, who has not begun gets the time on top when they start."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid
from exams.models import Intervention
from exams.proctoring.intervention import IN_TIME, Change, Done, NobodyTouched, carry_out
from exams.proctoring.scope import Scope

MOST = 8 * 3600
SITTING = f"(s.state = 'paused' OR (s.state = 'running' AND {IN_TIME}))"


class NobodyToExtend(NobodyTouched):
    """Refuse more time where nobody can use it."""

    lead = _("Nobody got more time.")


class WrongSeconds(Invalid):
    """Refuse no time, or more than a working day."""

    sentence = _("Give between one second and eight hours.")


@transaction.atomic(durable=True)
def extend(
    *,
    session_id: int,
    by: Actor,
    at: datetime | None = None,
    scope: Scope,
    seconds: int,
    reason: str,
    also_not_begun: bool = True,
) -> Done:
    """Add seconds to the deadlines of a scope. Browsers learn it with their next answer or poll, within 10 seconds.

    Raises:
        NotFound, ReasonNeeded, SessionNotOpen, WrongSeconds, NobodyToExtend
    """
    if not 0 < seconds <= MOST:
        raise WrongSeconds(field="minutes")
    change = Change(
        kind=Intervention.Kind.EXTEND,
        assign="deadline_at = s.deadline_at + %(seconds)s * interval '1 second', extra_seconds = s.extra_seconds +"
        " CASE WHEN s.state = 'assigned' THEN %(seconds)s ELSE 0 END",
        where=f"({SITTING} OR (s.state = 'assigned' AND %(also_not_begun)s))",
        nobody=NobodyToExtend,
        facts={"seconds": seconds, "also_not_begun": also_not_begun},
        seconds=seconds,
    )
    return carry_out(session_id=session_id, by=by, at=at, scope=scope, reason=reason, change=change)
