"""A batch of 10,000 approved applications whose worker is killed twice with signal 9: is each issued exactly once?

A database cluster and worker processes of their own in a folder of their own, ended by id and removed at the end. The
bar: exactly as many credentials, items, ledger entries and printed pages as applications, numbers without a gap, and
another process at work within ten seconds of each kill. The floor of the run is signing and drawing alone, without
guards, chart, ledger and database. ``SCALE`` is the number of applications.
"""

# ruff: noqa: PLC0415 (Django is imported after the environment names the folder and the database)

from __future__ import annotations

import os
import signal
import sys
import time
from typing import Any

from bench import _own

COUNT = int(os.environ.get("SCALE", "10000"))
PATIENCE = 120.0 + COUNT * 0.3
KILLS = (("sign", 0.3), ("draw", 0.5))
"""The stage and the part of it at which the worker is killed."""
RESUMED = 10.0


def main() -> int:
    with _own.site("batch"):
        _own.migrated()
        from bench import _approved

        agency, by, ids = _approved.applications(COUNT)
        floor = _approved.signed_and_drawn(agency)
        batch, seconds, resumed = work(agency, by, ids)
        return report(batch, ids, floor, seconds, resumed)


def work(agency: Any, by: Any, ids: list[int]) -> tuple[Any, float, list[float]]:
    """Ask for the batch and let workers do it, killing them; return it, its seconds, how soon each kill was over."""
    from certification.batches.make_batch import make_batch
    from enforcement import clock

    facts = {"kind": "issue", "title": "万张制证", "subject_ids": ids}
    batch = make_batch(agency_id=agency.pk, by=by, at=clock.now(), **facts)
    began, worker, resumed = time.monotonic(), _own.start_worker(), []
    for stage, part in KILLS:
        if not wait(
            batch, lambda stage=stage, part=part: past(batch, stage) >= part * COUNT and not past_all(batch, stage)
        ):
            break
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
        killed, held = time.monotonic(), lease(batch)
        worker = _own.start_worker()
        wait(batch, lambda held=held: lease(batch) != held)
        resumed.append(time.monotonic() - killed)
    wait(batch, lambda: batch.state == "done")
    return batch, time.monotonic() - began, resumed


def past(batch: Any, stage: str) -> int:
    from certification.batches import items

    return items.passed(batch, stage)


def past_all(batch: Any, stage: str) -> bool:
    return past(batch, stage) >= COUNT


def lease(batch: Any) -> str:
    from enforcement.jobs.models import Job

    return Job.objects.values_list("lease", flat=True).get(pk=batch.job_id)


def wait(batch: Any, test: Any) -> bool:
    """Look until something is so; return False if the batch ended or time is over."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        batch.refresh_from_db()
        if test():
            return True
        if batch.state == "done" or batch.job.state == "failed":
            return False
        time.sleep(0.05)
    return False


def report(batch: Any, ids: list[int], floor: float, seconds: float, resumed: list[float]) -> int:
    import pypdfium2

    from certification.batches import files
    from certification.models import Credential, IssueItem
    from enforcement.ledger.models import Entry

    rows = Credential.objects.filter(application__in=ids)
    numbers = sorted(int(number) for number in rows.values_list("number", flat=True))
    batch.refresh_from_db()
    parts = [name for name in files.parts_of(batch.pk) if name.startswith("cards")]
    pages = sum(len(pypdfium2.PdfDocument(files.path_of(batch.pk, name))) for name in parts)
    counts = {
        "credentials": rows.count(),
        "applications with one": rows.values("application").distinct().count(),
        "serials": rows.values("sid").distinct().count(),
        "items drawn": batch.items.filter(state=IssueItem.State.DRAWN).count(),
        "entries in the ledger": Entry.objects.filter(verb="credential.issue").count(),
        "steps left on the chart": Entry.objects.filter(verb="step.issue").count(),
        "cards in the files": pages // 2,
    }
    without_gap = bool(numbers) and numbers == list(range(numbers[0], numbers[0] + COUNT))
    print(f"{COUNT:,} applications; state {batch.state}, {batch.job.state} {batch.job.fault}")
    for words, count in counts.items():
        print(f"{words:<34}{count:>8,}")
    print(f"{'numbers without a gap':<34}{'yes' if without_gap else 'NO':>8}")
    print(f"{'all of it, kills included':<34}{seconds:>8.1f} s   {1000 * seconds / COUNT:.1f} ms a card")
    print(f"{'the floor: signing and drawing':<34}{1000 * floor:>8.1f} ms a card")
    print(f"{'at work again after a kill':<34}{', '.join(f'{n:.1f}' for n in resumed):>8} s")
    exact = all(count == COUNT for count in counts.values()) and without_gap and batch.state == "done"
    soon = len(resumed) == len(KILLS) and max(resumed) < RESUMED
    figure = f"{counts['credentials']:,} of {COUNT:,} issued once, at work again in {max(resumed, default=0):.1f} s"
    print(f"batch: {figure} (bar all, 10 s): {'holds' if exact and soon else 'MISSED'}")
    return 0 if exact and soon else 1


if __name__ == "__main__":
    sys.exit(main())
