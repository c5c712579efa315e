"""Credentials of invented officers, entered as the province would have issued them before this system."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from certification.import_credential import import_credential
from certification.models import Certificate, Credential
from certification.portrait import portrait
from enforcement.actor import Actor
from enforcement.organisation.models import Agency, Person


def issue_direct(
    *,
    person: Person,
    agency: Agency,
    fields: Sequence[str],
    area: str,
    valid_from: date,
    valid_to: date,
    at: datetime,
    by: Actor,
    number: str = "",
) -> Credential:
    """Enter a credential with an invented portrait, through the act :func:`import_credential` (own transaction)."""
    return import_credential(
        person_id=person.pk, agency_id=agency.pk, by=by, at=at, fields=fields, area=area, valid_from=valid_from,
        valid_to=valid_to, number=number,
        photo=portrait(person.username, long_hair=person.sex == "f" if person.sex else None),
    )  # fmt: skip


def certify(
    *, person: Person, agency: Agency, kind: str, number: str, valid_from: date, valid_to: date | None = None
) -> Certificate:
    """Enter the certificate of a hearing chair or a supervisor."""
    return Certificate.objects.create(
        person=person, agency=agency, kind=kind, number=number, valid_from=valid_from, valid_to=valid_to,
        issuer="山东省司法厅",
    )  # fmt: skip
