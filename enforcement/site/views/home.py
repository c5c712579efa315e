"""The public home, and the switch of the care mode."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from enforcement.access import allow, public
from enforcement.organisation.models import Agency
from enforcement.web import front

YEAR = 365 * 24 * 3600


@require_safe
@allow(public)
def home(request: HttpRequest) -> HttpResponse:
    """Answer the questions that people come with."""
    supervisor = Agency.objects.filter(kind=Agency.Kind.JUSTICE, is_active=True).exclude(phone="").first()
    shown = {"supervisor": supervisor, "first": front.tiles(first=True), "tiles": front.tiles(first=False)}
    return render(request, "site/home.html", shown)


@require_POST
@allow(public)
def care_mode(request: HttpRequest) -> HttpResponse:
    """Turn the care mode (关怀模式) on or off and return to the page."""
    following = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(following, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(following if safe else "/")
    response.set_cookie(
        "care",
        "1" if request.POST.get("care") == "1" else "0",
        max_age=YEAR,
        samesite="Lax",
        secure=settings.HTTPS,
        httponly=True,
    )
    return response
