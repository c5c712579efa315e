"""What a notice would do to the open due dates, before it is in force: nothing is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from enforcement.flowcharts.calendar import stored
from enforcement.flowcharts.calendar.fold import Told
from enforcement.flowcharts.closures.models import CalendarRevision
from enforcement.flowcharts.closures.redating import Moved, redate
from enforcement.flowcharts.models import RunClock, StepRecord

MOST: Final = 20_000
SHOWN: Final = 50


@dataclass
class Effect:
    """How many open due dates were looked at and would move, the first of them; ``all_seen`` if none was left out."""

    seen: int = 0
    moved: int = 0
    settled: int = 0
    all_seen: bool = True
    shown: list[tuple[str, Moved]] = field(default_factory=list)


def effect_of(revision: CalendarRevision) -> Effect:
    """Count every open due date, up to ``MOST`` of clocks and of steps, by the calendar with this revision on top."""
    days = {d.day: d.is_working for d in revision.days.all()}
    held = stored.read(also=(revision, Told(days, revision.year or 0)))
    clocks = (
        RunClock.objects.filter(closed_at__isnull=True).select_related("run__agency")
        .prefetch_related("pauses", "extensions").order_by("due_on")
    )  # fmt: skip
    records = (
        StepRecord.objects.filter(left_at__isnull=True, due_on__isnull=False)
        .select_related("run__agency", "node").order_by("due_on")
    )  # fmt: skip
    found = Effect(all_seen=max(clocks.count(), records.count()) <= MOST)
    rows: Iterable[RunClock | StepRecord] = chain(clocks[:MOST], records[:MOST])
    for row in rows:
        found.seen += 1
        was_open = row.provisional
        moved = redate(row, held)
        found.settled += was_open and not row.provisional
        if moved is not None:
            found.moved += 1
            if len(found.shown) < SHOWN:
                found.shown.append((row.run.series, moved))
    return found
