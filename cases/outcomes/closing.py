"""What a case must show before it is closed for a reason: how it ended, and its papers."""

from __future__ import annotations

from datetime import date
from typing import Final

from cases.execution.money import money_of
from cases.models import Case
from cases.rules.remedies import VOID
from enforcement.flowcharts.models import StepRecord

PENAL: Final = ("LA", "ZJ", "GZ", "JS", "JD", "SD")
WANTED: Final[dict[str, tuple[str, ...]]] = {
    "performed": PENAL,
    "court": (*PENAL, "CG", "QZ"),
    "revoked": PENAL,
    "no_penalty": ("LA", "BY", "SD"),
    "transferred": ("YS",),
    "crime": ("YG", "GY"),
    "withdrawn": ("CX",),
}
"""The papers that a file on the ordinary chart must hold for each reason."""
ENDS: Final = {"no_penalty": "no_penalty", "transferred": "transferred", "withdrawn": "withdrawn"}


def borne_out(case: Case, reason: str, on: date) -> bool:
    """Return whether the file bears out a reason for closing."""
    if reason in ENDS:
        return case.endings.filter(kind=ENDS[reason]).exists() or _old_step(case, reason)
    if reason == "crime":
        return case.police_transfers.filter(handed_over_on__isnull=False).exists() or _old_step(case, reason)
    if reason == "court":
        return case.enforcements.exclude(outcome="").exists() or _left(case, "P20")
    if reason == "revoked":
        return case.remedies.filter(outcome__in=VOID).exists()
    return not hasattr(case, "decision") or money_of(case, on).owed == 0


def likely_reason(case: Case, on: date) -> str:
    """Return the first reason that the file bears out."""
    order = ("crime", "transferred", "withdrawn", "no_penalty", "revoked", "court", "performed")
    return next((reason for reason in order if borne_out(case, reason, on)), "")


def _old_step(case: Case, reason: str) -> bool:
    """Return whether a case on an earlier version of the chart, where these steps were plain records, took the step."""
    code = {"no_penalty": "E2", "transferred": "E3", "crime": "E4", "withdrawn": "E5"}[reason]
    return _left(case, code, act="record")


def _left(case: Case, code: str, **more: str) -> bool:
    rows = StepRecord.objects.filter(run=case.run, node__code=code, left_at__isnull=False)
    return rows.filter(**{f"node__{name}": value for name, value in more.items()}).exists()
