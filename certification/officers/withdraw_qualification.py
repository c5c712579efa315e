"""Withdraw a legal qualification that ended or was entered wrongly; the entry stays."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification.models import LegalQualification
from certification.officers.office import keeper, not_to_come
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, OutOfOrder
from enforcement.ledger.append import append


@transaction.atomic(durable=True)
def withdraw_qualification(
    *, qualification_id: int, by: Actor, at: datetime, withdrawn_on: date, ground: str
) -> LegalQualification:
    """Withdraw it from a day.

    Raises:
        NotFound, NotAllowed, OwnRecord: as :func:`certification.officers.office.keeper` says.
        OutOfOrder: if it is withdrawn already. Invalid: without a ground, for a day to come or before it was granted.
    """
    row = LegalQualification.objects.select_for_update().filter(pk=qualification_id).first()
    if row is None:
        raise NotFound
    person, _agency = keeper(row.person_id, by=by, duties=("apply", "examine"))
    if row.withdrawn_on is not None:
        raise OutOfOrder
    if not ground.strip():
        raise Invalid(_("Write the ground."), field="ground")
    not_to_come(withdrawn_on, at=at, field="withdrawn_on")
    if row.granted_on is not None and withdrawn_on < row.granted_on:
        raise Invalid(_("This day lies before the first one."), field="withdrawn_on")
    row.withdrawn_on, row.withdrawn_ground = withdrawn_on, ground.strip()
    row.save(update_fields=["withdrawn_on", "withdrawn_ground"])
    if person.law_qualification == row.number:
        left = person.legal_qualifications.filter(withdrawn_on=None).order_by("-granted_on").first()
        person.law_qualification = left.number if left else ""
        person.save(update_fields=["law_qualification"])
    body = {"qualification": row.pk, "number": row.number, "withdrawn_on": withdrawn_on, "ground": row.withdrawn_ground}
    append(series=f"person:{person.pk}", by=by, at=at, verb="officer.withdraw_qualification", body=body)
    return row
