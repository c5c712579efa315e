"""When the status is published: after each change, by the timetable, and by whoever asks while no worker runs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.status.publish import RESIGNED, publish
from enforcement import clock
from enforcement.jobs.enqueue import enqueue
from enforcement.jobs.models import Job
from enforcement.jobs.perform import perform
from enforcement.jobs.progress import Progress
from enforcement.jobs.register import register

KIND: Final = "certification.status"
DUE: Final = "certification.status_due"
ANEW: Final = "certification.status_anew"
EVERY_MINUTES: Final = 5
PATIENCE: Final = timedelta(seconds=15)
"""How long a change waits for a worker before whoever reads a list publishes it."""
LATEST: Final = RESIGNED + timedelta(minutes=15)
"""A list signed longer ago than this was forgotten by the timetable: whoever reads it has it signed again."""


def changed() -> None:
    """Have the status published once the caller's transaction is committed; what fails there, the timetable does."""
    transaction.on_commit(_ask, robust=True)


def _ask() -> None:
    """Ask for a publication unless one waits already: that one begins after this change was committed."""
    if not Job.objects.filter(kind=KIND, state=Job.State.WAITING).exists():
        enqueue(kind=KIND, by_person_id=None, at=clock.now())


def make_up_for(*, waiting: int | None, at: datetime) -> None:
    """Publish in the place of a worker: the job that waits too long, or what the timetable forgot."""
    if waiting is None or not perform(job_id=waiting):
        publish(at=at)


@register(KIND, title=gettext_lazy("Status of credentials"))
def after_a_change(job: Progress) -> dict[str, Any]:
    """Publish what changed."""
    return _published(job, anew=False)


@register(ANEW, title=gettext_lazy("Status of credentials"))
def at_somebodys_wish(job: Progress) -> dict[str, Any]:
    """Publish every shard again."""
    return _published(job, anew=True)


def due(job: Progress) -> dict[str, Any]:
    """Publish what changed, began today, or was signed too long ago."""
    return _published(job, anew=False)


def _published(job: Progress, *, anew: bool) -> dict[str, Any]:
    made = publish(at=clock.now(), anew=anew)
    job.report(len(made), len(made))
    text = _("%(count)d lists are published.") % {"count": len(made)}
    return {"url": reverse("status_office"), "text": text, "shards": [[row.shard, row.seq] for row in made]}
