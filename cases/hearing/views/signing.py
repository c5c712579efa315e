"""Reading and signing the record page by page on the tablet."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.hearing.access import hearing_for
from cases.hearing.forms.signing import SignPageForm, sign_or_refuse, unsigned
from enforcement import clock
from enforcement.access import allow, signed_in
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of
from enforcement.web.acts import act_page


@require_http_methods(["GET", "HEAD", "POST"])
@allow(signed_in)
def page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show a page of the record to be read and signed; the next page that lacks a signature follows."""
    hearing = hearing_for(request, pk)
    found = hearing.pages.filter(number=number).prefetch_related("signatures").first()
    if found is None:
        raise NotFound
    back = reverse("hearing_conduct", args=[pk])
    following = (
        reverse("hearing_page", args=[pk, number + 1]) if hearing.pages.filter(number=number + 1).exists() else back
    )
    return act_page(
        request, form_class=SignPageForm, form_arguments={"page": found}, template="cases/hearing/page.html",
        act=partial(sign_or_refuse, case_id=pk, by=actor_of(request), at=clock.now(), number=number),
        success_url=lambda _signed: following if request.POST.get("onward") else request.path,
        done=_("Kept with its hash."),
        context={
            "page": found, "hearing": hearing, "case": hearing.case, "back_url": back, "following": following,
            "count": hearing.pages.count(), "waiting": unsigned(found), "is_last": following == back,
        },
    )  # fmt: skip
