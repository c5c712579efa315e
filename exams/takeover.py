"""Take a sitting over to another browser: the lease rises in the same row, the older browser can write no more."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.errors import Refusal, TooMany
from exams import statements
from exams.models import Sitting
from exams.sitting_ledger import candidate_actor, record
from exams.sitting_refusals import SittingNotFound, remaining_ms, why_not

DIGITS = 6
WRONG_CODES = 5
"""So many wrong codes a minute are looked at."""


class CodeNeeded(Refusal):
    """Refuse to go on at another device without the proctor's code."""

    sentence = _("To go on at this device, the code from the proctor is needed.")
    remedy = _("Ask the proctor for the code of six digits and enter it here. Your answers are kept.")


@dataclass(frozen=True, slots=True)
class TakenOverNow:
    """The new lease with all the new browser needs to go on."""

    lease: int
    seq: int
    answers: list[int]
    texts: dict[str, Any]
    remaining_ms: int
    deadline_at: datetime
    at: datetime
    rev: int


def code_for(sitting_id: int, lease: int) -> str:
    """Return the code of six digits with which a sitting can be taken over from a lease: it is good once."""
    text = f"exams.takeover.1:{sitting_id}:{lease}".encode()
    digest = hmac.digest(settings.SECRET_KEY.encode(), text, "sha256")
    return f"{int.from_bytes(digest[:8], 'big') % 10**DIGITS:0{DIGITS}d}"


def takeover(*, sitting_id: int, at: datetime | None = None, lease: int, code: str = "") -> TakenOverNow:
    """Raise the lease that the caller saw (of two who saw the same, one succeeds) and record it for the candidate.

    Raises:
        SittingNotFound, NotBegun, AlreadyClosed, TimeOver, Voided, TakenOver, CodeNeeded, TooMany, Unsettled
    """
    coded = bool(code) and _is_right(sitting_id, lease, code)
    return _take(sitting_id=sitting_id, at=at, lease=lease, coded=coded)


def _is_right(sitting_id: int, lease: int, code: str) -> bool:
    """Return whether a code is right; who guesses is not listened to for a minute.

    Raises:
        TooMany
    """
    key = f"exams.takeover:{sitting_id}"
    if cache.get(key, 0) >= WRONG_CODES:
        raise TooMany
    if hmac.compare_digest(code.strip().encode(), code_for(sitting_id, lease).encode()):
        return True
    cache.add(key, 0, timeout=60)
    cache.incr(key)
    return False


@transaction.atomic(durable=True)
def _take(*, sitting_id: int, at: datetime | None, lease: int, coded: bool) -> TakenOverNow:
    facts = {"id": sitting_id, "at": at, "lease": lease, "coded": coded}
    row = statements.row(statements.TAKEOVER, facts)
    if row is None:
        raise SittingNotFound
    if not row["written"]:
        raise _why_not(row, lease=lease, coded=coded)
    sitting = Sitting.objects.select_related("candidate__person", "candidate__agency").get(pk=sitting_id)
    record(
        sitting=sitting,
        by=candidate_actor(sitting.candidate),
        at=row["at"],
        verb="exam.takeover",
        body={"lease": row["lease"], "seq": row["seq"], "code": coded},
    )
    return TakenOverNow(
        row["lease"],
        row["seq"],
        row["answers"],
        row["texts"] or {},
        remaining_ms(row),
        row["deadline_at"],
        row["at"],
        row["rev"],
    )


def _why_not(row: dict[str, Any], *, lease: int, coded: bool) -> Refusal:
    under_way = row["state"] in {"running", "paused"} and row["lease"] == lease
    if under_way and row["takeover"] == "code" and not coded:
        return CodeNeeded(field="code")
    return why_not(row, lease=lease)
