"""Plans, papers and the forms of their pages."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from exams.models import Bank, Exam, Session
from exams.papers.blueprint import Blueprint, Row
from tests.factories.exams import COUNTS, County, a_session, an_exam

PLAN = Blueprint(rows=(Row("single", 4, 100), Row("multiple", 2, 200), Row("true_false", 2, 50)), spread=50)
"""Nine points from the items that ``drafts`` makes."""


def a_planned_exam(county: County, bank: Bank | None = None, **facts: object) -> Exam:
    """Return an exam whose items have points of their own."""
    return an_exam(county, bank, **{"blueprint": PLAN, **facts})


def a_planned_session(county: County, **facts: object) -> Session:
    return a_session(county, a_planned_exam(county), **facts)


def exam_form(bank: Bank, rows: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    """Return what a browser sends for an exam: rows of ``COUNTS`` unless others are given."""
    given = rows or [{"kind": kind, "count": count} for kind, count in COUNTS.items()]
    facts: dict[str, Any] = {
        "title": "新考试", "agency_id": bank.agency_id, "bank_id": bank.pk, "pass_mark": "5", "minutes": 60,
        "multiple_rule": "subset", "fixed": "0.5", "attempts": 3, "retake_days": 0, "training_hours": 0,
        "mean_from": "1", "mean_to": "5", "spread": "0.5", "cap": 0, "rest_sessions": 0, "rest_days": 180,
        "observed": "on", "row": [str(n) for n in range(len(given))],
    }  # fmt: skip
    for n, row in enumerate(given):
        facts |= {f"row-{n}-{k}": v for k, v in {"points": "1", "easiest": 1, "hardest": 5, **row}.items()}
    return {**facts, **more}


def session_form(at: datetime, **more: Any) -> dict[str, Any]:
    """Return what a browser sends for a session that opened an hour ago."""
    return {
        "title": "一场", "kind": "regular", "minutes": 60, "forms_wanted": 2, "takeover": "free", "photo": "none",
        "focus_limit": 3, "focus_act": "record", "seb_keys": "", "entry_until": "",
        "opens_at": moment(at - timedelta(hours=1)), "closes_at": moment(at + timedelta(hours=10)), **more,
    }  # fmt: skip


def moment(at: datetime) -> str:
    """Return a moment as a browser sends it."""
    return f"{timezone.localtime(at):%Y-%m-%dT%H:%M}"
