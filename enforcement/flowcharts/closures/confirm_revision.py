"""Put a notice into force, or take it back before that."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound, OutOfOrder, Refusal
from enforcement.flowcharts.calendar import current
from enforcement.flowcharts.closures.access import KEEPERS
from enforcement.flowcharts.closures.models import CalendarLayer, CalendarRevision
from enforcement.flowcharts.closures.propose_revision import SERIES
from enforcement.jobs.enqueue import enqueue
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import held_codes

KIND = "calendar.recompute"
Status = CalendarRevision.Status


class SamePerson(Refusal):
    """Refuse to have one person enter and confirm a notice."""

    sentence = _("You entered this notice yourself: a second person compares it with the paper and confirms it.")
    remedy = _("Ask another person who keeps the calendar.")


class NotProposed(OutOfOrder):
    """Refuse a notice that is in force or withdrawn already."""

    sentence = _("This notice is in force or withdrawn already.")


@transaction.atomic(durable=True)
def confirm_revision(*, revision_id: int, by: Actor, at: datetime) -> CalendarRevision:
    """Put a notice into force under the next number and have all open due dates computed anew.

    Raises:
        NotFound: if there is none. NotAllowed: without a duty of keepers. NotProposed: if it is not waiting.
        SamePerson: for the one who entered it.
    """
    revision = _waiting(revision_id, by)
    if revision.proposed_by_id == by.person_id:
        raise SamePerson
    return put_into_force(revision, by, at)


@transaction.atomic(durable=True)
def withdraw_revision(*, revision_id: int, by: Actor, at: datetime) -> CalendarRevision:
    """Take a notice back that is not in force yet.

    Raises:
        As confirm_revision, but for SamePerson.
    """
    revision = _waiting(revision_id, by)
    revision.status = Status.WITHDRAWN
    revision.save(update_fields=["status"])
    append(series=SERIES, by=by, at=at, verb="calendar.withdraw", body={"revision": revision.pk})
    return revision


def put_into_force(revision: CalendarRevision, by: Actor, at: datetime) -> CalendarRevision:
    """Number a revision, record it and ask for the recomputation, in the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))", ["calendar.number"])
    last = CalendarRevision.objects.aggregate(last=Max("number"))["last"] or 0
    revision.number, revision.status = last + 1, Status.CONFIRMED
    revision.confirmed_by_id, revision.confirmed_at = by.person_id, at
    revision.save(update_fields=["number", "status", "confirmed_by", "confirmed_at"])
    append(
        series=SERIES, by=by, at=at, verb="calendar.confirm",
        body={"revision": revision.pk, "number": revision.number, "notice": revision.notice_number},
    )  # fmt: skip
    enqueue(kind=KIND, by_person_id=by.person_id, at=at)
    transaction.on_commit(current.refresh)
    return revision


def _waiting(revision_id: int, by: Actor) -> CalendarRevision:
    if by.person_id is None or not KEEPERS & held_codes(person_id=by.person_id):
        raise NotAllowed
    revision = CalendarRevision.objects.select_for_update().filter(pk=revision_id).first()
    if revision is None or revision.layer.kind == CalendarLayer.Kind.AGENCY:
        raise NotFound
    if revision.status != Status.PROPOSED:
        raise NotProposed
    return revision
