"""Signs of life of candidates' browsers: noted in the process at no cost, written for all of them at once now and then.

A save or a question about the state only sets an entry in a dictionary. What asks for the pulse writes them down, one
statement for a whole process every few seconds. They may be lost with the process: the next sign comes soon.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import Final

from enforcement import clock
from exams import statements

EVERY_SECONDS: Final = 5.0
STATEMENT: Final = """
INSERT INTO exams_sittingwatch AS w (sitting_id, session_id, seen_at, saved_at, focus, warned)
SELECT id, session, to_timestamp(seen), to_timestamp(nullif(saved, 0)), 0, 0
  FROM unnest(%(ids)s::bigint[], %(sessions)s::bigint[], %(seen)s::float8[], %(saved)s::float8[])
       AS g(id, session, seen, saved) ORDER BY id
ON CONFLICT (sitting_id) DO UPDATE
   SET seen_at = greatest(w.seen_at, excluded.seen_at), saved_at = greatest(w.saved_at, excluded.saved_at)
RETURNING sitting_id
"""


@dataclass(slots=True)
class Sign:
    """The session of a sitting, and when its browser last asked for something and last saved (seconds since 1970)."""

    session: int
    seen: float
    saved: float = 0.0


_signs: dict[int, Sign] = {}
_last = 0.0
_writing = threading.Lock()


def note(sitting_id: int, session_id: int, *, saved: bool = False) -> None:
    """Note that a sitting's browser asked for something, or saved."""
    global _last  # noqa: PLW0603 (one for each process)
    now = clock.now().timestamp()
    sign = _signs.get(sitting_id)
    if sign is None:
        if not _signs:
            _last = max(_last, time.monotonic())
        _signs[sitting_id] = sign = Sign(session_id, now)
    sign.seen = now
    if saved:
        sign.saved = now


def write_if_due() -> int:
    """Write down what was noted, unless that was done a moment ago or is being done; return how many."""
    global _last  # noqa: PLW0603 (one for each process)
    if time.monotonic() - _last < EVERY_SECONDS or not _writing.acquire(blocking=False):
        return 0
    try:
        _last = time.monotonic()
        return write()
    finally:
        _writing.release()


def write() -> int:
    """Write down what was noted and return how many sittings that were. One statement, or none."""
    global _signs
    if not _signs:
        return 0
    signs, _signs = _signs, {}
    ids = sorted(signs)
    facts = {
        "ids": ids,
        "sessions": [signs[pk].session for pk in ids],
        "seen": [signs[pk].seen for pk in ids],
        "saved": [signs[pk].saved for pk in ids],
    }
    return len(statements.rows(STATEMENT, facts))


def forget() -> None:
    """Forget what was noted, as a process does that starts."""
    global _last  # noqa: PLW0603
    _signs.clear()
    _last = 0.0
