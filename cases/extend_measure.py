"""Extend a seizure once by thirty days (行政强制法第二十五条)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock, note, require_open
from cases.assign import WHILE_HANDLED
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.measures import due_of, lasting
from cases.models import Measure
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.organisation.duties.holding import require


class NotExtendable(Refusal):
    """Refuse to extend what the law lets end: preservation, or a seizure for the second time."""

    sentence = _("Only a seizure can be extended, and only once.")
    article = "中华人民共和国行政强制法第二十五条"
    remedy = _("Dispose of the things by the due day.")


class ExtendedTooLate(Refusal):
    """Refuse to extend a measure whose time is over."""

    sentence = _("The time of this measure is over: it cannot be extended any more.")
    article = "中华人民共和国行政强制法第二十五条"
    remedy = _("End the measure and return the things.")


class ExtensionReasonMissing(Refusal):
    """Refuse an extension without the complicated circumstances that the law asks for."""

    sentence = _("Say which complicated circumstances call for the extension.")
    article = "中华人民共和国行政强制法第二十五条"


@transaction.atomic(durable=True)
def extend_measure(*, case_id: int, by: Actor, at: datetime, measure_id: int, reason: str) -> Measure:
    """Extend a seizure by thirty days on the head's approval, told to the party in writing with the reason.

    Raises:
        NotAllowed: without the head's duty. NotExtendable, ExtendedTooLate, ExtensionReasonMissing: as named.
    """
    case = lock(case_id)
    step = require_open(case, *WHILE_HANDLED)
    require(by=by, duty="decide", agency=case.agency)
    measure = lasting(case, measure_id)
    day = clock.day_of(at)
    if measure.kind != Measure.Kind.SEIZE or measure.extended_on is not None:
        raise NotExtendable(field="measure_id")
    if day > due_of(measure, on=day):  # a test that the party was told of keeps the term open
        raise ExtendedTooLate(field="measure_id")
    if not reason.strip():
        raise ExtensionReasonMissing(field="reason")
    before = measure.due_on
    measure.extended_on, measure.extension_reason = day, reason[:200]
    measure.due_on = due_of(measure)
    measure.save(update_fields=["extended_on", "extension_reason", "due_on"])
    keep_sheet(
        case=case, code="CF4", by=by, at=at, step=step.node.code,
        rows=[
            ("物品清单", measure.items), ("原期限", f"至{chinese_day(before)}"),
            ("延长后期限", f"至{chinese_day(measure.due_on)}"), ("理　　由", reason), ("批准人", by.name),
        ],
    )  # fmt: skip
    note(
        case, act="extend_measure", by=by, at=at,
        body={"measure": measure.pk, "due_before": before, "due_on": measure.due_on, "reason": reason},
    )  # fmt: skip
    return measure
