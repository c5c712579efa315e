"""Entrust a body with a test and tell the party in writing (行政强制法第二十五条第三款): the clocks stand meanwhile."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, note
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.evidence.testing import follow
from cases.evidence.when import lock_for
from cases.measures import lasting
from cases.models import EntrustedTest, Measure, Sample
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound


class BodyUnfit(Invalid):
    """Refuse a test by a body without the number of its qualification."""

    sentence = _("Only a qualified body may test: write the number of its qualification.")


class AlreadyTested(Invalid):
    """Refuse a second test of things whose test lasts or whose days out were counted already."""

    sentence = _("A test of these things was recorded already; its days out are counted once.")


@transaction.atomic(durable=True)
def entrust_test(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    subject: str,
    body: str,
    qualification: str,
    question: str,
    from_on: date | None = None,
    told_on: date | None = None,
    sample_id: int | None = None,
    measure_id: int | None = None,
) -> EntrustedTest:
    """Send something to be tested; without ``told_on`` no clock stands.

    Raises:
        BodyUnfit, AlreadyTested: on their fields. NotFound: for a sample or measure of another case.
    """
    case, step = lock_for(case_id, by)
    begun = checked_day(from_on, at=at, field="from_on", not_before=case.clue_on)
    if not qualification.strip():
        raise BodyUnfit(field="qualification")
    sample = Sample.objects.filter(inquiry__case=case, pk=sample_id).first() if sample_id else None
    if sample_id and sample is None:
        raise NotFound
    measure = lasting(case, measure_id) if measure_id else None
    if measure is not None and (measure.kind != Measure.Kind.SEIZE or measure.test_from_on is not None):
        raise AlreadyTested(field="measure_id")
    told = checked_day(told_on, at=at, field="told_on", not_before=case.clue_on) if told_on else None
    made = EntrustedTest.objects.create(
        case=case, sample=sample, measure=measure, subject=subject, body=body, qualification=qualification,
        question=question, from_on=begun, told_on=told,
    )  # fmt: skip
    follow(case, made)
    keep_sheet(
        case=case, code="WT", by=by, at=at, step=step.node.code,
        rows=[
            ("受委托机构", f"{body}（{qualification}）"), ("检验物品", subject), ("委托事项", question),
            ("备份样品", f"{sample.kept_back}，封条{sample.seal_number}" if sample else "无"),
            ("开始日期", chinese_day(begun)),
            ("书面告知", chinese_day(told) if told else "未书面告知，期间照常计算"),
        ],
    )  # fmt: skip
    note(
        case, act="entrust_test", by=by, at=at,
        body={"test": made.pk, "body": body, "from_on": begun, "told_on": told, "measure": measure_id,
              "sample": sample_id},
    )  # fmt: skip
    return made
