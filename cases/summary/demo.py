"""Cases on the spot of the demo: to be confirmed by the second officer, to be reported, with money to hand in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from cases.demo.life import Office
from cases.demo.people import Staff
from cases.models import Case
from cases.summary.confirm_on_spot import confirm_on_spot
from cases.summary.penalise_on_spot import penalise_on_spot
from cases.summary.report_on_spot import report_on_spot
from enforcement import clock


def lay(staff: Staff) -> None:
    """Lay them through the acts."""
    office = Office(staff, clock.now())
    second = office.by("urban", "co")
    _spot(office, 0, "张某（示例）", fine=Decimal(50))
    reported = _spot(office, 1, "李某（示例）", fine=Decimal(100), ground="68a", receipt="鲁财示0001")
    open_ = _spot(office, 2, "王某（示例）", kinds=("warning",))
    for case in (reported, open_):
        confirm_on_spot(case_id=case.pk, by=second, at=case.registered_at)
    report_on_spot(case_id=reported.pk, by=office.by("urban", "lead"), at=reported.registered_at)


def _spot(office: Office, days: int, party: str, **facts: Any) -> Case:
    agency = office.staff.agencies["urban"]
    whole = {"kinds": ("fine",), "refusal": "当事人当场未带笔，已口头确认", **facts}
    return penalise_on_spot(
        by=office.by("urban", "lead"), at=office.ago(days), agency_id=agency.pk, field="urban",
        second_id=office.staff.of("urban", "co").pk, party_kind="person", party_name=party, place="市中街道示例路",
        facts="在人行道上摆放货架，占地约二平方米。", cause="占用人行道摆放物品", penalty="示例条例第十条",
        rights_told=True, **whole,
    )  # fmt: skip
