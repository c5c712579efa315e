"""The cases under way that an overlay touches: their open due dates by the new law, in batches of one transaction."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from enforcement.actor import Actor
from enforcement.flowcharts.exceptions.terms import CLOCK_DATES, RECORD_DATES, Moved, redate
from enforcement.flowcharts.models import Overlay, OverlayChange, Run, RunClock, StepRecord
from enforcement.ledger.append_all import Fact, append_all, heads_of

BATCH = 500


def touched(overlay: Overlay) -> QuerySet[Run]:
    """Return the cases under way on a version that the overlay lies over, or inside one as a sub-procedure."""
    older = Q(node__version__flowchart_id=overlay.flowchart_id, node__version__effective_on__lt=overlay.from_on)
    inside = StepRecord.objects.filter(older, run_id=OuterRef("pk"), left_at__isnull=True)
    own = Q(version__flowchart_id=overlay.flowchart_id, version__effective_on__lt=overlay.from_on)
    return Run.objects.filter(own | Exists(inside), closed_at__isnull=True)


def missed(overlay: Overlay) -> QuerySet[Run]:
    """Return the cases that were begun when it was laid and that its act did not see yet."""
    return touched(overlay).filter(overlay__lt=overlay.number, opened_at__lte=overlay.laid_at)


def settle(overlay: Overlay, runs: QuerySet[Run], *, by: Actor, at: datetime) -> int:
    """Compute the open due dates of cases it touches anew, keep was and now, and tell each case's ledger.

    Return how many due dates moved. Runs are locked in the order of their ids, as many as there are.
    """
    ids = list(runs.order_by("pk").values_list("pk", flat=True))
    rest, moved = iter(ids), 0
    while batch := list(islice(rest, BATCH)):
        moved += _batch(overlay, batch, by, at)
    return moved


def _batch(overlay: Overlay, ids: list[int], by: Actor, at: datetime) -> int:
    runs = list(Run.objects.select_for_update(of=("self",)).select_related("agency").filter(pk__in=ids).order_by("pk"))
    told: dict[int, list[Moved]] = {run.pk: [] for run in runs}
    clocks, records = _open_clocks(runs), _open_records(runs)
    rows: list[RunClock | StepRecord] = [*clocks, *records]
    for row in rows:
        found = redate(row, overlay.from_on)
        if found is not None:
            told[row.run_id].append(found)
    RunClock.objects.bulk_update(clocks, CLOCK_DATES)
    StepRecord.objects.bulk_update(records, RECORD_DATES)
    OverlayChange.objects.bulk_create(
        OverlayChange(overlay=overlay, run_id=pk, term=m.term[:160], was_on=m.was_on, now_on=m.now_on)
        for pk, moves in told.items()
        for m in moves
    )
    _tell(overlay, runs, told, by, at)
    return sum(map(len, told.values()))


def _open_clocks(runs: list[Run]) -> list[RunClock]:
    rows = RunClock.objects.filter(run__in=runs, closed_at__isnull=True).prefetch_related("pauses", "extensions")
    return _with_runs(list(rows), runs)


def _open_records(runs: list[Run]) -> list[StepRecord]:
    rows = StepRecord.objects.filter(run__in=runs, left_at__isnull=True).select_related("node")
    return _with_runs(list(rows), runs)


def _with_runs(rows: list[Any], runs: list[Run]) -> list[Any]:
    by_id = {run.pk: run for run in runs}
    for row in rows:
        row.run = by_id[row.run_id]
    return rows


def _tell(overlay: Overlay, runs: list[Run], told: dict[int, list[Moved]], by: Actor, at: datetime) -> None:
    """Append an entry to each case and keep the new head on its run."""
    series = [run.series for run in runs]
    shared = {"overlay": overlay.pk, "law": overlay.law, "article": overlay.article, "from_on": overlay.from_on}
    facts = [
        Fact(run.series, by, at, "case.lay_overlay",
             {**shared, "reason": overlay.reason, "moved": [asdict(m) for m in told[run.pk]]})
        for run in runs
    ]  # fmt: skip
    append_all(facts=facts, heads=heads_of(series))
    heads = heads_of(series)
    for run in runs:
        run.last_seq, run.last_hash, run.overlay = heads[run.series].seq, heads[run.series].hash, overlay.number or 0
    Run.objects.bulk_update(runs, ["last_seq", "last_hash", "overlay"])
