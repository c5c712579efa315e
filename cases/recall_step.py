"""Take back a step that one closed, while the next has not acted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.acting import hold_rules, lock
from cases.models import Case, Defence
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound
from enforcement.flowcharts.engine.recall import NotRecallable, recall
from enforcement.flowcharts.models import StepRecord
from enforcement.organisation.duties.holding import holds

RECALLABLE: Final = frozenset({
    "check_clue", "investigate", "conclude_investigation", "check_case", "propose", "hear_defence", "review", "record",
})  # fmt: skip
"""Steps inside the agency: nothing went out to the party, took a number or was decided."""
LAID: Final[dict[str, Callable[[Case], QuerySet[Any, Any]]]] = {
    "conclude_investigation": lambda case: case.proposals.order_by("pk"),
    "check_case": lambda case: case.checks.order_by("pk"),
    "hear_defence": lambda case: Defence.objects.filter(notice__case=case).order_by("pk"),
    "review": lambda case: case.reviews.order_by("pk"),
}
"""What a step lays that rules, guards and later acts read; who acted, and inquiries held, stay what they were."""
LASTING: Final = frozenset({"suspend", "resumed", "hearing"})
"""Outcomes that stopped or started a clock, which have their own way back, and the party's request for a hearing."""


class RecallReasonMissing(Invalid):
    """Refuse to take a step back without saying why."""

    sentence = _("Say why the step is taken back: it stands in the record.")


@transaction.atomic(durable=True)
def recall_step(*, case_id: int, by: Actor, at: datetime, record_id: UUID, reason: str) -> Case:
    """Open a step again for the one who closed it, or for the head; both visits stay in the record.

    What it laid is read no more: its row, and the facts and days that conditions and limits read.

    Raises:
        NotFound: if the case has no such step. NotAllowed: for others. RecallReasonMissing: on its field.
        NotRecallable: for a step that went out of the agency. NextStepActed: if something was done after it.
    """
    case = lock(case_id)
    record = StepRecord.objects.filter(pk=record_id, run=case.run).select_related("node").first()
    if record is None:
        raise NotFound
    if not is_recallable(record):
        raise NotRecallable(field="record_id")
    if not may_recall(record, by.person_id, is_head=holds(person_id=by.person_id, duty="decide", agency=case.agency)):
        raise NotAllowed
    if not reason.strip():
        raise RecallReasonMissing(field="reason")
    _take_back(case, record.node.act, at)
    hold_rules(case, "recall_step", at)
    recall(run_id=record.run_id, by=by, at=at, record_id=record.pk, reason=reason.strip())
    return case


def _take_back(case: Case, act: str, at: datetime) -> None:
    """Let nobody read any more what the step laid: nothing was done since, so it is the last row of its kind."""
    laid = LAID.get(act)
    last = laid(case).last() if laid else None
    if last is not None:
        last.recalled_at = at
        last.save(update_fields=["recalled_at"])


def is_recallable(record: StepRecord) -> bool:
    """Return whether a finished step is of the kind that may be taken back."""
    return record.left_at is not None and record.node.act in RECALLABLE and record.outcome not in LASTING


def may_recall(record: StepRecord, person_id: int | None, *, is_head: bool) -> bool:
    """Return whether a person may take it back: the one who closed it, or the head."""
    return person_id is not None and (is_head or record.actor.get("person_id") == person_id)


def recallable(case: Case, person_id: int | None, *, is_head: bool) -> list[StepRecord]:
    """Return the steps that a person may take back now: those that opened what is open, and nothing acted since."""
    since = StepRecord.objects.filter(run=case.run, left_at__isnull=True, opened_by__isnull=False)
    ids = {one for one in since.values_list("opened_by", flat=True) if one is not None}
    acted = set(StepRecord.objects.filter(opened_by__in=ids, left_at__isnull=False).values_list("opened_by", flat=True))
    found = StepRecord.objects.filter(pk__in=ids - acted).select_related("node").order_by("-left_at")
    return [r for r in found if is_recallable(r) and may_recall(r, person_id, is_head=is_head)]
