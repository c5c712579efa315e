"""The public register of officers, and public notices."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from certification import queries
from certification.fields import FIELDS
from enforcement import clock
from enforcement.access import allow, public
from enforcement.organisation.models import Agency, Post
from enforcement.web.lists import Column, Filter, Lister

OFFICERS: Final = Lister(
    caption=_("Officers"),
    columns=(
        Column("name", _("Name"), lambda row: row.name, ("name",)),
        Column("number", _("Card number"), lambda row: row.number, ("number",)),
        Column("agency", _("Agency"), lambda row: row.agency.title, ("agency__path",)),
    ),
    filters=(
        Filter(
            "q", _("Name or number"),
            lambda rows, words: rows.filter(Q(name__icontains=words) | Q(number__startswith=words)),
        ),
        Filter(
            "agency", _("Agency"), lambda rows, pk: rows.filter(agency_id=pk),
            options=lambda: [
                (str(agency.pk), agency.title)
                for agency in Agency.objects.filter(pk__in=queries.valid_on(clock.today()).values("agency"))
            ],
        ),
        Filter(
            "field", _("Field"), lambda rows, code: rows.filter(fields__contains=[code]),
            options=lambda: [(field.code, field.title) for field in FIELDS.values()],
        ),
    ),
    order="agency",
    size=24,
)  # fmt: skip


@require_safe
@allow(public)
def officers(request: HttpRequest) -> HttpResponse:
    """List those who may enforce the law today, as 事前公示 asks."""
    today = clock.today()
    post = Post.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gte=today),
        person_id=OuterRef("person_id"),
        agency_id=OuterRef("agency_id"),
        from_on__lte=today,
    ).order_by("-from_on")
    rows = queries.valid_on(today).select_related("agency").annotate(
        post=Subquery(post.values("title")[:1]), post_en=Subquery(post.values("title_en")[:1])
    )  # fmt: skip
    return render(request, "certification/officers.html", {"listing": OFFICERS.page(request, rows), "now": clock.now()})


@require_safe
@allow(public)
def notices(request: HttpRequest) -> HttpResponse:
    """List the applicants announced and the credentials reported lost."""
    today = clock.today()
    context: dict[str, Any] = {"announced": queries.announced(today)[:100], "lost": queries.lost(today)[:50]}
    return render(request, "certification/notices.html", context)
