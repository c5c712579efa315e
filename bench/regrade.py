"""Mark 100,000 papers again after one key was corrected: proposal, diff, two approvals, application.

The correction is the dearest one: an item that stands on every paper is taken out, so that every result is scaled anew
and superseded, each with its entry in the ledger. The floor is a bare COPY of as many rows of results into an empty
table with the same indexes, in the same run. ``SCALE`` sets the number of papers.
"""

# ruff: noqa: PLC0415 (Django is imported after the environment names the database)

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bench import _papers

SCALE, BAR = int(os.environ.get("SCALE", "100000")), 60.0
SAMPLE = 300


def main() -> int:
    with _papers.database("bench_regrade"):
        exam, _session, people = _papers.lay(SCALE)
        _papers.mark_in_sql(exam)
        return measure(exam, people)


def measure(exam: Any, people: list[Any]) -> int:
    from exams.marking.apply_regrade import apply_regrade
    from exams.marking.difference import differences, sha256_of
    from exams.marking.propose_regrade import propose_regrade
    from exams.marking.vote_regrade import vote_regrade
    from exams.marking.work_out_regrade import work_out_regrade

    correct(exam)
    at, times = _papers.AT + timedelta(days=1), dict[str, float]()
    made = timed(times, "propose", lambda: propose_regrade(exam_id=exam.pk, by=people[0], at=at, reason="答案有误"))
    proposal = timed(times, "work out the diff", lambda: work_out_regrade(proposal_id=made.pk, at=at))
    for by in people[1:]:
        timed(times, "approve", lambda by=by: vote_regrade(proposal_id=made.pk, by=by, at=at, agrees=True))
    again = timed({}, "", lambda: sha256_of(differences(exam, proposal.keys)))
    done = timed(times, "apply", lambda: apply_regrade(proposal_id=made.pk, at=at))
    bare = _papers.copy_of_results("supersedes_id IS NOT NULL")
    total = sum(times.values())
    print(
        f"{SCALE} papers of {_papers.ITEMS} items, {_papers.FORMS} forms; {proposal.summary['changed']} results change,"
    )
    print(f"{done.written} superseded, {proposal.summary['gained']} passes gained, {proposal.summary['lost']} lost")
    for name, seconds in times.items():
        print(f"{name:>22} {seconds:8.1f} s")
    print(f"{'in all':>22} {total:8.1f} s")
    print(f"{'floor: COPY of results':>22} {bare:8.1f} s   ({total / bare:.1f} times)")
    wrong = faults(done, proposal, again)
    for fault in wrong:
        print(f"WRONG: {fault}")
    holds = total < BAR and not wrong
    print(f"regrade: {total:.1f} s for {SCALE} papers (bar < {BAR:.0f} s): {'holds' if holds else 'falls short'}")
    return 0 if holds else 1


def timed(times: dict[str, float], name: str, do: Callable[[], Any]) -> Any:
    begin = time.perf_counter()
    found = do()
    times[name] = times.get(name, 0.0) + time.perf_counter() - begin
    return found


def correct(exam: Any) -> None:
    """Take the first item out, as two persons approve it in the bank."""
    from exams.models import Form, KeyVersion

    version = Form.objects.filter(session__exam=exam).first().item_versions[0]
    old = KeyVersion.objects.get(item_version_id=version)
    KeyVersion.objects.create(
        item_version_id=version,
        number=2,
        mask=old.mask,
        status="void_removed",
        reason="x",
        made_at=_papers.AT,
        made_by="x",
    )


def faults(done: Any, proposal: Any, again: str) -> list[str]:
    """Compare with marking from nothing, look for what is missing or double, and read the ledger of a sample."""
    from enforcement.ledger.queries import history_of
    from exams.forms_frozen import content_of
    from exams.marking.grading import current_key_sets
    from exams.models import Result
    from exams.scoring import Rules, grade

    found = []
    if again != proposal.sha256:
        found.append("the second diff has another hash")
    current = Result.objects.filter(superseded_by=None)
    if (done.written, done.proposal.state, current.count(), Result.objects.count()) != (
        SCALE,
        "applied",
        SCALE,
        2 * SCALE,
    ):
        found.append(f"{done.written} written, {current.count()} current of {Result.objects.count()} results")
    chance = random.Random(3)
    for row in current.filter(sitting_id__in=chance.sample(range(1, SCALE + 1), min(SAMPLE, SCALE))).select_related(
        "sitting"
    ):
        keys = current_key_sets([row.sitting.form_id])[row.sitting.form_id]
        paper, rules = content_of(row.sitting.form_id), Rules.from_json(row.rules)
        marks = grade(paper=paper, answers=row.item_answers, texts={}, key_set=keys.keys, rules=rules, human={})
        if (marks.points, list(marks.items), marks.by_law, list(keys.ids)) != (
            row.points, row.item_points, row.by_law, row.keys,
        ):  # fmt: skip
            found.append(f"result {row.pk} is not what marking gives")
        if history_of(f"sitting:{row.sitting_id}").last().verb != "exam.supersede":
            found.append(f"sitting {row.sitting_id} has no entry")
    return found


if __name__ == "__main__":
    sys.exit(main())
