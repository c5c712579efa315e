"""Recuse a supervisor from a matter: from then on that person takes no part in it (公务员法第七十六条)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.matters.acting import SUPERVISE, lock, needed, note
from cases.supervision.matters.models import Recusal
from cases.supervision.matters.papers import keep_sheet
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.organisation.duties.holding import holders

BEFORE_CLOSE = (
    "triage_matter", "correct_on_spot", "find_on_matter", "issue_urging", "issue_opinion", "judge_answer",
    "recheck_objection", "answer_proposal", "verify_execution", "end_follow_up",
)  # fmt: skip


class RecusedAlready(Refusal):
    """Refuse to recuse somebody twice, or somebody who does not supervise the organ."""

    sentence = _("This person does not supervise the organ, or was recused already.")


@transaction.atomic(durable=True)
def recuse_supervisor(*, matter_id: int, by: Actor, at: datetime, person_id: int, reason: str) -> Recusal:
    """Recuse a supervisor with the reason; anybody who supervises the organ may, oneself included.

    Raises:
        RecusedAlready: as named. cases.supervision.matters.acting.TextMissing: on its field.
    """
    matter = lock(matter_id, *BEFORE_CLOSE, by=by, at=at, duty=SUPERVISE)
    person = holders(duty=SUPERVISE, agency=matter.agency).filter(pk=person_id).first()
    if person is None or matter.recusals.filter(person=person).exists():
        raise RecusedAlready(field="person_id")
    made = Recusal.objects.create(
        matter=matter, person=person, name=person.name, reason=needed(reason, "reason"), on=clock.day_of(at)
    )
    keep_sheet(matter, "HB", "监督人员回避登记表", [("回避人员", made.name), ("理　　由", made.reason)], by=by, at=at)
    note(matter, act="recuse_supervisor", by=by, at=at, body={"person": person.pk, "reason": made.reason})
    return made
