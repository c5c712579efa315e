"""State until when an act lasted, and which limitation applies (行政处罚法第三十六条)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, lock, note, require_open
from cases.discretion.models import Limitation
from cases.discretion.weigh import STEPS
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.organisation.duties.holding import require

ARTICLE: Final = "中华人民共和国行政处罚法第三十六条"
GROUNDS: Final = {"life": "涉及公民生命健康安全且有危害后果", "finance": "涉及金融安全且有危害后果"}
OPEN: Final = ("check_clue", "file_case", "assign", *STEPS)


class LimitationReasonMissing(Invalid):
    """Refuse a longer or later limitation without what it rests on."""

    sentence = _("Say on what evidence this rests.")
    article = ARTICLE


@transaction.atomic(durable=True)
def state_limitation(
    *, case_id: int, by: Actor, at: datetime, reason: str, ended_on: date | None = None, ground: str = ""
) -> Limitation:
    """State that the act went on until a day, or that five years apply: ``ground`` is life or finance, with harm.

    Raises:
        LimitationReasonMissing: on its field. cases.acting.DayTooEarly: for an end before the act.
    """
    case = lock(case_id)
    require_open(case, *OPEN)
    require(by=by, duty="handle", agency=case.agency)
    if not reason.strip():
        raise LimitationReasonMissing(field="reason")
    if ended_on is not None:
        checked_day(ended_on, at=at, field="ended_on", not_before=case.act_on)
    facts = {
        "ended_on": ended_on, "ground": ground if ground in GROUNDS else "", "reason": reason.strip(),
        "stated_by": by.name, "stated_on": clock.day_of(at),
    }  # fmt: skip
    stated, _made = Limitation.objects.update_or_create(case=case, defaults=facts)
    note(case, act="state_limitation", by=by, at=at, body=facts)
    return stated
