"""What the form of an exam shows: the settings, an exam that is there, or what somebody is typing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from exams.models import Exam
from exams.papers.blueprint import CASE, PERCENT, Blueprint, Row
from exams.papers.defaults import ExamDefaults, Terms
from exams.papers.forms.exam import FIXED, WHOLE
from exams.papers.forms.lines import typed


def initial_of(given: ExamDefaults, **more: Any) -> dict[str, Any]:
    """Return what the form shows for a plan and its terms."""
    plan, terms = given.blueprint, given.terms
    return {
        "pass_mark": given.pass_mark,
        "minutes": given.minutes,
        **{name: getattr(plan, name) for name in WHOLE},
        **{name: getattr(terms, name) for name in terms.__slots__},
        "row": [_shown(row) for row in plan.rows],
        "share": [
            {"law": s.law, "at_least": s.at_least or "", "at_most": "" if s.at_most == PERCENT else s.at_most}
            for s in plan.shares
        ],
        **more,
    }


def of_exam(exam: Exam) -> ExamDefaults:
    """Return the plan and the terms of an exam that is there."""
    kept = exam.scoring
    terms = Terms(
        multiple_rule=kept["multiple_rule"], fixed=kept.get("fixed", FIXED), attempts=exam.attempts,
        training_hours=exam.training_hours, retake_days=exam.retake_days,
    )  # fmt: skip
    return ExamDefaults(Blueprint.from_json(exam.blueprint), exam.pass_mark, exam.minutes, terms, {})


def edited(data: QueryDict, *, points: Mapping[str, int]) -> dict[str, Any]:
    """Return what the form shows after a line was added or taken away; nothing that was typed is lost or judged."""
    act, _sep, number = data.get("edit", "").partition("-")
    kept = data.copy()
    for name in ("row", "share"):
        if act == f"drop{name}":
            kept.setlist(name, [n for n in data.getlist(name) if n != number])
    shown: dict[str, Any] = {key: value for key, value in kept.items() if "-" not in key}
    shown |= {"observed": "observed" in data, "row": typed(kept, "row"), "share": typed(kept, "share")}
    if act == "addrow":
        shown["row"].append(_shown(Row("single", 10, points.get("single", 100))))
    if act == "addshare":
        shown["share"].append({})
    return shown


def _shown(row: Row) -> dict[str, Any]:
    names = ("kind", "law", "count", "points", "topic", "easiest", "hardest")
    return {**{name: getattr(row, name) for name in names}, "size": row.size if row.kind == CASE else ""}
