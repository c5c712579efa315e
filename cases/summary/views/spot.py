"""The one page of the phone, what it leads to, and what the party reads."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import case_for, case_worker
from cases.models import Case
from cases.papers import content_of
from cases.summary.choices import choices_for
from cases.summary.forms import SpotForm
from cases.summary.models import OnSpot
from cases.summary.penalise_on_spot import penalise_on_spot
from cases.summary.turn_general import turn_general
from cases.terms import say
from enforcement import clock
from enforcement.access import allow, public
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, agency_of, duty, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.organisation.models import Agency
from enforcement.web.acts import act_page

GENERAL = "general"
NOT_GENERAL = ("password", "rights_told")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(duty("handle"))
def spot(request: HttpRequest) -> HttpResponse:
    """Penalise on the spot, or turn what was typed into a case of the general procedure."""
    choices = choices_for(person_of(request), _agency(request), clock.today())
    general = request.POST.get("go") == GENERAL

    def act(**facts: Any) -> Case:
        done = turn_general if general else penalise_on_spot
        left_out = NOT_GENERAL if general else ()
        kept = {name: value for name, value in facts.items() if name not in left_out}
        return done(by=actor_of(request), at=clock.now(), **kept)

    return act_page(
        request, form_class=SpotForm, form_arguments={"choices": choices}, act=act, template="cases/summary/spot.html",
        success_url=lambda case: reverse("case" if general else "on_spot_done", args=[case.pk]),
        context={"choices": choices, "data": choices.data}, done=_("Recorded."),
    )  # fmt: skip


@require_safe
@allow(case_worker)
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the decision on the spot: its number, the paper, the address to read it; or that the second must confirm."""
    case = case_for(request, pk)
    found = OnSpot.objects.filter(case=case).select_related("second").first()
    if found is None:
        raise NotFound
    paper = case.papers.filter(code="DC").first()
    address = request.build_absolute_uri(reverse("on_spot_read", args=[found.secret]))
    context = {"case": case, "spot": found, "paper": paper, "address": address, "said": say(case.decision)}
    return render(request, "cases/summary/done.html", context)


@require_safe
@allow(public)
def read(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the party its decision by the address on the paper, which nobody can guess; ``?pdf`` gives the paper."""
    found = OnSpot.objects.filter(secret=secret).select_related("case__agency", "case__decision").first()
    paper = found.case.papers.filter(code="DC").first() if found else None
    if found is None or paper is None:
        raise NotFound
    if "pdf" in request.GET:
        response = HttpResponse(content_of(paper), content_type=paper.media_type)
        response["Content-Disposition"] = "inline; filename=decision.pdf"
    else:
        context = {"case": found.case, "spot": found, "said": say(found.case.decision)}
        response = render(request, "cases/summary/read.html", context)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _agency(request: HttpRequest) -> Agency:
    """Return the agency of the officer: where the post is, else the first where the duty is held.

    Raises:
        NotFound: where there is none.
    """
    where = agencies_where(person_id=person_of(request).pk, duties={"handle"}).exclude(sign="")
    own = agency_of(request)
    found = next((a for a in where if own is not None and a.pk == own.pk), None) or where.first()
    if found is None:
        raise NotFound
    return found
