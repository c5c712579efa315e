"""The system's figures for a progress report of a year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cases.supervision.models import Alarm, Complaint
from cases.yearly.compute import content_of, counted_agencies
from cases.yearly.counting.facts import Cells, rate, summed
from cases.yearly.models import TrainingEvent
from cases.yearly.office.standing import standing_of
from enforcement.organisation.models import Agency

COUNTED = (
    "case.filed", "case.closed", "case.no_penalty", "case.lighter", "case.police", "penalty.total", "penalty.on_spot",
    "penalty.annulled", "coercion.seize", "execution.court", "other.inspection", "officer.posts", "officer.valid",
    "officer.hours", "officer.reviewers", "remedy.reconsidered", "remedy.corrected", "remedy.sued", "remedy.lost",
)  # fmt: skip
RATES = {
    "valid": ("officer.valid", "officer.posts"), "heard": ("own.heard", "own.decided"),
    "reviewed": ("own.reviewed", "own.decided"), "discussed": ("own.discussed", "own.decided"),
    "published": ("own.published", "own.to_publish"), "timely": ("own.timely", "own.left"),
    "trained": ("officer.trained", "officer.posts"),
}  # fmt: skip


def figures_of(agency: Agency, year: int, known_on: date) -> dict[str, str]:
    """Return figures by name as texts: counts, and shares in per cent ("—" where there is nothing to share)."""
    content = content_of(agency, year, known_on)
    entries = content["agencies"]
    cells: Cells = summed({line: Decimal(amount) for line, amount in one["cells"].items()} for one in entries)
    told = {line: f"{cells.get(line, 0):,.0f}" for line in COUNTED}
    for name, (part, whole) in RATES.items():
        share = rate(cells, part, whole)
        told[name] = "—" if share is None else f"{share}"
    return told | _supervised(agency, year) | _law_office(agency, year, known_on) | {"year": str(year)}


def _supervised(agency: Agency, year: int) -> dict[str, str]:
    ids = [one.pk for one in counted_agencies(agency)]
    alarms = Alarm.objects.filter(agency__in=ids, raised_at__year=year)
    complaints = Complaint.objects.filter(agency__in=ids, made_at__year=year)
    return {
        "alarms": str(alarms.count()), "red": str(alarms.filter(severity="red").count()),
        "settled": str(alarms.filter(state="settled").count()), "complaints": str(complaints.count()),
        "answered": str(complaints.filter(state="answered").count()),
        "founded": str(complaints.filter(outcome="founded").count()),
    }  # fmt: skip


def _law_office(agency: Agency, year: int, known_on: date) -> dict[str, str]:
    on = min(known_on, date(year, 12, 31))
    below = [one for one in counted_agencies(agency) if one.kind in {"department", "township"} and one.fields]
    rows = standing_of(below, on=on, today=known_on)
    full = sum(1 for row in rows for target in row.targets if target.code == "section" and target.light == "green")
    events = TrainingEvent.objects.filter(agency=agency, held_on__year=year, withdrawn="")
    return {
        "agencies": str(len(below)), "sections_full": str(full), "classes": str(events.filter(kind="leaders").count()),
        "lectures": str(events.filter(kind="lecture").count()),
    }  # fmt: skip
