"""The register as a list, and its figures by agency."""

from __future__ import annotations

from django.db.models import Count, Exists, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from certification.officers import queries
from certification.officers.access import agencies_seen, sees
from certification.officers.views.columns import lister, rows_of
from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import duties_of
from enforcement.organisation.models import Agency, Post


@require_safe
@allow(sees)
def officers(request: HttpRequest) -> HttpResponse:
    """List the officers of the agencies one sees."""
    agencies = agencies_seen(request)
    held = duties_of(request)
    context = {
        "listing": lister(agencies).page(request, rows_of(request, agencies)),
        "asked": f"?{request.GET.urlencode()}" if request.GET else "",
        "takes_in": "apply" in held, "keeps": bool(held & {"apply", "examine"}),
    }  # fmt: skip
    return render(request, "certification/officers/list.html", context)


@require_safe
@allow(sees)
def counts(request: HttpRequest) -> HttpResponse:
    """Show how many there are in each agency."""
    today = clock.today()
    may = Q(is_enforcement=True, establishment__in=list(Post.MAY_ENFORCE))
    posts = queries.register(agencies_seen(request), today)
    held = Exists(queries.cards_of_post(today).filter(state="valid"))
    rows = list(
        posts.annotate(has_card=held).values("agency_id").annotate(
            people=Count("pk"), may=Count("pk", filter=may), held=Count("pk", filter=Q(has_card=True)),
            missing=Count("pk", filter=may & Q(has_card=False)),
        ).order_by("agency__path")
    )  # fmt: skip
    agencies = Agency.objects.in_bulk([row["agency_id"] for row in rows])
    sums = {key: sum(row[key] for row in rows) for key in ("people", "may", "held", "missing")}
    shown = [(agencies[row["agency_id"]], row) for row in rows]
    return render(request, "certification/officers/counts.html", {"rows": shown, "sums": sums})
