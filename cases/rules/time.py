"""When the limits of the law end: pure, over the working-day calendar.

The day of the event is not counted; a limit that ends on a rest day ends on the next working day
(民事诉讼法第八十五条).
Terms of two, three, five and seven days are working days, all others plain days (行政处罚法第八十五条).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from cases.rules.file import CaseFile, Legal
from enforcement.flowcharts.calendar.workdays import WorkCalendar
from enforcement.flowcharts.deadlines import (
    Due,
    Extended,
    Suspended,
    clear_working_days,
    due,
    latest_service_day,
)
from enforcement.flowcharts.graph import Limit

DAY = timedelta(days=1)
Span = tuple[date | None, date | None]
Fact = TypeVar("Fact")


def latest(facts: Iterable[Fact], on: Callable[[Fact], date]) -> Fact | None:
    """Return the last fact by its day, of several on one day the one entered last; None where there is none."""
    return max(reversed(list(facts)), key=on, default=None)  # of equals max keeps the first it meets


def working(start: date, days: int, calendar: WorkCalendar, suspended: Sequence[Suspended] = ()) -> date:
    """Return the last of some working days after an event."""
    return due(Limit(value=days, unit="working"), start, calendar, suspended).due_on


def plain(start: date, days: int, calendar: WorkCalendar, suspended: Sequence[Suspended] = ()) -> Due:
    """Return the end of some plain days after an event, raw and rolled off rest days."""
    return due(Limit(value=days, unit="calendar"), start, calendar, suspended)


def filing_due(clue_on: date, legal: Legal, calendar: WorkCalendar, suspended: Sequence[Suspended] = ()) -> date:
    """Return the last day to check a clue and decide on filing (市场监督管理行政处罚程序规定第十八条).

    The time of tests and appraisals (``suspended``) does not count.
    """
    return working(clue_on, legal.filing_days, calendar, suspended)


def filing_extended_due(
    clue_on: date, legal: Legal, calendar: WorkCalendar, suspended: Sequence[Suspended] = ()
) -> date:
    """Return the same with the one extension that the head may grant."""
    return working(clue_on, legal.filing_days + legal.filing_extension_days, calendar, suspended)


def defence_until(served_on: date, legal: Legal, calendar: WorkCalendar) -> date:
    """Return the last day of the party's defence."""
    return working(served_on, legal.defence_days, calendar)


def hearing_request_until(served_on: date, legal: Legal, calendar: WorkCalendar) -> date:
    """Return the last day to ask for a hearing (行政处罚法第六十四条第一项)."""
    return working(served_on, legal.hearing_request_days, calendar)


def decision_due(filed_on: date, legal: Legal, calendar: WorkCalendar, suspended: Sequence[Suspended] = ()) -> Due:
    """Return the end of the ninety days from filing (行政处罚法第六十条)."""
    return plain(filed_on, legal.decision_days, calendar, suspended)


def notice_of_hearing_by(held_on: date, legal: Legal, calendar: WorkCalendar) -> date:
    """Return the last day to serve the notice of a hearing (行政处罚法第六十四条第二项)."""
    return latest_service_day(held_on, legal.hearing_notice_days, calendar, clear=legal.hearing_notice_clear)


def earliest_hearing(served_on: date, legal: Legal, calendar: WorkCalendar) -> date:
    """Return the first day on which a hearing may be held whose notice was served on a day."""
    more = 1 if legal.hearing_notice_clear else 0
    return calendar.add_working(served_on, legal.hearing_notice_days + more)


def notice_days(served_on: date, held_on: date, legal: Legal, calendar: WorkCalendar) -> int:
    """Count the working days between service and hearing, as the settings read the law."""
    clear = clear_working_days(served_on, held_on, calendar)
    return clear if legal.hearing_notice_clear else clear + int(held_on > served_on and calendar.is_working(held_on))


def announcement_by(held_on: date, legal: Legal, calendar: WorkCalendar) -> date:
    """Return the last day to announce a public hearing."""
    return latest_service_day(held_on, legal.hearing_announcement_days, calendar, clear=False)


def hearing_accept_due(requested_on: date, legal: Legal) -> date:
    """Return the last day to accept a request: the organ's own duty, so the raw day (山东省行政程序规定第七十七条)."""
    return requested_on + legal.hearing_accept_days * DAY


def hearing_hold_due(accepted_on: date, legal: Legal) -> date:
    """Return the last day to hold an accepted hearing: the raw day (山东省行政程序规定第七十七条)."""
    return accepted_on + legal.hearing_hold_days * DAY


def hearing_report_due(held_on: date, legal: Legal) -> date:
    """Return the last day for the chair's report: the raw day (山东省行政程序规定第八十三条)."""
    return held_on + legal.hearing_report_days * DAY


