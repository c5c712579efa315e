"""Take back the duties that a person held by a post that is over: who has left an agency decides nothing there.

Duties are granted on agencies; those on the agency of the post, below it and above it go with the post, but for those
that another post bears which lasts.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from certification.models import Movement
from enforcement import clock
from enforcement.actor import SYSTEM, Actor
from enforcement.ledger.queries import body_of, history_of
from enforcement.organisation.duties.holding import withdraw
from enforcement.organisation.models import Agency, AgencyPersonDuty, Post

DAILY = "officers.end_duties"
BACK = timedelta(days=7)
"""How late the night may come and still take back what ended."""


def end_duties(movement: Movement, *, by: Actor, at: datetime, but: Collection[tuple[str, int]] = ()) -> int:
    """Withdraw them in the caller's transaction and return how many; none before the change holds.

    ``but`` names duties, each with the key of its agency, that were granted afresh.
    """
    post, on = movement.post, movement.holds_on
    if post is None or on > clock.day_of(at):
        return 0
    lasting = Q(to_on=None) | Q(to_on__gte=on)
    others = Post.objects.filter(lasting, person_id=movement.person_id).exclude(pk=post.pk).select_related("agency")
    bearing = [one.agency for one in others.filter(Q(from_on__lt=on) | Q(agency_id=post.agency_id, from_on=on))]
    held = AgencyPersonDuty.objects.filter(user_id=movement.person_id).select_related("content_object", "permission")
    count = 0
    for row in held.order_by("pk"):
        agency = row.content_object
        duty = row.permission.codename.removeprefix("duty_")
        goes = _in_line(agency, post.agency) and not any(_in_line(agency, other) for other in bearing)
        if goes and (duty, agency.pk) not in but:
            withdraw(person=movement.person, duty=duty, agency=agency, by=by, at=at)
            count += 1
    return count


def end_duties_of_many(movements: Sequence[Movement], *, by: Actor, at: datetime) -> None:
    """Do so for many persons, most of whom hold none."""
    holders = AgencyPersonDuty.objects.filter(user__in=[row.person_id for row in movements])
    held = set(holders.values_list("user", flat=True))
    for row in movements:
        if row.person_id in held:
            end_duties(row, by=by, at=at)


def end_due(job: Any) -> dict[str, int]:  # noqa: ARG001 (every piece of work gets its progress)
    """Take back the duties of posts whose end was entered ahead and has come; what was granted since stays."""
    at = clock.now()
    today, count = clock.day_of(at), 0
    due = Movement.objects.filter(post__isnull=False, holds_on__range=(today - BACK, today))
    for row in due.select_related("post__agency", "person").order_by("pk"):
        if clock.day_of(row.made_at) < row.holds_on:
            with transaction.atomic():
                count += end_duties(row, by=SYSTEM, at=at, but=_granted_since(row))
    return {"withdrawn": count}


def _granted_since(movement: Movement) -> set[tuple[str, int]]:
    entries = history_of(f"person:{movement.person_id}").filter(verb="duty.grant")
    since = [body_of(entry) for entry in entries if clock.day_of(entry.at) >= movement.holds_on]
    return {(str(body["duty"]), int(body["agency"])) for body in since}


def _in_line(one: Agency, other: Agency) -> bool:
    return one.path.startswith(other.path) or other.path.startswith(one.path)
