"""Give a card to its holder, and take the holder's receipt (发放签收)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification import history
from certification.models import Delivery
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, OutOfOrder
from enforcement.ledger.append import append


class DeliveredAlready(OutOfOrder):
    """Refuse to hand the same card over twice."""

    sentence = _("This card was given to its holder already.")
    remedy = _("Reload the page: it says when, and whether the holder confirmed it.")


@transaction.atomic(durable=True)
def deliver(*, credential_id: int, by: Actor, at: datetime, handed_on: date, receipt: str = "") -> Delivery:
    """Record who gave the card and when; ``receipt`` is the place of a signed paper receipt, else the holder confirms.

    Raises:
        NotFound, NotAllowed, OwnCredential: as :func:`certification.history.lock` says (``issue`` or ``apply``).
        DeliveredAlready: the second time. Invalid: for a day to come or before the card was issued.
    """
    credential = history.lock(credential_id, by=by, duties=("issue", "apply"))
    if by.person_id is None:
        raise NotAllowed
    if Delivery.objects.filter(credential=credential).exists():
        raise DeliveredAlready
    if not clock.day_of(credential.issued_at) <= handed_on <= clock.day_of(at):
        raise Invalid(_("A card is given after it was issued, today at the latest."), field="handed_on")
    signed = receipt.strip()
    row = Delivery.objects.create(
        credential=credential, handed_on=handed_on, handed_by_id=by.person_id, receipt=signed,
        way=Delivery.Way.PAPER if signed else "", received_on=handed_on if signed else None,
    )  # fmt: skip
    body = {"handed_on": handed_on, "document": signed, "way": row.way}
    append(series=credential.series, by=by, at=at, verb="credential.deliver", body=body)
    return row


@transaction.atomic(durable=True)
def confirm_receipt(*, credential_id: int, by: Actor, at: datetime) -> Delivery:
    """Confirm as the holder that the card was received.

    Raises:
        NotFound: if the card is another's or was not given. DeliveredAlready: the second time.
    """
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("credential")
    row = rows.filter(credential_id=credential_id, credential__person_id=by.person_id or 0).first()
    if row is None:
        raise NotFound
    if row.received_on is not None:
        raise DeliveredAlready
    row.way, row.received_on = Delivery.Way.PHONE, clock.day_of(at)
    row.save(update_fields=["way", "received_on"])
    append(series=row.credential.series, by=by, at=at, verb="credential.receive", body={"handed_on": row.handed_on})
    return row
