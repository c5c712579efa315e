"""Record hours of training that somebody attended."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification.models import TrainingRecord
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency, Person


@transaction.atomic(durable=True)
def record_training(
    *, person_id: int, by: Actor, at: datetime, agency_id: int, kind: str, hours: Decimal, on: date, title: str
) -> TrainingRecord:
    """Record training under the agency that held or sent to it.

    Raises:
        NotFound: for a person or an agency that is not there.
        NotAllowed: without the duty ``apply`` on the agency.
        Invalid: for hours of none, or a day to come.
    """
    agency, person = Agency.objects.filter(pk=agency_id).first(), Person.objects.filter(pk=person_id).first()
    if agency is None or person is None:
        raise NotFound
    require(by=by, duty="apply", agency=agency)
    if by.person_id is None:
        raise NotAllowed
    if hours <= 0:
        raise Invalid(_("Give the hours attended."), field="hours")
    if on > clock.day_of(at):
        raise Invalid(_("Training is recorded after it was attended."), field="on")
    record = TrainingRecord.objects.create(
        person=person,
        agency=agency,
        kind=TrainingRecord.Kind(kind),
        hours=hours,
        on=on,
        title=title.strip(),
        recorded_by_id=by.person_id,
        recorded_at=at,
    )
    append(
        series=f"person:{person.pk}",
        by=by,
        at=at,
        verb="credential.train",
        body={"record": record.pk, "kind": kind, "hours": str(hours), "on": on, "title": record.title},
    )
    return record
