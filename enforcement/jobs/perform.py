"""Do the work of a job, in whatever process: a worker, a command, a test."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any

from django.db import InterfaceError, OperationalError
from django.db.models import Q
from django.utils.translation import gettext as _

from enforcement import clock
from enforcement.errors import Refusal
from enforcement.jobs.lease import ATTEMPTS, lapsed, take, write
from enforcement.jobs.models import Job
from enforcement.jobs.progress import Progress, WorkTakenAway
from enforcement.jobs.register import KINDS

log = logging.getLogger("enforcement.jobs")


def perform(*, job_id: int) -> bool:
    """Do one job if it is still to be done; return whether it was."""
    job = take(job_id=job_id, at=clock.now())
    if job is None:
        return False
    progress = Progress(job)
    try:
        result = json.loads(json.dumps(dict(_call(job, progress) or {})))  # fails before the database is asked
        _finish(job, progress, state=Job.State.DONE, result=result)
    except WorkTakenAway:
        log.info("job %s was taken away", job.pk)
    except Refusal as refusal:
        _finish(job, progress, state=Job.State.FAILED, fault=_sentence(refusal))
    except (OperationalError, InterfaceError) as fault:
        log.warning("job %s: the database was away: %s", job.pk, fault)
        _let_go(job)
    except Exception:
        log.exception("job %s (%s) failed", job.pk, job.kind)
        _finish(job, progress, state=Job.State.FAILED, fault=_in_the_system(job))
    return True


def drain() -> int:
    """Do every waiting job here and now, those that these ask for included; return how many."""
    count = 0
    while True:
        open_now = Job.objects.filter(Q(state=Job.State.WAITING) | lapsed(clock.now()), attempts__lt=ATTEMPTS)
        job_id = open_now.order_by("pk").values_list("pk", flat=True).first()
        if job_id is None:
            return count
        count += perform(job_id=job_id)


def _call(job: Job, progress: Progress) -> Mapping[str, Any] | None:
    if job.kind not in KINDS:
        raise Refusal(_("This version of the system does not know such work."))
    return KINDS[job.kind].function(progress, **job.arguments)


def _finish(job: Job, progress: Progress, **values: Any) -> None:
    values = {"done": progress.done, "total": progress.total, "finished_at": clock.now(), **values}
    write(job, leased_until=None, **values)


def _let_go(job: Job) -> None:
    """Leave the job for another attempt, or for the sweep to give up on."""
    if job.attempts < ATTEMPTS:
        write(job, state=Job.State.WAITING, lease="", leased_until=None)


def _sentence(refusal: Refusal) -> str:
    return " ".join(filter(None, (str(refusal), refusal.article, str(refusal.remedy))))


def _in_the_system(job: Job) -> str:
    said = _("An error in the system stopped this work. Tell the administrator its number: %(number)s.")
    return said % {"number": job.pk}
