"""Withdraw the certificate of a hearing chair or a supervisor; the entry stays."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification.models import Certificate
from certification.officers.office import keeper, not_to_come
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, OutOfOrder
from enforcement.ledger.append import append


@transaction.atomic(durable=True)
def withdraw_certificate(
    *, certificate_id: int, by: Actor, at: datetime, withdrawn_on: date, ground: str
) -> Certificate:
    """Withdraw it: from that day on its holder neither chairs nor supervises with it.

    Raises:
        NotFound, NotAllowed, OwnRecord: without the duty ``examine`` or ``issue``.
        OutOfOrder: if it is withdrawn already. Invalid: without a ground, for a day to come or before its first one.
    """
    row = Certificate.objects.select_for_update().filter(pk=certificate_id).first()
    if row is None:
        raise NotFound
    keeper(row.person_id, by=by, duties=("examine", "issue"))
    if row.withdrawn_on is not None:
        raise OutOfOrder
    if not ground.strip():
        raise Invalid(_("Write the ground."), field="ground")
    not_to_come(withdrawn_on, at=at, field="withdrawn_on")
    if withdrawn_on < row.valid_from:
        raise Invalid(_("This day lies before the first one."), field="withdrawn_on")
    row.withdrawn_on, row.withdrawn_ground = withdrawn_on, ground.strip()
    row.save(update_fields=["withdrawn_on", "withdrawn_ground"])
    body = {"certificate": row.pk, "number": row.number, "withdrawn_on": withdrawn_on, "ground": row.withdrawn_ground}
    append(series=f"person:{row.person_id}", by=by, at=at, verb="officer.withdraw_certificate", body=body)
    return row
