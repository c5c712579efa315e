"""What an officer shows on the phone: the credential with its code, as it stands at this moment."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from certification import queries
from certification.display.queries import devices_of
from certification.forms import WordsForm
from certification.printing import code_svg
from certification.report_loss import report_loss
from certification.views.credential import pdf
from certification.words import STATES, state_badge
from enforcement import clock
from enforcement.access import allow, signed_in
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page

PHONES = 5
"""Phones shown on the page, those withdrawn with them."""


@require_safe
@allow(signed_in)
def own(request: HttpRequest) -> HttpResponse:
    """Show one's own credential; nothing of it may be kept by a cache."""
    row = queries.own(person_id=person_of(request).pk, on=clock.today())
    context = {"row": row, "now": clock.now(), "phones": devices_of(person_of(request).pk)[:PHONES]}
    if row is not None:
        words, _tone = STATES[row.state]
        label = _("Code of the credential %(number)s: %(state)s") % {"number": row.number, "state": words}
        context |= {
            "code": mark_safe(code_svg(row, label=label)),  # noqa: S308 (drawn by certification.qr, which escapes)
            "state": state_badge(row.state), "valid": row.state == "valid",
        }  # fmt: skip
    response = render(request, "certification/own.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@allow(signed_in)
def own_card(request: HttpRequest) -> HttpResponse:
    """Return the PDF of one's own card, while it is valid."""
    row = queries.own(person_id=person_of(request).pk, on=clock.today())
    if row is None or row.state != "valid":
        raise NotFound
    return pdf(row)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(signed_in)
def own_loss(request: HttpRequest) -> HttpResponse:
    """Report one's own credential lost."""
    row = queries.own(person_id=person_of(request).pk, on=clock.today())
    if row is None:
        raise NotFound
    return act_page(
        request, form_class=WordsForm, success_url=reverse("credential_own"), done=_("The loss is reported."),
        act=partial(report_loss, credential_id=row.pk, by=actor_of(request), at=clock.now()),
        context={
            "heading": _("Report the loss of my credential"), "submit": _("Report the loss"), "tone": "danger",
            "lead": _("The card is not valid from this moment, and the loss is made public."),
            "back_url": reverse("credential_own"), "back_text": _("My credential"),
        },
    )  # fmt: skip
