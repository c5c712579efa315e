"""Objections: the public's form, the office's answer; and the correction of an application that was sent back."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from certification import queries
from certification.lifecycle.access import agencies_of, application_of
from certification.lifecycle.correct import correct
from certification.lifecycle.forms.others import AnswerForm, CorrectForm, ObjectionForm
from certification.lifecycle.object_to import answer_objection, object_to
from certification.models import Objection
from enforcement import clock
from enforcement.access import allow, public
from enforcement.actor import PUBLIC
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, duty
from enforcement.web.acts import act_page


@require_http_methods(["GET", "HEAD", "POST"])
@allow(public)
def object_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a citizen object to an applicant whose notice runs."""
    row = queries.announced(clock.today()).filter(pk=pk).first()
    if row is None:
        raise NotFound
    return act_page(
        request,
        form_class=ObjectionForm,
        template="certification/lifecycle/objected.html",
        act=partial(object_to, application_id=pk, by=PUBLIC, at=clock.now()),
        success_url=reverse("credential_notices"),
        done=_("Your objection is received. The office examines it before it decides."),
        context={"heading": _("Object to %(name)s") % {"name": row.person.name}, "row": row},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(duty("examine"))
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer an objection."""
    rows = Objection.objects.filter(application__agency__in=agencies_of(request, "examine"))
    row = rows.select_related("application__person").filter(pk=pk).first()
    if row is None:
        raise NotFound
    back = reverse("credential_application", args=[row.application_id])
    return act_page(
        request,
        form_class=AnswerForm,
        success_url=back,
        done=_("The answer is recorded."),
        act=partial(answer_objection, objection_id=pk, by=actor_of(request), at=clock.now()),
        context={
            "heading": _("Answer an objection to %(name)s") % {"name": row.application.person.name},
            "lead": row.words,
            "submit": _("Record the answer"),
            "back_url": back,
            "back_text": _("Back to the application"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(duty("apply"))
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an application that was sent back."""
    row = application_of(request, pk, "apply")
    back = reverse("credential_application", args=[pk])
    return act_page(
        request,
        form_class=CorrectForm,
        success_url=back,
        done=_("The application is corrected."),
        act=partial(correct, application_id=pk, by=actor_of(request), at=clock.now()),
        initial={"codes": row.fields, "area": row.area, "post_proof": row.post_proof},
        context={
            "heading": _("Correct the application of %(name)s") % {"name": row.person.name},
            "lead": row.review,
            "submit": _("Save the correction"),
            "back_url": back,
            "back_text": _("Back to the application"),
        },
    )
