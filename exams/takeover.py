"""Take a sitting over to another browser: the lease rises in the same row, the older browser can write no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from enforcement.actor import Actor
from enforcement.ledger.append import append
from exams import statements
from exams.sitting_refusals import SittingNotFound, remaining_ms, why_not
from exams.start import series_of


@dataclass(frozen=True, slots=True)
class TakenOverNow:
    """The new lease with all the new browser needs to go on."""

    lease: int
    seq: int
    answers: list[int]
    remaining_ms: int
    deadline_at: datetime
    at: datetime


@transaction.atomic(durable=True)
def takeover(*, sitting_id: int, at: datetime | None = None, lease: int) -> TakenOverNow:
    """Raise the lease that the caller saw (of two who saw the same, one succeeds) and record it for the candidate.

    Raises:
        SittingNotFound, NotBegun, AlreadyClosed, TimeOver, TakenOver, Unsettled
    """
    row = statements.row(statements.TAKEOVER, {"id": sitting_id, "at": at, "lease": lease})
    if row is None:
        raise SittingNotFound
    if not row["written"]:
        raise why_not(row, lease=lease)
    by = Actor(
        kind="person", person_id=row["person_id"], name=row["name"], agency_id=row["agency_id"], agency=row["agency"]
    )
    append(
        series=series_of(sitting_id),
        by=by,
        at=row["at"],
        verb="exam.takeover",
        body={"sitting": sitting_id, "lease": row["lease"], "seq": row["seq"]},
    )
    return TakenOverNow(row["lease"], row["seq"], row["answers"], remaining_ms(row), row["deadline_at"], row["at"])
