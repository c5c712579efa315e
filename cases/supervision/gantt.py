"""The time of a case as bars: what was planned, what was used, when a clock stood still. Geometry only, no words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from cases.supervision.story import Story
from enforcement import clock
from enforcement.flowcharts.engine.dating import spans_in

LEFT: Final = 240
LETTERS: Final = 32
WIDE: Final = 0x2E80
"""The first sign of East Asian writing: as wide as two letters."""
RIGHT: Final = 1000
ROW: Final = 28
TOP: Final = 34
TICKS: Final = 12
DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Bar:
    """A span of days; ``kind`` is planned, actual (with its light) or paused."""

    kind: str
    since: date
    until: date
    x: float = 0
    width: float = 0


@dataclass
class Lane:
    """A step or a clock with its bars."""

    title: str
    bars: list[Bar] = field(default_factory=list)
    y: int = 0

    @property
    def actual_y(self) -> int:
        """Where the bar of the actual time stands, inside the planned one."""
        return self.y + 4

    @property
    def paused_y(self) -> int:
        """Where a span that is not counted stands, on the actual one."""
        return self.y + 7

    @property
    def words_y(self) -> int:
        """Where its title stands."""
        return self.y + 15


@dataclass(frozen=True)
class Gantt:
    """Everything to draw: lanes from the top, ticks as (day, place), the place of today (0 where it lies outside)."""

    lanes: list[Lane]
    ticks: list[tuple[date, float]]
    today: float
    height: int


def gantt_of(story: Story, *, today: date) -> Gantt | None:
    """Return the bars of a case as of a day, None where it has no step."""
    lanes = [*_clocks(story, today), *_steps(story, today)]
    days = [day for lane in lanes for bar in lane.bars for day in (bar.since, bar.until)]
    if not days:
        return None
    first, last = min(days), max(days) + DAY
    scale = (RIGHT - LEFT) / max((last - first).days, 1)

    def at(day: date) -> float:
        return round(LEFT + (day - first).days * scale, 1)

    for number, lane in enumerate(lanes):
        lane.y = TOP + number * ROW
        lane.bars = [
            Bar(bar.kind, bar.since, bar.until, at(bar.since), round(max(at(bar.until + DAY) - at(bar.since), 2), 1))
            for bar in lane.bars
        ]
    ticks = [(day, at(day)) for day in _ticks(first, last)]
    return Gantt(lanes, ticks, at(today) if first <= today <= last else 0, TOP + len(lanes) * ROW + 8)


def _clocks(story: Story, today: date) -> Iterator[Lane]:
    for title, row, timed in story.clocks:
        since, end = clock.day_of(row.opened_at), clock.day_of(row.closed_at) if row.closed_at else today
        planned = [Bar("planned", since, timed.due_on)] if timed.due_on else []
        paused = [Bar("paused", p.from_on, (p.to_on or max(today, p.from_on + DAY)) - DAY) for p in row.pauses.all()]
        yield Lane(_short(title), [*planned, _actual(timed.light, since, end), *_whole(paused)])


def _steps(story: Story, today: date) -> Iterator[Lane]:
    for step in story.steps:
        record = step.record
        since = clock.day_of(record.entered_at)
        end = clock.day_of(record.left_at) if record.left_at else today
        planned = [Bar("planned", since, record.due_on)] if record.due_on and record.due_on >= since else []
        paused = [
            Bar("paused", s.from_on, (s.to_on or max(end, s.from_on) + DAY) - DAY) for s in spans_in(record.stretched)
        ]
        title = f"{step.code} {record.node.title}"
        yield Lane(_short(title), [*planned, _actual(step.timed.light, since, end), *_whole(paused)])


def _short(title: str) -> str:
    """Return as much of a title as fits beside the bars; a Chinese character is as wide as two letters."""
    room = LETTERS
    for place, char in enumerate(title):
        room -= 2 if ord(char) >= WIDE else 1
        if room < 0:
            return f"{title[:place]}…"
    return title


def _actual(light: str, since: date, until: date) -> Bar:
    return Bar(f"actual-{light}" if light in {"red", "yellow"} else "actual", since, max(since, until))


def _whole(bars: Iterable[Bar]) -> list[Bar]:
    return [bar for bar in bars if bar.until >= bar.since]


def _ticks(first: date, last: date) -> Iterator[date]:
    """Yield about a dozen days, a whole number of weeks apart where the case lasted weeks."""
    span = (last - first).days
    step = max(1, span // TICKS)
    step = step if step < 7 else (step + 6) // 7 * 7  # noqa: PLR2004 (days of a week)
    for number in range(span // step + 1):
        yield first + number * step * DAY
