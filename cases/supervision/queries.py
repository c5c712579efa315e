"""What the board shows: five queries however many cases there are."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.translation import get_language

from cases.models import Case
from cases.supervision.lights import RANK, Timed, clock_limit, step_limit, timed_clock, timed_step, worst
from cases.supervision.models import Alarm
from enforcement.flowcharts.deadlines import Extended, Suspended
from enforcement.flowcharts.engine.clocks import granted
from enforcement.flowcharts.models import ClockPause, RunClock, StepRecord, TermExtension
from enforcement.organisation.models import Agency

CLOCK = "decision"
WARNED = frozenset({"red", "yellow"})


@dataclass(frozen=True, slots=True)
class OpenStep:
    """An open step of a case with its light."""

    code: str
    name: str
    timed: Timed


@dataclass(frozen=True, slots=True)
class Row:
    """A case on the board: the light of its steps and that of its own clock apart."""

    case_id: int
    number: str
    title: str
    party: str
    agency: Agency
    field: str
    procedure: str
    procedure_title: str
    is_outside: bool
    steps: tuple[OpenStep, ...] = ()
    clock: Timed = dataclasses.field(default_factory=Timed)
    red_alarms: int = 0
    yellow_alarms: int = 0

    @property
    def step_light(self) -> str:
        """The gravest light of the open steps."""
        return worst(*(s.timed.light for s in self.steps))

    @property
    def light(self) -> str:
        """The graver of the two lights."""
        return worst(self.step_light, self.clock.light)

    @property
    def due_on(self) -> date | None:
        """The next day on which something ends."""
        days = [s.timed.due_on for s in self.steps] + [self.clock.due_on]
        return min((d for d in days if d is not None), default=None)

    @property
    def urgency(self) -> tuple[int, date, int, int]:
        """What orders the board: the light, then the day, then the alarms."""
        return RANK[self.light], self.due_on or date.max, -self.red_alarms, self.case_id


def board_rows(agencies: Sequence[Agency], *, today: date, ratio: float = 0.9) -> list[Row]:
    """Return the open cases of some agencies, the most urgent first. Five queries."""
    ids = [a.pk for a in agencies]
    cases = Case.objects.filter(agency_id__in=ids, closed_on__isnull=True, run__closed_at__isnull=True)
    steps = _steps(ids, today, ratio)
    clocks = _clocks(ids, today, ratio)
    alarms = _alarms(ids)
    by_id = {a.pk: a for a in agencies}
    named = cases.values_list(
        "pk", "number", "clue_number", "title", "party__name", "agency_id", "field", "run__version__flowchart__code",
        "run__version__flowchart__title", "origin", "run_id",
    )  # fmt: skip
    rows = [
        Row(
            case_id=pk, number=number or clue, title=title, party=party or "", agency=by_id[agency_id], field=field_,
            procedure=code or "", procedure_title=chart or "", is_outside=origin == Case.Origin.OUTSIDE,
            steps=tuple(steps.get(run_id, ())), clock=clocks.get(run_id, Timed()),
            red_alarms=alarms.get((pk, "red"), 0), yellow_alarms=alarms.get((pk, "yellow"), 0),
        )
        for pk, number, clue, title, party, agency_id, field_, code, chart, origin, run_id in named
    ]  # fmt: skip
    return sorted(rows, key=lambda row: row.urgency)


def _steps(agency_ids: list[int], today: date, ratio: float) -> dict[int, list[OpenStep]]:
    english = (get_language() or "").startswith("en")
    found: dict[int, list[OpenStep]] = defaultdict(list)
    rows = StepRecord.objects.filter(
        agency_id__in=agency_ids, left_at__isnull=True, node__kind="task", run__case__isnull=False
    ).order_by("entered_at")
    for row in rows.values(
        "run_id", "node__code", "node__name", "node__title_en", "node__version_id", "node__key", "entered_at",
        "raw_due_on", "due_on", "due_at", "provisional", "stretched",
    ):  # fmt: skip
        timed = timed_step(
            limit=step_limit(row["node__version_id"], row["node__key"]), entered_at=row["entered_at"],
            raw_on=row["raw_due_on"], due_on=row["due_on"], due_at=row["due_at"], today=today, ratio=ratio,
            provisional=row["provisional"], stretched=row["stretched"],
        )  # fmt: skip
        name = row["node__title_en"] if english and row["node__title_en"] else row["node__name"]
        found[row["run_id"]].append(OpenStep(row["node__code"], name, timed))
    return found


def _clocks(agency_ids: list[int], today: date, ratio: float) -> dict[int, Timed]:
    pauses: dict[int, list[Suspended]] = defaultdict(list)
    open_here = {"clock__agency_id__in": agency_ids, "clock__closed_at__isnull": True, "clock__code": CLOCK}
    for clock_id, from_on, to_on in ClockPause.objects.filter(**open_here).values_list("clock_id", "from_on", "to_on"):
        pauses[clock_id].append(Suspended(from_on, to_on))
    more: dict[int | None, list[Extended]] = defaultdict(list)
    for one in TermExtension.objects.filter(**open_here, counts=True):
        more[one.clock_id] += granted([one])
    rows = RunClock.objects.filter(agency_id__in=agency_ids, closed_at__isnull=True, code=CLOCK)
    return {
        run_id: timed_clock(
            limit=clock_limit(version_id, CLOCK),
            opened_at=opened_at,
            today=today,
            pauses=pauses[pk],
            more=more[pk],
            ratio=ratio,
        )
        for pk, run_id, version_id, opened_at in rows.values_list("pk", "run_id", "run__version_id", "opened_at")
    }


def _alarms(agency_ids: list[int]) -> dict[tuple[int, str], int]:
    rows = Alarm.objects.filter(agency_id__in=agency_ids, state=Alarm.State.OPEN, case__isnull=False)
    counted: Iterable[Any] = rows.values("case_id", "severity").order_by().annotate(n=Count("pk"))
    return {(c["case_id"], c["severity"]): c["n"] for c in counted}


@dataclass(frozen=True, slots=True)
class Bar:
    """An agency's open cases by light, with the widths of a bar of a hundred units."""

    agency: Agency
    red: int
    yellow: int
    rest: int

    @property
    def total(self) -> int:
        """All open cases."""
        return self.red + self.yellow + self.rest


def bars(rows: Iterable[Row]) -> list[Bar]:
    """Return the counts by agency, those with the most late cases first."""
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    agencies: dict[int, Agency] = {}
    for row in rows:
        agencies[row.agency.pk] = row.agency
        counts[row.agency.pk][min(RANK[row.light], 2)] += 1
    made = [Bar(agencies[pk], *three) for pk, three in counts.items()]
    return sorted(made, key=lambda bar: (-bar.red, -bar.yellow, -bar.rest, bar.agency.path))
