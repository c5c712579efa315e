"""The page on which an opinion of reconsideration is issued, or entered as it was received."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.supervision.matters.access import agencies_of, watched
from cases.supervision.matters.acting import ORGAN, SUPERVISE
from cases.supervision.matters.enter_review_opinion import enter_review_opinion
from cases.supervision.matters.review_form import ReviewOpinionForm
from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of, duty
from enforcement.organisation.models import Agency
from enforcement.web.acts import act_page


@require_http_methods(["GET", "HEAD", "POST"])
@allow(duty(ORGAN, SUPERVISE))
def new(request: HttpRequest) -> HttpResponse:
    """Enter an opinion: supervisors for the organs below them, a head for the own organ what it received."""
    below = watched(request, SUPERVISE).exclude(kind=Agency.Kind.GOVERNMENT)
    issues = below.exists()
    agencies = list(below if issues else agencies_of(request, ORGAN))
    return act_page(
        request, form_class=ReviewOpinionForm, form_arguments={"agencies": agencies, "issues": issues},
        act=partial(enter_review_opinion, by=actor_of(request), at=clock.now()),
        success_url=lambda made: made.get_absolute_url(), done=_("The letter is entered; its sixty days run."),
        context={"heading": _("Enter an opinion of reconsideration"), "submit": _("Enter the letter"),
                 "lead": _("What was found in a reconsideration is corrected and reported within sixty days."),
                 "back_url": reverse("matter_letters"), "back_text": _("Letters of supervision")},
    )  # fmt: skip
