"""Let candidates start after the last moment for it; the end of the session stays what it is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from exams.models import Intervention, Session
from exams.proctoring.intervention import Change, Done, NobodyTouched, carry_out
from exams.proctoring.scope import Scope


class NobodyToAdmit(NobodyTouched):
    """Refuse to admit those who began."""

    lead = _("Nobody was admitted.")


class WrongUntil(Invalid):
    """Refuse a moment that is past, or at which the session is over."""

    sentence = _("Choose a moment from now on and before the session closes.")
    remedy = _("If it closes too soon for these candidates, give them more time as well, or register them elsewhere.")


@transaction.atomic(durable=True)
def admit_late(
    *, session_id: int, by: Actor, at: datetime | None = None, scope: Scope, until: datetime, reason: str
) -> Done:
    """Let those of a scope who have not begun start until a moment.

    Raises:
        NotFound, ReasonNeeded, SessionNotOpen, WrongUntil, NobodyToAdmit
    """
    closes_at = Session.objects.filter(pk=session_id).values_list("closes_at", flat=True).first()
    if closes_at is not None and not (at or clock.now()) < until <= closes_at:
        raise WrongUntil(field="until")
    change = Change(
        kind=Intervention.Kind.ADMIT_LATE,
        assign="admit_until = %(until)s",
        where="s.state = 'assigned'",
        nobody=NobodyToAdmit,
        facts={"until": until},
        told={"until": until},
    )
    return carry_out(session_id=session_id, by=by, at=at, scope=scope, reason=reason, change=change)
