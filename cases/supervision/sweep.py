"""Audit cases: raise what is new, let lapse what no longer holds, never twice for one fact."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Protocol

from django.db import DatabaseError, transaction
from django.db.models import Q

from cases.models import Case
from cases.rules.loading import load_many
from cases.rules.registry import audit
from cases.supervision.models import Alarm
from cases.supervision.raising import Audited, reconcile
from cases.supervision.sources import sweep_sources
from enforcement import clock

log = logging.getLogger("cases.supervision")
BATCH = 200


class Counter(Protocol):
    """What a job tells its progress with."""

    def report(self, done: int, total: int | None = None) -> None:
        """Say how much is done."""
        ...


def audit_case(case_id: int, *, at: datetime) -> Audited:
    """Audit one case as of a moment. A case that is locked by another audit is waited for."""
    return audit_many([case_id], at=at)


@transaction.atomic
def audit_many(case_ids: Iterable[int], *, at: datetime) -> Audited:
    """Audit cases as of a moment: the same number of queries however many there are, but for what changes.

    Cases are locked first, then their alarms: a settlement under way is waited for, and never overwritten.
    """
    ids = sorted(set(case_ids))
    rows = {c.pk: c for c in Case.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")}
    files = load_many(rows, clock.day_of(at))
    known: dict[int, list[Alarm]] = {pk: [] for pk in rows}
    for alarm in Alarm.objects.select_for_update().filter(case__in=list(rows)).order_by("pk"):
        known[alarm.case_id or 0].append(alarm)
    done = Audited()
    for pk, file in files.items():
        done += reconcile(Alarm(case=rows[pk], agency_id=rows[pk].agency_id), audit(file), known[pk], at=at)
    return done


def sweep(*, at: datetime, progress: Counter | None = None) -> Audited:
    """Audit every case that is not archived, every outside record and every other source; what fails is passed by."""
    ids = list(
        Case.objects.filter(Q(archived_on__isnull=True) | Q(origin=Case.Origin.OUTSIDE))
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    total = Audited()
    for done, batch in enumerate(_batches(ids), 1):
        try:
            total += audit_many(batch, at=at)
        except (ArithmeticError, LookupError, ValueError, DatabaseError):
            log.exception("cases %s to %s were not audited", batch[0], batch[-1])
            continue
        if progress is not None:
            progress.report(min(done * BATCH, len(ids)), len(ids))
    return total + sweep_sources(at=at)


def _batches(ids: list[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while batch := list(islice(rest, BATCH)):
        yield batch
