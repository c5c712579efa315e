"""The act of making somebody the administrator of an agency, from the command line: the first one has nobody to ask."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import grant, holds
from enforcement.organisation.entrust import DutyHeldAlready
from enforcement.organisation.models import Agency, Person


@transaction.atomic(durable=True)
def appoint_administrator(
    *, by: Actor, at: datetime, credit_code: str, username: str, name: str = "", password: str = ""
) -> Person:
    """Grant the administration of an agency to a person, who is made with name and password if not there.

    Raises:
        NotAllowed: for anybody but the system. NotFound: without the agency, or for a new person without name.
        Invalid: for a password that is too weak. DutyHeldAlready: as it says.
    """
    if by.kind != "system":
        raise NotAllowed
    agency = Agency.objects.filter(credit_code=credit_code).first()
    person = Person.objects.filter(username=username).first()
    if agency is None or (person is None and not name.strip()):
        raise NotFound
    if person is None:
        try:
            validate_password(password, Person(username=username, name=name))
        except ValidationError as weak:
            raise Invalid(" ".join(weak.messages), field="password") from weak
        person = Person.objects.create_user(username, password, name=name.strip())
        body = {"name": person.name, "agency": agency.pk}
        append(series=f"person:{person.pk}", by=by, at=at, verb="person.make", body=body)
    if holds(person_id=person.pk, duty="system", agency=agency):
        raise DutyHeldAlready
    grant(person=person, duty="system", agency=agency, by=by, at=at)
    return person
