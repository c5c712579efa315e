"""Issue the credential an approved application asks for (Q09)."""

from __future__ import annotations

from calendar import isleap
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification import eligibility, parameters, queries, steps
from certification.apply import AlreadyHolds
from certification.lifecycle.parameters import ISSUED_BY
from certification.models import Application, Credential
from certification.signed import Draft, demand_printable, sign
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotFound, Refusal
from enforcement.organisation.models import Agency, Person
from enforcement.organisation.parameters import value

VERB: Final = "credential.issue"
GROUND: Final = "资格审核通过，制发证件"


class IssuedElsewhere(Refusal):
    """Refuse to give a number where the province does."""

    sentence = _("The province numbers and issues the cards of this agency.")
    article = "法治政府建设实施纲要（2021－2025年）第十五项"
    remedy = _("Hand the application over, and import the numbers when they come back.")


@transaction.atomic(durable=True)
def issue(*, application_id: int, by: Actor, at: datetime, valid_from: date | None = None) -> Credential:
    """Number, sign and register the credential, from ``valid_from`` (this day) for the years of the parameter.

    Raises:
        NotFound, OwnApplication, OutOfOrder, NotAllowed: as :mod:`certification.steps` and the engine say.
        NotEligible: if the post of this day no longer entitles. ExaminationNotPassed, TrainingMissing: if a result was
        withdrawn since. AlreadyHolds: if the person holds a valid one of the agency.
        IssuedElsewhere: where the province issues. NoSigningKey, NotPrintable …: as :mod:`certification.signed` says.
    """
    application = steps.lock(application_id, by)
    return issued(application, admit(application, by=by, at=at, valid_from=valid_from), by=by, at=at)


def issued(application: Application, draft: Draft, *, by: Actor, at: datetime) -> Credential:
    """Sign the draft of an application that was admitted, and close it."""
    credential = sign(draft, by=by, at=at, verb=VERB, ground=GROUND)
    application.closed_at = at
    application.save(update_fields=["closed_at"])
    return credential


def admit(
    application: Application, *, by: Actor, at: datetime, valid_from: date | None = None, number: str = ""
) -> Draft:
    """Leave the step of a locked application and return what its credential shall say, or refuse as issue() says.

    ``number`` is the one that the issuing authority gave; without it the next of the pattern is taken here.
    """
    on = clock.day_of(at)
    if not number and value(ISSUED_BY, agency=application.agency, on=on) == "province":
        steps.demand_open(application, "issue")
        raise IssuedElsewhere
    Person.objects.select_for_update().get(pk=application.person_id)
    steps.leave(application, act="issue", outcome="delivered", by=by, at=at)
    eligibility.post_of(person_id=application.person_id, agency=application.agency, on=on)
    eligibility.demand_never_barred(application.person_id)
    eligibility.demand_preparation(eligibility.of_application(application, on))
    held = queries.current_number(person_id=application.person_id, agency_id=application.agency_id, on=on)
    if held:
        raise AlreadyHolds(AlreadyHolds.sentence % {"number": held})
    begins = valid_from or on
    years = int(value(parameters.YEARS, agency=application.agency, on=on))
    draft = Draft(
        person=application.person, agency=application.agency, fields=tuple(application.fields),
        area=application.area, valid_from=begins, valid_to=last_day(begins, years), photo=application.photo,
        photo_sha256=application.photo_sha256, issuer_agency=issuer_of(application.agency, by),
        application=application, number=number,
    )  # fmt: skip
    if not number:
        demand_printable(draft)
    return draft


def last_day(begins: date, years: int) -> date:
    """Return the last day of so many years from a day: the day before the anniversary."""
    year = begins.year + years
    if begins.month == 2 and begins.day == 29 and not isleap(year):  # noqa: PLR2004 (29 February)
        return date(year, 2, 28)
    return begins.replace(year=year) - timedelta(days=1)


def issuer_of(agency: Agency, by: Actor) -> Agency:
    """Return the agency that issues: the actor's own, else the one at the root of the tree.

    Raises:
        NotFound: if the tree has lost its root.
    """
    found = Agency.objects.filter(pk=by.agency_id or agency.line[0]).first()
    if found is None:
        raise NotFound
    return found
