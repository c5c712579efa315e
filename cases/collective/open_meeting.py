"""Call the roll once for every case of a meeting (C03): who is recused from one of them leaves for that case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock
from cases.collective.call_meeting import DUTY, cases_of
from cases.convene import call_roll, kept_out
from cases.models import Meeting
from enforcement.actor import Actor
from enforcement.errors import NotFound, OutOfOrder
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require


class RollCalled(OutOfOrder):
    """Refuse a second roll call."""

    sentence = _("The roll of this meeting was called already.")


@transaction.atomic(durable=True)
def open_meeting(
    *, meeting_id: int, by: Actor, at: datetime, held_on: date, present_ids: Sequence[int], head_id: int,
    recorder: str = "", attending: str = "",
) -> Meeting:  # fmt: skip
    """Open the meeting for each case on its agenda; a case without a quorum of its own fails, the others go on.

    Raises:
        enforcement.errors.NotAllowed: without the duty of discussion. RollCalled. And as :func:`cases.convene.convene`.
    """
    meeting = Meeting.objects.select_for_update().select_related("agency").filter(pk=meeting_id).first()
    if meeting is None:
        raise NotFound
    require(by=by, duty=DUTY, agency=meeting.agency)
    if meeting.held_on or meeting.failed_on:
        raise RollCalled
    said = []
    for case in cases_of(meeting):
        held = lock(case.pk)
        out = kept_out(held, at)
        here = [pk for pk in present_ids if pk not in out]
        talk = call_roll(
            held, by=by, at=at, held_on=held_on, present_ids=here, head_id=head_id, recorder=recorder,
            attending=attending,
        )  # fmt: skip
        said.append({"case": case.pk, "quorate": talk.held_on is not None, "left": sorted(out & set(present_ids))})
    quorate = any(one["quorate"] for one in said)
    meeting.held_on, meeting.failed_on = (held_on, None) if quorate else (None, held_on)
    meeting.save(update_fields=["held_on", "failed_on"])
    append(series=f"meeting:{meeting.pk}", by=by, at=at, verb="meeting.open", body={"held_on": held_on, "cases": said})
    return meeting
