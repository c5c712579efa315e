"""Bring back what a dead worker or a lost wake-up left behind."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from enforcement.jobs.enqueue import WAKE, wake
from enforcement.jobs.lease import ATTEMPTS, lapsed, release_dead
from enforcement.jobs.models import Job, Slot
from enforcement.jobs.timetable import TIMETABLE

AT_ONCE = 500
KEPT = timedelta(days=30)
"""How long the finished jobs of the timetable and its slots are kept."""


def sweep(*, at: datetime, restarted: bool = False) -> int:
    """Wake workers for jobs whose wake-up or worker was lost, and give up on those tried too often.

    With ``restarted`` every wake-up from before counts as lost. Returns how many were woken.
    """
    release_dead(at)
    _give_up(at)
    waiting = Q(state=Job.State.WAITING)
    if not restarted:
        waiting &= Q(leased_until__isnull=True) | Q(leased_until__lt=at)
    open_jobs = Job.objects.filter(waiting | lapsed(at), attempts__lt=ATTEMPTS).order_by("pk")
    ids = list(open_jobs.values_list("pk", flat=True)[:AT_ONCE])
    Job.objects.filter(pk__in=ids, state=Job.State.WAITING).update(leased_until=at + WAKE)
    for job_id in ids:
        wake(job_id)
    _forget(at)
    return len(ids)


def _give_up(at: datetime) -> None:
    tried = Q(attempts__gte=ATTEMPTS) & (lapsed(at) | Q(state=Job.State.WAITING))
    fault = _("The work was broken off %(times)s times and is not tried again. Tell the administrator.")
    Job.objects.filter(tried).update(
        state=Job.State.FAILED, fault=fault % {"times": ATTEMPTS}, finished_at=at, leased_until=None
    )


def _forget(at: datetime) -> None:
    Job.objects.filter(state=Job.State.DONE, kind__in=list(TIMETABLE), finished_at__lt=at - KEPT).delete()
    Slot.objects.filter(starts_at__lt=at - KEPT).delete()
