"""Numbers of evidence within a case, and at which stage it came. Both under the case's lock."""

from __future__ import annotations

from django.db.models import Max

from cases.models import Case, Evidence


def next_number(case: Case) -> int:
    """Return the next number of the case's evidence: without gaps, because nothing is ever taken off the list."""
    last: int | None = Evidence.objects.filter(case=case).aggregate(Max("number"))["number__max"]
    return (last or 0) + 1


def stage_of(case: Case) -> str:
    """Return the stage: what is taken before filing is marked as pre-filing check (行政处罚法第五十四条)."""
    return Evidence.Stage.INVESTIGATION if case.filed_on else Evidence.Stage.CHECK
