"""Disagree with a legal opinion: coordinated first, then the head or a discussion (医疗保障程序规定第四十条)."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock, note, require_open
from cases.documents.sheets import keep_sheet
from cases.models import Case, ReviewDispute
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder
from enforcement.organisation.duties.holding import require

WHEN: Final = frozenset({
    "investigate", "conclude_investigation", "check_case", "propose", "notify_party", "hear_defence", "review",
})  # fmt: skip
SAID: Final = {
    "reviewer": "维持审核意见，案件纠正", "handlers": "审核人员采纳办案机构意见", "head": "协调不成，报机关负责人决定",
    "discussion": "协调不成，提请集体讨论",
}  # fmt: skip


class NothingToDispute(OutOfOrder):
    """Refuse to disagree where the last opinion passed, or a disagreement is open."""

    sentence = _("The last opinion passed, or a disagreement about it is under way already.")


class NoDispute(OutOfOrder):
    """Refuse to settle what nobody raised."""

    sentence = _("No disagreement about a legal opinion is open.")


class ReasonsOfDispute(Invalid):
    """Refuse to disagree without reasons, or to settle without saying how it was coordinated."""

    sentence = _("Write the reasons, and who was heard.")


@transaction.atomic(durable=True)
def raise_dispute(*, case_id: int, by: Actor, at: datetime, reasons: str) -> ReviewDispute:
    """Record why the handling unit holds the opinion to be wrong.

    Raises:
        NotAllowed: without the duty of handling. NothingToDispute, ReasonsOfDispute.
    """
    case = lock(case_id)
    step = require_open(case, *WHEN)
    require(by=by, duty="handle", agency=case.agency)
    last = case.reviews.last()
    if last is None or last.passed or last.disputes.filter(settled="").exists():
        raise NothingToDispute
    if not reasons.strip():
        raise ReasonsOfDispute(field="reasons")
    made = ReviewDispute.objects.create(review=last, raised_on=clock.day_of(at), raised_by=by.name, reasons=reasons)
    rows = [("审核意见", last.opinion), ("办案机构意见", reasons)]
    keep_sheet(case=case, code="FSY", by=by, at=at, step=step.node.code, rows=rows)
    note(case, act="raise_dispute", by=by, at=at, body={"review": last.pk, "reasons": reasons})
    return made


@transaction.atomic(durable=True)
def settle_dispute(*, case_id: int, by: Actor, at: datetime, settled: str, coordination: str) -> ReviewDispute:
    """Record the coordination and what came of it; without agreement the case goes to the head or to discussion.

    Raises:
        NotAllowed: without the duty of head. NoDispute, ReasonsOfDispute.
    """
    case = lock(case_id)
    step = require_open(case, *WHEN)
    require(by=by, duty="decide", agency=case.agency)
    found = open_dispute(case)
    if found is None:
        raise NoDispute
    if settled not in SAID or not coordination.strip():
        raise ReasonsOfDispute(field="coordination")
    found.settled, found.settled_on, found.coordination = settled, clock.day_of(at), coordination
    found.save(update_fields=["settled", "settled_on", "coordination"])
    rows = [("协调情况", coordination), ("处理结果", SAID[settled])]
    keep_sheet(case=case, code="FSX", by=by, at=at, step=step.node.code, rows=rows)
    note(case, act="settle_dispute", by=by, at=at, body={"settled": settled, "coordination": coordination})
    return found


def open_dispute(case: Case) -> ReviewDispute | None:
    """Return the disagreement that waits to be settled."""
    return ReviewDispute.objects.filter(review__case=case, settled="").last()


def may_dispute(case: Case) -> bool:
    """Return whether the last opinion may be disputed."""
    last = case.reviews.last()
    return last is not None and not last.passed and open_dispute(case) is None
