"""Where alarms on other things than cases come from: charts, letters, enterprises; swept each night with the cases."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import DatabaseError, transaction

from cases.rules.registry import Finding
from cases.supervision.models import Alarm
from cases.supervision.raising import Audited, reconcile
from enforcement import clock
from enforcement.ledger.append import head_of

log = logging.getLogger("cases.supervision")


@dataclass(frozen=True, slots=True)
class SubjectFinding:
    """A finding on something else than a case: ``subject`` is its ledger series, such as ``matter:12``."""

    agency_id: int
    subject: str
    title: str
    url: str
    finding: Finding


Find = Callable[[date], Iterable[SubjectFinding]]
SOURCES: dict[str, Find] = {}


def enter(code: str, find: Find) -> None:
    """Enter a source under a code; entered again it takes the place of the one before."""
    SOURCES[code] = find


def sweep_sources(*, at: datetime) -> Audited:
    """Ask every source as of a moment; one that fails is told of and passed by."""
    done = Audited()
    for code in SOURCES:
        try:
            done += audit_source(code, at=at)
        except (ArithmeticError, LookupError, ValueError, DatabaseError):
            log.exception("the source %s was not asked", code)
    return done


@transaction.atomic
def audit_source(code: str, *, at: datetime) -> Audited:
    """Bring the alarms of one source in line with what it finds as of a moment, one audit of it at a time."""
    head_of(f"supervision:source:{code}", lock=True)
    found: dict[str, list[SubjectFinding]] = defaultdict(list)
    for one in SOURCES[code](clock.day_of(at)):
        found[one.subject].append(one)
    known: dict[str, list[Alarm]] = defaultdict(list)
    for alarm in Alarm.objects.filter(source=code).select_for_update().order_by("pk"):
        known[alarm.subject].append(alarm)
    done = Audited()
    for subject in sorted({*found, *known}):
        rows = found[subject]
        named = _named(code, rows[0]) if rows else known[subject][0]
        done += reconcile(named, [row.finding for row in rows], known[subject], at=at)
    return done


def _named(code: str, one: SubjectFinding) -> Alarm:
    return Alarm(
        agency_id=one.agency_id, source=code, subject=one.subject[:60], title=one.title[:200], url=one.url[:300]
    )  # fmt: skip
