"""Decide on answers that came after the end: accept all or those given in time, or reject them; never silently."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, Refusal
from exams import statements
from exams.late import delta_of
from exams.marking.remark import supersede
from exams.models import GradeRun, LatePacket
from exams.proctoring.access import reach_of
from exams.proctoring.intervention import reason_given
from exams.proctoring.late_packets import Comparison, compare, end_of
from exams.save import Delta
from exams.sitting_ledger import record

IN_TIME: Final = "in_time"
ALL: Final = "all"
REJECT: Final = "reject"


class DecidedAlready(Refusal):
    """Refuse a second decision."""

    sentence = _("This packet has been decided on already.")


class NothingInTime(Refusal):
    """Refuse to accept what was given in time where nothing was."""

    sentence = _("By that computer's own account, none of these answers was given before the end.")
    remedy = _("Accept all of them if you know better, or reject them, and say why.")


class NotClosedNow(Refusal):
    """Refuse to merge answers into a paper that is open, paused or void."""

    sentence = _("This paper is not closed now, so nothing can be added to it.")
    remedy = _("Wait until it has ended. A void paper must be reinstated first.")


class UnknownDecision(Invalid):
    """Refuse what is neither accepting nor rejecting."""

    sentence = _("Choose what becomes of the packet.")


@transaction.atomic(durable=True)
def decide_late(*, packet_id: int, by: Actor, at: datetime, decision: str, reason: str) -> LatePacket:
    """Decide on a packet. What is accepted is merged by one statement and journalled; a marked paper is marked again.

    Raises:
        NotFound, UnknownDecision, ReasonNeeded, DecidedAlready, NothingInTime, NotClosedNow, RegradeUnderWay,
        WaitsForMarkers, NothingToMark
    """
    if decision not in {IN_TIME, ALL, REJECT}:
        raise UnknownDecision(field="decision")
    reason = reason_given(reason)
    packet = _held(packet_id, by)
    body: dict[str, object] = {"packet": packet.pk, "sha256": packet.sha256, "reason": reason}
    if decision == REJECT:
        packet.state = LatePacket.State.REJECTED
    else:
        packet.state = LatePacket.State.ACCEPTED
        body |= {"only_in_time": decision == IN_TIME, **_merge(packet, at, only_in_time=decision == IN_TIME)}
    packet.reason, packet.decided_at, packet.decided_by = reason, at, by.name
    packet.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    verb = "exam.reject_late" if decision == REJECT else "exam.accept_late"
    record(sitting=packet.sitting, by=by, at=at, verb=verb, body=body)
    if decision != REJECT:
        supersede(sitting_id=packet.sitting_id, by=by, at=at, kind=GradeRun.Kind.LATE, reason=reason)
    return packet


def _held(packet_id: int, by: Actor) -> LatePacket:
    """Return a packet, held with its sitting, that the actor may decide on."""
    packet = (
        LatePacket.objects.select_for_update(of=("self", "sitting"))
        .select_related("sitting__session__exam__agency", "sitting__candidate")
        .filter(pk=packet_id)
        .first()
    )
    if packet is None:
        raise NotFound
    watch = reach_of(by=by, session=packet.sitting.session)
    if not watch.sees_room(packet.sitting.candidate.room_id):
        raise NotFound
    if packet.state != LatePacket.State.WAITING:
        raise DecidedAlready
    return packet


def _merge(packet: LatePacket, at: datetime, *, only_in_time: bool) -> dict[str, object]:
    delta = delta_of(packet)
    if only_in_time:
        kept = {row.number - 1 for row in compared(packet).rows if row.in_time}
        delta = Delta(
            {slot: mask for slot, mask in delta.masks.items() if slot in kept},
            {slot: words for slot, words in delta.words.items() if int(slot) in kept},
        )
    if not delta.masks:
        raise NothingInTime
    row = statements.row(statements.ACCEPT_LATE, {"id": packet.sitting_id, "at": at, **delta.parameters()})
    if row is None:
        raise NotClosedNow
    return {"seq": row["seq"], "questions": sorted(slot + 1 for slot in delta.masks)}


def compared(packet: LatePacket) -> Comparison:
    """Return a packet beside what its sitting has stored."""
    sitting = packet.sitting
    return compare(
        masks=packet.masks,
        texts=packet.texts,
        ages_ms=packet.ages_ms,
        received_at=packet.received_at,
        ended_at=end_of(
            closed_at=sitting.closed_at, deadline_at=sitting.deadline_at, grace_seconds=sitting.grace_seconds
        ),
        answers=sitting.answers,
        stored_texts=sitting.texts,
    )
