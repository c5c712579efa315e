"""Limits against an oracle that walks one day after the other, on another calendar than ours."""

from datetime import date, datetime, timedelta
from functools import cache
from itertools import groupby

import chinese_calendar
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcement.flowcharts.calendar.national import national
from enforcement.flowcharts.deadlines import (
    COUNTY,
    Extended,
    Suspended,
    clear_working_days,
    due,
    latest_service_day,
    used,
)
from enforcement.flowcharts.graph import Limit

CN = national()
DAY = timedelta(days=1)


@cache
def works(day):
    return chinese_calendar.is_workday(day)


def naive_month_end(day, months):
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    for last in range(day.day, 0, -1):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError


def naive(limit, start, suspensions, extensions):
    def counts(day, unit):
        held = any(s.from_on <= day and s.to_on is not None and day < s.to_on for s in suspensions)
        return not held and (unit != "working" or works(day))

    everything = [(limit.value, limit.unit), *((e.by, e.unit) for e in extensions)]
    origin = day = start - DAY if limit.starts == "same-day" else start
    units = []
    for number, (unit, group) in enumerate(groupby(everything, key=lambda part: part[1])):
        left = sum(value for value, _ in group)
        units.append(unit)
        if unit == "month":
            anchor = start if number == 0 else day
            left = (naive_month_end(anchor, left) - anchor).days
        while left:
            day += DAY
            left -= counts(day, unit)
    raw = rolled = day
    while limit.roll != "none" and not works(rolled):
        rolled += DAY if limit.roll == "forward" else -DAY
    unit = "working" if units == ["working"] else "calendar"

    def spent(until):
        span = [origin + (n + 1) * DAY for n in range((until - origin).days)]
        still = [s.from_on for s in suspensions if s.to_on is None]
        return sum(counts(x, unit) and not any(x >= s for s in still) for x in span)

    of = sum(counts(origin + (n + 1) * DAY, unit) for n in range((raw - origin).days))
    lasting = min((s.from_on for s in suspensions if s.to_on is None and s.from_on <= raw), default=None)
    return raw, rolled, unit, of, lasting, spent


UNITS = st.sampled_from(["calendar", "working", "month"])


def lengths(unit):
    return st.integers(0, {"calendar": 120, "working": 60, "month": 8}[unit])


@st.composite
def limits(draw):
    unit = draw(UNITS)
    roll, starts = (
        draw(st.sampled_from(["forward", "backward", "none"])),
        draw(st.sampled_from(["next-day", "same-day"])),
    )
    return Limit(draw(lengths(unit)), unit, roll=roll, starts=starts)


@st.composite
def grants(draw):
    unit = draw(UNITS)
    return Extended(draw(lengths(unit)), unit)


@st.composite
def histories(draw):
    start = draw(st.dates(date(2005, 1, 1), date(2022, 12, 31)))
    suspensions = []
    for _ in range(draw(st.integers(0, 4))):
        begins = start + draw(st.integers(-20, 150)) * DAY
        suspensions.append(
            Suspended(begins, draw(st.one_of(st.none(), st.integers(0, 60).map(lambda n, b=begins: b + n * DAY))))
        )
    return start, suspensions, start + draw(st.integers(-20, 300)) * DAY


@settings(max_examples=4000, deadline=None)
@given(limits(), histories(), st.lists(grants(), max_size=2))
def test_a_limit_ends_where_a_walk_day_by_day_ends(limit, history, extensions):
    start, suspensions, today = history
    raw, rolled, unit, of, lasting, spent = naive(limit, start, suspensions, extensions)
    end = due(limit, start, CN, suspensions, extensions)
    assert (end.raw_on, end.due_on, end.unit, end.of, end.suspended_from) == (raw, rolled, unit, of, lasting)
    assert end.provisional is False
    so_far = used(limit, start, today, CN, suspensions, extensions)
    assert (so_far.days, so_far.of) == (spent(today), of)


@settings(max_examples=1500, deadline=None)
@given(st.integers(0, 300), st.sampled_from(["hour", "minute"]), histories(), st.integers(0, 1439))
def test_hours_end_where_a_walk_minute_by_minute_would_end(value, unit, history, minute):
    start, suspensions, _ = history
    begin = datetime.combine(start, datetime.min.time(), COUNTY) + timedelta(minutes=minute)
    left, now = value * (60 if unit == "hour" else 1), begin
    while left:
        # Whole days at a time: a suspension begins and ends at midnight.
        midnight = datetime.combine(now.date() + DAY, datetime.min.time(), COUNTY)
        if any(s.to_on is not None and s.from_on <= now.date() < s.to_on for s in suspensions):
            now = midnight
            continue
        step = min(left, (midnight - now) // timedelta(minutes=1))
        now, left = now + timedelta(minutes=step), left - step
    end = due(Limit(value, unit), begin, CN, suspensions)
    assert end.due_at == now
    closed = [s for s in suspensions if s.to_on is not None]
    assert used(Limit(value, unit), begin, now, CN, closed).days == value


@settings(max_examples=1000, deadline=None)
@given(st.dates(date(2005, 1, 1), date(2026, 12, 31)), st.integers(0, 30), st.booleans())
def test_the_latest_service_day_is_the_last_that_leaves_the_days(event, days, clear):
    latest = latest_service_day(event, days, CN, clear=clear)
    between = clear_working_days if clear else (lambda a, b, c: c.working_between(a + DAY, b))
    assert between(latest, event, CN) >= days
    following = latest + DAY
    assert following >= event or between(following, event, CN) < days
