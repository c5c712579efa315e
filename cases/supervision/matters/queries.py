"""Matters with their open step and its light, in one query."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.supervision.matters.models import Answer, Letter, Matter
from cases.timing import light_of, turns_yellow
from enforcement import clock
from enforcement.flowcharts.models import StepRecord


def awaited(rows: QuerySet[Letter]) -> QuerySet[Letter]:
    """Return the letters on which the organ is to report: while its objection is checked again, it cannot."""
    objected = Answer.objects.filter(letter=OuterRef("pk"), kind=Answer.Kind.OBJECTION, verdict="")
    return rows.filter(~Exists(objected), settled_on__isnull=True, answered_on__isnull=True)


def with_step(rows: QuerySet[Matter]) -> QuerySet[Any]:
    """Annotate matters with the open step: code, names, act, last day, and where a report stands."""
    step = StepRecord.objects.filter(run=OuterRef("run"), left_at__isnull=True, node__kind="task").order_by("pk")
    reported = Letter.objects.filter(matter=OuterRef("pk"), settled_on__isnull=True, answered_on__isnull=False)
    return rows.annotate(
        step_code=Subquery(step.values("node__code")[:1]), step_name=Subquery(step.values("node__name")[:1]),
        step_en=Subquery(step.values("node__title_en")[:1]), step_act=Subquery(step.values("node__act")[:1]),
        due_on=Subquery(step.values("due_on")[:1]), entered_at=Subquery(step.values("entered_at")[:1]),
        reported=Exists(reported), waiting=Exists(awaited(Letter.objects.filter(matter=OuterRef("pk")))),
    ).annotate(turns_yellow=turns_yellow())  # fmt: skip


def step_title(row: Any) -> str:
    """Return the open step in the reader's language, with its code; "" once the matter is closed."""
    if not row.step_code:
        return ""
    english = (get_language() or "").startswith("en")
    return f"{row.step_code} {row.step_en if english and row.step_en else row.step_name}"


def light(row: Any, today: date | None = None) -> str:
    """Return the light of the open step; none while a report waits to be judged."""
    return "" if row.reported else light_of(row.due_on, row.entered_at, today or clock.today())


def turn(row: Any) -> str:
    """Return whose turn it is, in words."""
    if row.closed_on:
        return str(row.get_result_display())
    if not row.step_code and row.waiting:
        return _("Organ reports next")
    if not row.step_code and row.reported:
        return _("Report to be judged")
    if row.step_act in {"judge_answer", "verify_execution"}:
        return _("Report to be judged") if row.reported else _("Organ reports next")
    if row.step_act == "decide_matter" or (row.step_act == "answer_proposal" and row.proposed_on):
        return _("Government decides next")
    return _("Supervisors act next")
