"""What the enterprise reads after its scan: the notice of the visit, its rights, a rating, the way to complain."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from certification.display import live
from certification.display.forms import RateForm
from certification.display.rate_visit import rate_visit
from certification.models import Visit
from enforcement import clock
from enforcement.access import allow, public
from enforcement.actor import PUBLIC
from enforcement.errors import NotFound
from enforcement.web.acts import act_page


@require_safe
@allow(public)
def of_code(request: HttpRequest, digits: str) -> HttpResponse:
    """Lead from a scanned live code to the notice of the visit, also some hours after; without one, to the rights."""
    secret = live.notice_of_code(digits, at=clock.now())
    if not secret:
        return render(request, "certification/display/no_notice.html")
    return redirect("visit_notice", secret)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(public)
def notice(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the notice of a visit and take its rating, once, without signing in."""
    rows = Visit.objects.select_related("credential__agency", "rating").filter(secret=secret)
    visit = rows.first()
    if visit is None:
        raise NotFound
    response = act_page(
        request, form_class=RateForm, act=partial(rate_visit, secret=secret, by=PUBLIC, at=clock.now()),
        success_url=reverse("visit_notice", args=[secret]), done=_("Thank you. The supervisors read your rating."),
        template="certification/display/notice.html",
        context={"visit": visit, "card": visit.credential, "rating": getattr(visit, "rating", None),
                 "complaint": complaint_of(visit)},
    )  # fmt: skip
    response["X-Robots-Tag"] = "noindex"
    return response


def complaint_of(visit: Visit) -> str:
    """Return where one complains of the officer, or "" where that page is not installed."""
    try:
        return f"{reverse('complain')}?credential={visit.credential.number}"
    except NoReverseMatch:
        return ""
