"""Keep what a browser noticed: each event once, counts beside it; warn or end where that is due."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.organisation import parameters
from exams import statements
from exams.models import Session, SittingEvent
from exams.proctoring.integrity import Act, judge
from exams.proctoring.intervention import IN_TIME, NOW, SessionNotOpen
from exams.proctoring.parameters import FOCUS_SECONDS
from exams.proctoring.scope import Scope
from exams.proctoring.terminate import NobodyToTerminate, terminate
from exams.sitting_refusals import SittingNotFound

Kind = SittingEvent.Kind
FROM_BROWSERS: Final = frozenset(
    {Kind.FOCUS_LOST, Kind.FOCUS_BACK, Kind.OFFLINE, Kind.ONLINE, Kind.FULLSCREEN_LEFT, Kind.COPY, Kind.RELOADED}
)
MOST_NUMBER = 5000
"""Events of one browser that are kept; an honest one has far fewer."""
SETTING_SECONDS = 60.0

STATEMENT: Final = f"""
WITH s AS (
  SELECT s.id, s.candidate_id, s.session_id, e.focus_limit, e.focus_act, {NOW} AS at,
         s.state = 'running' AND s.lease = %(lease)s AND {IN_TIME} AS counts
    FROM exams_sitting s
    JOIN (SELECT id AS of, focus_limit, focus_act FROM exams_session) e ON e.of = s.session_id
   WHERE s.id = %(id)s AND s.state <> 'assigned'),
i AS (
  INSERT INTO exams_sittingevent (sitting_id, kind, lease, number, elapsed_ms, seconds, received_at)
  SELECT s.id, g.kind, %(lease)s, g.number, g.elapsed, g.seconds, s.at
    FROM s, unnest(%(kinds)s::text[], %(numbers)s::int[], %(elapsed)s::int[], %(seconds)s::int[])
         AS g(kind, number, elapsed, seconds)
  ON CONFLICT (sitting_id, lease, number, kind) DO NOTHING RETURNING kind, seconds),
n AS (
  SELECT count(*) FILTER (WHERE i.kind = 'focus_lost' AND i.seconds >= %(least)s
                                AND (SELECT counts FROM s)) AS new FROM i),
w AS (
  INSERT INTO exams_sittingwatch AS w (sitting_id, session_id, seen_at, focus, warned)
  SELECT s.id, s.session_id, s.at, n.new, 0 FROM s, n
  ON CONFLICT (sitting_id) DO UPDATE
     SET seen_at = greatest(w.seen_at, excluded.seen_at), focus = w.focus + excluded.focus
  RETURNING w.focus, w.warned)
SELECT s.candidate_id, s.session_id, s.focus_limit, s.focus_act, n.new, w.focus, w.warned FROM s, n, w
"""  # noqa: S608 (the parts are constants)

WARNED: Final = f"""
WITH i AS (
  INSERT INTO exams_sittingevent (sitting_id, kind, lease, number, elapsed_ms, seconds, received_at)
  VALUES (%(id)s, 'warned', %(lease)s, %(focus)s, 0, 0, {NOW})
  ON CONFLICT (sitting_id, lease, number, kind) DO NOTHING RETURNING sitting_id)
UPDATE exams_sittingwatch w SET warned = warned + 1 FROM i WHERE w.sitting_id = i.sitting_id RETURNING w.warned
"""  # noqa: S608 (the parts are constants)


@dataclass(frozen=True, slots=True)
class Event:
    """What a browser noticed: its number there, when (ms since the page was opened), and how long it lasted (s)."""

    number: int
    kind: str
    elapsed_ms: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Noted:
    """How often the page was left, how often it may be, and what the browser is to do."""

    focus: int
    limit: int
    act: Act


def note_events(*, sitting_id: int, lease: int, session_id: int, events: Sequence[Event]) -> Noted:
    """Keep events; what is repeated, unknown or too much is left out. One statement, a second one for a warning.

    Raises:
        SittingNotFound: for a paper that is not there or not begun.
    """
    kept = [e for e in events if e.kind in FROM_BROWSERS and 0 < e.number <= MOST_NUMBER]
    facts = {
        "id": sitting_id,
        "at": None,
        "lease": lease,
        "kinds": [str(e.kind) for e in kept],
        "numbers": [e.number for e in kept],
        "elapsed": [e.elapsed_ms for e in kept],
        "seconds": [e.seconds for e in kept],
        "least": focus_seconds(session_id),
    }
    row = statements.row(STATEMENT, facts)
    if row is None:
        raise SittingNotFound
    limit, submits = row["focus_limit"], row["focus_act"] == Session.FocusAct.SUBMIT
    act = judge(focus=row["focus"], new=row["new"], limit=limit, submits=submits, warned=row["warned"])
    if act == "warn":
        statements.rows(WARNED, {"id": sitting_id, "at": None, "lease": lease, "focus": row["focus"]})
    elif act == "submit":
        _take_in(row["session_id"], row["candidate_id"], row["focus"], limit)
    return Noted(row["focus"], limit, act)


def _take_in(session_id: int, candidate_id: int, focus: int, limit: int) -> None:
    reason = _("The page was left %(focus)d times; %(limit)d are allowed, and warnings were shown before.")
    with contextlib.suppress(NobodyToTerminate, SessionNotOpen):
        terminate(
            session_id=session_id,
            by=SYSTEM,
            scope=Scope(candidates=(candidate_id,)),
            reason=reason % {"focus": focus, "limit": limit},
        )


_settings: dict[int, tuple[int, float]] = {}


def focus_seconds(session_id: int) -> int:
    """Return from how many seconds on leaving the page counts, at most a minute old."""
    known = _settings.get(session_id)
    if known is not None and time.monotonic() - known[1] < SETTING_SECONDS:
        return known[0]
    agency = Session.objects.select_related("exam__agency").get(pk=session_id).exam.agency
    seconds = int(parameters.value(FOCUS_SECONDS, agency=agency, on=clock.today()))
    _settings[session_id] = seconds, time.monotonic()
    return seconds


def forget() -> None:
    """Forget the settings that were read, as a process does that starts."""
    _settings.clear()
