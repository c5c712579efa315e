"""Compute all open due dates by the newest calendar: one job, a transaction for each run, an entry where one moved."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.flowcharts.calendar import current
from enforcement.flowcharts.calendar.stored import Held
from enforcement.flowcharts.closures.models import CalendarRevision, DueChange
from enforcement.flowcharts.closures.redating import OTHERS, Moved, open_rows, redate
from enforcement.flowcharts.engine.clocks import MOVED
from enforcement.flowcharts.models import Run, RunClock, StepRecord
from enforcement.jobs.progress import Progress
from enforcement.ledger.append import append
from enforcement.ledger.chain import GENESIS, Head


def recompute_all(*, at: datetime, job: Progress | None = None) -> int:
    """Compute what was counted by an older calendar and return how many due dates moved. Run as often as one likes.

    After a new revision every open run is looked at once; later only what a process counted by an older one meanwhile.
    """
    current.refresh()
    held = current.held()
    revision = CalendarRevision.objects.filter(number=held.number).first()
    if revision is None:
        return 0
    ids = stale(held.number) if revision.computed_at else list(_open_runs())
    moved = 0
    for done, run_id in enumerate(ids, 1):
        moved += len(recompute_run(run_id, revision, held, at))
        if job is not None:
            job.report(done, len(ids))
    if revision.computed_at is None:
        unfinished = CalendarRevision.objects.filter(number__lte=held.number, computed_at__isnull=True)
        unfinished.update(computed_at=at, checked_runs=len(ids))
    return moved


def stale(number: int) -> list[int]:
    """Return the runs with an open due date that was counted by an older revision."""
    old: dict[str, Any] = {"calendar_revision__lt": number, "due_on__isnull": False}
    clocks = RunClock.objects.filter(closed_at__isnull=True, **old).values_list("run_id", flat=True)
    records = StepRecord.objects.filter(left_at__isnull=True, **old).values_list("run_id", flat=True)
    return sorted({*clocks, *records})


def _open_runs() -> Any:
    return Run.objects.filter(closed_at__isnull=True).order_by("pk").values_list("pk", flat=True)


@transaction.atomic
def recompute_run(run_id: int, revision: CalendarRevision, held: Held, at: datetime) -> list[Moved]:
    """Compute the open due dates of one run; what moved is entered in its ledger and in the list of supervisors."""
    run = Run.objects.select_for_update(of=("self",)).select_related("agency").get(pk=run_id)
    moves = [moved for row in open_rows(run) if (moved := _row(row, held)) is not None]
    moves += [moved for function in OTHERS for moved in function(run_id, held.national)]
    if not moves:
        return []
    DueChange.objects.bulk_create(
        DueChange(
            revision=revision, run=run, agency_id=run.agency_id, term=m.term[:160], due_before=m.due_before,
            due_after=m.due_after,
        )
        for m in moves
    )  # fmt: skip
    body = {
        "revision": held.number, "notice": revision.notice_number,
        "moved": [{"term": m.term, "was": m.due_before, "now": m.due_after} for m in moves],
    }  # fmt: skip
    head = append(
        series=run.series, by=SYSTEM, at=at, verb="run.redate", body=body,
        head=Head(run.last_seq, run.last_hash or GENESIS),
    )  # fmt: skip
    Run.objects.filter(pk=run.pk).update(last_seq=head.seq, last_hash=head.hash)
    return moves


def _row(row: RunClock | StepRecord, held: Held) -> Moved | None:
    if row.calendar_revision >= held.number:
        return None
    moved = redate(row, held)
    row.save(update_fields=[*MOVED] if isinstance(row, RunClock) else [*MOVED, "due_at"])
    return moved


def work(job: Progress) -> dict[str, Any]:
    """Do it as a job; its page leads to the list of what moved."""
    moved = recompute_all(at=clock.now(), job=job)
    return {"text": _("%(n)d due dates moved.") % {"n": moved}, "url": reverse("calendar_notices")}
