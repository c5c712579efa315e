"""Who sees a complaint: the supervisors above the agency, never the one complained about nor a colleague there."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.supervision.access import DUTY
from cases.supervision.complaints.models import Complaint
from cases.supervision.insiders import BODIES, is_own
from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound
from enforcement.organisation.access import agency_of, person_of
from enforcement.organisation.duties.holding import agencies_where, require
from enforcement.organisation.models import Agency


class Concerned(NotAllowed):
    """Refuse somebody who would examine a complaint about himself or about his own agency."""

    sentence = _("This complaint is about you or about your own agency.")
    remedy = _("Leave it to a supervisor of the body above.")


def complaints_for(request: HttpRequest) -> QuerySet[Complaint]:
    """Return the complaints that the person may see."""
    person, own = person_of(request), agency_of(request)
    rows = Complaint.objects.filter(agency__in=agencies_where(person_id=person.pk, duties={DUTY}))
    rows = rows.exclude(credential__isnull=False, credential__person=person)
    return rows.exclude(Q(agency__in=own.line) & ~Q(agency__kind__in=BODIES)) if own else rows


def complaint_for(request: HttpRequest, pk: int) -> Complaint:
    """Return a complaint that the person may see.

    Raises:
        NotFound: if there is none, or it is not theirs to see.
    """
    rows = complaints_for(request).select_related("agency", "credential__agency", "case", "taken_up_by", "answered_by")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def lock(complaint_id: int, by: Actor) -> Complaint:
    """Return a complaint, locked, that the actor may examine.

    Raises:
        NotFound: if there is none. NotAllowed: for the system, or without the duty over its agency.
        Concerned: for the officer complained about, and for those of the same agency.
    """
    rows = Complaint.objects.select_for_update(of=("self",)).select_related("agency", "credential")
    found = rows.filter(pk=complaint_id).first()
    if found is None:
        raise NotFound
    if by.person_id is None:  # a person answers for it, never the system
        raise NotAllowed
    require(by=by, duty=DUTY, agency=found.agency)
    own = Agency.objects.filter(pk=by.agency_id).first() if by.agency_id else None
    if is_own(found.agency, own) or (found.credential is not None and found.credential.person_id == by.person_id):
        raise Concerned
    return found
