"""Settle an alarm in two steps: a supervisor says what it came to, another confirms it or sends it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.insiders import refuse_insider
from cases.supervision.models import Alarm
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, OutOfOrder
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require

LEAST = 10
DUTY = "supervise"


class ReasonTooShort(Invalid):
    """Refuse a reason that says nothing."""

    sentence = _("Say why the alarm is settled, in at least ten characters.")


class UnknownOutcome(Invalid):
    """Refuse an outcome that there is not."""

    sentence = _("Choose what the alarm came to.")


class NotOpen(OutOfOrder):
    """Refuse an alarm that was settled or has lapsed."""

    sentence = _("This alarm is no longer open.")


class NotProposed(OutOfOrder):
    """Refuse to review what nobody proposed."""

    sentence = _("No settlement of this alarm waits for review.")


class OwnProposal(NotAllowed):
    """Refuse the review by whoever proposed the settlement."""

    sentence = _("You proposed this settlement yourself: another supervisor confirms it.")
    remedy = _("Ask a colleague who supervises the same agency.")


@transaction.atomic(durable=True)
def settle_alarm(*, alarm_id: int, by: Actor, at: datetime, reason: str, outcome: str = Alarm.Outcome.MATTER) -> Alarm:
    """Say what an open alarm came to, and why; it waits for another supervisor.

    Raises:
        NotFound: if there is none. NotAllowed: without the duty of supervision over the agency, or with a post in it.
        NotOpen: if it was settled before. ReasonTooShort, UnknownOutcome: on the field.
    """
    alarm = _held(alarm_id, by, at)
    if alarm.state != Alarm.State.OPEN:
        raise NotOpen
    if outcome not in Alarm.Outcome.values:
        raise UnknownOutcome(field="outcome")
    alarm.state, alarm.outcome, alarm.reason = Alarm.State.PROPOSED, outcome, _said(reason, "reason")
    alarm.proposed_by_id, alarm.proposed_by_name, alarm.proposed_at = by.person_id, by.name, at
    alarm.save(update_fields=["state", "outcome", "reason", "proposed_by", "proposed_by_name", "proposed_at"])
    _tell(alarm, by, at, "alarm.propose", outcome=outcome, reason=alarm.reason)
    return alarm


@transaction.atomic(durable=True)
def review_settlement(*, alarm_id: int, by: Actor, at: datetime, agrees: bool, note: str = "") -> Alarm:
    """Confirm the settlement that another proposed, or send it back with the reason; then the alarm is open again.

    A settled alarm is never raised again for the same fact, unless the fact grows graver, or went and came back.

    Raises:
        NotFound: if there is none. NotAllowed: without the duty of supervision over the agency, or with a post in it.
        NotProposed: if nothing waits. OwnProposal: for the proposer. ReasonTooShort: sent back without saying why.
    """
    alarm = _held(alarm_id, by, at)
    if alarm.state != Alarm.State.PROPOSED:
        raise NotProposed
    if alarm.proposed_by_id == by.person_id:
        raise OwnProposal
    alarm.review_note = note.strip()[:500] if agrees else _said(note, "note")
    if agrees:
        alarm.state, alarm.settled_at = Alarm.State.SETTLED, at
        alarm.settled_by_id, alarm.settled_by_name = by.person_id, by.name
    else:
        alarm.state, alarm.outcome, alarm.reason = Alarm.State.OPEN, "", ""
        alarm.proposed_by_id, alarm.proposed_by_name, alarm.proposed_at = None, "", None
    alarm.save()
    _tell(alarm, by, at, "alarm.settle" if agrees else "alarm.send_back", note=alarm.review_note)
    return alarm


def _held(alarm_id: int, by: Actor, at: datetime) -> Alarm:
    found = Alarm.objects.select_for_update(of=("self",)).select_related("case", "agency").filter(pk=alarm_id)
    alarm = found.first()
    if alarm is None:
        raise NotFound
    if by.person_id is None:  # a person answers for it, never the system
        raise NotAllowed
    require(by=by, duty=DUTY, agency=alarm.agency)
    refuse_insider(by=by, agency=alarm.agency, at=at)
    return alarm


def _said(text: str, field: str) -> str:
    said = text.strip()
    if len("".join(said.split())) < LEAST:
        raise ReasonTooShort(field=field)
    return said[:500]


def _tell(alarm: Alarm, by: Actor, at: datetime, verb: str, **more: str) -> None:
    body = {"alarm": alarm.pk, "rule": alarm.rule, "key": alarm.key, **more}
    append(series=alarm.series, by=by, at=at, verb=verb, body=body)
