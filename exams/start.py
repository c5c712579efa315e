"""Start a sitting: one update of a row made ready beforehand, and its first entry in the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.ledger.append import append
from enforcement.ledger.chain import Head
from exams import statements
from exams.sitting_refusals import SittingNotFound

HONOUR = "2026-1"
"""The wording of the honour statement on the page before the start."""


class NotPromised(Refusal):
    """Refuse a start without the honour statement."""

    sentence = _("Confirm the statement of honesty first.")
    remedy = _("Read it, tick the box and start again.")


class NotOpen(Refusal):
    """Refuse a start outside the session's window."""

    sentence = _("The session is not open now.")
    remedy = _("Come back in the time shown. If it is over, ask the exam administrator for another session.")


class AlreadyStarted(Refusal):
    """Refuse a second start."""

    sentence = _("This paper has already been started.")
    remedy = _("Open it from the list of your exams and go on.")


@dataclass(frozen=True, slots=True)
class Started:
    """A sitting under way and when it must end."""

    sitting_id: int
    lease: int
    started_at: datetime
    deadline_at: datetime


@transaction.atomic(durable=True)
def start(*, sitting_id: int, by: Actor, at: datetime | None = None, honour: bool) -> Started:
    """Begin a sitting now, on the database's clock (``at`` is for demonstrations and tests alone).

    Raises:
        NotPromised, SittingNotFound, AlreadyStarted, NotOpen
    """
    if not honour:
        raise NotPromised(field="honour")
    row = statements.row(statements.START, {"id": sitting_id, "at": at})
    if row is None:
        raise SittingNotFound
    if not row["written"]:
        raise _why_not(row)
    append(
        series=series_of(sitting_id),
        by=by,
        at=row["started_at"],
        verb="exam.start",
        head=Head(),
        body={"sitting": sitting_id, "deadline_at": row["deadline_at"], "honour": HONOUR},
    )
    return Started(sitting_id, 1, row["started_at"], row["deadline_at"])


def series_of(sitting_id: int) -> str:
    """Return the ledger series of a sitting; its first entry is the start."""
    return f"sitting:{sitting_id}"


def _why_not(row: dict[str, Any]) -> Refusal:
    in_window = row["session"] == "open" and row["opens_at"] <= row["at"] < row["closes_at"]
    return AlreadyStarted() if row["state"] != "assigned" or in_window else NotOpen()
