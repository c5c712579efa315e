"""The candidates of a session as the console shows them: state now, last sign of life, warnings; never an answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Case, CharField, DateTimeField, DurationField, ExpressionWrapper, F, QuerySet, Value, When
from django.db.models.expressions import Func
from django.db.models.functions import Greatest

from enforcement import clock
from exams.models import Candidate, Sitting
from exams.proctoring.access import Watch

UNSEEN: Final = ("sitting__answers", "sitting__texts", "sitting__seed")


class _Grace(Func):
    """``grace_seconds`` as an interval."""

    template = "(%(expressions)s * interval '1 second')"
    output_field = DurationField()


def listed(watch: Watch, *, at: datetime | None = None) -> QuerySet[Any]:
    """Return the candidates in reach with ``standing`` and ``alive_at``; one query with all that a row shows."""
    at = at or clock.now()
    ends = ExpressionWrapper(
        F("sitting__deadline_at") + _Grace(F("sitting__grace_seconds")), output_field=DateTimeField()
    )
    over = When(sitting__state=Sitting.State.RUNNING, ends_at__lt=at, then=Value("expired"))
    return (
        watch.candidates()
        .select_related("sitting__watch")
        .defer(*UNSEEN)
        .annotate(ends_at=ends)
        .annotate(
            standing=Case(over, default=F("sitting__state"), output_field=CharField()),
            alive_at=Greatest("sitting__watch__seen_at", "sitting__watch__saved_at", "sitting__started_at"),
        )
    )


def silent(rows: QuerySet[Any], *, seconds: int, at: datetime | None = None) -> QuerySet[Any]:
    """Return those under way whose browser gave no sign of life for so many seconds."""
    since = (at or clock.now()) - timedelta(seconds=seconds)
    return rows.filter(standing="running", alive_at__lt=since)


def warned(rows: QuerySet[Candidate]) -> QuerySet[Candidate]:
    """Return those who were shown a warning."""
    return rows.filter(sitting__watch__warned__gt=0)


def with_late_packets(rows: QuerySet[Candidate]) -> QuerySet[Candidate]:
    """Return those with answers that came too late and wait for a decision."""
    return rows.filter(sitting__late_packets__state="waiting").distinct()


def in_room(watch: Watch, room_id: int) -> QuerySet[Any]:
    """Return the candidates of a room by their seats."""
    return listed(watch).filter(room_id=room_id).order_by("seat", "pk")
