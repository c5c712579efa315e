"""Whose credential a phone shows, and whether it may: asked with the credential locked, as of the day of the act."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from certification.models import BoundDevice, Credential
from certification.standing import State, state_on
from certification.words import STATES
from enforcement import clock
from enforcement.errors import NotFound, Refusal


class NotValidNow(Refusal):
    """Refuse to bind or renew a phone for a credential that is not valid."""

    sentence = _("The credential is not valid today.")
    article = "中华人民共和国行政处罚法第四十二条"
    remedy = _("Ask your agency what to do. The phone shows it again once it is valid.")


class Withdrawn(Refusal):
    """Refuse a phone that was withdrawn."""

    sentence = _("This phone no longer shows the credential: it was withdrawn.")
    remedy = _("Sign in and bind the phone anew.")


def state_of(credential: Credential, on: date) -> State:
    """Return the state of a credential on a day (one query)."""
    return state_on(credential, list(credential.statuses.order_by("from_on", "pk")), on)[0]


def lock(credential_id: int) -> Credential:
    """Return a credential, locked until the transaction ends.

    Raises:
        NotFound: if there is none.
    """
    rows = Credential.objects.select_for_update(of=("self",)).select_related("agency", "person")
    found = rows.filter(pk=credential_id).first()
    if found is None:
        raise NotFound
    return found


def lock_device(device_id: int) -> BoundDevice:
    """Return a bound phone with its credential locked first, which every act on phones does.

    Raises:
        NotFound: if there is none.
    """
    found = BoundDevice.objects.filter(pk=device_id).values_list("credential_id", flat=True).first()
    if found is None:
        raise NotFound
    credential = lock(found)
    device = BoundDevice.objects.get(pk=device_id)
    device.credential = credential
    return device


def require_valid(credential: Credential, at: datetime) -> None:
    """Let a valid credential pass.

    Raises:
        NotValidNow: for any other, with its state.
    """
    state = state_of(credential, clock.day_of(at))
    if state != "valid":
        words, _tone = STATES[state]
        raise NotValidNow(_("The credential is not valid today: %(state)s.") % {"state": words})
