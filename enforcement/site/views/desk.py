"""The desk: what a signed-in person must do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enforcement.access import allow, signed_in
from enforcement.organisation.access import agency_of
from enforcement.web.navigation import sections_of, visible_to
from enforcement.web.worklist import ToDo, items_for


@require_safe
@allow(signed_in)
def desk(request: HttpRequest) -> HttpResponse:
    """Show what is to be done, the most urgent first, and the pages of one's duties, the main ones first."""
    items = items_for(request)
    groups = [
        ("red", _("Overdue"), _pick(items, "red")),
        ("yellow", _("Due soon"), _pick(items, "yellow")),
        ("green", _("In hand"), _pick(items, "green", "")),
    ]
    parts = [part for part in sections_of(visible_to(request)) if part.code not in {"top", "public"}]
    return render(
        request,
        "site/desk.html",
        {"groups": groups, "total": len(items), "parts": parts, "agency": agency_of(request)},
    )


def _pick(items: list[ToDo], *lights: str) -> list[ToDo]:
    return [item for item in items if item.light in lights]
