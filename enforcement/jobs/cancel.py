"""Cancel a job that waits or runs."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from enforcement.errors import NotFound, Refusal
from enforcement.jobs.models import Job


class AlreadyFinished(Refusal):
    """Refuse to cancel what is over."""

    sentence = _("This work is finished already.")


def cancel(*, job_id: int, by_person_id: int, at: datetime) -> Job:
    """Cancel one's own job: a waiting one is never begun, a running one ends at its next report.

    Raises:
        NotFound: for somebody else's.
        AlreadyFinished: if it is over.
    """
    mine = Job.objects.filter(pk=job_id, owner_id=by_person_id)
    if not mine.exists():
        raise NotFound
    under_way = mine.filter(state__in=[Job.State.WAITING, Job.State.RUNNING])
    if not under_way.update(state=Job.State.CANCELLED, finished_at=at, leased_until=None):
        raise AlreadyFinished
    return mine.get()
