"""Approve an urgent measure within twenty-four hours, or have it lifted at once (行政强制法第十九条)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import note
from cases.documents.layout import chinese_moment
from cases.documents.sheets import keep_sheet
from cases.evidence.urgency import approve_by
from cases.evidence.when import lock_for
from cases.measures import lasting
from cases.models import Measure
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder

LIFTED = "负责人不予批准，立即解除并返还当事人"


class NothingUrgent(OutOfOrder):
    """Refuse to approve what was approved already."""

    sentence = _("This measure was approved already.")


class OpinionOnMeasureMissing(Invalid):
    """Refuse an answer without the head's opinion."""

    sentence = _("Write the opinion: why the measure was urgent, or why it is lifted.")


@transaction.atomic(durable=True)
def regularise(*, case_id: int, by: Actor, at: datetime, measure_id: int, approved: bool, opinion: str) -> Measure:
    """Approve after the fact, or lift the measure; an approval after twenty-four hours is kept and stays a red finding.

    Raises:
        NotAllowed: without the head's duty. NothingUrgent, OpinionOnMeasureMissing: as named.
    """
    case, step = lock_for(case_id, by, "decide")
    measure = lasting(case, measure_id)
    until = approve_by(measure)
    if until is None or measure.regularised_at is not None:
        raise NothingUrgent(field="measure_id")
    if not opinion.strip():
        raise OpinionOnMeasureMissing(field="opinion")
    measure.regularised_at, measure.approved_by = at, by.name
    if not approved:
        measure.ended_on, measure.disposition = clock.day_of(at), LIFTED
    measure.save(update_fields=["regularised_at", "approved_by", "ended_on", "disposition"])
    late = at > until
    keep_sheet(
        case=case, code="BQ", by=by, at=at, step=step.node.code,
        rows=[
            ("措　　施", measure.get_kind_display()), ("物品清单", measure.items),
            ("实施时间", chinese_moment(measure.taken_at) if measure.taken_at else ""),
            ("审批意见", opinion), ("结　　论", "准予补办" if approved else LIFTED),
            ("是否逾期", "超过二十四小时" if late else "二十四小时以内"), ("负责人", by.name),
        ],
    )  # fmt: skip
    note(
        case, act="regularise_measure", by=by, at=at,
        body={"measure": measure.pk, "approved": approved, "late": late, "opinion": opinion, "until": until},
    )  # fmt: skip
    return measure
