"""What a new exam or session begins with: the agency's settings of the day, by the family of the exam."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from enforcement.organisation import parameters
from enforcement.organisation.models import Agency
from exams.models import Exam
from exams.papers.blueprint import TYPES, Blueprint
from exams.papers.parameters import (
    CAP,
    ENTRY_MINUTES,
    FOCUS_ACT,
    FOCUS_LIMIT,
    LEADER_COUNTS,
    LEADER_MINUTES,
    LEADER_PASS_MARK,
    LEADER_POINTS,
    PHOTO,
    POINTS,
    REST_DAYS,
    REST_SESSIONS,
    RETAKE_DAYS,
    SPREAD,
    TAKEOVER,
    TO_PRACTICE,
    TRAINING_HOURS,
)
from exams.papers.session_rules import SessionRules
from exams.parameters import (
    ATTEMPTS,
    COUNTS,
    FORMS,
    GRACE,
    MINUTES,
    MULTIPLE_FIXED,
    MULTIPLE_RULE,
    PASS_MARK,
    RELEASE_AT_ONCE,
)

SHAPES = {
    Exam.Family.OFFICER: (COUNTS, POINTS, MINUTES, PASS_MARK),
    Exam.Family.LEADER: (LEADER_COUNTS, LEADER_POINTS, LEADER_MINUTES, LEADER_PASS_MARK),
}
PLAN = (SPREAD, CAP, REST_SESSIONS, REST_DAYS)
ALIKE = (ATTEMPTS, TRAINING_HOURS, RETAKE_DAYS, MULTIPLE_RULE, MULTIPLE_FIXED)
SESSION = (GRACE, FORMS, RELEASE_AT_ONCE, ENTRY_MINUTES, TAKEOVER, PHOTO, FOCUS_LIMIT, FOCUS_ACT, TO_PRACTICE)


@dataclass(frozen=True, slots=True)
class Terms:
    """By which rules an exam is sat and marked, beside its plan. ``fixed`` is in 1/100 points."""

    multiple_rule: str
    fixed: int
    attempts: int
    training_hours: int = 0
    retake_days: int = 0


@dataclass(frozen=True, slots=True)
class ExamDefaults:
    """What a new exam begins with. ``pass_mark`` is in 1/100 points, ``points`` are those of an item of each type."""

    blueprint: Blueprint
    pass_mark: int
    minutes: int
    terms: Terms
    points: dict[str, int]


def exam_defaults(*, family: str, agency: Agency, on: date) -> ExamDefaults:
    """Return what a new exam of a family begins with."""
    counts, points, minutes, pass_mark = SHAPES[Exam.Family(family)]
    given = parameters.values((counts, points, minutes, pass_mark, *PLAN, *ALIKE), agency=agency, on=on)
    each = {kind: hundredths(given[points].get(kind, 1)) for kind in TYPES}
    plan = Blueprint.of_counts(
        given[counts], each, spread=hundredths(given[SPREAD]), cap=given[CAP], rest_sessions=given[REST_SESSIONS],
        rest_days=given[REST_DAYS],
    )  # fmt: skip
    terms = Terms(
        multiple_rule=given[MULTIPLE_RULE],
        fixed=given[MULTIPLE_FIXED],
        attempts=given[ATTEMPTS],
        training_hours=given[TRAINING_HOURS] if family == Exam.Family.OFFICER else 0,
        retake_days=given[RETAKE_DAYS],
    )
    return ExamDefaults(plan, hundredths(given[pass_mark]), given[minutes], terms, each)


@dataclass(frozen=True, slots=True)
class SessionDefaults:
    """What a new session of an exam begins with."""

    grace: int
    forms: int
    release_at_once: bool
    rules: SessionRules
    entry_minutes: int


def session_defaults(*, exam: Exam, on: date) -> SessionDefaults:
    """Return what a new session of an exam begins with; answers that people mark are never shown at once."""
    given = parameters.values(SESSION, agency=exam.agency, on=on)
    rules = SessionRules(
        takeover=given[TAKEOVER], photo=given[PHOTO], focus_limit=given[FOCUS_LIMIT], focus_act=given[FOCUS_ACT],
        to_practice=given[TO_PRACTICE],
    )  # fmt: skip
    at_once = given[RELEASE_AT_ONCE] and not needs_people(exam.blueprint)
    return SessionDefaults(given[GRACE], given[FORMS], at_once, rules, given[ENTRY_MINUTES])


def needs_people(kept: dict[str, Any]) -> bool:
    """Return whether a plan has short answers, which people mark."""
    return "short_answer" in Blueprint.from_json(kept).counts


def next_window(at: datetime) -> tuple[datetime, datetime]:
    """Return a window to offer: from the next full hour, for seven days."""
    begin = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return begin, begin + timedelta(days=7)


def hundredths(number: float | str) -> int:
    """Return a number of points or levels in 1/100."""
    return round(100 * Decimal(str(number)))
