"""Find that another case of the same party was about another act (行政处罚法第二十九条)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock, note
from cases.discretion.models import ActCompared
from cases.models import Case
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.organisation.duties.holding import require

ARTICLE = "中华人民共和国行政处罚法第二十九条"


class ComparisonReasonMissing(Invalid):
    """Refuse to call two acts different without saying how."""

    sentence = _("Say by which facts the two acts differ.")
    article = ARTICLE


@transaction.atomic(durable=True)
def compare_acts(*, case_id: int, by: Actor, at: datetime, other_id: int, reason: str) -> ActCompared:
    """Record, as a head, that another case was about another act, so that its fine is no bar.

    Raises:
        NotAllowed: without the duty of deciding. ComparisonReasonMissing: on its field.
    """
    case = lock(case_id)
    require(by=by, duty="decide", agency=case.agency)
    if not reason.strip():
        raise ComparisonReasonMissing(field="reason")
    other = Case.objects.get(pk=other_id)
    made, _made = ActCompared.objects.update_or_create(
        case=case, other=other,
        defaults={"reason": reason.strip(), "found_by": by.name, "found_on": clock.day_of(at)},
    )  # fmt: skip
    note(case, act="compare_acts", by=by, at=at, body={"other": other.pk, "reason": made.reason})
    return made
