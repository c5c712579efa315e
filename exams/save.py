"""Save answers: one statement, no session, no ledger entry of its own (the journal is the record)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from exams import statements
from exams.sitting_refusals import BadAnswer, SittingNotFound, over, remaining_ms, why_not

MAX_MASK = 0xFF
MAX_SEQ = 2**31 - 1
MAX_SLOT = 999


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save: ``written`` is true only after the commit; ``seq`` is the one now stored."""

    written: bool
    seq: int
    remaining_ms: int
    deadline_at: datetime
    at: datetime


def save(*, sitting_id: int, at: datetime | None = None, lease: int, seq: int, delta: Mapping[int, int]) -> Saved:
    """Merge answers (question → bit mask, 0 takes an answer back) into a sitting and journal them.

    A ``seq`` not above the stored one writes nothing and is answered with the stored one: the caller sends all it has
    again under a higher number. ``at`` is for demonstrations and tests alone.

    Raises:
        SittingNotFound, NotBegun, AlreadyClosed, TimeOver, TakenOver, BadAnswer, Unsettled
    """
    facts = checked(sitting_id=sitting_id, at=at, lease=lease, seq=seq, delta=delta)
    row = answered(statements.row(statements.SAVE, facts), facts)
    return Saved(
        row["written"], seq if row["written"] else row["seq"], remaining_ms(row), row["deadline_at"], row["at"]
    )


def checked(*, sitting_id: int, at: datetime | None, lease: int, seq: int, delta: Mapping[int, int]) -> dict[str, Any]:
    """Return the statement's parameters.

    Raises:
        BadAnswer: if a number cannot be.
    """
    if not 0 < seq <= MAX_SEQ:
        raise BadAnswer(field="seq")
    if any(not 0 <= slot <= MAX_SLOT or not 0 <= mask <= MAX_MASK for slot, mask in delta.items()):
        raise BadAnswer(field="d")
    return {
        "id": sitting_id,
        "at": at,
        "lease": lease,
        "seq": seq,
        "slots": list(delta.keys()),
        "masks": list(delta.values()),
        "top": max(delta, default=-1),
    }


def answered(row: dict[str, Any] | None, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row of a write, or of a stale one.

    Raises:
        Refusal: for a write that did not happen and was not stale.
    """
    if row is None:
        raise SittingNotFound
    if row["written"] or _stale(row, facts):
        return row
    raise why_not(row, lease=facts["lease"], top=facts["top"])


def _stale(row: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    under_way = row["state"] == "running" and row["lease"] == facts["lease"] and not over(row)
    return under_way and row["seq"] >= facts["seq"]
