"""Let paused sittings go on; the time of the pause is added to their deadlines."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from exams.models import Intervention
from exams.proctoring.intervention import NOW, OPEN_OR_CLOSED, Change, Done, NobodyTouched, carry_out
from exams.proctoring.scope import Scope


class NobodyToResume(NobodyTouched):
    """Refuse to let somebody go on who is not paused."""

    lead = _("Nobody here is paused.")


@transaction.atomic(durable=True)
def resume(*, session_id: int, by: Actor, at: datetime | None = None, scope: Scope, reason: str) -> Done:
    """Resume everybody in a scope who is paused, each with the time that their own pause took.

    Raises:
        NotFound, ReasonNeeded, SessionNotOpen, NobodyToResume
    """
    change = Change(
        kind=Intervention.Kind.RESUME,
        assign=f"state = 'running', deadline_at = s.deadline_at + ({NOW} - s.stopped_at), stopped_at = NULL",
        where="s.state = 'paused'",
        nobody=NobodyToResume,
        states=OPEN_OR_CLOSED,
    )
    return carry_out(session_id=session_id, by=by, at=at, scope=scope, reason=reason, change=change)
