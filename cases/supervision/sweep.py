"""Audit cases: raise what is new, let lapse what no longer holds, never twice for one fact."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Protocol

from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils.translation import gettext_noop as _

from cases.models import Case
from cases.rules.loading import load_many
from cases.rules.registry import Finding, audit
from cases.supervision.models import Alarm
from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.ledger.append import append

log = logging.getLogger("cases.supervision")
BATCH = 200
LAPSED = _("What it told of no longer holds.")


class Counter(Protocol):
    """What a job tells its progress with."""

    def report(self, done: int, total: int | None = None) -> None:
        """Say how much is done."""
        ...


@dataclass(frozen=True)
class Audited:
    """What an audit changed."""

    raised: int = 0
    lapsed: int = 0


def audit_case(case_id: int, *, at: datetime) -> Audited:
    """Audit one case as of a moment. A case that is locked by another audit is waited for."""
    return audit_many([case_id], at=at)


@transaction.atomic
def audit_many(case_ids: Iterable[int], *, at: datetime) -> Audited:
    """Audit cases as of a moment: the same number of queries however many there are, but for what changes."""
    ids = sorted(set(case_ids))
    rows = {c.pk: c for c in Case.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")}
    files = load_many(rows, clock.day_of(at))
    known: dict[int, list[Alarm]] = {pk: [] for pk in rows}
    for alarm in Alarm.objects.filter(case_id__in=list(rows)):
        known[alarm.case_id].append(alarm)
    done = [_settle_case(rows[pk], audit(file), known[pk], at) for pk, file in files.items()]
    return Audited(sum(d.raised for d in done), sum(d.lapsed for d in done))


def _settle_case(case: Case, found: list[Finding], known: list[Alarm], at: datetime) -> Audited:
    by_key = {(a.rule, a.key): a for a in known}
    told = {(f.rule, f.key): f for f in reversed(found)}
    new = [f for key, f in told.items() if key not in by_key]
    again = [by_key[key] for key in told if key in by_key and by_key[key].state == Alarm.State.LAPSED]
    gone = [a for key, a in by_key.items() if a.state == Alarm.State.OPEN and key not in told]
    if not new and not again and not gone:
        return Audited()
    Alarm.objects.bulk_create(_alarm(case, f, at) for f in new)
    for alarm in again:
        alarm.state, alarm.settled_at, alarm.reason, alarm.raised_at = Alarm.State.OPEN, None, "", at
    for alarm in gone:
        alarm.state, alarm.settled_at, alarm.reason = Alarm.State.LAPSED, at, LAPSED
    Alarm.objects.bulk_update([*again, *gone], ["state", "settled_at", "reason", "raised_at"])
    append(
        series=f"supervision:{case.pk}", by=SYSTEM, at=at, verb="case.audited",
        body={
            "raised": [{"rule": f.rule, "key": f.key, "severity": f.severity} for f in new],
            "raised_again": [{"rule": a.rule, "key": a.key} for a in again],
            "lapsed": [{"rule": a.rule, "key": a.key} for a in gone],
        },
    )  # fmt: skip
    return Audited(len(new) + len(again), len(gone))


def _alarm(case: Case, found: Finding, at: datetime) -> Alarm:
    return Alarm(
        case=case, agency_id=case.agency_id, rule=found.rule, severity=found.severity, key=found.key[:160],
        message=found.message or found.sentence, params=dict(found.params), advice=found.advice, article=found.article,
        on=found.on, step=found.step, raised_at=at,
    )  # fmt: skip


def sweep(*, at: datetime, progress: Counter | None = None) -> Audited:
    """Audit every case that is not archived, and every outside record, in batches; what fails is told and passed by."""
    ids = list(
        Case.objects.filter(Q(archived_on__isnull=True) | Q(origin=Case.Origin.OUTSIDE))
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    raised = lapsed = 0
    for done, batch in enumerate(_batches(ids), 1):
        try:
            result = audit_many(batch, at=at)
        except (ArithmeticError, LookupError, ValueError, DatabaseError):
            log.exception("cases %s to %s were not audited", batch[0], batch[-1])
            continue
        raised, lapsed = raised + result.raised, lapsed + result.lapsed
        if progress is not None:
            progress.report(min(done * BATCH, len(ids)), len(ids))
    return Audited(raised, lapsed)


def _batches(ids: list[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while batch := list(islice(rest, BATCH)):
        yield batch
