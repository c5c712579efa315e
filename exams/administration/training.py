"""Hours of training: what counts is attendance of courses that were closed, on their last day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from exams.among import among
from exams.models import Attendance


def hours_of(*, person_ids: Collection[int], from_on: date, to_on: date) -> dict[int, Decimal]:
    """Return the hours (学时) of persons in courses that ended within these days, both included. One query.

    Who has none is not in it. A course counts once it is closed, for then its attendance is final.
    """
    attended = Attendance.objects.filter(
        person_id__in=among(person_ids),
        state=Attendance.State.ATTENDED,
        course__closed_at__isnull=False,
        course__to_on__gte=from_on,
        course__to_on__lte=to_on,
    )
    sums = attended.order_by().values_list("person_id").annotate(sum=Sum("hours"))
    return dict(sums)
