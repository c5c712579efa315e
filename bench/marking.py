"""Mark a session of 100,000 papers that were handed in: results and ledger, as the timetable's job does it.

The floor is a bare COPY of as many rows of results into an empty table with the same indexes, in the same run.
``SCALE`` sets the number of papers; the bar is ten minutes for 100,000, in proportion for fewer.
"""

# ruff: noqa: PLC0415 (Django is imported after the environment names the database)

from __future__ import annotations

import os
import random
import sys
import time
from datetime import timedelta
from typing import Any

from bench import _papers

SCALE, FULL, BAR = int(os.environ.get("SCALE", "100000")), 100_000, 600.0
SAMPLE = 100


def main() -> int:
    with _papers.database("bench_marking"):
        exam, session, _people = _papers.lay(SCALE)
        return measure(exam, session)


def measure(exam: Any, session: Any) -> int:
    from exams.marking.mark_waiting import mark_waiting

    at = _papers.AT + timedelta(hours=4)
    begin = time.perf_counter()
    done = mark_waiting(at=at, session_id=session.pk)
    seconds = time.perf_counter() - begin
    bare = _papers.copy_of_results()
    print(f"{SCALE} papers of {_papers.ITEMS} items in {_papers.FORMS} forms, each with its entries in the ledger")
    print(f"{'marked':>22} {seconds:8.1f} s   {1000 * seconds / SCALE:.2f} ms a paper")
    print(f"{'floor: COPY of results':>22} {bare:8.1f} s   ({seconds / bare:.1f} times)")
    wrong = faults(exam, done)
    for fault in wrong:
        print(f"WRONG: {fault}")
    bar = BAR * max(SCALE, 1000) / FULL
    holds = seconds < bar and not wrong
    print(f"marking: {seconds:.1f} s for {SCALE} papers (bar < {bar:.0f} s): {'holds' if holds else 'falls short'}")
    return 0 if holds else 1


def faults(exam: Any, done: int) -> list[str]:
    """Look for what is missing, and compare a sample with marking one by one and with the chain of its ledger."""
    from enforcement.ledger.queries import faults as broken
    from exams.marking.grading import current_key_sets, graded
    from exams.models import Result, Sitting
    from exams.scoring import Rules

    found = []
    if (done, Result.objects.count()) != (SCALE, SCALE):
        found.append(f"{done} marked, {Result.objects.count()} results")
    rules, chance = Rules.from_json(exam.scoring), random.Random(3)
    ids = chance.sample(list(Sitting.objects.values_list("pk", flat=True)), min(SAMPLE, SCALE))
    for sitting in Sitting.objects.filter(pk__in=ids).select_related("candidate"):
        keys = current_key_sets([sitting.form_id])[sitting.form_id]
        alone = graded(sitting=sitting, exam=exam, rules=rules, keys=keys, human={}, at=_papers.AT)
        row = sitting.results.get()
        if (row.points, row.item_points, row.paper_sha256) != (alone.points, alone.item_points, alone.paper_sha256):
            found.append(f"sitting {sitting.pk} has another result when it is marked alone")
        found += broken(f"sitting:{sitting.pk}")
    return found


if __name__ == "__main__":
    sys.exit(main())
