"""Figures of sessions, worked out by the real code."""

from __future__ import annotations

from exams.figures.compute import compute
from exams.models import FormStat, ItemStat
from tests.factories import exams as f


def a_form_stat() -> FormStat:
    result = f.a_result()
    compute(session_id=result.session_id, at=f.AT)
    return FormStat.objects.get()


def an_item_stat() -> ItemStat:
    return a_form_stat().session.item_stats.first()
