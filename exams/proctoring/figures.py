"""The figures of a session as it runs, by room: one statement for everybody who watches, kept for a moment.

A hundred proctors look every five seconds. The statement reads each sitting of the session once and says it all by
room; a process keeps what it read for three seconds and gives each proctor the sum of their rooms.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

from exams import statements
from exams.proctoring.intervention import NOW

FRESH_SECONDS: Final = 3.0
SAVING_SECONDS: Final = 30
SILENT_SECONDS: Final = 60
SOON_SECONDS: Final = 300

STATEMENT: Final = f"""
WITH t AS MATERIALIZED (SELECT {NOW} AS at),
late AS (SELECT sitting_id, count(*) AS n FROM exams_latepacket WHERE state = 'waiting' GROUP BY sitting_id),
rows AS (
  SELECT c.room_id, c.present_at, s.id AS sitting, s.deadline_at,
         CASE WHEN s.state = 'running' AND t.at > s.deadline_at + s.grace_seconds * interval '1 second' THEN 'expired'
              ELSE s.state END AS standing,
         w.saved_at, w.warned, t.at, greatest(w.seen_at, w.saved_at, s.started_at) AS alive_at
    FROM t CROSS JOIN exams_sitting s JOIN exams_candidate c ON c.id = s.candidate_id AND c.session_id = %(session)s
    LEFT JOIN exams_sittingwatch w ON w.sitting_id = s.id AND w.session_id = %(session)s
   WHERE s.session_id = %(session)s)
SELECT room_id, standing, max(rows.at) AS at, count(*)::int AS registered, count(present_at)::int AS present,
       count(*) FILTER (WHERE saved_at > rows.at - interval '{SAVING_SECONDS} seconds')::int AS saving,
       count(*) FILTER (WHERE alive_at < rows.at - interval '{SILENT_SECONDS} seconds')::int AS silent,
       count(*) FILTER (WHERE deadline_at < rows.at + interval '{SOON_SECONDS} seconds')::int AS ending,
       count(*) FILTER (WHERE warned > 0)::int AS warned, coalesce(sum(late.n), 0)::int AS late,
       min(deadline_at) AS next_deadline, max(deadline_at) AS last_deadline
  FROM rows LEFT JOIN late ON late.sitting_id = rows.sitting
 GROUP BY room_id, standing
"""  # noqa: S608 (the parts are constants)
WHILE_RUNNING: Final = ("saving", "silent", "ending", "next_deadline", "last_deadline")
"""What means something for those under way alone."""
ALWAYS: Final = ("registered", "present", "warned", "late")


@dataclass(frozen=True, slots=True)
class Figures:
    """How many candidates stand where; ``next_deadline`` and ``last_deadline`` are of those under way."""

    registered: int = 0
    assigned: int = 0
    running: int = 0
    paused: int = 0
    submitted: int = 0
    expired: int = 0
    terminated: int = 0
    voided: int = 0
    present: int = 0
    saving: int = 0
    silent: int = 0
    warned: int = 0
    ending: int = 0
    late: int = 0
    next_deadline: datetime | None = None
    last_deadline: datetime | None = None

    @property
    def closed(self) -> int:
        """How many papers are in."""
        return self.submitted + self.expired + self.terminated


@dataclass(frozen=True, slots=True)
class Read:
    """The figures of a session by room (None: without one), as of a moment."""

    by_room: dict[int | None, Figures]
    at: datetime | None
    read_at: float

    def of(self, rooms: Collection[int] | None) -> Figures:
        """Return the sum over some rooms, None for all."""
        return added(f for room, f in self.by_room.items() if rooms is None or room in rooms)


_known: dict[int, Read] = {}
_reading = threading.Lock()
MOST: Final = 1000


def figures(session_id: int) -> Read:
    """Return the figures of a session, at most three seconds old: one statement, or none.

    While one thread asks the database, others are given what was known, if anything was.
    """
    known = _known.get(session_id)
    if known is None:
        return read(session_id)
    if time.monotonic() - known.read_at < FRESH_SECONDS or not _reading.acquire(blocking=False):
        return known
    try:
        return read(session_id)
    finally:
        _reading.release()


def read(session_id: int, *, at: datetime | None = None) -> Read:
    """Read the figures of a session now (``at`` is for tests alone) and keep them."""
    begun = time.monotonic()
    rows = statements.rows(STATEMENT, {"session": session_id, "at": at})
    parts: dict[int | None, list[Figures]] = {}
    for row in rows:
        parts.setdefault(row["room_id"], []).append(_figures(row))
    by_room = {room: added(alike) for room, alike in parts.items()}
    found = Read(by_room, max((row["at"] for row in rows), default=None), begun)
    if len(_known) >= MOST:
        _known.clear()
    _known[session_id] = found
    return found


def forget() -> None:
    """Forget what was read, as a process does that starts."""
    _known.clear()


def added(parts: Iterable[Figures]) -> Figures:
    """Return the sum of figures; of the deadlines the first and the last."""
    total: dict[str, Any] = {}
    for part in parts:
        for name in NAMES:
            total[name] = total.get(name, 0) + getattr(part, name)
        total["next_deadline"] = _of(min, total.get("next_deadline"), part.next_deadline)
        total["last_deadline"] = _of(max, total.get("last_deadline"), part.last_deadline)
    return Figures(**total)


def _of(choose: Any, *moments: datetime | None) -> datetime | None:
    return choose((m for m in moments if m is not None), default=None)  # type: ignore[no-any-return]


def _figures(row: dict[str, Any]) -> Figures:
    """Return the figures of those of a room who stand alike."""
    names = (*ALWAYS, *WHILE_RUNNING) if row["standing"] == "running" else ALWAYS
    return Figures(**{name: row[name] for name in names}, **{row["standing"]: row["registered"]})


NAMES: Final = tuple(f.name for f in fields(Figures) if not f.name.endswith("_deadline"))
