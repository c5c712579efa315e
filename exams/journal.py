"""What a sitting's journal comes to: replayed in order, it gives the stored answers (decision 0004)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


class JournalRow(Protocol):
    """A row of ``exams.models.SaveJournal``."""

    seq: int
    kind: str
    slots: Sequence[int]
    masks: Sequence[int]
    texts: Mapping[str, Any] | None


@dataclass(slots=True)
class Replayed:
    """Answers as masks by question, answers in words, the last number."""

    answers: list[int]
    texts: dict[str, Any] = field(default_factory=dict)
    seq: int = 0


def replay(*, size: int, rows: Iterable[JournalRow]) -> Replayed:
    """Return what a paper of ``size`` questions holds after the rows of its journal, in whatever order they come."""
    state = Replayed([0] * size)
    for row in sorted(rows, key=lambda row: row.seq):
        state.seq = row.seq
        if row.kind == "start":  # its texts say how it was begun
            continue
        for slot, mask in zip(row.slots, row.masks, strict=True):
            state.answers[slot] = mask
        for question, words in (row.texts or {}).items():
            if words is None:
                state.texts.pop(question, None)
            else:
                state.texts[question] = words
    return state
