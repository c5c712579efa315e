"""Open the period for comments, and see before publication that it is over and everything answered."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal
from enforcement.flowcharts.consultation.models import Consultation
from enforcement.flowcharts.consultation.parameters import days_for
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.flowcharts.publication.subject import demand, locked, person_of, record
from enforcement.organisation.duties.holding import require

LONGEST = 180


class PeriodTooShort(Invalid):
    """Refuse a period shorter than the setting asks."""

    sentence = _("The period is shorter than the rule for your agency, or longer than 180 days.")


class OpenAlready(Refusal):
    """Refuse a second period for the same version."""

    sentence = _("This version has been open for comments already.")
    remedy = _("A changed draft is a new version and gets a period of its own.")


class PeriodRuns(Refusal):
    """Refuse to publish while the public may still comment."""

    sentence = _("The public may comment on this version until %(day)s.")
    remedy = _("Publish it on a later day, when every comment is answered.")


class NotConsulted(Refusal):
    """Refuse to publish a version that was not open for comments where the rule asks for it."""

    sentence = _("The rule for your agency asks for a period for comments, and this version had none.")
    remedy = _("Open the period on the page of the version.")


class Unanswered(Refusal):
    """Refuse to publish while comments wait for their answer."""

    sentence = _("%(n)s comments of the public are not answered yet.")
    remedy = _("Answer each: adopted or not, and why. The answers are public.")


@transaction.atomic(durable=True)
def open_period(*, version_id: int, by: Actor, at: datetime, days: int) -> FlowchartVersion:
    """Open a version under review for comments.

    Raises:
        NotAllowed: without the duty ``chart`` on the agency. NotInThatState: if it is not under review.
        PeriodTooShort, OpenAlready: as they say.
    """
    version = locked(version_id)
    require(by=by, duty="chart", agency=version.flowchart.agency)
    demand(version, FlowchartVersion.Status.REVIEW)
    if not max(1, days_for(version, clock.day_of(at))) <= days <= LONGEST:
        raise PeriodTooShort(field="days")
    begin(version, by=by, at=at, days=days)
    return version


def begin(version: FlowchartVersion, *, by: Actor, at: datetime, days: int) -> None:
    """Begin the period inside another act; the day of opening is not counted.

    Raises:
        OpenAlready: the second time.
    """
    if Consultation.objects.filter(version=version).exists():
        raise OpenAlready
    today = clock.day_of(at)
    closes_on = today + timedelta(days=days)
    Consultation.objects.create(
        version=version, opens_on=today, closes_on=closes_on, opened_by_id=person_of(by), opened_at=at
    )
    record(version, "consult", by=by, at=at, body={"opens_on": today, "closes_on": closes_on})


def demand_consulted(version: FlowchartVersion, at: datetime) -> None:
    """See that a version may be published as far as the public's comments are concerned.

    Raises:
        NotConsulted, PeriodRuns, Unanswered: as they say.
    """
    today = clock.day_of(at)
    found = Consultation.objects.filter(version=version).first()
    if found is None:
        if days_for(version, today):
            raise NotConsulted
        return
    if today <= found.closes_on:
        raise PeriodRuns(PeriodRuns.sentence % {"day": found.closes_on})
    waiting = found.comments.filter(answered_at=None).count()
    if waiting:
        raise Unanswered(Unanswered.sentence % {"n": waiting})
