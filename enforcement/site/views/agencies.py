"""Agencies: the tree that one administers."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import duty, person_of
from enforcement.organisation.duties.holding import agencies_where

DEPTH_SHOWN = 4


@require_safe
@allow(duty("system"))
def agencies(request: HttpRequest) -> HttpResponse:
    """List the agencies with the number of people who hold a post there now."""
    today = clock.today()
    now = Q(posts__from_on__lte=today) & (Q(posts__to_on__isnull=True) | Q(posts__to_on__gte=today))
    found = list(
        agencies_where(person_id=person_of(request).pk, duties={"system"}).annotate(
            people=Count("posts__person", filter=now, distinct=True)
        )
    )
    top = min((len(agency.line) for agency in found), default=0)
    rows = [{"agency": agency, "depth": min(len(agency.line) - top, DEPTH_SHOWN)} for agency in found]
    return render(request, "site/agencies.html", {"rows": rows})
