"""The acts of entrusting a person with a duty on an agency, and of taking it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import NotFound, Refusal
from enforcement.organisation.duties.codes import DUTIES
from enforcement.organisation.duties.holding import grant, require, withdraw
from enforcement.organisation.models import Agency, AgencyPersonDuty, Person


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
        DutyHeldAlready: if it was entrusted before.
    """
    person = _locked(person_id, duty)
    require(by=by, duty="system", agency=agency)
    if _held(person, duty, agency):
        raise DutyHeldAlready(field="duty")
    grant(person=person, duty=duty, agency=agency, by=by, at=at)
    return person


@transaction.atomic(durable=True)
def take_back(*, person_id: int, by: Actor, at: datetime, duty: str, agency: Agency) -> Person:
    """Take a duty back.

    Raises:
        NotFound: for a duty or person that is not there.
        NotAllowed: if the actor does not administer the agency.
        DutyNotHeld: if it was not entrusted on this very agency.
        OwnAdministration: for one's own duty of system administration.
    """
    person = _locked(person_id, duty)
    require(by=by, duty="system", agency=agency)
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


def _held(person: Person, duty: str, agency: Agency) -> bool:
    return AgencyPersonDuty.objects.filter(
        user=person, content_object=agency, permission__codename=DUTIES[duty].permission
    ).exists()
