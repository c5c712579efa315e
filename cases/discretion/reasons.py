"""The reasons of a weighing in Chinese, as papers state them (山东省规范行政处罚裁量权办法第二十条)."""

from __future__ import annotations

from django.utils import translation

from cases.discretion.assess import assess
from cases.discretion.models import Weighing
from cases.models import Case, Decision

CHINESE = "zh-hans"


def reasons_of(case: Case, weighing: Weighing) -> str:
    """Return the reasoning of a weighing with its arithmetic, and the reason of a departure."""
    with translation.override(CHINESE):
        said = "".join(assess(case, None, weighing.made_on).explanation)
    return said + _departure(weighing)


def discretion_of(decision: Decision) -> str:
    """Return how the benchmark was applied: what was written, then the reasoning if it does not stand there already."""
    weighing = decision.case.weighings.order_by("made_on", "pk").last()
    if weighing is None:
        return decision.discretion
    reasoning = reasons_of(decision.case, weighing)
    if not decision.discretion or decision.discretion.strip() in reasoning:
        return reasoning
    return (
        decision.discretion if reasoning in decision.discretion else f"{decision.discretion.rstrip('。')}。{reasoning}"
    )


def _departure(weighing: Weighing) -> str:
    if not weighing.departure_reason:
        return ""
    by = f"，经{weighing.approved_by}批准" if weighing.approved_by else ""
    return f"本案不适用上述幅度，理由：{weighing.departure_reason.rstrip('。')}{by}。"
