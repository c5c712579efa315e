"""Answers that come after the end: kept in quarantine for a person to decide on, never marked or dropped by itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from enforcement.errors import Refusal, TooMany
from exams import statements
from exams.models import LatePacket
from exams.save import MAX_SLOT, Answer, Delta, parted
from exams.shuffle import canonical
from exams.sitting_refusals import BadAnswer, NotBegun, SittingNotFound, Unsettled

MOST = 50
"""Packets of one sitting; an honest browser sends one."""
MAX_AGE_MS = 7 * 24 * 3600 * 1000


class StillOpen(Refusal):
    """Refuse to put answers aside that can still be saved."""

    sentence = _("This paper is still under way: answers are saved, not put aside.")
    remedy = _("They are sent again by themselves.")


def keep(
    *,
    sitting_id: int,
    at: datetime | None = None,
    lease: int,
    delta: Mapping[int, Answer],
    ages_ms: Mapping[int, int] | None = None,
) -> bool:
    """Put answers aside that were not acknowledged before the end, or not before another device took over.

    ``ages_ms`` says how long before sending each was given, on the browser's clock. The same content enters once;
    returns whether it was new. One statement; nothing about the sitting changes.

    Raises:
        SittingNotFound, NotBegun, StillOpen, BadAnswer, TooMany
    """
    answers = parted(delta)
    if not answers.masks:
        raise BadAnswer(field="d")
    content = _content(answers, _ages(ages_ms or {}))
    facts = {"id": sitting_id, "at": at, "lease": lease, "top": answers.top, "most": MOST, **content}
    row = statements.row(statements.KEEP_LATE, facts)
    if row is None:
        raise SittingNotFound
    if row["written"] or row["there"]:
        return bool(row["written"])
    raise _why_not(row, lease=lease, top=answers.top)


def accept_into(*, packet: LatePacket, at: datetime) -> int:
    """Merge a packet into the answers of its closed sitting and journal it; return the new number.

    It belongs into the transaction of the act that decides on the packet, which marks the paper again.

    Raises:
        StillOpen: if the sitting is not closed, or void.
    """
    delta = delta_of(packet)
    row = statements.row(statements.ACCEPT_LATE, {"id": packet.sitting_id, "at": at, **delta.parameters()})
    if row is None:
        raise StillOpen
    return int(row["seq"])


def delta_of(packet: LatePacket) -> Delta:
    """Return the answers of a packet as the row takes them."""
    return Delta({int(slot): mask for slot, mask in packet.masks.items()}, dict(packet.texts or {}))


def _content(answers: Delta, ages: dict[str, int]) -> dict[str, Any]:
    masks = {str(slot): mask for slot, mask in answers.masks.items()}
    sha256 = hashlib.sha256(canonical([masks, answers.words]).encode()).hexdigest()
    texts = json.dumps(answers.words, ensure_ascii=False) if answers.words else None
    return {"sha256": sha256, "masks": json.dumps(masks), "texts": texts, "ages": json.dumps(ages)}


def _ages(ages_ms: Mapping[int, int]) -> dict[str, int]:
    if any(not 0 <= slot <= MAX_SLOT for slot in ages_ms):
        raise BadAnswer(field="ages")
    return {str(slot): min(max(0, age), MAX_AGE_MS) for slot, age in ages_ms.items()}


def _why_not(row: Mapping[str, Any], *, lease: int, top: int) -> Refusal:
    if row["state"] == "assigned":
        return NotBegun()
    if row["under_way"] and row["lease"] <= lease:
        return StillOpen()
    if top >= row["size"]:
        return BadAnswer(field="d")
    return TooMany() if row["kept"] >= MOST else Unsettled()
