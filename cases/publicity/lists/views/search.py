"""All powers of all agencies, to be searched."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases.publicity.lists.reading import entries_in_force, in_force
from cases.publicity.lists.subjects import NATURES
from enforcement import clock
from enforcement.access import allow, public
from enforcement.organisation.models import Agency
from enforcement.web.lists import Column, Filter, Lister


@require_safe
@allow(public)
def powers(request: HttpRequest) -> HttpResponse:
    """List the powers in force."""
    rows = entries_in_force(clock.today(), "powers")
    return render(request, "publicity/powers.html", {"listing": POWERS.page(request, rows)})


def _agencies() -> list[tuple[str, str]]:
    holding = in_force(clock.today()).filter(kind="powers").values("agency_id")
    return [(str(one.pk), one.title) for one in Agency.objects.filter(pk__in=holding)]


def _words(rows: Any, text: str) -> Any:
    return rows.filter(Q(title__icontains=text) | Q(code__istartswith=text) | Q(facts__basis__icontains=text))


POWERS = Lister(
    caption=_("Powers in force"),
    columns=(
        Column("title", _("Power"), lambda e: e.title, sort=("title",), link=lambda e: e.get_absolute_url()),
        Column("nature", _("Kind of power"), lambda e: e.facts.get("nature"), sort=("facts__nature",)),
        Column("agency", _("Agency"), lambda e: e.issue.agency.title, sort=("issue__agency__path",)),
        Column("basis", _("Legal basis of the power"), lambda e: e.facts.get("basis")),
    ),
    filters=(
        Filter("q", _("Word of the power or of the law"), _words),
        Filter("agency", _("Agency"), lambda rows, pk: rows.filter(issue__agency_id=pk), options=_agencies),
        Filter(
            "nature", _("Kind of power"), lambda rows, given: rows.filter(facts__nature=given),
            options=[(nature, nature) for nature in NATURES],
        ),
    ),
    order="agency",
)  # fmt: skip
