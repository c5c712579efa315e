"""Circulars of supervision that are open to the public (行政执法监督条例第三十一条): organ, matter, measure, day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases.publicity.columns import AGENCY
from cases.publicity.datasets import Column as DataColumn
from cases.publicity.datasets import enter
from cases.supervision.matters.models import Consequence
from enforcement.access import allow, public
from enforcement.ledger.models import Entry
from enforcement.organisation.models import Agency
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.times import say_day


def opened() -> QuerySet[Consequence]:
    """Return the circulars that were made public, those that were withdrawn since included."""
    rows = Consequence.objects.filter(kind=Consequence.Kind.CIRCULAR, is_public=True).exclude(public_matter="")
    return rows.select_related("matter__agency", "matter__body")


def _agencies() -> list[tuple[str, str]]:
    found = Agency.objects.filter(pk__in=opened().values("matter__agency"))
    return [(str(agency.pk), agency.title) for agency in found]


def _measure(one: Consequence) -> str:
    if one.withdrawn_on is None:
        return one.public_measure
    return str(_("Withdrawn on %(day)s: %(why)s")) % {"day": say_day(one.withdrawn_on), "why": one.withdrawal_reason}


LIST = Lister(
    caption=_("Circulars of supervision"),
    columns=(
        Column("on", _("Day of the circular"), lambda c: say_day(c.on), sort=("on",)),
        Column("organ", _("Agency"), lambda c: c.matter.agency.title, sort=("matter__agency__path",)),
        Column("matter", _("Matter"), lambda c: "—" if c.withdrawn_on else c.public_matter),
        Column("measure", _("What was found and ordered"), _measure),
        Column("body", _("Supervising body that issued it"), lambda c: c.matter.body.title),
        Column("number", _("Document number"), lambda c: c.number),
    ),
    order="-on",
    filters=(
        Filter("q", _("Words"), lambda rows, text: rows.filter(
            Q(public_matter__icontains=text) | Q(public_measure__icontains=text), withdrawn_on__isnull=True
        )),
        Filter("agency", _("Agency"), lambda rows, pk: rows.filter(matter__agency_id=pk), options=_agencies),
    ),
)  # fmt: skip


@require_safe
@allow(public)
def circulars(request: HttpRequest) -> HttpResponse:
    """List the open circulars; of a withdrawn one only that, and why."""
    return render(request, "publicity/circulars.html", {"listing": LIST.page(request, opened())})


COLUMNS: Final = (
    DataColumn("number", _("Document number"), _("Number of the circular")),
    AGENCY,
    DataColumn("issued_by", _("Supervising body that issued it"), _("The supervising body")),
    DataColumn("on", _("Day of the circular"), _("Day of the circular"), "date"),
    DataColumn("matter", _("Matter"), _("As the public page shows it; none once withdrawn")),
    DataColumn("measure", _("What was found and ordered"), _("As the public page shows it; none once withdrawn")),
    DataColumn("withdrawn_on", _("Withdrawn on"), _("Day of withdrawal from the public, if any"), "date"),
    DataColumn("withdrawal_reason", _("Reason for the withdrawal"), _("Why it was withdrawn, if it was")),
)


def rows() -> Iterator[dict[str, Any]]:
    """Yield the open circulars as their page shows them."""
    for one in opened().order_by("on", "pk").iterator(1000):
        gone = one.withdrawn_on is not None
        yield {
            "number": one.number, "agency": one.matter.agency.name, "issued_by": one.matter.body.name, "on": one.on,
            "matter": None if gone else one.public_matter, "measure": None if gone else one.public_measure,
            "withdrawn_on": one.withdrawn_on, "withdrawal_reason": one.withdrawal_reason or None,
        }  # fmt: skip


def changed() -> datetime | None:
    """Return when they last changed."""
    last = Entry.objects.filter(verb__in=("matter.circular", "matter.withdraw_circular")).order_by("-recorded_at")
    found: datetime | None = last.values_list("recorded_at", flat=True).first()
    return found


def enter_all() -> None:
    """Enter them in the open data."""
    enter(
        "circulars", _("Circulars of supervision"), rows, COLUMNS, changed=changed,
        description=_("Circulars that the supervising body chose to open, without names of persons."),
    )  # fmt: skip
