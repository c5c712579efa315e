"""Record a correction on the spot (V03): what the organ put right at once, verified by a supervisor."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day
from cases.documents.layout import chinese_day
from cases.supervision.matters.acting import SUPERVISE, leave, lock, needed
from cases.supervision.matters.models import Correction, Matter
from cases.supervision.matters.papers import keep_file, keep_sheet
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid


class NotVerified(Invalid):
    """Refuse a correction that no supervisor looked at."""

    sentence = _("Tick that you saw yourself that it is corrected.")
    article = "行政执法监督条例第二十六条第二款"


@transaction.atomic(durable=True)
def correct_on_spot(
    *, matter_id: int, by: Actor, at: datetime, what: str, corrected_by: str, text: str, verified: bool = False,
    corrected_on: date | None = None, file: bytes = b"",
) -> Matter:  # fmt: skip
    """Record what was wrong, who of the organ corrected it, and how the supervisor verified it (第二十六条第二款).

    Raises:
        NotVerified, TextMissing, cases.papers.FileNotTaken: on their fields.
    """
    matter = lock(matter_id, "correct_on_spot", by=by, at=at, duty=SUPERVISE)
    if not verified:
        raise NotVerified(field="verified")
    day = checked_day(corrected_on, at=at, field="corrected_on", not_before=matter.opened_on)
    wrong, how, who = needed(what, "what"), needed(text, "text"), needed(corrected_by, "corrected_by")
    Correction.objects.create(
        matter=matter, agency=matter.agency, what=wrong, responsible=who, due_on=day, done_on=day, evidence=how
    )
    rows = [("存在问题", wrong), ("纠正情况", how), ("纠正人员", who), ("纠正日期", chinese_day(day)),
            ("核实意见", f"{by.name}于{chinese_day(clock.day_of(at))}核实，已当场纠正")]  # fmt: skip
    keep_sheet(matter, "JZ", "纠正记录", rows, by=by, at=at)
    if file:
        keep_file(matter, "JZF", "当场纠正证据", file, by=by, at=at)
    body = {"what": wrong, "corrected_by": who, "corrected_on": day}
    leave(matter, "correct_on_spot", by=by, at=at, outcome="verified", role=SUPERVISE, body=body)
    return matter
