"""Benchmarks of the demo: an issue of each department, published, and one that waits to be."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from cases.demo.bodies import DEPARTMENTS
from cases.demo.ground import FIELD_OF
from cases.demo.life import Office
from cases.demo.matters import KINDS
from cases.demo.people import Staff
from cases.discretion.demo_workbook import Offence, workbook
from cases.discretion.import_benchmarks import import_benchmarks
from cases.discretion.publish_benchmarks import publish_benchmarks
from certification.fields import FIELDS
from enforcement import clock

FROM: Final = date(2026, 1, 5)


def lay(staff: Staff) -> None:
    """Lay the issues through the acts: the head of legal affairs takes in, the head publishes."""
    office = Office(staff, clock.now())
    for key in DEPARTMENTS:
        issue(office, key, FROM)
    next_year = clock.day_of(office.at) + timedelta(days=60)
    issue(office, "urban", next_year, publish=False)


def issue(office: Office, key: str, from_on: date, *, publish: bool = True) -> None:
    """Take in an issue of a department, and publish it."""
    agency = office.staff.agencies[key]
    title = FIELDS[FIELD_OF[key]].title_zh
    made = import_benchmarks(
        agency_id=agency.pk, by=office.by(key, "reviewer"), at=office.at, content=workbook(title, _offences(key)),
        title=f"{title}行政处罚裁量基准", document_number=f"{agency.sign}发〔{from_on.year}〕{3 if publish else 18}号",
        from_on=from_on,
    )  # fmt: skip
    if publish:
        publish_benchmarks(issue_id=made.pk, by=office.by(key, "head"), at=office.at)


def _offences(key: str) -> list[Offence]:
    return [Offence(kind.cause, kind.basis, max(3000, max(kind.fines) * 2)) for kind in KINDS.get(key, ())]
