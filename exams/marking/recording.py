"""What the ledger keeps of results: how the sitting closed, what it came to, and what came in a result's place."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from enforcement.actor import SYSTEM, Actor
from enforcement.ledger.append_all import Fact, append_all, heads_of
from exams.models import GradeRun, Result, Sitting
from exams.sitting_ledger import candidate_actor, missing_starts, series_of


def record_first(results: Sequence[Result], *, by: Actor, at: datetime) -> None:
    """Enter first results in the series of their sittings, each after how its sitting closed; the rows are held.

    ``sitting`` of each has candidate, person and agency selected.
    """
    sittings = [result.sitting for result in results]
    heads = heads_of([series_of(sitting.pk) for sitting in sittings])
    facts = missing_starts(sittings)
    for result in results:
        facts += [*_closing(result.sitting, result.answers_sha256, at), _result(result, "exam.result", by, at, {})]
    append_all(facts=facts, heads=heads)


def record_superseding(
    pairs: Sequence[tuple[Result, Result]], *, run: GradeRun, reason: str, by: Actor, at: datetime
) -> None:
    """Enter for each (old result, new result) that one came in the other's place, in the series of the sittings."""
    heads = heads_of([series_of(new.sitting_id) for _old, new in pairs])
    append_all(
        facts=[
            _result(
                new,
                "exam.supersede",
                by,
                at,
                {"supersedes": old.pk, "old_points": old.points, "old_passed": old.passed, "run": run.pk,
                 "kind": run.kind, "reason": reason},
            )
            for old, new in pairs
        ],
        heads=heads,
    )  # fmt: skip


def _closing(sitting: Sitting, answers_sha256: str, at: datetime) -> list[Fact]:
    """Return how a sitting closed; one whose paper was taken in has that in its series already, with who did it."""
    if sitting.state == Sitting.State.TERMINATED:
        return []
    submitted = sitting.state == Sitting.State.SUBMITTED
    body = {"sitting": sitting.pk, "seq": sitting.seq, "answers_sha256": answers_sha256}
    return [
        Fact(
            series_of(sitting.pk),
            candidate_actor(sitting.candidate) if submitted else SYSTEM,
            sitting.closed_at or at,
            "exam.submit" if submitted else "exam.expire",
            body,
        )
    ]


def _result(result: Result, verb: str, by: Actor, at: datetime, more: dict[str, object]) -> Fact:
    return Fact(
        series_of(result.sitting_id),
        by,
        at,
        verb,
        {
            "sitting": result.sitting_id,
            "result": result.pk,
            "person": result.person_id,
            "subject": result.subject,
            "points": result.points,
            "total": result.total,
            "pass_mark": result.pass_mark,
            "passed": result.passed,
            "paper_sha256": result.paper_sha256,
            "answers_sha256": result.answers_sha256,
            "keys_sha256": keys_sha256(result.keys),
            **more,
        },
    )


def keys_sha256(key_ids: Sequence[int]) -> str:
    """Return the hash by which the ledger names a set of key versions."""
    return hashlib.sha256(",".join(map(str, key_ids)).encode()).hexdigest()


def record(*, sitting: Sitting, by: Actor, at: datetime, verb: str, body: dict[str, object]) -> None:
    """Enter one act in the series of a sitting; candidate, person and agency are selected."""
    series = series_of(sitting.pk)
    heads = heads_of([series])
    append_all(
        facts=[*missing_starts([sitting]), Fact(series, by, at, verb, {"sitting": sitting.pk, **body})], heads=heads
    )
