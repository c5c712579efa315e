"""The pulse of a session: whether anything was changed for its candidates; one look serves all for a while."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from exams import statements
from exams.sitting_refusals import SittingNotFound

FRESH_SECONDS = 2.0
MOST = 10_000
"""Sessions that a process remembers; far more than can be under way at once."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """The number of the last intervention in a session, and when (monotonic seconds) it was read."""

    rev: int
    read_at: float


_known: dict[int, Pulse] = {}
_reading = threading.Lock()


def pulse(session_id: int) -> int:
    """Return the revision of a session, at most two seconds old: one statement, or none.

    While one thread asks the database, others are given what was known, if anything was.

    Raises:
        SittingNotFound: if there is no such session.
    """
    known = _known.get(session_id)
    if known is None:
        return _read(session_id)
    if time.monotonic() - known.read_at < FRESH_SECONDS or not _reading.acquire(blocking=False):
        return known.rev
    try:
        return _read(session_id)
    finally:
        _reading.release()


def _read(session_id: int) -> int:
    begun = time.monotonic()
    row = statements.row(statements.REVISION_OF, {"id": session_id, "at": None})
    if row is None:
        raise SittingNotFound
    if len(_known) >= MOST:
        _known.clear()
    _known[session_id] = Pulse(row["rev"], begun)
    return int(row["rev"])


def forget() -> None:
    """Forget what was read, as a process does that starts."""
    _known.clear()
