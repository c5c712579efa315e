"""Send a yearly report back to whoever draws it up."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.yearly.access import require_part
from cases.yearly.locking import lock, note
from cases.yearly.models import YearlyReport
from cases.yearly.pass_on import OtherState
from enforcement.actor import Actor
from enforcement.errors import Invalid

LEAST = 5
State = YearlyReport.State


class ReturnReason(Invalid):
    """Refuse to send back without a reason."""

    sentence = _("Say what is to be changed, in at least five characters.")


@transaction.atomic(durable=True)
def return_report(*, report_id: int, by: Actor, at: datetime, reason: str) -> YearlyReport:
    """Send a report back to whoever draws it up: the checker, or the head after the check.

    Raises:
        NotFound, NotAllowed, OtherState. ReturnReason: on its field.
    """
    report = lock(report_id, by)
    if report.state not in {State.DRAFT, State.CHECKED, State.APPROVED}:
        raise OtherState
    require_part(by, "check" if report.state == State.DRAFT else "approve", report.agency)
    if len(reason.strip()) < LEAST:
        raise ReturnReason(field="reason")
    report.state, report.returned = State.DRAFT, reason.strip()
    report.checked_at = report.checked_by = report.approved_at = report.approved_by = None
    report.save(
        update_fields=["state", "returned", "checked_at", "checked_by", "approved_at", "approved_by"]
    )  # fmt: skip
    note(report, "yearly.return", by, at, {"reason": reason.strip()})
    return report
