"""What the acts of a hearing share: the hearing under way and the days that the law counts."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cases.documents.layout import chinese_day
from cases.models import Case, Hearing
from cases.suspension import start_clock, stop_clock
from enforcement.errors import OutOfOrder, Refusal
from enforcement.flowcharts import store
from enforcement.flowcharts.calendar.current import calendar
from enforcement.flowcharts.deadlines import clear_working_days
from enforcement.web.times import say_day

GROUND: Final = "hearing"
"""The ground under which a chart says that the time of a hearing is not counted."""


class NoHearing(OutOfOrder):
    """Refuse an act on a hearing that nobody requested."""

    sentence = _("No hearing is under way in this case.")


class TooSoon(Refusal):
    """Refuse a hearing day that leaves the party fewer than seven clear working days."""

    article = "中华人民共和国行政处罚法第六十四条第二项"

    def __init__(self, first_on: date, days: int = 7) -> None:
        super().__init__(
            ngettext(
                "The party must have the notice at least %(n)d working day before the hearing.",
                "The party must have the notice at least %(n)d working days before the hearing.",
                days,
            )
            % {"n": days},
            remedy=_("The first lawful day is %(day)s.") % {"day": say_day(first_on)},
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


def stop_for_hearing(case: Case, *, from_on: date) -> None:
    """Stop the ninety days while the hearing lasts, where the case's chart says so (市场监管程序规定第六十四条)."""
    steps = [node.step for node in store.graph_of(case.run.version_id).nodes if node.step] if case.run else []
    if any(rule.ground == GROUND and rule.clock == "case" for step in steps for rule in step.suspensions):
        stop_clock(case, from_on=from_on, document=f"{chinese_day(from_on)}听证申请", ground=GROUND)


def go_on_after_hearing(case: Case, *, to_on: date) -> None:
    """Let the ninety days run again once the hearing is over; nothing where they did not stop."""
    start_clock(case, to_on=to_on, ground=GROUND)
