"""Seal up or seize (P31, 行政强制法第十六至二十八条): thirty days, once thirty more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

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


class PowerDelegated(Invalid):
    """Refuse a seizure by anybody but the agency's own officers."""

    sentence = _("The power of coercive measures is never delegated: only the agency's own officers take them.")
    article = "中华人民共和国行政强制法第十七条第一款"


@transaction.atomic(durable=True)
def seize(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    items: str,
    legal_basis: str,
    officer_ids: Iterable[int],
    only_related: bool,
    approved_by_id: int | None = None,
    not_delegated: bool = True,
    taken_on: date | None = None,
    taken_time: time | None = None,
    is_urgent: bool = False,
    list_signed: bool = True,
    list_note: str = "",
    place: str = "",
) -> Measure:
    """Seal up or seize with the head's approval, or urgently; ``only_related`` says that article 23 is kept.

    Raises:
        StatuteMissing, NecessityOfLife, PowerDelegated: on their fields.
        cases.measures.NoPower: for the wrong approver. cases.measures.ListUnsigned: for a list that nobody signed.
        cases.evidence.things.ListMissing, SeizedAlready: for a list without things, or with things held already.
        cases.rules.registry.RuleBroken: with fewer than two officers whose credential is valid that day.
    """
    if not legal_basis.strip():
        raise StatuteMissing(field="legal_basis")
    if not only_related:
        raise NecessityOfLife(field="only_related")
    if not not_delegated:
        raise PowerDelegated(field="not_delegated")
    return take(
        case_id=case_id, by=by, at=at, kind=Measure.Kind.SEIZE, act="seize", items=items, legal_basis=legal_basis,
        officer_ids=officer_ids, approved_by_id=approved_by_id, taken_on=taken_on, place=place,
        taken_time=taken_time, is_urgent=is_urgent, list_signed=list_signed, list_note=list_note,
        papers=("CF0", "CF1", "CF2", "CF3"),
    )  # fmt: skip
