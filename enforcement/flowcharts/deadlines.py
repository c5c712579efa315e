"""Say when a time limit ends: pure date arithmetic over a calendar, without a clock or a database.

The rules: the day of the event is not counted; a limit that ends on a rest day ends on the next working day
(民事诉讼法第八十五条, 山东省行政程序规定第九十二条) where ``Limit.roll`` says so; a limit in working days counts
working days only (行政处罚法第八十五条, 行政强制法第六十九条, 行政许可法第八十二条); months run to the same day of the
month, or to its last day where it has no such day; hours run through rest days from the moment they begin. A span
that the law does not count (听证、公告、检测、检验、检疫、鉴定) is taken out: its first day no longer counts, the day
the clock runs again does.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Literal

from enforcement.flowcharts.calendar.workdays import WorkCalendar
from enforcement.flowcharts.graph import Limit, Roll, Unit

Counted = Literal["calendar", "working", "hour", "minute"]
Pause = tuple[date, date]  # half open: first day not counted, first day counted again

COUNTY = timezone(timedelta(hours=8), "Asia/Shanghai")
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
MINUTES = {"minute": 1, "hour": 60}


@dataclass(frozen=True, slots=True)
class Suspended:
    """A span that is not counted, from ``from_on`` until the clock runs again on ``to_on``; ``None`` while it lasts."""

    from_on: date
    to_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse a span that ends before it begins."""
        if self.to_on is not None and self.to_on < self.from_on:
            raise ValueError(f"a suspension from {self.from_on} cannot end on {self.to_on}")


@dataclass(frozen=True, slots=True)
class Extended:
    """An extension that was granted; it continues the limit from its raw end."""

    by: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Due:
    """The end of a limit.

    ``raw_on`` is the counted last day, ``due_on`` the same rolled off rest days; a breach is judged on ``due_on``.
    ``due_at`` is the moment in county time where the limit runs by the clock. ``provisional`` says that the date rests
    on days of an unpublished year. ``suspended_from`` is the first day of a suspension that still lasts; the dates are
    then the earliest possible ones, as if it ended at once. ``of`` is the length in ``unit`` with extensions.
    """

    raw_on: date
    due_on: date
    provisional: bool
    due_at: datetime | None
    suspended_from: date | None
    of: int
    unit: Counted

    @property
    def open_suspension(self) -> bool:
        """Whether the clock stands still, so that the end is not known yet."""
        return self.suspended_from is not None


@dataclass(frozen=True, slots=True)
class Used:
    """How much of a limit is used: ``days`` out of ``of`` in ``unit``; ``ratio`` passes 1 when it is overrun."""

    days: int
    of: int
    ratio: float
    unit: Counted


def due(
    limit: Limit,
    start: date | datetime,
    calendar: WorkCalendar,
    suspensions: Sequence[Suspended] = (),
    extensions: Sequence[Extended] = (),
) -> Due:
    """Say when a limit ends that an event of ``start`` sets running.

    An extension in the unit before it lengthens that part (2 months by 1 month are 3 months from the start); in another
    unit it is counted on from the raw end. Limits by the hour are never rolled; a bare date starts them at its
    midnight (at its beginning for ``same-day``).

    Raises:
        OutsideCalendarError: if the count leaves the calendar.
        ValueError: on a negative length, a moment without a time zone, or hours mixed with days.
    """
    parts = _parts(limit, extensions)
    pauses = _pauses(suspensions)
    if limit.unit in MINUTES:
        return _due_by_the_clock(limit, start, suspensions, parts)
    origin = _origin(limit, start)
    raw = origin
    for index, (length, unit) in enumerate(parts):
        # A limit that counts its first day begins on the day after its origin; so does its month.
        anchor = origin + DAY if index == 0 and limit.starts == "same-day" else raw
        days = length if unit != "month" else (months_after(anchor, length) - anchor).days
        raw = _forward(raw, days, unit, calendar, pauses)
    unit = _unit(parts)
    rolled = _rolled(raw, limit.roll, calendar)
    guessed = limit.roll != "none" or any(unit == "working" for _, unit in parts)
    return Due(
        raw_on=raw,
        due_on=rolled,
        provisional=guessed and calendar.is_provisional(max(raw, rolled)),
        due_at=None,
        suspended_from=_suspended_from(suspensions, raw),
        of=_counted(origin, raw, unit, calendar, pauses),
        unit=unit,
    )


