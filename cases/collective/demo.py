"""Discussions of the demo: a meeting on the cases that wait for one."""

from __future__ import annotations

from datetime import timedelta

from cases.collective.call_meeting import call_meeting, waiting_for_roll
from cases.demo.life import Office
from cases.demo.people import Staff
from enforcement import clock

MOST = 3


def lay(staff: Staff) -> None:
    """Call a meeting in each agency where cases wait for the roll call."""
    office = Office(staff, clock.now())
    day = clock.day_of(office.at) + timedelta(days=3)
    for key, agency in staff.agencies.items():
        found = list(waiting_for_roll(agency)[:MOST])
        if found:
            call_meeting(
                agency_id=agency.pk, by=office.by(key, "deputy1"), at=office.at, planned_on=day, place="三楼会议室",
                discussion_ids=[one.pk for one in found],
            )  # fmt: skip
