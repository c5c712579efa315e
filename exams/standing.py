"""How a person's exams stand at a moment, and what they can do next: read by their list, their desk and the pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import QuerySet

from exams.models import Candidate, Result, Session, Sitting
from exams.states import effective_state, session_state

State = Literal["waiting", "ready", "running", "unreleased", "result", "absent", "voided"]
ORDER: dict[State, int] = {
    "running": 0,
    "ready": 1,
    "waiting": 2,
    "unreleased": 3,
    "result": 4,
    "absent": 5,
    "voided": 6,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """One registration: its state, its sitting where there is one, its result where it may be seen."""

    candidate: Candidate
    state: State
    sitting: Sitting | None
    result: Result | None

    @property
    def session(self) -> Session:
        """The session."""
        return self.candidate.session


def standings(*, person_id: int, at: datetime) -> list[Standing]:
    """Return all registrations of a person, what is under way or open first. Two queries."""
    candidates = list(_candidates().filter(person_id=person_id))
    results = {
        row.sitting_id: row for row in Result.objects.filter(sitting__candidate__in=candidates, superseded_by=None)
    }
    found = [_standing(candidate, results, at) for candidate in candidates]
    return sorted(found, key=lambda s: (ORDER[s.state], -s.session.opens_at.timestamp()))


def standing_of(*, sitting_id: int, person_id: int, at: datetime) -> Standing | None:
    """Return one registration by its sitting, if it is the person's own. Two queries."""
    candidate = _candidates().filter(person_id=person_id, sitting__pk=sitting_id).first()
    if candidate is None:
        return None
    results = {row.sitting_id: row for row in Result.objects.filter(sitting_id=sitting_id, superseded_by=None)}
    return _standing(candidate, results, at)


def may_be_seen(session: Session) -> bool:
    """Return whether candidates of a session may see their results once these are there."""
    return session.release_at_once or session.state == Session.State.RELEASED


def _candidates() -> QuerySet[Candidate]:
    rows = Candidate.objects.exclude(session__state=Session.State.CANCELLED)
    return rows.select_related("session__exam__agency", "sitting").defer("sitting__answers")


def _standing(candidate: Candidate, results: dict[int, Result], at: datetime) -> Standing:
    sitting: Sitting | None = getattr(candidate, "sitting", None)
    state = _state(candidate.session, sitting, at)
    result = results.get(sitting.pk) if sitting and state == "result" else None
    return Standing(candidate, state, sitting, result)


def _state(session: Session, sitting: Sitting | None, at: datetime) -> State:
    effective = effective_state(sitting, at) if sitting else "assigned"
    if effective in {"running", "paused"}:
        return "running"
    if effective == "voided":
        return "voided"
    if effective in Sitting.CLOSED:
        return "result" if may_be_seen(session) else "unreleased"
    if sitting and sitting.admit_until and at < sitting.admit_until:
        return "ready"
    stands: dict[str, State] = {"draft": "waiting", "waiting": "waiting", "open": "ready"}
    return stands.get(session_state(session, at), "absent")
