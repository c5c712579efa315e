"""Training of the demo's new officers: the hours that a first credential asks for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cases.demo.bodies import DEPARTMENTS
from cases.demo.ground import STARTED_AT, actor
from cases.demo.people import Staff
from certification.record_training import record_training

COURSES = (
    ("public_law", "40", "公共法律知识岗前培训"),
    ("professional", "20", "专业法律知识岗前培训"),
    ("conduct", "8", "职业素养培训"),
)
HELD_ON = date(2025, 12, 19)


def record(staff: Staff) -> None:
    """Record the courses of every new officer."""
    for key in DEPARTMENTS:
        agency = staff.agencies[key]
        by = actor(staff.of(key, "clerk"), agency)
        for kind, hours, title in COURSES:
            record_training(
                person_id=staff.of(key, "candidate").pk, by=by, at=STARTED_AT, agency_id=agency.pk, kind=kind,
                hours=Decimal(hours), on=HELD_ON, title=title,
            )  # fmt: skip
