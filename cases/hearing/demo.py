"""Hearings of the demo: the table of large amounts of two agencies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cases.demo.life import Office
from cases.demo.people import Staff
from cases.hearing.large_amounts import enter_amount
from enforcement import clock

FROM = date(2024, 1, 1)
SOURCE = "演示：某市行政处罚听证较大数额标准〔2024〕1号"


def lay(staff: Staff) -> None:
    """Enter from which fines persons and organisations may ask for a hearing in urban management and agriculture."""
    office = Office(staff, clock.now())
    for agency, field in (("urban", "urban"), ("agriculture", "agriculture")):
        for party, amount in (("person", 10000), ("organisation", 100000)):
            enter_amount(
                agency_id=staff.agencies[agency].pk, by=office.by(agency, "reviewer"), at=office.at, party=party,
                penalty="fine", amount=Decimal(amount), from_on=FROM, source=SOURCE, field=field,
            )  # fmt: skip
