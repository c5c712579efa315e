"""The public register of officers, and public notices."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from certification import queries
from certification.fields import FIELDS
from certification.officers import parameters, public
from enforcement import clock
from enforcement.access import allow
from enforcement.access import public as anybody
from enforcement.errors import NotFound
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value
from enforcement.web.lists import Column, Filter, Lister

UNINDEXED: Final = {"X-Robots-Tag": "noindex"}
"""Names and photos of persons are found here, not in search engines, which would keep them after the card has ended."""
OFFICERS: Final = Lister(
    caption=_("Officers"),
    columns=(Column("name", _("Name"), lambda row: row.name, ("agency__path", "name")),),
    filters=(
        Filter("q", _("Name, unit or card number"), public.found),
        Filter(
            "agency", _("Agency"), lambda rows, pk: rows.filter(agency_id=pk),
            options=lambda: [(str(agency.pk), agency.title) for agency, _n in public.by_agency(clock.today())],
        ),
        Filter(
            "field", _("Field"), lambda rows, code: rows.filter(fields__contains=[code]),
            options=lambda: [(field.code, field.title) for field in FIELDS.values()],
        ),
    ),
    order="name",
    size=24,
)  # fmt: skip


@require_safe
@allow(anybody)
def officers(request: HttpRequest) -> HttpResponse:
    """List those who may enforce the law today, as 事前公示 asks; without a search, the agencies with their numbers."""
    today = clock.today()
    asked = any(request.GET.get(name) for name in ("q", "agency", "field"))
    rows = public.listed(today)
    context: dict[str, Any] = {
        "listing": OFFICERS.page(request, rows if asked else rows.none()), "now": clock.now(), "asked": asked,
        "agencies": [] if asked else public.by_agency(today),
    }  # fmt: skip
    return _page(request, "certification/officers.html", context)


@require_safe
@allow(anybody)
def officer(request: HttpRequest, number: str) -> HttpResponse:
    """Show one officer who is in the register today."""
    today = clock.today()
    row = public.listed(today).filter(number=number).first()
    if row is None:
        raise NotFound
    departments = Agency.objects.filter(kind=Agency.Kind.JUSTICE, parent_id__in=row.agency.line, is_active=True)
    justice = departments.order_by("-parent__path").first()
    hotline = str(value(parameters.HOTLINE, agency=row.agency, on=today))
    context = {"row": row, "now": clock.now(), "hotline": hotline, "justice": justice}
    return _page(request, "certification/officers/public.html", context)


@require_safe
@allow(anybody)
def notices(request: HttpRequest) -> HttpResponse:
    """List the applicants announced and the credentials reported lost."""
    today = clock.today()
    context: dict[str, Any] = {"announced": queries.announced(today)[:100], "lost": queries.lost(today)[:50]}
    return render(request, "certification/notices.html", context)


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    response = render(request, template, context)
    for name, words in UNINDEXED.items():
        response[name] = words
    return response
