"""Complain: anybody says what an officer or an agency did, without signing in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.complaints import code
from cases.supervision.complaints.concerned import case_of, credential_in, receiver
from cases.supervision.complaints.models import Complaint
from cases.supervision.complaints.parameters import ACCEPT
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.ledger.append import append
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value
from enforcement.organisation.secrecy import seal

LEAST: Final = 20
MOST: Final = 2000


@dataclass(frozen=True, slots=True)
class Sent:
    """A complaint and the code that its sender alone is told."""

    complaint: Complaint
    code: str


@transaction.atomic(durable=True)
def complain(
    *, by: Actor, at: datetime, kind: str, happened_on: date, place: str, words: str, officer: str = "",
    case_number: str = "", agency: str = "", name: str = "", phone: str = "",
) -> Sent:  # fmt: skip
    """Receive a complaint; the ledger gets neither its words nor who sent it.

    Raises:
        Invalid: on its field, for words that are too few or too many, or a day that has not come.
    """
    said, today = words.strip(), clock.day_of(at)
    if not LEAST <= len(said) <= MOST:
        raise Invalid(_("Write what happened in 20 to 2000 characters."), field="words")
    if happened_on > today:
        raise Invalid(_("This day has not come yet."), field="happened_on")
    credential, case = credential_in(officer), case_of(case_number)
    named = Agency.objects.filter(pk=agency, is_active=True).first() if agency else None
    about = credential.agency if credential else case.agency if case else named or receiver()
    secret = code.new_code()
    made = Complaint.objects.create(
        code_digest=code.digest(secret), kind=kind, agency=about, credential=credential, case=case,
        officer_said=officer.strip(), case_said=case_number.strip(), happened_on=happened_on, place=place.strip(),
        words=said, name_sealed=seal(name.strip()), phone_sealed=seal(phone.strip()), made_at=at,
        due_on=today + timedelta(days=value(ACCEPT, agency=about, on=today)),
    )  # fmt: skip
    body = {"complaint": made.pk, "kind": kind, "agency": about.pk, "named": made.is_named}
    body |= {key: row.pk for key, row in (("credential", credential), ("case", case)) if row is not None}
    append(series=made.series, by=by, at=at, verb="complaint.receive", body=body)
    return Sent(made, secret)
