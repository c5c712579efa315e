"""Which version of a benchmark applies: the law at the time of the act, unless the later one is lighter (art. 37)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from cases.discretion.models import Benchmark, Grade
from enforcement.organisation.models import Agency

REVISED = date(2021, 7, 15)
"""The day on which the revised Administrative Penalty Law came into force."""


def in_force(agency: Agency, on: date, field: str = "") -> QuerySet[Benchmark]:
    """Return the published benchmarks of an agency and those above it on a day, the nearest agency's first."""
    rows = Benchmark.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gte=on),
        agency_id__in=agency.line,
        from_on__lte=on,
        issue__published_at__isnull=False,
    )
    return (rows.filter(field=field) if field else rows).select_related("issue", "agency").prefetch_related("grades")


def version_on(benchmark: Benchmark, on: date) -> Benchmark | None:
    """Return the version of the same agency's benchmark of the same offence that was in force on a day."""
    rows = Benchmark.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gte=on),
        agency=benchmark.agency_id,
        offence=benchmark.offence,
        from_on__lte=on,
        issue__published_at__isnull=False,
    ).prefetch_related("grades")
    return rows.order_by("-from_on").first()


def lighter_of(then: Benchmark, now: Benchmark, grade: str) -> Benchmark:
    """Return the version with the lower maximum, then minimum, then the grade's: the older where they are alike."""
    if then.pk == now.pk or then.basis != now.basis:
        return then
    return now if _weight(now, grade) < _weight(then, grade) else then


def _weight(benchmark: Benchmark, grade: str) -> tuple[object, ...]:
    part = grade_of(benchmark.grades.all(), grade)
    return (benchmark.high, benchmark.low, part.high if part else benchmark.high, part.low if part else benchmark.low)


def grade_of(grades: Iterable[Grade], code: str) -> Grade | None:
    """Return a grade by its code."""
    return next((g for g in grades if g.code == code), None)


def close(benchmark: Benchmark, from_on: date) -> None:
    """End a benchmark on the day before its successor begins."""
    benchmark.to_on = from_on - timedelta(days=1)
    benchmark.save(update_fields=["to_on"])
