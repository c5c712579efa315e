"""What concerns the holder: the receipt, a proposal to revoke, the end of the card, annual checks."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certification.lifecycle.decide import speak_until
from certification.lifecycle.deliver import confirm_receipt
from certification.lifecycle.forms.others import StatementForm
from certification.lifecycle.grounds import REVIEW
from certification.lifecycle.parameters import REVIEW_DAYS
from certification.lifecycle.propose import hear
from certification.models import AnnualCheck, Credential, Delivery, Proposal
from enforcement import clock
from enforcement.access import allow, signed_in
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, agency_of, person_of
from enforcement.organisation.parameters import value
from enforcement.web.acts import act_page


@require_safe
@allow(signed_in)
def affairs(request: HttpRequest) -> HttpResponse:
    """Show what concerns one's own credential."""
    person, today = person_of(request).pk, clock.today()
    own = Credential.objects.filter(person_id=person)
    context = {
        "receipts": Delivery.objects.filter(credential__in=own, received_on__isnull=True).select_related(
            "credential", "handed_by"
        ),
        "proposals": _proposals(own),
        "ending": own.filter(reminders__isnull=False, valid_to__gte=today, superseded_by__isnull=True).distinct(),
        "checks": AnnualCheck.objects.filter(credential__in=own).select_related("round").order_by("-round__year"),
        "today": today,
        "review_article": REVIEW,
        "review_days": value(REVIEW_DAYS, agency=agency_of(request), on=today),
    }
    return render(request, "certification/lifecycle/mine.html", context)


def _proposals(own: QuerySet[Credential]) -> list[Proposal]:
    """Return the proposals to revoke, each with the last day for a statement as ``last_day``."""
    rows = list(Proposal.objects.filter(credential__in=own, kind="revoke").select_related("credential__agency"))
    for row in rows:
        row.last_day = speak_until(row)  # type: ignore[attr-defined]  # for the template only
    return rows


@require_POST
@allow(signed_in)
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm that one received the card."""
    confirm_receipt(credential_id=pk, by=actor_of(request), at=clock.now())
    messages.success(request, _("Thank you: the receipt is confirmed."))
    return redirect("credential_affairs")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(signed_in)
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one's statement on a proposal to revoke."""
    row = Proposal.objects.filter(pk=pk, kind="revoke", credential__person_id=person_of(request).pk).first()
    if row is None:
        raise NotFound
    back = reverse("credential_affairs")
    return act_page(
        request,
        form_class=StatementForm,
        success_url=back,
        done=_("Your statement is with those who decide."),
        act=partial(hear, proposal_id=pk, by=actor_of(request), at=clock.now()),
        context={
            "heading": _("Make a statement"),
            "lead": row.facts,
            "submit": _("Send the statement"),
            "back_url": back,
            "back_text": _("About my credential"),
        },
    )
