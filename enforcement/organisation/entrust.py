"""The acts of entrusting a person with a duty on an agency, and of taking it back."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound, Refusal
from enforcement.organisation.duties.codes import DUTIES
from enforcement.organisation.duties.holding import grant, holds_from_government, require, withdraw
from enforcement.organisation.models import Agency, AgencyPersonDuty, Person

OF_GOVERNMENT: Final = frozenset({"supervise", "govern", "examine", "issue"})
"""Duties by which agencies are supervised and their officers checked (行政执法监督条例第六条)."""


class DutyOfGovernment(NotAllowed):
    """Refuse whoever administers an agency alone: the supervised does not choose its supervisors."""

    sentence = _("Only an administrator of the government entrusts this duty, or takes it back.")
    article = "行政执法监督条例第六条"
    remedy = _("Ask the administrator of the government above.")


class DutyHeldAlready(Refusal):
    """Refuse to entrust the same duty twice."""

    sentence = _("This person holds the duty on this agency already.")
    remedy = _("Choose another duty or another agency.")


class DutyNotHeld(Refusal):
    """Refuse to take back what was not given."""

    sentence = _("This person does not hold the duty on this agency.")
    remedy = _("Reload the page; somebody may have taken it back already.")


class OwnAdministration(Refusal):
    """Refuse an administrator who would lock themselves out."""

    sentence = _("Nobody takes back their own duty of system administration.")
    remedy = _("Ask another administrator to do it.")


@transaction.atomic(durable=True)
def entrust(*, person_id: int, by: Actor, at: datetime, duty: str, agency: Agency) -> Person:
    """Entrust a person with a duty.

    Raises:
        NotFound: for a duty or person that is not there.
        NotAllowed: if the actor does not administer the agency.
        DutyOfGovernment: for a duty by which agencies are supervised, unless on behalf of a government at or above.
        DutyHeldAlready: if it was entrusted before.
    """
    person = _locked(person_id, duty)
    _demand_administration(by, duty, agency)
    if _held(person, duty, agency):
        raise DutyHeldAlready(field="duty")
    grant(person=person, duty=duty, agency=agency, by=by, at=at)
    return person


@transaction.atomic(durable=True)
def take_back(*, person_id: int, by: Actor, at: datetime, duty: str, agency: Agency) -> Person:
    """Take a duty back.

    Raises:
        NotFound: for a duty or person that is not there.
        NotAllowed, DutyOfGovernment: as :func:`entrust` does.
        DutyNotHeld: if it was not entrusted on this very agency.
        OwnAdministration: for one's own duty of system administration.
    """
    person = _locked(person_id, duty)
    _demand_administration(by, duty, agency)
    if not _held(person, duty, agency):
        raise DutyNotHeld
    if duty == "system" and person.pk == by.person_id:
        raise OwnAdministration
    withdraw(person=person, duty=duty, agency=agency, by=by, at=at)
    return person


def _locked(person_id: int, duty: str) -> Person:
    person = Person.objects.select_for_update(of=("self",)).filter(pk=person_id, is_active=True).first()
    if person is None or duty not in DUTIES:
        raise NotFound
    return person


def _demand_administration(by: Actor, duty: str, agency: Agency) -> None:
    require(by=by, duty="system", agency=agency)
    if duty in OF_GOVERNMENT and by.kind != "system" and not holds_from_government(by.person_id, "system", agency):
        raise DutyOfGovernment(field="duty")


def _held(person: Person, duty: str, agency: Agency) -> bool:
    return AgencyPersonDuty.objects.filter(
        user=person, content_object=agency, permission__codename=DUTIES[duty].permission
    ).exists()
