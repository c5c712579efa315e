"""Write what the board reads of open cases: after each act on a case, and for all of them every night."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from django.db import transaction

from cases.lights import Turns, clock_limit, step_end, step_limit, turns
from cases.models import Case
from cases.rules.thresholds import Points
from cases.supervision.desk.models import OpenCase, OpenStep
from cases.threshold_settings import lights_by_agency
from enforcement import clock
from enforcement.flowcharts.calendar.current import calendar
from enforcement.flowcharts.deadlines import county_day, due
from enforcement.flowcharts.engine.clocks import granted, spans
from enforcement.flowcharts.models import RunClock, StepRecord

CLOCK: Final = "decision"
BATCH: Final = 1000
OPEN: Final = {"closed_on__isnull": True, "run__isnull": False, "run__closed_at__isnull": True}
Made = tuple[list[OpenCase], list[OpenStep]]


@transaction.atomic
def project(case_ids: Iterable[int]) -> None:
    """Write some cases anew; one that is no longer open goes. The same number of statements however many."""
    ids = sorted(set(case_ids))
    OpenStep.objects.filter(opened__in=ids).delete()
    rows, steps = computed(ids)
    gone = set(ids) - {row.case_id for row in rows}
    if gone:
        OpenCase.objects.filter(pk__in=gone).delete()
    fields = [f.name for f in OpenCase._meta.concrete_fields if not f.primary_key]  # noqa: SLF001 (documented)
    OpenCase.objects.bulk_create(rows, update_conflicts=True, unique_fields=["case"], update_fields=fields)
    OpenStep.objects.bulk_create(steps)


def project_all() -> int:
    """Write every open case anew, in batches, and let go what is closed; return how many are open."""
    ids = set(Case.objects.filter(**OPEN).values_list("pk", flat=True))
    OpenCase.objects.exclude(pk__in=Case.objects.filter(**OPEN).values("pk")).delete()
    for batch in batches(ids):
        project(batch)
    return len(ids)


def batches(ids: Iterable[int]) -> Iterator[list[int]]:
    """Yield keys in order, a thousand at a time."""
    rest = sorted(ids)
    for first in range(0, len(rest), BATCH):
        yield rest[first : first + BATCH]


def computed(case_ids: list[int]) -> Made:
    """Return what is to be kept of those cases that are open. Six statements."""
    cases = Case.objects.filter(pk__in=case_ids, **OPEN).select_related("agency", "run__version__flowchart")
    by_run: dict[int, Case] = {c.run_id: c for c in cases if c.run_id is not None}
    points = lights_by_agency({case.agency for case in by_run.values()}, clock.today())
    clocks, steps = _clocks(by_run, points), _steps(by_run, points)
    rows = [_row(case, steps[run], clocks.get(run, Turns())) for run, case in by_run.items()]
    return rows, [step for run in by_run for step in steps[run]]


def _row(case: Case, steps: list[OpenStep], clock: Turns) -> OpenCase:
    yellow, red, ends = (_first(getattr(s, name) for s in steps) for name in ("yellow_on", "red_on", "due_on"))
    return OpenCase(
        case=case, agency_id=case.agency_id, field=case.field, since_on=case.clue_on,
        procedure=case.run.version.flowchart.code if case.run else "",
        step_yellow_on=yellow, step_red_on=red, step_due_on=ends,
        clock_yellow_on=clock.yellow_on, clock_red_on=clock.red_on, clock_due_on=clock.due_on,
        red_on=_first((red, clock.red_on)), yellow_on=_first((yellow, clock.yellow_on)),
    )  # fmt: skip


def _first(days: Iterable[date | None]) -> date | None:
    return min((d for d in days if d is not None), default=None)


def _steps(by_run: dict[int, Case], points: Mapping[int, Points]) -> dict[int, list[OpenStep]]:
    found: dict[int, list[OpenStep]] = defaultdict(list)
    rows = StepRecord.objects.filter(run_id__in=list(by_run), left_at__isnull=True, node__kind="task")
    for r in rows.select_related("node"):
        case = by_run[r.run_id]
        limit = step_limit(r.node.version_id, r.node.key)
        at = Turns()
        if limit is not None and r.due_on is not None:
            end = step_end(
                limit, r.entered_at, r.raw_due_on, r.due_on, r.due_at, provisional=r.provisional, stretched=r.stretched
            )
            at = turns(end, points[case.agency_id])
        made = OpenStep(
            record=r, opened_id=case.pk, agency_id=case.agency_id, node=r.node, code=r.node.code,
            yellow_on=at.yellow_on, red_on=at.red_on, due_on=at.due_on,
        )  # fmt: skip
        found[r.run_id].append(made)
    return found


def _clocks(by_run: dict[int, Case], points: Mapping[int, Points]) -> dict[int, Turns]:
    rows = RunClock.objects.filter(run_id__in=list(by_run), code=CLOCK, closed_at__isnull=True)
    found = {}
    for row in rows.prefetch_related("pauses", "extensions"):
        case = by_run[row.run_id]
        limit = clock_limit(case.run.version_id, CLOCK) if case.run else None
        if limit is None:
            continue
        end = due(limit, county_day(row.opened_at), calendar(), spans(row.pauses.all()), granted(row.extensions.all()))
        found[row.run_id] = turns(end, points[case.agency_id])
    return found
