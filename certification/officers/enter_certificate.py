"""Enter the certificate of a hearing chair or a supervisor (山东省行政执法监督条例第十一条、第二十二条)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification.models import Certificate
from certification.officers.office import keeper
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal
from enforcement.ledger.append import append


class CertificateTaken(Refusal):
    """Refuse a number that is entered already."""

    sentence = _("A certificate with this number is entered already.")
    remedy = _("Compare the number with the original.")


@transaction.atomic(durable=True)
def enter_certificate(
    *,
    person_id: int,
    by: Actor,
    at: datetime,
    kind: str,
    number: str,
    issuer: str,
    valid_from: date,
    valid_to: date | None = None,
) -> Certificate:
    """Enter a certificate as it was issued.

    Raises:
        NotFound, NotAllowed, OwnRecord: without the duty ``examine`` or ``issue``.
        CertificateTaken: the number is there. Invalid: no number, or days out of order.
    """
    person, agency = keeper(person_id, by=by, duties=("examine", "issue"))
    number = number.strip()
    if not number:
        raise Invalid(_("Write the number."), field="number")
    if valid_to is not None and valid_to < valid_from:
        raise Invalid(_("The last day lies before the first."), field="valid_to")
    if Certificate.objects.filter(number=number).exists():
        raise CertificateTaken(field="number")
    row = Certificate.objects.create(
        person=person, agency=agency, kind=Certificate.Kind(kind), number=number, issuer=issuer.strip(),
        valid_from=valid_from, valid_to=valid_to,
    )  # fmt: skip
    body = {"certificate": row.pk, "kind": kind, "number": number, "valid_from": valid_from, "valid_to": valid_to}
    append(series=f"person:{person.pk}", by=by, at=at, verb="officer.enter_certificate", body=body)
    return row
