"""R36: how often an enterprise is inspected, and with what approval (国办发〔2024〕54号)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cases.evidence.parameters import INSPECTION_CAP
from cases.models import Inspection
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value

ARTICLE = "国办发〔2024〕54号第四项、第五项"


def counted(*, agency: Agency, enterprise: str, mark: str, year: int) -> QuerySet[Inspection]:
    """Return the inspections of an enterprise by an agency that count against the cap of a year: the planned ones."""
    same = Q(enterprise=enterprise) | (Q(code_fingerprint=mark) if mark else Q(pk__in=()))
    return Inspection.objects.filter(same, agency=agency, held_on__year=year, occasion=Inspection.Occasion.PLAN)


def cap(agency: Agency, on: date) -> int:
    """Return how many planned inspections of one enterprise a year may have."""
    return int(value(INSPECTION_CAP, agency=agency, on=on))


def faults(one: Inspection) -> list[tuple[str, str]]:
    """Return what is wrong with a kept inspection as (severity, sentence): red without approval or notice."""
    found = []
    if one.approved_on > one.held_on:
        found.append(("red", _("It was approved only after it was held.")))
    if not one.notice_given:
        found.append(("red", _("No written notice of inspection was shown.")))
    if one.scanned_at is None:
        found.append(("yellow", _("The enterprise's code was not scanned.")))
    if one.over_cap_because:
        found.append(("yellow", _("Above the yearly cap: %(why)s") % {"why": one.over_cap_because}))
    return found
