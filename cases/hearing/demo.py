"""Hearings of the demo: the table of large amounts of two agencies, and a hearing under way on the tablet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from cases.demo.life import Office
from cases.demo.people import Staff
from cases.hearing.attend import attend
from cases.hearing.large_amounts import enter_amount
from cases.hearing.open_session import open_session
from cases.hearing.save_section import save_section
from cases.models import Hearing
from cases.queries import open_steps
from enforcement import clock

FROM: Final = date(2024, 1, 1)
SOURCE: Final = "演示：某市行政处罚听证较大数额标准〔2024〕1号"
SAID: Final = {
    "open": "09:00 主持人：现在开始听证。案由和依据已经宣布，请遵守听证纪律。",
    "rights": "09:05 主持人：到场人员身份核对无误，各方对听证人员不申请回避。",
    "officers": "09:10 调查人员：现场检查发现违法事实，有检查笔录、照片和询问笔录证明，建议处以罚款。",
}


def lay(staff: Staff) -> None:
    """Enter the amounts from which a hearing may be asked for, and open the hearings whose day has come."""
    office = Office(staff, clock.now())
    for agency, field in (("urban", "urban"), ("agriculture", "agriculture")):
        for party, amount in (("person", 10000), ("organisation", 100000)):
            enter_amount(
                agency_id=staff.agencies[agency].pk, by=office.by(agency, "reviewer"), at=office.at, party=party,
                penalty="fine", amount=Decimal(amount), from_on=FROM, source=SOURCE, field=field,
            )  # fmt: skip
    _sessions(office)


def _sessions(office: Office) -> None:
    runs = open_steps().filter(node__act="hold_hearing").values("run")
    rows = Hearing.objects.filter(case__run__in=runs, planned_on__lte=clock.day_of(office.at), held_on=None)
    keys = {agency.pk: key for key, agency in office.staff.agencies.items()}
    for hearing in rows.select_related("case__agency", "case__party")[:2]:
        by = office.by(keys[hearing.case.agency_id], "chair")
        if by.person_id != hearing.chair_id:
            continue
        common: dict[str, Any] = {"case_id": hearing.case_id, "by": by, "at": office.at}
        open_session(**common)
        attend(**common, role="party", name=hearing.case.party.representative or hearing.case.party.name)
        attend(**common, role="investigator", name="调查人员")
        for code, text in SAID.items():
            save_section(**common, session=hearing.session, code=code, text=text, revision=0)
