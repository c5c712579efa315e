"""Who may be in a batch: approved applications that wait for issue, and credentials that are valid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from certification import queries
from certification.models import IssueBatch, IssueItem
from enforcement.organisation.duties.holding import agencies_where
from enforcement.organisation.models import Agency

PENDING = (IssueItem.State.WAITING, IssueItem.State.CHECKED)


def agencies(person_id: int) -> QuerySet[Agency]:
    """Return the agencies whose credentials a person issues."""
    return agencies_where(person_id=person_id, duties={"issue"})


def applications(person_id: int) -> QuerySet[Any]:
    """Return the approved applications of a person's agencies that no batch is about to issue."""
    pending = IssueItem.objects.filter(application_id=OuterRef("pk"), state__in=PENDING)
    rows = queries.applications_for(person_id=person_id, duties=frozenset({"issue"}))
    return rows.filter(closed_at__isnull=True, step_act="issue").exclude(Exists(pending)).order_by("agency__path", "pk")


def credentials(person_id: int, *, on: date, agency: Agency | None = None) -> QuerySet[Any]:
    """Return the credentials of a person's agencies, or of one and those below it, that are valid on a day."""
    rows = queries.valid_on(on).filter(agency__in=agencies(person_id))
    if agency is not None:
        rows = rows.filter(agency__path__startswith=agency.path)
    return rows.order_by("agency__path", "number")


def by_numbers(person_id: int, numbers: Sequence[str], *, on: date) -> tuple[list[int], list[str]]:
    """Return the credentials with these numbers, in this order, and the numbers that are not valid ones of theirs."""
    found = dict(credentials(person_id, on=on).filter(number__in=numbers).values_list("number", "pk"))
    return [found[n] for n in numbers if n in found], [n for n in numbers if n not in found]


def batches(person_id: int) -> QuerySet[IssueBatch]:
    """Return the batches of a person's agencies."""
    return IssueBatch.objects.filter(agency__in=agencies(person_id)).select_related("agency", "made_by", "job")
