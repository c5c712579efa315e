"""Open a hand-over from one lead to the next; it is done when both have signed the list."""

from __future__ import annotations

from datetime import date

from cases.models import Assignment, Case, Handover
from cases.people import recused_ids
from enforcement.flowcharts.engine.advance import TakingPart

RECUSED_WORD = "已回避"


def open_handover(
    case: Case, former: Assignment | None, taker: TakingPart, *, reason: str, approver: str, on: date, absence: str = ""
) -> Handover:
    """Open a hand-over, dropping one that is still open; a recused giver need not sign."""
    case.handovers.filter(done_on__isnull=True).update(done_on=on, is_dropped=True)
    giver = former.person_id if former else None
    out = RECUSED_WORD if giver in recused_ids(case) else ""
    return Handover.objects.create(
        case=case, giver_id=giver, giver_name=former.name if former else "", taker_id=taker.person_id,
        taker_name=taker.name, reason=reason[:200], approver=approver, approved_on=on,
        absence=(absence or out or ("" if giver else "无原主办人"))[:200],
    )  # fmt: skip


def listed(case: Case) -> dict[str, list[str]]:
    """Return what is handed over as it stands now: papers, evidence, measures and open clocks."""
    clocks = case.run.clocks.filter(closed_at__isnull=True) if case.run else ()
    return {
        "papers": [f"{one.title}{one.number}" for one in case.papers.all()],
        "evidence": [f"{one}（{one.get_kind_display()}）" for one in case.evidence.all()],
        "measures": [f"{one}，{one.due_on:%Y-%m-%d}" for one in case.measures.filter(ended_on__isnull=True)],
        "clocks": [f"{one.code}，{one.due_on:%Y-%m-%d}" for one in clocks],
    }
