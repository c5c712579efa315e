"""Due dates that cases keep themselves, computed anew by another calendar."""

from __future__ import annotations

from collections.abc import Iterator

from cases.measures import due_of
from cases.models import Measure
from enforcement.flowcharts.calendar.workdays import WorkCalendar
from enforcement.flowcharts.closures.redating import OTHERS, Moved


def measures(run_id: int, calendar: WorkCalendar) -> Iterator[Moved]:  # noqa: ARG001 (the one in force counts)
    """Move the last days of measures that last, such as the seven working days of 行政处罚法第五十六条."""
    lasting = Measure.objects.filter(case__run_id=run_id, ended_on__isnull=True).select_related("case__agency")
    for measure in lasting:
        before, measure.due_on = measure.due_on, due_of(measure)
        if measure.due_on != before:
            measure.save(update_fields=["due_on"])
            yield Moved(measure.get_kind_display(), before, measure.due_on)


def enter_all() -> None:
    """Enter them for the recomputation."""
    OTHERS.append(measures)
