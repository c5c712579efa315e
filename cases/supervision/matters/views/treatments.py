"""A proposal on a person: the body that may act reads it and says what it did."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cases.supervision.matters.acting import ORGAN
from cases.supervision.matters.answer_treatment import OFFICE, answer_treatment, may_answer
from cases.supervision.matters.letter_forms import TreatmentAnswerForm
from cases.supervision.matters.models import Consequence
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, duty, person_of
from enforcement.web.acts import act_page


@require_http_methods(["GET", "HEAD", "POST"])
@allow(duty(ORGAN, *OFFICE))
def treatment(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a proposal on a person; record what was done."""
    rows = Consequence.objects.select_related("matter__agency", "matter__body", "person")
    found = rows.filter(pk=pk, kind=Consequence.Kind.TREATMENT).first()
    if found is None or not may_answer(found, person_of(request).pk):
        raise NotFound
    return act_page(
        request, form_class=TreatmentAnswerForm, template="supervision/matters/treatment.html",
        act=partial(answer_treatment, proposal_id=pk, by=actor_of(request), at=clock.now()),
        success_url=reverse("matter_treatment", args=[pk]), context={"proposal": found},
    )  # fmt: skip
