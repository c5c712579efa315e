"""Preserve evidence that may be lost (P30, 行政处罚法第五十六条): seven working days to dispose of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction

from cases.measures import take
from cases.models import Measure
from enforcement.actor import Actor


@transaction.atomic(durable=True)
def preserve(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    items: str,
    officer_ids: Iterable[int],
    approved_by_id: int | None = None,
    legal_basis: str = "中华人民共和国行政处罚法第五十六条",
    taken_on: date | None = None,
    taken_time: time | None = None,
    is_urgent: bool = False,
    list_signed: bool = True,
    list_note: str = "",
    place: str = "",
) -> Measure:
    """Register and preserve evidence with the head's approval.

    Raises:
        cases.measures.NoPower: if the approver does not hold the head's duty.
        cases.rules.registry.RuleBroken: with fewer than two officers whose credential is valid that day.
    """
    return take(
        case_id=case_id, by=by, at=at, kind=Measure.Kind.PRESERVE, act="preserve", items=items,
        legal_basis=legal_basis, officer_ids=officer_ids, approved_by_id=approved_by_id, taken_on=taken_on, place=place,
        taken_time=taken_time, is_urgent=is_urgent, list_signed=list_signed, list_note=list_note,
        papers=("BC1", "BC2", "BC3"),
    )  # fmt: skip