def used(
    limit: Limit,
    start: date | datetime,
    today: date | datetime,
    calendar: WorkCalendar,
    suspensions: Sequence[Suspended] = (),
    extensions: Sequence[Extended] = (),
) -> Used:
    """Say how much of a limit is used at the end of ``today`` (or at the moment, for hours); nothing before its start.

    Raises:
        OutsideCalendarError: if the count leaves the calendar.
        ValueError: as :func:`due`.
    """
    end = due(limit, start, calendar, suspensions, extensions)
    pauses = _pauses(suspensions, open_until=county_day(today) + DAY)
    if limit.unit in MINUTES:
        minutes = _minutes_used(_begin(limit, start), _moment(today, end_of_day=True), pauses)
        spent, of = minutes // MINUTES[end.unit], end.of
        ratio = minutes / (of * MINUTES[end.unit]) if of else 1.0
        return Used(spent, of, ratio, end.unit)
    spent = _counted(_origin(limit, start), county_day(today), end.unit, calendar, pauses)
    return Used(spent, end.of, spent / end.of if end.of else 1.0, end.unit)


def clear_working_days(served_on: date, held_on: date, calendar: WorkCalendar) -> int:
    """Count the working days between service and hearing, neither end counted (行政处罚法第六十四条第二项)."""
    return calendar.working_between(served_on + DAY, held_on - DAY)


def latest_service_day(event_on: date, days: int, calendar: WorkCalendar, *, clear: bool = True) -> date:
    """Return the last day on which a notice may be served ``days`` working days before an event.

    It may be a day of rest: the working days after it are as many as after the working day before it. With ``clear``
    neither end counts, which is the careful reading of 行政处罚法第六十四条第二项; without it the day of the event
    counts where it is worked.

    Raises:
        OutsideCalendarError: if the count leaves the calendar.
        ValueError: if ``days`` is negative.
    """
    counted = not clear and calendar.is_working(event_on)
    last = calendar.subtract_working(event_on, days if counted else days + 1)
    return last if last == event_on else min(calendar.add_working(last, 1), event_on) - DAY


def county_day(at: date | datetime) -> date:
    """Return the date in the county of a moment; a bare date is that date.

    Raises:
        ValueError: if the moment has no time zone.
    """
    return _moment(at).date() if isinstance(at, datetime) else at


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _parts(limit: Limit, extensions: Sequence[Extended]) -> list[tuple[int, Unit]]:
    """Return the limit and its extensions as lengths, those of one unit in a row added up."""
    parts: list[tuple[int, Unit]] = []
    for length, unit in ((limit.value, limit.unit), *((more.by, more.unit) for more in extensions)):
        if length < 0:
            raise ValueError(f"a limit cannot last {length} {unit}")
        if (unit in MINUTES) != (limit.unit in MINUTES):
            raise ValueError(f"a limit by the {limit.unit} cannot be extended by the {unit}")
        if parts and parts[-1][1] == unit:
            parts[-1] = (parts[-1][0] + length, unit)
        else:
            parts.append((length, unit))
    return parts


def _unit(parts: Sequence[tuple[int, Unit]]) -> Counted:
    return "working" if all(unit == "working" for _, unit in parts) else "calendar"


def _origin(limit: Limit, start: date | datetime) -> date:
    """Return the day before the first counted day."""
    day = county_day(start)
    return day - DAY if limit.starts == "same-day" else day


