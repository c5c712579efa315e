"""What a sitting or session is at a moment: the one reader of stored states, so that no worker is ever needed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal, Protocol

SittingState = Literal["assigned", "running", "paused", "submitted", "expired", "terminated", "voided"]
SessionState = Literal["draft", "waiting", "open", "closed", "released", "cancelled"]


class SittingRow(Protocol):
    """The columns of a sitting that its state depends on."""

    state: str
    grace_seconds: int
    deadline_at: datetime | None


class SessionRow(Protocol):
    """The columns of a session that its state depends on."""

    state: str
    opens_at: datetime
    closes_at: datetime


def effective_state(row: SittingRow, now: datetime) -> str:
    """Return the state of a sitting: one under way whose time and grace are over *is* expired, closed or not.

    A paused one stays so, whatever the clock says: its time stands still until somebody lets it go on.
    """
    if row.state == "running" and row.deadline_at is not None:
        return "expired" if now > row.deadline_at + timedelta(seconds=row.grace_seconds) else "running"
    return row.state


def session_state(row: SessionRow, now: datetime) -> SessionState:
    """Return the state of a session: an open one has a window, before it ``waiting``, after it ``closed``."""
    if row.state != "open":
        return row.state  # type: ignore[return-value]
    if now < row.opens_at:
        return "waiting"
    return "open" if now <= row.closes_at else "closed"
