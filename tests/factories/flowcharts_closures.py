"""The calendar: layers, notices in force, their days, and a due date that one moved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone

from enforcement.flowcharts.closures.confirm_revision import confirm_revision
from enforcement.flowcharts.closures.models import CalendarDay, CalendarLayer, CalendarRevision, DueChange
from enforcement.flowcharts.closures.propose_revision import propose_revision
from enforcement.flowcharts.closures.reading import StatedDay
from enforcement.flowcharts.models import Run
from enforcement.organisation.models import Agency
from tests.factories import flowcharts as charts

AT = datetime(2026, 11, 4, 2, 0, tzinfo=timezone.get_fixed_timezone(0))


def stated(off: Iterable[date], worked: Iterable[date] = ()) -> list[StatedDay]:
    """Return days off and days made up."""
    return [StatedDay(d, is_working=False) for d in off] + [StatedDay(d, is_working=True) for d in worked]


def a_proposal(agency: Agency, days: list[StatedDay], year: int = 0, at: datetime = AT) -> CalendarRevision:
    """Return a notice that one keeper has entered."""
    by = charts.actor(charts.a_person("system", agency=agency), agency)
    return propose_revision(by=by, at=at, notice_number="国办发明电〔2026〕9号", days=days, year=year)


def a_notice(agency: Agency, days: list[StatedDay], year: int = 0, at: datetime = AT) -> CalendarRevision:
    """Return a notice in force: entered by one keeper, confirmed by another."""
    made = a_proposal(agency, days, year, at)
    other = charts.actor(charts.a_person("supervise", agency=agency), agency)
    return confirm_revision(revision_id=made.pk, by=other, at=at)


def a_layer(agency: Agency) -> CalendarLayer:
    """Return the layer of an agency's closures."""
    return CalendarLayer.objects.create(kind="agency", agency=agency, name=agency.name)


def a_calendar_day(revision: CalendarRevision) -> CalendarDay:
    """Return a day of a notice that is not in force yet."""
    return CalendarDay.objects.create(revision=revision, day=date(2027, 1, 4), is_working=False)


def a_due_change(revision: CalendarRevision, run: Run) -> DueChange:
    """Return a due date that a notice moved by a day."""
    before = date(2027, 1, 4)
    return DueChange.objects.create(
        revision=revision,
        run=run,
        agency=run.agency,
        term="期限",
        due_before=before,
        due_after=before + timedelta(days=1),
    )
