"""Start a sitting: one update of a row made ready beforehand, with the first row of its journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from enforcement.errors import Refusal
from exams import statements
from exams.sitting_refusals import SittingNotFound, remaining_ms

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
    seq: int
    started_at: datetime
    deadline_at: datetime
    remaining_ms: int
    at: datetime
    rev: int


def start(*, sitting_id: int, at: datetime | None = None, honour: bool, once: str = "") -> Started:
    """Begin a sitting now, on the database's clock (``at`` is for demonstrations and tests alone).

    Its entry in the ledger is written with the next one of the sitting (``exams.sitting_ledger``); until then the
    journal's row 0 is the record. ``once`` is a word of the browser's own: a start repeated with it, because the answer
    was lost, is answered as the first, as long as no other browser has taken over.

    Raises:
        NotPromised, SittingNotFound, AlreadyStarted, NotOpen
    """
    if not honour:
        raise NotPromised(field="honour")
    facts = {"id": sitting_id, "at": at, "honour": HONOUR, "once": once}
    row = statements.row(statements.START, facts)
    if row is not None and _was_overtaken(row):
        row = statements.row(statements.START, facts)
    if row is None:
        raise SittingNotFound
    if not row["written"] and not _is_again(row):
        raise AlreadyStarted if row["state"] != "assigned" or _was_overtaken(row) else NotOpen
    return Started(
        sitting_id, 1, row["seq"], row["started_at"], row["deadline_at"], remaining_ms(row), row["at"], row["rev"]
    )


def _was_overtaken(row: dict[str, Any]) -> bool:
    """Return whether another start was written while this one waited for the row, which it shows as it was before."""
    return bool(not row["written"] and row["state"] == "assigned" and row["may_start"])


def _is_again(row: dict[str, Any]) -> bool:
    return bool(row["again"]) and row["state"] in {"running", "paused"} and row["lease"] == 1
