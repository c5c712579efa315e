"""Record a test of seized things: not counted if the party was told in writing (行政强制法第二十五条第三款)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, lock, note, require_open
from cases.assign import WHILE_HANDLED
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.measures import due_of, lasting
from cases.models import Measure
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal
from enforcement.organisation.duties.holding import require


class SpanBackwards(Invalid):
    """Refuse a test that ends before it begins."""

    sentence = _("The test ends before it begins.")


class OnlySeizures(Invalid):
    """Refuse a test on preserved evidence: nothing stops its seven days."""

    sentence = _("Only the days of a seizure stop during a test; preserved evidence has seven working days.")
    article = "中华人民共和国行政处罚法第五十六条"


class BegunTooLate(Refusal):
    """Refuse a test that begins when the seizure is over: it would hide that the things were not given back."""

    sentence = _("The seizure ended before this test began: its days cannot be left out any more.")
    article = "中华人民共和国行政强制法第二十五条"
    remedy = _("End the measure and return the things.")


@transaction.atomic(durable=True)
def record_testing(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    measure_id: int,
    from_on: date,
    to_on: date | None = None,
    told_on: date | None = None,
) -> Measure:
    """Enter when a test began and ended and when the party was told in writing; the due day moves accordingly.

    Raises:
        NotAllowed: without the duty of handling. SpanBackwards, OnlySeizures, BegunTooLate: on their fields.
    """
    case = lock(case_id)
    step = require_open(case, *WHILE_HANDLED)
    require(by=by, duty="handle", agency=case.agency)
    measure = lasting(case, measure_id)
    if measure.kind != Measure.Kind.SEIZE:
        raise OnlySeizures(field="measure_id")
    begun = checked_day(from_on, at=at, field="from_on", not_before=measure.taken_on)
    if to_on is not None and to_on < begun:
        raise SpanBackwards(field="to_on")
    before = measure.due_on
    measure.test_from_on = measure.test_to_on = measure.test_told_on = None
    if told_on is not None and begun > due_of(measure):
        raise BegunTooLate(field="from_on")
    measure.test_from_on, measure.test_to_on, measure.test_told_on = begun, to_on, told_on
    measure.due_on = due_of(measure)
    measure.save(update_fields=["test_from_on", "test_to_on", "test_told_on", "due_on"])
    keep_sheet(
        case=case, code="JY", by=by, at=at, step=step.node.code,
        rows=[
            ("检验物品", measure.items), ("开始日期", chinese_day(begun)),
            ("结束日期", chinese_day(to_on) if to_on else "未结束"),
            ("书面告知", chinese_day(told_on) if told_on else "未书面告知，期间照常计算"),
            ("措施期限", f"至{chinese_day(measure.due_on)}"),
        ],
    )  # fmt: skip
    note(
        case, act="record_testing", by=by, at=at,
        body={"measure": measure.pk, "from_on": begun, "to_on": to_on, "told_on": told_on, "due_before": before,
              "due_on": measure.due_on},
    )  # fmt: skip
    return measure
