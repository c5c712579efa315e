"""Submit a paper: save what is left and close, in one statement."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from exams import statements
from exams.answers import answers_sha256
from exams.save import Answer, answered, checked
from exams.sitting_refusals import AlreadyClosed


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of a submission. ``answers_sha256`` is that of the answers as stored, "" if it was stale."""

    written: bool
    seq: int
    at: datetime
    answers_sha256: str


def submit(
    *, sitting_id: int, at: datetime | None = None, lease: int, seq: int, delta: Mapping[int, Answer]
) -> Submitted:
    """Merge the last answers and close the sitting. A stale ``seq`` closes nothing, as with ``save``.

    A submission repeated because its answer was lost, with nothing in it that is not stored, is answered as the first.

    Raises:
        SittingNotFound, NotBegun, AlreadyClosed, TimeOver, Paused, Voided, TakenOver, BadAnswer, Unsettled
    """
    facts = checked(sitting_id=sitting_id, at=at, lease=lease, seq=seq, delta=delta)
    found = statements.row(statements.SUBMIT, facts)
    try:
        row = answered(found, facts)
    except AlreadyClosed:
        if found is None or not _is_stored(found, facts):
            raise
        return _done(sitting_id, found, found["seq"])
    if row["written"]:
        return _done(sitting_id, row, seq)
    return Submitted(False, row["seq"], row["at"], "")  # noqa: FBT003 (a field by its place)


def _done(sitting_id: int, row: Mapping[str, Any], seq: int) -> Submitted:
    sha256 = answers_sha256(sitting_id, row["answers"], row["texts"])
    return Submitted(True, seq, row["closed_at"], sha256)  # noqa: FBT003


def _is_stored(row: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    """Return whether a submitted sitting holds all that its own browser sends once more."""
    if row["state"] != "submitted" or row["lease"] != facts["lease"] or facts["top"] >= row["size"]:
        return False
    words, stored = json.loads(facts["texts"] or "{}"), row["texts"] or {}
    masks = zip(facts["slots"], facts["masks"], strict=True)
    return all(row["answers"][slot] == mask for slot, mask in masks) and all(
        stored.get(slot) == text for slot, text in words.items()
    )