def _pauses(suspensions: Sequence[Suspended], open_until: date | None = None) -> list[Pause]:
    """Return the suspensions in order and without overlaps; one that lasts ends on ``open_until``, or at once."""
    merged: list[Pause] = []
    for one in sorted(suspensions, key=lambda one: one.from_on):
        until = one.to_on or max(open_until or one.from_on, one.from_on)
        if merged and one.from_on <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], until))
        else:
            merged.append((one.from_on, until))
    return merged


def _suspended_from(suspensions: Sequence[Suspended], raw: date) -> date | None:
    lasting = [one.from_on for one in suspensions if one.to_on is None and one.from_on <= raw]
    return min(lasting, default=None)


def _forward(after: date, n: int, unit: Unit, calendar: WorkCalendar, pauses: Sequence[Pause]) -> date:
    """Return the ``n``-th counted day after a day that lies in no pause; the day itself for 0."""
    if n == 0:
        return after
    for from_on, to_on in pauses:
        free = _count(after, from_on - DAY, unit, calendar)
        if n <= free:
            break
        n -= free
        after = max(after, to_on - DAY)
    return calendar.add_working(after, n) if unit == "working" else after + timedelta(days=n)


def _count(after: date, until: date, unit: Unit | Counted, calendar: WorkCalendar) -> int:
    """Count the days of a unit after one day and until another, the latter included."""
    if unit == "working":
        return calendar.working_between(after + DAY, until)
    return max(0, (until - after).days)


def _counted(after: date, until: date, unit: Counted, calendar: WorkCalendar, pauses: Sequence[Pause]) -> int:
    """Count as :func:`_count` does, without the days in a pause."""
    out = sum(_count(max(after, from_on - DAY), min(until, to_on - DAY), unit, calendar) for from_on, to_on in pauses)
    return _count(after, until, unit, calendar) - out


def _rolled(day: date, roll: Roll, calendar: WorkCalendar) -> date:
    if roll == "forward":
        return calendar.next_working(day)
    return calendar.previous_working(day) if roll == "backward" else day


def _moment(at: date | datetime, *, end_of_day: bool = False) -> datetime:
    """Return a moment in county time; a bare date is its beginning or its end."""
    if not isinstance(at, datetime):
        return datetime.combine(at + DAY if end_of_day else at, time(), COUNTY)
    if at.tzinfo is None:
        raise ValueError(f"the moment {at} has no time zone")
    return at.astimezone(COUNTY)


def _begin(limit: Limit, start: date | datetime) -> datetime:
    return _moment(start, end_of_day=limit.starts == "next-day")


def _spans(pauses: Sequence[Pause]) -> Iterator[tuple[datetime, datetime]]:
    return ((_moment(from_on), _moment(to_on)) for from_on, to_on in pauses)


def _due_by_the_clock(
    limit: Limit, start: date | datetime, suspensions: Sequence[Suspended], parts: Sequence[tuple[int, Unit]]
) -> Due:
    minutes = sum(length * MINUTES[unit] for length, unit in parts)
    unit: Counted = "hour" if all(unit == "hour" for _, unit in parts) else "minute"
    begin = at = _begin(limit, start)
    left = minutes * MINUTE
    for paused, resumed in _spans(_pauses(suspensions)):
        free = max(timedelta(), paused - at)
        if left <= free:
            break
        left -= free
        at = max(at, resumed)
    end = at + left
    # A limit that ends at midnight ends with the day before it.
    raw = max(begin, end - datetime.resolution).date()
    return Due(
        raw_on=raw,
        due_on=raw,
        provisional=False,
        due_at=end,
        suspended_from=_suspended_from(suspensions, raw),
        of=minutes // MINUTES[unit],
        unit=unit,
    )


def _minutes_used(begin: datetime, now: datetime, pauses: Sequence[Pause]) -> int:
    """Count the whole minutes from one moment to another, without those in a pause."""
    nothing = timedelta()
    out = sum((max(nothing, min(now, resumed) - max(begin, paused)) for paused, resumed in _spans(pauses)), nothing)
    return (max(nothing, now - begin) - out) // MINUTE
