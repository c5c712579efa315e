"""Until when a candidate may appeal against a result."""

from __future__ import annotations

from datetime import date, timedelta

from enforcement import clock
from enforcement.flowcharts.calendar.current import calendar
from enforcement.ledger.queries import history_of
from enforcement.organisation import parameters
from exams.create_session import series_of
from exams.marking.parameters import APPEAL_DAY_KIND, APPEAL_DAYS
from exams.models import Result, Session
from exams.standing import may_be_seen


def last_day(result: Result) -> date | None:
    """Return the last day to appeal against a result, None while it may not be seen.

    The days count from the day after the candidate could first see it: when it was made, or when the session's results
    were released, whichever came later. ``session.exam.agency`` is selected.
    """
    if not may_be_seen(result.session):
        return None
    begin = clock.day_of(result.made_at)
    if not result.session.release_at_once:
        begin = max(begin, released_on(result.session) or begin)
    given = parameters.values((APPEAL_DAYS, APPEAL_DAY_KIND), agency=result.session.exam.agency, on=begin)
    if given[APPEAL_DAY_KIND] == "calendar":
        return begin + timedelta(days=given[APPEAL_DAYS])
    return calendar().add_working(begin, given[APPEAL_DAYS])


def released_on(session: Session) -> date | None:
    """Return the day on which the results of a session were released, as the ledger says."""
    entry = history_of(series_of(session.pk)).filter(verb="exam.release_session").last()
    return clock.day_of(entry.at) if entry else None
