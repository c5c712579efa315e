"""Submit a paper: save what is left and close, in one statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from exams import statements
from exams.answers import answers_sha256
from exams.save import answered, checked


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of a submission. ``receipt`` is the hash of the answers as they were stored."""

    written: bool
    seq: int
    at: datetime
    receipt: str


def submit(*, sitting_id: int, at: datetime | None = None, lease: int, seq: int, delta: Mapping[int, int]) -> Submitted:
    """Merge the last answers and close the sitting. A stale ``seq`` closes nothing, as with ``save``.

    Raises:
        SittingNotFound, NotBegun, AlreadyClosed, TimeOver, TakenOver, BadAnswer, Unsettled
    """
    facts = checked(sitting_id=sitting_id, at=at, lease=lease, seq=seq, delta=delta)
    row = answered(statements.row(statements.SUBMIT, facts), facts)
    if not row["written"]:
        return Submitted(False, row["seq"], row["at"], "")  # noqa: FBT003 (a field by its place)
    return Submitted(True, seq, row["at"], answers_sha256(sitting_id, row["answers"]))  # noqa: FBT003
