"""What the ledger keeps of results: how the sitting closed, what it came to, and what came in a result's place."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from enforcement.actor import SYSTEM, Actor
from enforcement.ledger.append_all import Fact, append_all, heads_of
from enforcement.ledger.models import Entry
from exams.models import Candidate, GradeRun, Result, SaveJournal, Sitting

STARTED = "exam.start"
SAID = ("deadline_at", "honour")
"""What the ledger takes over from the journal's row of the start."""


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


def missing_starts(sittings: Sequence[Sitting]) -> list[Fact]:
    """Return the starts that are not in the ledger yet, each as of its own moment, with what the journal says of it."""
    begun = {series_of(sitting.pk): sitting for sitting in sittings if sitting.started_at}
    there = set(Entry.objects.filter(series__in=list(begun), verb=STARTED).values_list("series", flat=True))
    late = [sitting for series, sitting in begun.items() if series not in there]
    if not late:
        return []
    kept = dict(SaveJournal.objects.filter(sitting__in=late, kind="start").values_list("sitting_id", "texts"))
    return [
        Fact(
            series_of(sitting.pk),
            candidate_actor(sitting.candidate),
            sitting.started_at,  # type: ignore[arg-type] (asked before)
            STARTED,
            {"sitting": sitting.pk, **{k: v for k, v in (kept.get(sitting.pk) or {}).items() if k in SAID}},
        )
        for sitting in late
    ]


def candidate_actor(candidate: Candidate) -> Actor:
    """Return a candidate as the one who acts; person and agency are selected."""
    person, agency = candidate.person, candidate.agency
    return Actor(kind="person", person_id=person.pk, name=person.name, agency_id=agency.pk, agency=agency.name)


def series_of(sitting_id: int) -> str:
    """Return the ledger series of a sitting."""
    return f"sitting:{sitting_id}"


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
