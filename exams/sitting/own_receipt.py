"""The receipt of a closed paper, made again from its journal: the same facts give the same receipt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from exams import receipts
from exams.answers import answers_sha256
from exams.journal import Replayed, replay
from exams.models import SaveJournal, Sitting


def own_receipt(sitting: Sitting) -> dict[str, Any]:
    """Return the signed receipt of a closed sitting: of what was handed in, without what was accepted late."""
    kept = _as_handed_in(sitting)
    closed_at = sitting.closed_at or sitting.deadline_at
    if closed_at is None:
        raise ValueError("A paper that was never begun has no receipt.")
    sha256 = answers_sha256(sitting.pk, kept.answers, kept.texts)
    return receipts.receipt(sitting=sitting.pk, seq=kept.seq, at=closed_at, answers_sha256=sha256)


def is_stored(receipt: Mapping[str, Any]) -> bool:
    """Return whether the journal of the sitting that a genuine receipt names gives the answers it was made for."""
    sitting = Sitting.objects.filter(pk=receipt["sitting"]).first()
    if sitting is None:
        return False
    kept = _as_handed_in(sitting)
    return bool(answers_sha256(sitting.pk, kept.answers, kept.texts) == receipt["answers_sha256"])


def _as_handed_in(sitting: Sitting) -> Replayed:
    rows: Iterable[Any] = SaveJournal.objects.filter(sitting_id=sitting.pk).exclude(kind=SaveJournal.Kind.LATE)
    return replay(size=len(sitting.answers), rows=rows)
