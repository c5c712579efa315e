"""Save and remove the filters of a list."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.access import case_worker
from cases.finding.kept import LISTINGS, keep_filter
from cases.models import SavedFilter
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import person_of


@allow(case_worker)
@require_POST
def keep(request: HttpRequest, listing: str) -> HttpResponse:
    """Save how a list is narrowed now."""
    if listing not in LISTINGS:
        raise NotFound
    row = keep_filter(
        person_id=person_of(request).pk, listing=listing, name=request.POST.get("name", ""),
        query=request.POST.get("query", ""), at=clock.now(),
    )  # fmt: skip
    messages.success(request, _("Saved as “%(name)s”.") % {"name": row.name})
    return redirect(f"{reverse(listing)}?{row.query}")


@allow(case_worker)
@require_POST
def drop(request: HttpRequest, listing: str, pk: int) -> HttpResponse:
    """Remove a saved filter."""
    if listing not in LISTINGS:
        raise NotFound
    SavedFilter.objects.filter(person=person_of(request), listing=listing, pk=pk).delete()
    return redirect(listing)
