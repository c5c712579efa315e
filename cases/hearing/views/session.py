"""What chair and recorder do on the page of a hearing, each a form that posts and comes back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.hearing.access import hearing_for
from cases.hearing.attend import attend, leave
from cases.hearing.close_session import close_session
from cases.hearing.forms.conduct import AttendForm, CloseForm, ShowForm
from cases.hearing.open_session import open_session
from cases.hearing.show_exhibit import show_exhibit
from enforcement import clock
from enforcement.access import allow, signed_in
from enforcement.errors import Refusal
from enforcement.organisation.access import actor_of
from enforcement.web.acts import act_page


def _back(pk: int, place: str = "") -> HttpResponse:
    return redirect(reverse("hearing_conduct", args=[pk]) + place)


def _done(
    request: HttpRequest, pk: int, act: Callable[..., Any], place: str, form: forms.Form | None = None
) -> HttpResponse:
    """Do an act of the page and come back to its place; what was wrong is said on top, nothing is lost elsewhere."""
    hearing_for(request, pk)
    if form is not None and not form.is_valid():
        messages.error(request, " ".join(str(e) for errors in form.errors.values() for e in errors))
        return _back(pk, place)
    try:
        act(case_id=pk, by=actor_of(request), at=clock.now(), **(form.cleaned_data if form is not None else {}))
    except Refusal as refusal:
        words = (refusal.sentence, refusal.article, refusal.remedy)
        messages.error(request, " ".join(str(word) for word in words if word))
    return _back(pk, place)


@require_POST
@allow(signed_in)
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the session."""
    return _done(request, pk, open_session, "")


@require_POST
@allow(signed_in)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Note somebody who attends."""
    return _done(request, pk, attend, "#part-rights", AttendForm(request.POST))


@require_POST
@allow(signed_in)
def gone(request: HttpRequest, pk: int, attendee_id: int) -> HttpResponse:
    """Note that somebody left."""
    return _done(request, pk, partial(leave, attendee_id=attendee_id), "#part-rights")


@require_POST
@allow(signed_in)
def exhibit(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a piece of the file was shown."""
    hearing = hearing_for(request, pk)
    return _done(request, pk, show_exhibit, "#part-officers", ShowForm(request.POST, case=hearing.case))


@require_http_methods(["GET", "HEAD", "POST"])
@allow(signed_in)
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Close, suspend or end the session."""
    hearing_for(request, pk)
    return act_page(
        request, form_class=CloseForm, act=partial(close_session, case_id=pk, by=actor_of(request), at=clock.now()),
        success_url=reverse("hearing_conduct", args=[pk]), done=_("The session is on the record."),
        context={
            "heading": _("End this sitting of the hearing"), "submit": _("End this sitting of the hearing"),
            "back_text": _("Hearing"),
            "back_url": reverse("hearing_conduct", args=[pk]),
            "lead": _("The record is put together from its parts and cut into pages. Then it never changes."),
        },
    )  # fmt: skip
