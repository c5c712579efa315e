"""Enter a class or a lecture on the law that was held, with what proves it; withdraw what was entered wrongly."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.yearly.models import TrainingEvent
from cases.yearly.office.access import require_keeper
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, OutOfOrder
from enforcement.ledger.append import append
from enforcement.organisation.models import Agency

LEAST = 5


class NotHeldYet(Invalid):
    """Refuse to count what has not been held."""

    sentence = _("Only what has been held counts: choose the day on which it was.")


class NothingProves(Invalid):
    """Refuse an event without its evidence."""

    sentence = _("Name what proves it: the number of the notice, the minutes, the sign-in sheet.")


class WithdrawnAlready(OutOfOrder):
    """Refuse to withdraw twice."""

    sentence = _("This entry was withdrawn already.")


@transaction.atomic(durable=True)
def enter_event(
    *, agency_id: int, by: Actor, at: datetime, kind: str, title: str, held_on: date, attendees: int, evidence: str
) -> TrainingEvent:
    """Enter a class or lecture for the leadership of an agency.

    Raises:
        NotFound, NotAllowed. NotHeldYet, NothingProves: on their fields.
    """
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise NotFound
    require_keeper(by, agency)
    if held_on > clock.day_of(at):
        raise NotHeldYet(field="held_on")
    if len(evidence.strip()) < LEAST:
        raise NothingProves(field="evidence")
    made = TrainingEvent.objects.create(
        agency=agency, kind=kind, title=title.strip(), held_on=held_on, attendees=attendees, evidence=evidence.strip(),
        entered_at=at, entered_by_id=by.person_id or 0,
    )  # fmt: skip
    body = {"event": made.pk, "kind": kind, "title": made.title, "held_on": held_on, "attendees": attendees,
            "evidence": made.evidence}  # fmt: skip
    append(series=f"law_office:{agency.pk}", by=by, at=at, verb="training.enter_event", body=body)
    return made


@transaction.atomic(durable=True)
def withdraw_event(*, event_id: int, by: Actor, at: datetime, reason: str) -> TrainingEvent:
    """Withdraw an entry: it stays readable and no longer counts.

    Raises:
        NotFound, NotAllowed, WithdrawnAlready. NothingProves: without a reason, on its field.
    """
    rows = TrainingEvent.objects.select_for_update(of=("self",)).select_related("agency")
    found = rows.filter(pk=event_id).first()
    if found is None:
        raise NotFound
    require_keeper(by, found.agency)
    if found.withdrawn:
        raise WithdrawnAlready
    if len(reason.strip()) < LEAST:
        raise NothingProves(_("Say why it does not count, in at least five characters."), field="reason")
    found.withdrawn = reason.strip()
    found.save(update_fields=["withdrawn"])
    body = {"event": found.pk, "reason": found.withdrawn}
    append(series=f"law_office:{found.agency_id}", by=by, at=at, verb="training.withdraw_event", body=body)
    return found
