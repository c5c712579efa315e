"""Announce an applicant to the public (Q07 begins; the review ends it)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification import parameters, steps
from certification.models import Application
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.organisation.duties.holding import require
from enforcement.organisation.parameters import value


class AlreadyAnnounced(Refusal):
    """Refuse a second notice."""

    sentence = _("This applicant has been announced already.")
    remedy = _("The review may follow when the notice has run its days.")


@transaction.atomic(durable=True)
def announce(*, application_id: int, by: Actor, at: datetime) -> Application:
    """Publish the notice from this day, for as many days as the parameter ``credential.notice_days`` says.

    Raises:
        NotFound, OwnApplication: as :mod:`certification.steps` says. OutOfOrder: before the exams are passed.
        NotAllowed: without the duty ``examine``. AlreadyAnnounced: the second time.
    """
    application = steps.lock(application_id, by)
    require(by=by, duty="examine", agency=application.agency)
    steps.demand_open(application, "announce_applicant")
    if application.announced_on is not None:
        raise AlreadyAnnounced
    on = clock.day_of(at)
    days = int(value(parameters.NOTICE_DAYS, agency=application.agency, on=on))
    application.announced_on, application.notice_until = on, on + timedelta(days=days)
    application.save(update_fields=["announced_on", "notice_until"])
    body = {"from_on": application.announced_on, "to_on": application.notice_until}
    steps.note(application, verb="credential.announce", by=by, at=at, body=body)
    return application
