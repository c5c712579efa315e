"""The rows of the list of open cases: what a page shows, with the same number of queries however many there are."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.translation import get_language

from cases.lights import Timed, clock_timed, step_timed, worst
from cases.models import Case
from cases.rules.thresholds import Points
from cases.supervision.desk.models import OpenCase
from cases.supervision.models import Alarm
from cases.threshold_settings import lights_by_agency
from enforcement.flowcharts.models import RunClock, StepRecord
from enforcement.organisation.models import Agency

CLOCK = "decision"


@dataclass(frozen=True, slots=True)
class ShownStep:
    """An open step of a case with its light."""

    code: str
    name: str
    timed: Timed


@dataclass(frozen=True, slots=True)
class Row:
    """A case of the list: the light of its steps and that of its own clock apart."""

    case: Case
    agency: Agency
    procedure: str
    steps: tuple[ShownStep, ...] = ()
    clock: Timed = dataclasses.field(default_factory=Timed)
    red_alarms: int = 0
    yellow_alarms: int = 0

    @property
    def number(self) -> str:
        """The number of the case, or of its clue."""
        return str(self.case)

    @property
    def party(self) -> str:
        """The name of the party."""
        party = getattr(self.case, "party", None)
        return party.name if party else ""

    @property
    def is_outside(self) -> bool:
        """Whether it is a record of an outside system."""
        return self.case.origin == Case.Origin.OUTSIDE

    @property
    def step_light(self) -> str:
        """The gravest light of the open steps."""
        return worst(*(s.timed.light for s in self.steps))


def rows_of(opened: Iterable[OpenCase], *, today: date) -> list[Row]:
    """Return open cases as the list shows them, in their order. ``opened`` come with case, party, agency and run."""
    kept = list(opened)
    points = lights_by_agency({one.agency for one in kept}, today)
    of_run = {one.case.run_id: points[one.agency_id] for one in kept}
    steps, clocks = _steps(of_run, today), _clocks(of_run, today)
    alarms = _alarms([one.case_id for one in kept])
    return [
        Row(
            case=one.case, agency=one.agency, procedure=one.procedure,
            steps=tuple(steps.get(one.case.run_id, ())), clock=clocks.get(one.case.run_id, Timed()),
            red_alarms=alarms.get((one.case_id, "red"), 0), yellow_alarms=alarms.get((one.case_id, "yellow"), 0),
        )
        for one in kept
    ]  # fmt: skip


def _steps(points: Mapping[int | None, Points], today: date) -> dict[int | None, list[ShownStep]]:
    english = (get_language() or "").startswith("en")
    found: dict[int | None, list[ShownStep]] = defaultdict(list)
    rows = StepRecord.objects.filter(run_id__in=list(points), left_at__isnull=True, node__kind="task")
    for row in rows.select_related("node").order_by("entered_at"):
        node = row.node
        timed = step_timed(row, today, points[row.run_id])
        found[row.run_id].append(ShownStep(node.code, node.title_en if english and node.title_en else node.name, timed))
    return found


def _clocks(points: Mapping[int | None, Points], today: date) -> dict[int | None, Timed]:
    rows = RunClock.objects.filter(run_id__in=list(points), closed_at__isnull=True, code=CLOCK)
    return {
        row.run_id: clock_timed(row, today, points[row.run_id])
        for row in rows.select_related("run").prefetch_related("pauses", "extensions")
    }  # fmt: skip


def _alarms(case_ids: list[int]) -> dict[tuple[int, str], int]:
    rows = Alarm.objects.filter(case_id__in=case_ids, state=Alarm.State.OPEN)
    counted: Iterable[Any] = rows.values("case_id", "severity").order_by().annotate(n=Count("pk"))
    return {(c["case_id"], c["severity"]): c["n"] for c in counted}
