"""The pages of partners, and the keys of this installation."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.exchange.access import exchanged, exchanges, partner_for, partners_for
from cases.exchange.bundle_forms import PartnerForm
from cases.exchange.bundles import keys
from cases.exchange.bundles.trust import confirm_partner, propose_partner, withdraw_partner
from cases.exchange.models import Partner
from cases.exchange.views.listed_bundles import PARTNERS, state_of
from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page

ACTS = {"confirm": confirm_partner, "withdraw": withdraw_partner}


@require_safe
@allow(exchanges)
def partners(request: HttpRequest) -> HttpResponse:
    """List the partners; show the keys that they register of this installation."""
    own = {
        "signing_key": keys.signing_key(),
        "sealing_key": keys.sealing_key(),
        "key_id": keys.key_id(keys.signing_key()),
    }
    return render(request, "exchange/partners.html", {"listing": PARTNERS.page(request, partners_for(request)), **own})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(exchanges)
def partner_new(request: HttpRequest) -> HttpResponse:
    """Enter a partner, for a second person to confirm."""
    return act_page(
        request, form_class=PartnerForm, act=partial(propose_partner, by=actor_of(request), at=clock.now()),
        success_url=url_of, done=_("Entered. A second person compares the key and confirms it."),
        form_arguments={"agencies": [(a.pk, a.title) for a in exchanged(request)]},
        context={
            "heading": _("New partner"), "submit": _("Enter the partner"), "back_url": reverse("exchange_partners"),
            "back_text": _("All partners"), "lead": _(
                "Nothing is exchanged until a second person has confirmed the key."
            ),
        },
    )  # fmt: skip


@require_safe
@allow(exchanges)
def partner(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a partner with what can be done."""
    row = partner_for(request, pk)
    proposed, me = row.state == Partner.State.PROPOSED, person_of(request).pk
    context = {"partner": row, "state": state_of(row), "may_confirm": proposed and row.proposed_by_id != me}
    context |= {"own": proposed and row.proposed_by_id == me, "active": row.state != Partner.State.WITHDRAWN}
    return render(request, "exchange/partner.html", context)


@require_POST
@allow(exchanges)
def partner_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Confirm a partner or trust it no longer."""
    row = partner_for(request, pk)
    ACTS[act](partner_id=row.pk, by=actor_of(request), at=clock.now())
    return redirect(url_of(row))


def url_of(row: Partner) -> str:
    """Return the address of a partner."""
    return reverse("exchange_partner", args=[row.pk])
