"""Apply an approved regrade: every result that rests on a corrected key gets one in its place, in transactions of many.

Broken off at any moment and begun again it goes on where it stopped: a result can be superseded once, and what is done
is no longer among the current results. If anything changed since the proposal was worked out, it is refused whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from enforcement.actor import SYSTEM
from enforcement.errors import NotFound
from enforcement.ledger.append import append
from exams.marking.difference import Changes, differences, sha256_of
from exams.marking.groups import corrected_keys
from exams.marking.propose_regrade import series_of
from exams.marking.recording import keys_sha256
from exams.marking.superseding import record_rows, write_rows
from exams.marking.work_out_regrade import RegradeStale, close
from exams.models import Exam, GradeRun, RegradeProposal
from exams.scoring import VERSION

CHUNK = 1000
"""Results in one transaction: their series of the ledger are held at once (``append_all.MOST``)."""
State = RegradeProposal.State


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a regrade: where it stands, and how many results this call wrote."""

    proposal: RegradeProposal
    written: int


def apply_regrade(*, proposal_id: int, at: datetime, report: Callable[[int, int], object] | None = None) -> Applied:
    """Write the superseding results of an approved regrade; ``report`` is told (done, all) after each transaction.

    Raises:
        NotFound
    """
    proposal, compared = _begin(proposal_id=proposal_id, at=at)
    if proposal.state != State.APPROVED or proposal.run is None:
        return Applied(proposal, 0)
    total, written = proposal.run.results, 0
    for changes, begin, end in _chunks(compared or list(differences(proposal.exam, proposal.keys))):
        written += _chunk(changes, begin, end, proposal, at)
        if report is not None:
            report(written, total)
    return Applied(_end(proposal_id=proposal_id, at=at), written)


def _chunks(found: Sequence[Changes]) -> Iterator[tuple[Changes, int, int]]:
    for changes in found:
        for begin in range(0, len(changes.results), CHUNK):
            yield changes, begin, begin + CHUNK


@transaction.atomic(durable=True)
def _begin(*, proposal_id: int, at: datetime) -> tuple[RegradeProposal, list[Changes]]:
    """Compare with what was proposed and enter the run, once; refuse the proposal where they differ.

    Returns the proposal and what was compared (nothing where the run was entered before).
    """
    exam_id = RegradeProposal.objects.filter(pk=proposal_id).values_list("exam_id", flat=True).first()
    if exam_id is None:
        raise NotFound
    exam = Exam.objects.select_for_update(of=("self",), no_key=True).select_related("agency").get(pk=exam_id)
    proposal = (
        RegradeProposal.objects.select_for_update(of=("self",))
        .select_related("run", "exam__agency")
        .get(pk=proposal_id)
    )
    if proposal.state != State.APPROVED or proposal.run is not None:
        return proposal, []
    changes = list(differences(exam, proposal.keys))
    now = [key.pk for key in corrected_keys(exam.pk)]
    if now != proposal.keys or sha256_of(changes) != proposal.sha256:
        return close(proposal, at=at, fault=RegradeStale.__name__), []
    proposal.run = GradeRun.objects.create(
        exam=exam, kind=GradeRun.Kind.REGRADE, keys_sha256=keys_sha256(proposal.keys), rules_version=VERSION,
        reason=proposal.reason, results=sum(len(c.results) for c in changes), made_at=at, made_by=SYSTEM.name,
    )  # fmt: skip
    proposal.save(update_fields=["run"])
    append(
        series=series_of(exam.pk),
        by=SYSTEM,
        at=at,
        verb="exam.regrade",
        body={
            "proposal": proposal.pk,
            "run": proposal.run.pk,
            "sha256": proposal.sha256,
            "keys": proposal.keys,
            "results": proposal.run.results,
            "approved_by": sorted(proposal.voices.filter(agrees=True).values_list("person_id", flat=True)),
            "reason": proposal.reason,
        },
    )
    return proposal, changes


@transaction.atomic(durable=True)
def _chunk(changes: Changes, begin: int, end: int, proposal: RegradeProposal, at: datetime) -> int:
    """Write some of the results and their entries in the ledger; return how many."""
    assert proposal.run is not None  # noqa: S101 (tells the type checker)
    rows = write_rows(changes, begin, end, run_id=proposal.run.pk, at=at)
    record_rows(rows, keys=changes.group.new.ids, run=proposal.run, reason=proposal.reason, at=at)
    return len(rows)


@transaction.atomic(durable=True)
def _end(*, proposal_id: int, at: datetime) -> RegradeProposal:
    proposal = (
        RegradeProposal.objects.select_for_update(of=("self",))
        .select_related("run", "exam__agency")
        .get(pk=proposal_id)
    )
    if proposal.state == State.APPROVED:
        proposal.state, proposal.applied_at = State.APPLIED, at
        proposal.save(update_fields=["state", "applied_at"])
        append(
            series=series_of(proposal.exam_id),
            by=SYSTEM,
            at=at,
            verb="exam.applied_regrade",
            body={"proposal": proposal.pk, "run": proposal.run_id},
        )
    return proposal
