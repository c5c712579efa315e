"""Stop the clock of sittings under way; what was on its way is still taken for the time of grace."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from exams.models import Intervention
from exams.proctoring.intervention import IN_TIME, NOW, Change, Done, NobodyTouched, carry_out
from exams.proctoring.scope import Scope


class NobodyToPause(NobodyTouched):
    """Refuse a pause where nobody is sitting."""

    lead = _("Nobody was paused.")


@transaction.atomic(durable=True)
def pause(*, session_id: int, by: Actor, at: datetime | None = None, scope: Scope, reason: str) -> Done:
    """Pause everybody in a scope who is sitting now.

    Raises:
        NotFound, ReasonNeeded, SessionNotOpen, NobodyToPause
    """
    change = Change(
        kind=Intervention.Kind.PAUSE,
        assign=f"state = 'paused', stopped_at = {NOW}",
        where=f"s.state = 'running' AND {IN_TIME}",
        nobody=NobodyToPause,
    )
    return carry_out(session_id=session_id, by=by, at=at, scope=scope, reason=reason, change=change)
