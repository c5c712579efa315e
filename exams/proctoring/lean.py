"""What the short stack answers for proctoring: events that a candidate's browser noticed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from exams.proctoring.note_events import Event, note_events
from exams.tokens import VISITOR, Token, TokenRefused

MOST: Final = 100
MAX_INTEGER: Final = 2**31 - 1


def events(token: Token, body: Mapping[str, Any]) -> dict[str, Any]:
    """Keep ``{"events": [{"n": 1, "kind": "focus_lost", "t": 120000, "s": 4}]}``; may be dropped, may be repeated."""
    if token.lease == VISITOR:
        raise TokenRefused
    given = body.get("events")
    told = [_event(one) for one in given[:MOST] if isinstance(one, dict)] if isinstance(given, list) else []
    done = note_events(sitting_id=token.sitting, lease=token.lease, session_id=token.session, events=told)
    return {"focus": done.focus, "limit": done.limit, "act": done.act}


def _event(given: Mapping[str, Any]) -> Event:
    return Event(_whole(given.get("n")), str(given.get("kind")), _whole(given.get("t")), _whole(given.get("s")))


def _whole(value: object) -> int:
    """Return a number as the tables take it: what is none is 0, what is too large the largest."""
    return min(max(value, 0), MAX_INTEGER) if type(value) is int else 0
