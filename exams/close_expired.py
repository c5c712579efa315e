"""Write down that the time of sittings is over. Nothing depends on it: ``states.effective_state`` says so already."""

from __future__ import annotations

from datetime import datetime

from exams import statements

BATCH = 5000


def close_expired(*, at: datetime | None = None, limit: int = BATCH) -> list[int]:
    """Close one batch of sittings as of their deadlines and return their ids; rows held by others are left to them."""
    return [found["id"] for found in statements.rows(statements.CLOSE_EXPIRED, {"at": at, "limit": limit})]
