"""The supervisors' pages: the list of complaints, and one of them with what is to be done."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.supervision.access import supervises
from cases.supervision.complaints.access import complaint_for, complaints_for
from cases.supervision.complaints.answer_complaint import answer_complaint
from cases.supervision.complaints.forms import AnswerComplaintForm
from cases.supervision.complaints.models import Complaint
from cases.supervision.complaints.see_contact import see_contact
from cases.supervision.complaints.take_up import take_up
from cases.supervision.complaints.views.listed import lister
from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of
from enforcement.web.acts import act_page

TEMPLATE = "supervision/complaints/complaint.html"


@require_safe
@allow(supervises)
def complaints(request: HttpRequest) -> HttpResponse:
    """List the complaints about the agencies that the person supervises; those to be handled first."""
    rows = complaints_for(request).select_related("agency", "credential", "taken_up_by")
    asked = request.GET.copy()
    asked.setdefault("state", "open")
    request.GET = asked  # type: ignore[assignment]
    return render(request, "supervision/complaints/list.html", {"listing": lister(request).page(request, rows)})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(supervises)
def complaint(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a complaint; answer it."""
    row = complaint_for(request, pk)
    return act_page(
        request, form_class=AnswerComplaintForm, template=TEMPLATE, context=_about(row),
        act=partial(answer_complaint, complaint_id=pk, by=actor_of(request), at=clock.now()),
        success_url=row.get_absolute_url(), done=_("The answer is recorded; the sender reads it with the code."),
    )  # fmt: skip


@require_POST
@allow(supervises)
def take_it_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a complaint up."""
    row = complaint_for(request, pk)
    take_up(complaint_id=row.pk, by=actor_of(request), at=clock.now())
    return redirect(row)


@require_POST
@allow(supervises)
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who sent a complaint, once, and record that."""
    row = complaint_for(request, pk)
    name, phone = see_contact(complaint_id=row.pk, by=actor_of(request), at=clock.now()).contact
    context = {**_about(row), "form": AnswerComplaintForm(), "shown": True, "name": name, "phone": phone}
    response = render(request, TEMPLATE, context)
    response["Cache-Control"] = "no-store"
    return response


def _about(row: Complaint) -> dict[str, Any]:
    return {
        "complaint": row,
        "open": row.state == Complaint.State.EXAMINED,
        "new": row.state == Complaint.State.RECEIVED,
    }
