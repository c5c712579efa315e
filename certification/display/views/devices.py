"""Phones bound to credentials: the office's list, and withdrawing one, by its holder or by the office."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certification.display import queries
from certification.display.forms import WithdrawForm
from certification.display.lists_of_phones import DEVICES
from certification.display.withdraw import withdraw
from enforcement import clock
from enforcement.access import allow, signed_in
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, duty, person_of
from enforcement.web.acts import act_page


@require_safe
@allow(duty("issue"))
def devices(request: HttpRequest) -> HttpResponse:
    """List the phones of the agencies where the person issues credentials."""
    listing = DEVICES.page(request, queries.devices_for(person_of(request).pk))
    return render(request, "certification/display/devices.html", {"listing": listing})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(duty("issue"))
def device(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a phone as the office."""
    row = queries.devices_for(person_of(request).pk).filter(pk=pk).first()
    if row is None:
        raise NotFound
    return act_page(
        request, form_class=WithdrawForm, success_url=reverse("display_devices"), done=_("The phone is withdrawn."),
        act=partial(withdraw, device_id=row.pk, by=actor_of(request), at=clock.now()),
        context={
            "heading": _("Withdraw %(phone)s of %(name)s") % {"phone": row.name, "name": row.credential.name},
            "lead": _("Online it is refused at once; a verifier without a network refuses it when its days are over."),
            "submit": _("Withdraw the phone"), "tone": "danger",
            "back_url": reverse("display_devices"), "back_text": _("Phones that show credentials"),
        },
    )  # fmt: skip


@require_POST
@allow(signed_in)
def own_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw one's own phone: it is lost, sold or given away."""
    if not queries.devices_of(person_of(request).pk).filter(pk=pk).exists():
        raise NotFound
    withdraw(device_id=pk, by=actor_of(request), at=clock.now())
    return redirect("credential_own")
