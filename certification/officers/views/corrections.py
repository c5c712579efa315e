"""“This is wrong”: the officer asks, the office answers."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from certification.models import Correction
from certification.officers import queries
from certification.officers.access import agencies_kept, keeps
from certification.officers.answer_correction import answer_correction
from certification.officers.ask_correction import ask_correction
from certification.officers.forms import AnswerForm, CorrectionForm
from certification.officers.views.acts import frame
from enforcement import clock
from enforcement.access import allow, signed_in
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of
from enforcement.web.acts import act_page


@require_http_methods(["GET", "HEAD", "POST"])
@allow(signed_in)
def ask(request: HttpRequest) -> HttpResponse:
    """Say what is wrong in one's own record."""
    return act_page(
        request, form_class=CorrectionForm, success_url=reverse("officer_own"),
        initial={"about": request.GET.get("about")},
        act=partial(ask_correction, by=actor_of(request), at=clock.now()),
        done=_("Your agency has it, and answers here."),
        context={
            "heading": _("Something is wrong"), "submit": _("Send it to my agency"),
            "lead": _("The office that keeps your record looks at it and answers you on this page."),
            "back_url": reverse("officer_own"), "back_text": _("My record"),
        },
    )  # fmt: skip


@require_safe
@allow(keeps)
def waiting(request: HttpRequest) -> HttpResponse:
    """List the requests that wait."""
    rows = queries.corrections_for(agencies_kept(request))[:200]
    return render(request, "certification/officers/corrections.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(keeps)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer one request."""
    row = Correction.objects.filter(pk=pk, agency__in=agencies_kept(request)).select_related("person").first()
    if row is None or row.state != Correction.State.OPEN:
        raise NotFound
    lead = f"{row.get_about_display()}: {row.words}"
    return act_page(
        request, form_class=AnswerForm, success_url=reverse("officer_record", args=[row.person_id]),
        act=partial(answer_correction, correction_id=pk, by=actor_of(request), at=clock.now()),
        done=_("The officer sees the answer."),
        context=frame(row.person, pgettext_lazy("correction", "Answer"), _("Send the answer"), lead),
    )  # fmt: skip
