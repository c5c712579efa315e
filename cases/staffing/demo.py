"""A request for recusal and a hand-over of the demo that wait, so that their pages have something to show."""

from __future__ import annotations

from cases.demo.life import Office
from cases.demo.people import Staff
from cases.models import Assignment, Case
from cases.staffing.change_lead import change_lead
from cases.staffing.request_recusal import request_recusal
from enforcement import clock

AGENCY = "urban"


def lay(staff: Staff) -> None:
    """Ask for one recusal and approve one change of the lead, in two cases that are under way."""
    office = Office(staff, clock.now())
    agency = staff.agencies[AGENCY]
    rows = Case.objects.filter(agency=agency, run__records__left_at__isnull=True, run__records__node__act="investigate")
    cases = list(rows.distinct()[:2])
    if not cases:
        return
    lead, co = (staff.of(AGENCY, place) for place in ("lead", "co"))
    request_recusal(
        case_id=cases[0].pk, by=office.by(AGENCY, "lead"), at=office.at, person_id=co.pk, origin="party",
        ground="当事人称该人员与举报人系亲属，可能影响公正处理。", asked_on=clock.day_of(office.ago(1)),
    )  # fmt: skip
    for case in cases[1:]:
        leads = case.assignments.filter(to_on__isnull=True, role=Assignment.Role.LEAD).values_list(
            "person_id", flat=True
        )
        to = co if lead.pk in leads else lead
        change_lead(
            case_id=case.pk, by=office.by(AGENCY, "head"), at=office.at, lead_id=to.pk,
            reason="原主办人参加专项整治，调整分工。",
        )  # fmt: skip
