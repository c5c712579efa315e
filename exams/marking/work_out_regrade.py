"""Work out what a proposed regrade would change: every line, the figures, and a hash to compare with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import SYSTEM
from enforcement.errors import NotFound, Refusal
from enforcement.ledger.append import append
from exams.marking.difference import Changes, differences, sha256_of
from exams.marking.grading import NothingToMark, WaitsForMarkers
from exams.marking.groups import groups
from exams.marking.propose_regrade import series_of
from exams.marking.summary import summary_of
from exams.models import KeyVersion, RegradeProposal, Session

LINES = "COPY exams_regradeline (proposal_id, result_id, old_points, new_points, old_passed, new_passed) FROM STDIN"


class RegradeStale(Refusal):
    """Refuse to apply what is no longer what was proposed."""

    sentence = _("Results or keys changed after the regrade was worked out. Nothing was applied.")
    remedy = _("Propose it again.")


FAULTS: Final = {kind.__name__: kind for kind in (WaitsForMarkers, NothingToMark, RegradeStale)}
"""What can stop a regrade by itself, by the code that is kept in its summary."""


@transaction.atomic(durable=True)
def work_out_regrade(*, proposal_id: int, at: datetime) -> RegradeProposal:
    """Write the lines and figures of a proposal, once; broken off it leaves nothing, begun again it finds the same.

    What cannot be worked out (an answer nobody has marked, no item left) refuses the proposal with the reason.

    Raises:
        NotFound
    """
    proposal = (
        RegradeProposal.objects.select_for_update(of=("self",)).select_related("exam__agency").filter(pk=proposal_id)
    )
    found = proposal.first()
    if found is None:
        raise NotFound
    if found.state != RegradeProposal.State.WORKING:
        return found
    try:
        changes = list(differences(found.exam, found.keys))
    except Refusal as refusal:
        return close(found, at=at, fault=refusal.code)
    found.sha256 = sha256_of(changes)
    found.summary = {**figures(found, changes), "keys": _keys(found.keys)}
    found.state = RegradeProposal.State.PROPOSED
    _write(found, changes)
    found.save(update_fields=["sha256", "summary", "state"])
    append(
        series=series_of(found.exam_id),
        by=SYSTEM,
        at=at,
        verb="exam.work_out_regrade",
        body={
            "proposal": found.pk,
            "sha256": found.sha256,
            **{name: found.summary[name] for name in ("looked", "changed", "up", "down", "gained", "lost")},
        },
    )
    return found


def close(proposal: RegradeProposal, *, at: datetime, fault: str) -> RegradeProposal:
    """Refuse a proposal that cannot be worked out or applied, with the code of why; the caller holds its row."""
    proposal.state = RegradeProposal.State.REFUSED
    proposal.summary = {**proposal.summary, "fault": fault}
    proposal.save(update_fields=["state", "summary"])
    append(
        series=series_of(proposal.exam_id),
        by=SYSTEM,
        at=at,
        verb="exam.refuse_regrade",
        body={"proposal": proposal.pk, "fault": fault},
    )
    return proposal


def figures(proposal: RegradeProposal, changes: Sequence[Changes]) -> dict[str, object]:
    """Return the figures of a regrade: ``changed`` are its lines, also those whose points add up as before."""
    titles = dict(Session.objects.filter(exam_id=proposal.exam_id).values_list("pk", "title"))
    looked = sum(group.count for group in groups(proposal.exam_id, proposal.keys))
    tables = [(c.sessions, c.void, c.old_points, c.new_points, c.old_passed, c.new_passed) for c in changes]
    changed = sum(int(c.changed.sum()) for c in changes)
    return {**summary_of(tables, looked=looked, titles=titles), "changed": changed}


def _keys(key_ids: Sequence[int]) -> list[dict[str, object]]:
    rows = KeyVersion.objects.filter(pk__in=key_ids).select_related("item_version__item")
    return [
        {"key": row.pk, "item": row.item_version.item.code, "version": row.item_version.number, "number": row.number,
         "status": row.status, "reason": row.reason}
        for row in rows.order_by("pk")
    ]  # fmt: skip


def _write(proposal: RegradeProposal, changes: Sequence[Changes]) -> None:
    with connection.cursor() as cursor, cursor.copy(LINES) as copy:
        for found in changes:
            for result, old, new, old_passed, new_passed in found.table().tolist():
                copy.write_row((proposal.pk, result, old, new, bool(old_passed), bool(new_passed)))
