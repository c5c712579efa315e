"""Read the confirmed revisions of the calendar: two statements, whatever their number."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from enforcement.flowcharts.calendar.fold import Told, fold
from enforcement.flowcharts.calendar.national import FIRST_ON, exceptions, years
from enforcement.flowcharts.calendar.workdays import WorkCalendar
from enforcement.flowcharts.closures.models import CalendarDay, CalendarRevision


@dataclass
class Held:
    """The calendar as of one revision: the nation's (with the province's days), and the closures of agencies."""

    number: int
    national: WorkCalendar
    exceptions: dict[date, bool]
    closures: dict[int, dict[date, bool]] = field(default_factory=dict)
    by_law: frozenset[int] = frozenset()
    built: dict[tuple[int, ...], WorkCalendar] = field(default_factory=dict)

    def of(self, agency_ids: tuple[int, ...]) -> WorkCalendar:
        """Return the calendar with the closures of some agencies, each built once."""
        if not agency_ids:
            return self.national
        if agency_ids not in self.built:
            days = dict(self.exceptions)
            for agency_id in agency_ids:
                days |= self.closures[agency_id]
            self.built[agency_ids] = build(self.number, self.national.last_published_on, days)
        return self.built[agency_ids]


def build(number: int, published_on: date, days: dict[date, bool]) -> WorkCalendar:
    """Build a calendar from the first year of the seed on."""
    return WorkCalendar.build(revision=number, first_on=FIRST_ON, last_published_on=published_on, exceptions=days)


def read(also: tuple[CalendarRevision, Told] | None = None) -> Held:
    """Read what is in force; ``also`` a revision that is only proposed, to see what it would do."""
    revisions = list(
        CalendarRevision.objects.filter(number__isnull=False).select_related("layer").defer("notice").order_by("number")
    )
    days: dict[int, dict[date, bool]] = defaultdict(dict)
    for pk, day, worked in CalendarDay.objects.filter(revision__number__isnull=False).values_list(
        "revision_id", "day", "is_working"
    ):
        days[pk][day] = worked
    told = [(r, Told(days[r.pk], r.year or 0)) for r in revisions] + ([also] if also else [])
    seed = years()
    common = [one for r, one in told if r.layer.agency_id is None]
    known, published_on = fold(exceptions(seed), date(max(seed), 12, 31), common)
    closures: dict[int, dict[date, bool]] = defaultdict(dict)
    for revision, one in told:
        if revision.layer.agency_id is not None:
            closures[revision.layer.agency_id] |= one.days
    number = max([0, *(r.number or 0 for r in revisions)]) + (1 if also else 0)
    by_law = frozenset(r.layer.agency_id for r, _one in told if r.layer.agency_id and r.layer.legal_basis)
    return Held(number, build(number, published_on, known), known, dict(closures), by_law)
