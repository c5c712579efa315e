"""What supervisors read: visits, ratings, alarms; and what an officer reads of the own visits."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from certification.display import queries
from certification.display.forms import ReviewForm
from certification.display.lists_of_visits import VISITS
from certification.display.review_visit import review_visit
from enforcement import clock
from enforcement.access import allow, signed_in
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, duty, person_of
from enforcement.web.acts import act_page


@require_safe
@allow(duty("supervise"))
def visits(request: HttpRequest) -> HttpResponse:
    """List the visits announced in the agencies that the person supervises."""
    listing = VISITS.page(request, queries.visits_for(person_of(request).pk))
    return render(request, "certification/display/visits.html", {"listing": listing})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(duty("supervise"))
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a visit; where it waits, take what the supervisor found."""
    row = queries.visits_for(person_of(request).pk).filter(pk=pk).first()
    if row is None:
        raise NotFound
    return act_page(
        request, form_class=ReviewForm, done=_("What you found is kept."), success_url=reverse("visit_list"),
        act=partial(review_visit, visit_id=row.pk, by=actor_of(request), at=clock.now()),
        template="certification/display/visit.html",
        context={"visit": row, "rating": getattr(row, "rating", None),
                 "waits": queries.visits_for(person_of(request).pk).filter(queries.waiting(), pk=pk).exists()},
    )  # fmt: skip


@require_safe
@allow(signed_in)
def own_visits(request: HttpRequest) -> HttpResponse:
    """Show an officer what is kept of the own visits."""
    rows = queries.visits_of(person_of(request).pk)[:100]
    return render(request, "certification/display/own_visits.html", {"rows": rows})
