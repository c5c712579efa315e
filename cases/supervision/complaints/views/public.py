"""The public's pages: complain, read the tracking code, look the state up. None needs a sign-in or a script."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any, Final

from cryptography.fernet import InvalidToken
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from cases.supervision.complaints import code
from cases.supervision.complaints.after import offers_for
from cases.supervision.complaints.complain import Sent, complain
from cases.supervision.complaints.concerned import credential_in, published_case
from cases.supervision.complaints.forms import ComplainForm, TrackForm
from cases.supervision.complaints.models import Complaint
from cases.supervision.complaints.views.slowly import looking_up, slowly
from enforcement import clock
from enforcement.access import allow, public
from enforcement.actor import PUBLIC
from enforcement.organisation.secrecy import seal, unseal
from enforcement.web.acts import act_page

TOLD: Final = "complaint_sent"
SHOWN_SECONDS: Final = 30 * 60


@require_http_methods(["GET", "HEAD", "POST"])
@allow(public)
def complain_page(request: HttpRequest) -> HttpResponse:
    """Take a complaint; ``?credential=`` and ``?case=`` say whom it is about."""
    number, case_number = request.GET.get("credential", "")[:32], request.GET.get("case", "")[:60]
    now = clock.now()
    card, case = credential_in(number), published_case(case_number)
    known = card or case
    act, action = slowly(request, partial(complain, by=PUBLIC, at=now), at=now)

    def told(done: Sent) -> str:
        request.session[TOLD] = [seal(done.code), now.timestamp()]
        return reverse("complain_sent")

    return _kept_nowhere(act_page(
        request, form_class=ComplainForm, act=act, template="supervision/complaints/complain.html",
        success_url=told, done=_("Your complaint is received."),
        initial={"officer": number, "case_number": case_number, "agency": known.agency_id if known else ""},
        context={"card": card, "case": case, "action": action},
    ))  # fmt: skip


@require_safe
@allow(public)
def sent(request: HttpRequest) -> HttpResponse:
    """Tell the tracking code to the one who just sent a complaint, for half an hour."""
    sealed, at = request.session.get(TOLD, ["", 0.0])
    if not sealed or clock.now().timestamp() - at > SHOWN_SECONDS:
        request.session.pop(TOLD, None)
        return redirect("complain_track")
    try:
        told = unseal(sealed)
    except InvalidToken:
        return redirect("complain_track")
    return _kept_nowhere(render(request, "supervision/complaints/sent.html", {"code": code.in_groups(told)}))


@require_http_methods(["GET", "HEAD", "POST"])
@allow(public)
def track(request: HttpRequest) -> HttpResponse:
    """Show how far a complaint is to whoever has its code; its words are not shown."""
    form = TrackForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form}
    status = 200
    if form.is_bound and not form.is_valid():
        status = 422
    elif form.is_bound:
        found, status = _look_up(request, form.cleaned_data["code"], context, at=clock.now())
        context |= {"complaint": found, "none": status == 404, "code": code.in_groups(form.cleaned_data["code"])}  # noqa: PLR2004
    return _kept_nowhere(render(request, "supervision/complaints/track.html", context, status=status))


def _look_up(
    request: HttpRequest, asked: str, context: dict[str, Any], *, at: datetime
) -> tuple[Complaint | None, int]:
    wait, context["action"] = looking_up(request, asked, at=at)
    if wait is not None:
        context["refusal"] = wait
        return None, int(wait.status)
    found = Complaint.objects.filter(code_digest=code.digest(asked)).select_related("agency").first()
    if found is not None:
        context["at"] = 1 + list(Complaint.State.values).index(found.state) + (found.state == Complaint.State.ANSWERED)
        context["steps"] = [pgettext("complaint", "received"), pgettext("complaint", "being examined"),
                            pgettext("complaint", "answered")]  # fmt: skip
        context["offers"] = offers_for(found)
    return found, 200 if found else 404


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"], response["Referrer-Policy"] = "no-store", "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
