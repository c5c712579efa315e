"""Record hours of training that somebody attended."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency, Person
from exams.administration.enter_attended import enter_attended
from exams.models import Attendance, Course


@transaction.atomic(durable=True)
def record_training(
    *,
    person_id: int,
    by: Actor,
    at: datetime,
    agency_id: int,
    kind: str,
    hours: Decimal,
    on: date,
    title: str,
    another: bool = False,
) -> Attendance:
    """Record training under the agency that held or sent to it: an attendance of a course, as those of exams are.

    ``another`` says that it is not the course of that day with the same kind and hours.

    Raises:
        NotFound: for a person or an agency that is not there.
        NotAllowed: without the duty ``apply`` on the agency.
        Invalid: for hours of none, or a day to come.
        TrainingRepeated: for a course that is entered for the person already, here or under “Courses”.
    """
    agency, person = Agency.objects.filter(pk=agency_id).first(), Person.objects.filter(pk=person_id).first()
    if agency is None or person is None:
        raise NotFound
    require(by=by, duty="apply", agency=agency)
    if hours <= 0:
        raise Invalid(_("Give the hours attended."), field="hours")
    if on > clock.day_of(at):
        raise Invalid(_("Training is recorded after it was attended."), field="on")
    record = enter_attended(
        person=person, agency=agency, kind=Course.Kind(kind), hours=hours, on=on, title=title.strip()[:80],
        by=by.name, at=at, another=another,
    )  # fmt: skip
    append(
        series=f"person:{person.pk}",
        by=by,
        at=at,
        verb="credential.train",
        body={"course": record.course_id, "kind": kind, "hours": str(hours), "on": on, "title": record.course.title},
    )
    return record
