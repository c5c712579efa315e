"""Save answers: one statement, no session, no ledger entry of its own (the journal is the record)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from exams import statements
from exams.sitting_refusals import BadAnswer, SittingNotFound, over, remaining_ms, why_not

MAX_MASK = 0xFF
MAX_SEQ = 2**31 - 1
MAX_SLOT = 999
MAX_WORDS = 4000
MAX_BLANK = 200
MAX_BLANKS = 20
Answer = int | str | Sequence[str]
"""A bit mask over the options on the screen, an answer in words, or a word for each blank."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save: ``written`` is true only after the commit; ``seq`` is the one now stored."""

    written: bool
    seq: int
    remaining_ms: int
    deadline_at: datetime
    at: datetime
    rev: int


@dataclass(frozen=True, slots=True)
class Delta:
    """Answers as the row takes them: a mask for each question, and words (None: emptied) for some."""

    masks: dict[int, int]
    words: dict[str, str | list[str] | None]

    @property
    def top(self) -> int:
        """The highest question named, -1 for none."""
        return max(self.masks, default=-1)

    def parameters(self) -> dict[str, Any]:
        """Return what the statements call ``slots``, ``masks``, ``texts`` and ``top``."""
        texts = json.dumps(self.words, ensure_ascii=False) if self.words else None
        return {"slots": list(self.masks), "masks": list(self.masks.values()), "texts": texts, "top": self.top}


def save(*, sitting_id: int, at: datetime | None = None, lease: int, seq: int, delta: Mapping[int, Answer]) -> Saved:
    """Merge answers (question → mask or words; 0, "" and empty blanks take one back) into a sitting and journal them.

    A ``seq`` not above the stored one writes nothing and is answered with the stored one: the caller sends all it has
    again under a higher number. ``at`` is for demonstrations and tests alone.

    Raises:
        SittingNotFound, NotBegun, AlreadyClosed, TimeOver, Paused, Voided, TakenOver, BadAnswer, Unsettled
    """
    facts = checked(sitting_id=sitting_id, at=at, lease=lease, seq=seq, delta=delta)
    row = answered(statements.row(statements.SAVE, facts), facts)
    stored = seq if row["written"] else row["seq"]
    return Saved(row["written"], stored, remaining_ms(row), row["deadline_at"], row["at"], row["rev"])


def checked(
    *, sitting_id: int, at: datetime | None, lease: int, seq: int, delta: Mapping[int, Answer]
) -> dict[str, Any]:
    """Return the statement's parameters.

    Raises:
        BadAnswer: if a number cannot be, or words are too long.
    """
    if not 0 < seq <= MAX_SEQ:
        raise BadAnswer(field="seq")
    return {"id": sitting_id, "at": at, "lease": lease, "seq": seq, **parted(delta).parameters()}


def parted(delta: Mapping[int, Answer]) -> Delta:
    """Return answers as the row takes them: what is in words has mask 1, and 0 once emptied.

    Raises:
        BadAnswer
    """
    masks: dict[int, int] = {}
    words: dict[str, str | list[str] | None] = {}
    for slot, answer in delta.items():
        if not 0 <= slot <= MAX_SLOT:
            raise BadAnswer(field="d")
        if isinstance(answer, int):
            if not 0 <= answer <= MAX_MASK:
                raise BadAnswer(field="d")
            masks[slot] = answer
        else:
            kept = _text(answer, MAX_WORDS) if isinstance(answer, str) else _blanks(answer)
            masks[slot], words[str(slot)] = int(any(kept)), kept if any(kept) else None
    return Delta(masks, words)


def _blanks(answer: Sequence[str]) -> list[str]:
    if len(answer) > MAX_BLANKS:
        raise BadAnswer(field="d")
    return [_text(word, MAX_BLANK) for word in answer]


def _text(text: str, most: int) -> str:
    """Return words as the database can keep them: without the character 0 and halves of characters."""
    if len(text) > most:
        raise BadAnswer(field="d")
    return text.replace("\0", "").encode("utf-8", "replace").decode()


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
    under_way = row["state"] in {"running", "paused"} and row["lease"] == facts["lease"] and not over(row)
    return under_way and row["seq"] >= facts["seq"]
