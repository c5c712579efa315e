"""Enter the legal professional qualification (法律职业资格) of a person, seen in the original."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification.models import LegalQualification
from certification.officers.office import document_of, keeper, not_to_come
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal
from enforcement.ledger.append import append


class QualificationTaken(Refusal):
    """Refuse a number that is entered already."""

    sentence = _("A qualification with this number is entered already.")
    remedy = _("Compare the number with the original; if two people have it, one of the entries is wrong.")


@transaction.atomic(durable=True)
def enter_qualification(
    *, person_id: int, by: Actor, at: datetime, number: str, granted_on: date, document: str
) -> LegalQualification:
    """Enter a qualification; from now on it is the one that legal review asks for.

    Raises:
        NotFound, NotAllowed, OwnRecord: without the duty ``apply`` or ``examine``. DocumentMissing, Invalid: a day to
            come. QualificationTaken: the number is there.
    """
    person, agency = keeper(person_id, by=by, duties=("apply", "examine"))
    number = number.strip()
    if not number:
        raise Invalid(_("Write the number."), field="number")
    not_to_come(granted_on, at=at, field="granted_on")
    if LegalQualification.objects.filter(number=number).exists():
        raise QualificationTaken(field="number")
    row = LegalQualification.objects.create(
        person=person, agency=agency, number=number, granted_on=granted_on, document=document_of(document),
        entered_at=at, entered_by=by.name,
    )  # fmt: skip
    person.law_qualification = number
    person.save(update_fields=["law_qualification"])
    body = {"qualification": row.pk, "number": number, "granted_on": granted_on, "document": row.document}
    append(series=f"person:{person.pk}", by=by, at=at, verb="officer.enter_qualification", body=body)
    return row
