"""Who reported: shown once to an officer of the case, after the reason is on the ledger."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.access import case_for
from cases.staffing.answer import see_reporter
from cases.staffing.forms_intake import WhyForm
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, duty
from enforcement.organisation.secrecy import unseal
from enforcement.web.acts import act_page


@require_http_methods(["GET", "HEAD", "POST"])
@allow(duty("handle"))
def reporter(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, record it, and show name and contact of the reporter once."""
    case = case_for(request, pk)
    clue = getattr(case, "clue", None)
    if clue is None or not clue.has_reporter:
        raise NotFound
    key, here = f"reporter-{case.pk}", reverse("case_reporter", args=[case.pk])
    shown = request.method == "GET" and request.session.pop(key, False)

    def seen(_clue: object) -> str:
        request.session[key] = True
        return here

    return act_page(
        request,
        form_class=WhyForm,
        act=partial(see_reporter, case_id=case.pk, by=actor_of(request), at=clock.now()),
        success_url=seen,
        template="cases/staffing/reporter.html",
        context={
            "case": case, "heading": _("See who reported"), "submit": _("Show it"),
            "shown": (unseal(clue.reporter_sealed), unseal(clue.contact_sealed)) if shown else None,
        },
    )  # fmt: skip
