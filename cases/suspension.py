"""Stop the ninety days and let them run again (市场监督管理行政处罚程序规定第六十四条)."""

from __future__ import annotations

from datetime import date
from typing import Final

from cases.models import Case
from enforcement.flowcharts.engine.clocks import pause, resume
from enforcement.flowcharts.engine.pausing import step_grounds
from enforcement.flowcharts.models import RunClock, StepRecord

CLOCK: Final = "decision"
GROUND: Final = "suspension"
BASIS: Final = "市场监督管理行政处罚程序规定第六十四条"


def stop_clock(case: Case, *, from_on: date, document: str, ground: str = GROUND) -> None:
    """Stop the clock of the decision, or the check before filing, from a day on; nothing where it stands on the ground.

    Where it stands on another ground, that one passes into this: days are taken out once, and a party's hearing waits
    for no note of the officers. Days that are out already are not taken out again.
    """
    clock = _clock(case) or _check(case, ground)
    if clock is None or clock.pauses.filter(ground=ground, to_on__isnull=True).exists():
        return
    for standing in clock.pauses.filter(to_on__isnull=True):
        resume(clock, ground=standing.ground, to_on=max(standing.from_on, from_on))
    ends = clock.pauses.filter(to_on__gt=from_on).values_list("to_on", flat=True)
    begins = max([from_on, *(day for day in ends if day is not None)])
    pause(clock, ground=ground, basis=BASIS, document=document[:120], from_on=begins)


def start_clock(case: Case, *, to_on: date, ground: str = GROUND) -> None:
    """Let it run again from a day on; nothing where it was not stopped on this ground."""
    clock = _clock(case) or _check(case, ground)
    if clock is not None and clock.pauses.filter(ground=ground, to_on__isnull=True).exists():
        resume(clock, ground=ground, to_on=to_on)


def _clock(case: Case) -> RunClock | None:
    return RunClock.objects.select_related("run").filter(run=case.run, code=CLOCK, closed_at__isnull=True).first()


def _check(case: Case, ground: str) -> StepRecord | None:
    """Return the open check before filing, where its chart lets it stand on the ground (tests: 市监18)."""
    rows = StepRecord.objects.filter(run=case.run, left_at__isnull=True, node__act="check_clue")
    found = rows.select_related("node", "run").first()
    return found if found is not None and ground in step_grounds(found) else None
