"""Open the check of a year for an agency and all below it (年度考核审验, Q11)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification import queries
from certification.lifecycle.parameters import CHECK_DUE
from certification.models import AnnualCheck, CheckRound
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, Refusal
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import holds
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value

HELD = ("valid", "suspended", "lost", "lapsed")


class OpenedAlready(Refusal):
    """Refuse a second round of a year."""

    sentence = _("The check of this year is open for this agency already.")
    remedy = _("Open it in the list of annual checks.")


class NobodyToCheck(Refusal):
    """Refuse a round without credentials."""

    sentence = _("No credential of that year is left to be checked here.")
    remedy = _("A round of the county covers all agencies below it; look whether one is open.")


@transaction.atomic(durable=True)
def open_round(*, agency_id: int, by: Actor, at: datetime, year: int, due_on: date) -> CheckRound:
    """Enter every credential of the agency and below that was held in the year and is not in another round of it.

    Raises:
        NotFound: for an agency that is not there. NotAllowed: without the duty ``examine`` or ``issue`` on it.
        OpenedAlready, NobodyToCheck: as they say. Invalid: for a year to come or a last day that is over.
    """
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise NotFound
    if by.person_id is None or not any(
        holds(person_id=by.person_id, duty=duty, agency=agency) for duty in ("examine", "issue")
    ):
        raise NotAllowed
    on = clock.day_of(at)
    if year > on.year:
        raise Invalid(_("A year is checked once it has begun."), field="year")
    if due_on < on:
        raise Invalid(_("The last day for the results lies ahead."), field="due_on")
    Agency.objects.select_for_update().get(pk=agency.pk)
    if CheckRound.objects.filter(agency=agency, year=year).exists():
        raise OpenedAlready
    held = queries.with_state(on).filter(
        agency__path__startswith=agency.path, state__in=HELD, valid_from__lte=date(year, 12, 31)
    )
    left = held.exclude(annual_checks__round__year=year).order_by("agency__path", "number")
    row = CheckRound.objects.create(agency=agency, year=year, due_on=due_on, opened_by_id=by.person_id, opened_at=at)
    made = AnnualCheck.objects.bulk_create(
        [AnnualCheck(round=row, credential_id=pk) for pk in left.values_list("pk", flat=True)]
    )
    if not made:
        raise NobodyToCheck
    body = {"year": year, "due_on": due_on, "agency": agency.pk, "credentials": len(made)}
    append(series=f"check:{row.pk}", by=by, at=at, verb="credential.open_round", body=body)
    return row


def due_by_setting(agency: Agency | None, *, year: int, on: date) -> date:
    """Return the last day that the setting names for the check of a year; the year's next 31 March if it is no day."""
    month, _dash, day = str(value(CHECK_DUE, agency=agency, on=on)).partition("-")
    try:
        return date(year + 1, int(month), int(day))
    except ValueError:
        return date(year + 1, 3, 31)
