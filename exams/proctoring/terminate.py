"""Take papers in before their time is over. What was saved until then counts and is marked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from exams.models import Intervention
from exams.proctoring.extend import SITTING
from exams.proctoring.intervention import NOW, Change, Done, NobodyTouched, carry_out
from exams.proctoring.scope import Scope


class NobodyToTerminate(NobodyTouched):
    """Refuse to take in what is not being written."""

    lead = _("No paper was taken in.")


@transaction.atomic(durable=True)
def terminate(*, session_id: int, by: Actor, at: datetime | None = None, scope: Scope, reason: str) -> Done:
    """Take in the papers of a scope that are under way or paused.

    Raises:
        NotFound, ReasonNeeded, SessionNotOpen, NobodyToTerminate
    """
    change = Change(
        kind=Intervention.Kind.TERMINATE,
        assign=f"state = 'terminated', closed_at = {NOW}, stopped_at = NULL",
        where=SITTING,
        nobody=NobodyToTerminate,
    )
    return carry_out(session_id=session_id, by=by, at=at, scope=scope, reason=reason, change=change)
