"""Declare papers void. Nothing is deleted: answers stay, and so does the state to which a paper can be brought back."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from exams.models import Intervention
from exams.proctoring.intervention import IN_TIME, NOW, OPEN_OR_CLOSED, Change, Done, NobodyTouched, carry_out
from exams.proctoring.scope import Scope

OVER = f"s.state = 'running' AND NOT ({IN_TIME})"


class NobodyToVoid(NobodyTouched):
    """Refuse to declare void what is void."""

    lead = _("No paper was declared void.")


VOIDING: Final = Change(
    kind=Intervention.Kind.VOID,
    assign=f"state = 'voided', prior = CASE WHEN {OVER} THEN 'expired' ELSE s.state END,"
    f" closed_at = CASE WHEN {OVER} THEN s.deadline_at ELSE s.closed_at END,"
    f" stopped_at = CASE WHEN s.state = 'paused' THEN s.stopped_at ELSE {NOW} END",
    where="s.state <> 'voided'",
    nobody=NobodyToVoid,
    states=OPEN_OR_CLOSED,
)


@transaction.atomic(durable=True)
def void(*, session_id: int, by: Actor, at: datetime | None = None, scope: Scope, reason: str) -> Done:
    """Declare the papers of a scope void, whatever their state; each keeps the state that it was in.

    A paused one keeps the moment of its pause too, so that reinstating and resuming give back all the time.

    Raises:
        NotFound, ReasonNeeded, SessionNotOpen, NobodyToVoid
    """
    return carry_out(session_id=session_id, by=by, at=at, scope=scope, reason=reason, change=VOIDING)