def preserve_due(taken_on: date, legal: Legal, calendar: WorkCalendar) -> date:
    """Return the last day to dispose of preserved evidence (行政处罚法第五十六条)."""
    return working(taken_on, legal.preserve_days, calendar)


def seize_due(
    taken_on: date, legal: Legal, calendar: WorkCalendar, *, tested: Span = (None, None), extended: bool = False
) -> date:
    """Return the last day of sealing or seizure: the raw day, because it binds the organ (行政强制法第二十五条).

    ``tested`` are the first and the last day of a test that the party was told of in writing; they do not count.
    """
    pauses = []
    if tested[0] is not None:
        pauses.append(Suspended(tested[0], tested[1]))
    more = [Extended(legal.seize_extension_days, "calendar")] if extended else []
    return due(Limit(value=legal.seize_days, unit="calendar", roll="none"), taken_on, calendar, pauses, more).due_on


def tested_until(tested: Span, on: date) -> Span:
    """Return the span of a test, supposing that one which lasts ends on a day: what it leaves of the term then."""
    begun, ended = tested
    return (begun, max(begun, on)) if begun is not None and ended is None else tested


def service_due(decided_on: date, legal: Legal, calendar: WorkCalendar) -> date:
    """Return the last day to serve a decision (行政处罚法第六十一条)."""
    return working(decided_on, legal.service_days, calendar)


def publish_due(decided_on: date, legal: Legal, calendar: WorkCalendar) -> date:
    """Return the last day to publish a decision (国办发〔2018〕118号)."""
    return working(decided_on, legal.publish_days, calendar)


def payment_due(served_on: date, legal: Legal, calendar: WorkCalendar) -> Due:
    """Return the end of the fifteen days to pay (行政处罚法第六十七条第三款)."""
    return plain(served_on, legal.payment_days, calendar)


def archive_due(closed_on: date, legal: Legal, calendar: WorkCalendar) -> date:
    """Return the last day to archive the file of a closed case (市场监督管理行政处罚程序规定第七十八条)."""
    return working(closed_on, legal.archive_days, calendar)


def closure_due(performed_on: date, legal: Legal, calendar: WorkCalendar) -> date:
    """Return the last day to ask for closure (市场监督管理行政处罚程序规定第七十七条)."""
    return working(performed_on, legal.closure_days, calendar)


def demand_until(served_on: date, legal: Legal, calendar: WorkCalendar) -> date:
    """Return the last day to perform after a demand: ten working days (行政强制法第五十四条、第六十九条)."""
    return working(served_on, legal.demand_days, calendar)


def hand_in_due(taken_on: date, legal: Legal, calendar: WorkCalendar) -> date:
    """Return the last day to hand in money that officers took, and to bank it (行政处罚法第七十一条)."""
    return working(taken_on, legal.cash_days, calendar)


def months(start: date, count: int, calendar: WorkCalendar) -> date:
    """Return the end of some months after an event, rolled off rest days."""
    return due(Limit(value=count, unit="month"), start, calendar).due_on


def reconsideration_until(served_on: date, calendar: WorkCalendar, days: int = 60) -> Due:
    """Return the end of the sixty days to ask for reconsideration (行政复议法第二十条)."""
    return plain(served_on, days, calendar)


def limitation_until(act_on: date, legal: Legal, *, five_years: bool = False) -> date:
    """Return the last day on which an act may be discovered and still be punished (行政处罚法第三十六条).

    ``act_on`` is the day of the act, of a continuing one its last day; five years where it harmed life, health or
    financial safety.
    """
    year = act_on.year + (legal.limitation_long_years if five_years else legal.limitation_years)
    leap = act_on.month == 2 and act_on.day == 29  # noqa: PLR2004 (29 February)
    return date(year, 2, 28) if leap else act_on.replace(year=year)


def decision_day(file: CaseFile, on: date | None = None) -> date | None:
    """Return the first lawful day of a decision on the last notice (of those served by a day), None before a notice.

    It is the day after the party's periods of defence and, where there is the right, of asking for a hearing; with a
    waiver in writing within them the day of the waiver (行政处罚法第六十二条, 第六十四条). Make-up Saturdays are
    working days.
    """
    notice = latest((n for n in file.notices if on is None or n.served_on <= on), lambda n: n.served_on)
    if notice is None:
        return None
    ends = [notice.defence_until, defence_until(notice.served_on, file.legal, file.calendar)]
    if notice.hearing_right:
        ends.append(hearing_request_until(notice.served_on, file.legal, file.calendar))
    first = max(ends) + DAY
    return min(notice.waived_on or first, first)


def safe_decision_day(file: CaseFile) -> date | None:
    """Return the first working day from :func:`decision_day` on: what pages propose, beyond any dispute."""
    first = decision_day(file)
    return file.calendar.next_working(first) if first else None
