"""Bring void papers back to the state that they were in; who was sitting gets back the time that was lost."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from exams.models import Intervention
from exams.proctoring.intervention import NOW, OPEN_OR_CLOSED, Change, Done, NobodyTouched, carry_out
from exams.proctoring.scope import Scope


class NobodyToReinstate(NobodyTouched):
    """Refuse to bring back what is not void."""

    lead = _("No paper here is void.")


REINSTATING: Final = Change(
    kind=Intervention.Kind.REINSTATE,
    assign="state = s.prior, prior = '',"
    f" deadline_at = s.deadline_at + CASE WHEN s.prior = 'running' THEN {NOW} - s.stopped_at"
    " ELSE interval '0 seconds' END,"
    " stopped_at = CASE WHEN s.prior = 'paused' THEN s.stopped_at END",
    where="s.state = 'voided'",
    nobody=NobodyToReinstate,
    states=OPEN_OR_CLOSED,
)


@transaction.atomic(durable=True)
def reinstate(*, session_id: int, by: Actor, at: datetime | None = None, scope: Scope, reason: str) -> Done:
    """Bring the void papers of a scope back.

    Raises:
        NotFound, ReasonNeeded, SessionNotOpen, NobodyToReinstate
    """
    return carry_out(session_id=session_id, by=by, at=at, scope=scope, reason=reason, change=REINSTATING)
