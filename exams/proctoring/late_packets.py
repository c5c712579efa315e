"""What a late packet holds beside what is stored: numbers of questions and ages, never an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Row:
    """One answer of a packet: the question's number on the candidate's screen, whether it differs, when it was given.

    ``given_at`` is the receipt less the age that the computer states; None where it states none.
    """

    number: int
    differs: bool
    given_at: datetime | None
    in_time: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """A packet beside the stored answers."""

    rows: tuple[Row, ...]
    ended_at: datetime | None

    @property
    def differing(self) -> tuple[Row, ...]:
        """The answers that would change something."""
        return tuple(row for row in self.rows if row.differs)

    @property
    def in_time(self) -> tuple[Row, ...]:
        """Those of them that were given before the end, by the computer's own account."""
        return tuple(row for row in self.rows if row.differs and row.in_time)


def compare(
    *,
    masks: Mapping[str, int],
    texts: Mapping[str, Any] | None,
    ages_ms: Mapping[str, int],
    received_at: datetime,
    ended_at: datetime | None,
    answers: Sequence[int],
    stored_texts: Mapping[str, Any] | None,
) -> Comparison:
    """Compare a packet with what a sitting has stored."""
    rows = []
    for slot, mask in sorted(masks.items(), key=lambda pair: int(pair[0])):
        place = int(slot)
        before = answers[place] if place < len(answers) else 0
        differs = before != mask or (texts or {}).get(slot) != (stored_texts or {}).get(slot)
        age = ages_ms.get(slot)
        given_at = None if age is None else received_at - timedelta(milliseconds=age)
        in_time = given_at is not None and ended_at is not None and given_at <= ended_at
        rows.append(Row(place + 1, differs, given_at, in_time))
    return Comparison(tuple(rows), ended_at)


def end_of(*, closed_at: datetime | None, deadline_at: datetime | None, grace_seconds: int) -> datetime | None:
    """Return until when answers of a sitting were taken: when it closed, or its deadline and grace."""
    if deadline_at is None:
        return closed_at
    last = deadline_at + grace_seconds * SECOND
    return last if closed_at is None or closed_at == deadline_at else min(closed_at, last)
