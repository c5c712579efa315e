"""Close training and exams of an application (Q03 to Q05) once both are complete."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from certification import eligibility, steps
from certification.models import Application
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotAllowed
from enforcement.organisation.duties.holding import holds


@transaction.atomic(durable=True)
def qualify(*, application_id: int, by: Actor, at: datetime) -> Application:
    """Take note that the hours of training are met and the exams passed; the facts are read, nobody types them.

    Raises:
        NotFound, OwnApplication, OutOfOrder: as :mod:`certification.steps` and the engine say.
        NotAllowed: without the duty ``apply`` or ``examine`` on the agency.
        TrainingMissing, ExaminationNotPassed: saying what is missing and where to get it.
    """
    application = steps.lock(application_id, by)
    if not any(holds(person_id=by.person_id, duty=duty, agency=application.agency) for duty in ("examine", "apply")):
        raise NotAllowed
    on = clock.day_of(at)
    found = eligibility.of_application(application, on)
    steps.close_prepared(application, found, by=by, at=at)
    return application
