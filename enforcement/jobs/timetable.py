"""Work that comes round: apps enter it when they are ready, a beat ticks, a row per slot lets one beat of many win."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from enforcement.jobs.enqueue import enqueue
from enforcement.jobs.models import Job, Slot
from enforcement.jobs.register import Function, register

EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 (a wall clock's)


@dataclass(frozen=True)
class Line:
    """One line of the timetable. A period of 1,440 minutes begins at midnight in the county."""

    kind: str
    minutes: int

    def slot(self, at: datetime) -> datetime:
        """Return when the period of a moment began."""
        period = timedelta(minutes=self.minutes)
        local = timezone.localtime(at).replace(tzinfo=None)
        return timezone.make_aware(local - (local - EPOCH) % period)


TIMETABLE: dict[str, Line] = {}


def every(minutes: int, kind: str, function: Function) -> None:
    """Have a function ``(job: Progress)`` run once in each period of so many minutes, wherever a worker is free."""
    register(kind)(function)
    TIMETABLE[kind] = Line(kind, minutes)


def tick(*, at: datetime) -> list[str]:
    """Ask for the work whose period began and that nobody asked for yet; return its kinds."""
    slots = {line.kind: line.slot(at) for line in TIMETABLE.values()}
    taken = set(Slot.objects.filter(starts_at__in=set(slots.values())).values_list("kind", "starts_at"))
    return [kind for kind, starts_at in slots.items() if (kind, starts_at) not in taken and _claim(kind, starts_at, at)]


@transaction.atomic
def _claim(kind: str, starts_at: datetime, at: datetime) -> bool:
    """Claim a slot and ask for its work, both or neither; work of this kind that is still under way stands for it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO jobs_slot (kind, starts_at) VALUES (%s, %s) ON CONFLICT DO NOTHING", [kind, starts_at]
        )
        won = cursor.rowcount == 1
    under_way = Job.objects.filter(kind=kind, state__in=[Job.State.WAITING, Job.State.RUNNING]).exists()
    if won and not under_way:
        enqueue(kind=kind, by_person_id=None, at=at)
        return True
    return False
