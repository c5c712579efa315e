"""What the acts of a hearing share: the hearing under way and the days that the law counts."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.models import Case, Hearing
from enforcement.errors import OutOfOrder, Refusal
from enforcement.flowcharts.calendar.current import calendar
from enforcement.flowcharts.deadlines import clear_working_days


class NoHearing(OutOfOrder):
    """Refuse an act on a hearing that nobody requested."""

    sentence = _("No hearing is under way in this case.")


class TooSoon(Refusal):
    """Refuse a hearing day that leaves the party fewer than seven clear working days."""

    article = "中华人民共和国行政处罚法第六十四条第二项"

    def __init__(self, first_on: date) -> None:
        super().__init__(
            _("The party must have the notice at least seven working days before the hearing."),
            remedy=_("The first lawful day is %(day)s.") % {"day": first_on.isoformat()},
            field="planned_on",
        )


def hearing_of(case: Case) -> Hearing:
    """Return the hearing under way.

    Raises:
        NoHearing: if there is none.
    """
    found = Hearing.objects.filter(case=case, ended_on__isnull=True, reported_on__isnull=True).order_by("pk").last()
    found = found or Hearing.objects.filter(case=case, ended_on__isnull=True).order_by("pk").last()
    if found is None:
        raise NoHearing
    return found


def first_lawful_day(served_on: date, days: int, *, clear: bool) -> date:
    """Return the first day for a hearing whose notice is served on a day (the day of service never counts)."""
    worked = calendar()
    return worked.add_working(served_on, days + 1 if clear else days)


def is_too_soon(served_on: date, held_on: date, days: int, *, clear: bool) -> bool:
    """Return whether the notice leaves fewer working days than the law asks for."""
    worked = calendar()
    counted = clear_working_days(served_on, held_on, worked)
    return counted + (0 if clear else int(worked.is_working(held_on))) < days
