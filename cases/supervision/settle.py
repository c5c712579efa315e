"""Settle an alarm: a supervisor says why nothing more is to be done about it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.models import Alarm
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, OutOfOrder
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require

LEAST = 10


class ReasonTooShort(Invalid):
    """Refuse a reason that says nothing."""

    sentence = _("Say why the alarm is settled, in at least ten characters.")


class NotOpen(OutOfOrder):
    """Refuse an alarm that was settled or has lapsed."""

    sentence = _("This alarm is no longer open.")


@transaction.atomic(durable=True)
def settle_alarm(*, alarm_id: int, by: Actor, at: datetime, reason: str) -> Alarm:
    """Settle an open alarm with its reason; it is never raised again for the same fact.

    Raises:
        NotFound: if there is none. NotAllowed: without the duty of supervision over the agency.
        NotOpen: if it was settled before. ReasonTooShort: on the field.
    """
    found = Alarm.objects.select_for_update(of=("self",)).select_related("case", "agency").filter(pk=alarm_id)
    alarm = found.first()
    if alarm is None:
        raise NotFound
    if by.person_id is None:  # a person answers for it, never the system
        raise NotAllowed
    require(by=by, duty="supervise", agency=alarm.agency)
    if alarm.state != Alarm.State.OPEN:
        raise NotOpen
    said = reason.strip()
    if len("".join(said.split())) < LEAST:
        raise ReasonTooShort(field="reason")
    alarm.state, alarm.settled_at, alarm.reason = Alarm.State.SETTLED, at, said
    alarm.settled_by_id, alarm.settled_by_name = by.person_id, by.name
    alarm.save(update_fields=["state", "settled_at", "reason", "settled_by", "settled_by_name"])
    append(
        series=alarm.series, by=by, at=at, verb="alarm.settle",
        body={"alarm": alarm.pk, "rule": alarm.rule, "key": alarm.key, "reason": said},
    )  # fmt: skip
    return alarm
