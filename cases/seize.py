"""Seal up or seize (P31, 行政强制法第十六至二十八条): thirty days, once thirty more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.measures import take
from cases.models import Measure
from enforcement.actor import Actor
from enforcement.errors import Invalid


class StatuteMissing(Invalid):
    """Refuse a seizure for which no law or regulation is named."""

    sentence = _("Name the law or regulation that gives the power to seize: nothing else can.")
    article = "中华人民共和国行政强制法第十条"


class NecessityOfLife(Invalid):
    """Refuse a seizure until somebody says that it takes nothing unrelated and no necessities."""

    sentence = _("Things unrelated to the act, and what a person and the family need to live, may not be seized.")
    article = "中华人民共和国行政强制法第二十三条"


@transaction.atomic(durable=True)
def seize(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    items: str,
    legal_basis: str,
    officer_ids: Iterable[int],
    approved_by_id: int,
    only_related: bool,
    taken_on: date | None = None,
    place: str = "",
) -> Measure:
    """Seal up or seize with the head's approval; ``only_related`` says that article 23 is kept.

    Raises:
        StatuteMissing, NecessityOfLife: on their fields. cases.measures.NoPower: for the wrong approver.
        cases.rules.registry.RuleBroken: with fewer than two officers whose credential is valid that day.
    """
    if not legal_basis.strip():
        raise StatuteMissing(field="legal_basis")
    if not only_related:
        raise NecessityOfLife(field="only_related")
    return take(
        case_id=case_id, by=by, at=at, kind=Measure.Kind.SEIZE, act="seize", items=items, legal_basis=legal_basis,
        officer_ids=officer_ids, approved_by_id=approved_by_id, taken_on=taken_on, place=place,
        papers=("CF0", "CF1", "CF2", "CF3"),
    )  # fmt: skip
