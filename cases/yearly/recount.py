"""Count a report again from the rows and tell where it differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cases.yearly.catalogue import entered_lines
from cases.yearly.compute import content_of, hash_of
from cases.yearly.models import YearlyReport

ENTERED = frozenset(line.code for line in entered_lines())


@dataclass(frozen=True, slots=True)
class Differs:
    """A cell that is counted otherwise now."""

    agency: str
    line: str
    frozen: Decimal
    now: Decimal


def is_whole(report: YearlyReport) -> bool:
    """Return whether a report says what was hashed when it was drawn up."""
    return report.sha256 == hash_of(report)


def differences(report: YearlyReport) -> Iterator[Differs]:
    """Yield the cells that differ from a count of the rows as of the same day; figures entered are left out."""
    content = content_of(report.agency, report.year, date.fromisoformat(report.content["known_on"]))
    then = {entry["id"]: entry for entry in report.content["agencies"]}
    now = {entry["id"]: entry for entry in content["agencies"]}
    for agency in sorted({*then, *now}):
        before, after = (side.get(agency, {}).get("cells", {}) for side in (then, now))
        for line in sorted({*before, *after} - ENTERED):
            was, is_ = Decimal(before.get(line, 0)), Decimal(after.get(line, 0))
            if was != is_:
                yield Differs((then.get(agency) or now[agency])["name"], line, was, is_)


def to_recount(year: int | None = None) -> list[YearlyReport]:
    """Return the newest version of each report, of a year or of all."""
    rows = YearlyReport.objects.select_related("agency").order_by("agency__path", "year", "version")
    newest = {(row.agency_id, row.year): row for row in (rows.filter(year=year) if year else rows)}
    return list(newest.values())
