"""The background work of an import: read the sealed file, then do the act; and the daily removal of old files."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enforcement import clock
from enforcement.errors import Refusal
from enforcement.jobs.enqueue import enqueue
from enforcement.jobs.models import Job
from enforcement.jobs.progress import Progress
from enforcement.jobs.register import register
from enforcement.organisation.access import actor_in_background
from exams.administration.import_roster import import_roster
from exams.administration.roster import files
from exams.administration.roster.reading import read

KIND = "exams.roster"
CLEANING = "exams.roster_files"
DAILY = 24 * 60


class FileGone(Refusal):
    """Refuse to import a file that is no longer kept."""

    sentence = gettext_lazy("The roster is no longer kept: a file is deleted after its import, or after a day.")
    remedy = gettext_lazy("Upload it again.")


def ask(*, session_id: int, by_person_id: int, at: datetime, **file: Any) -> Job:
    """Ask for the import of a stored file: ``sha256``, ``file_name``, ``dry_run``, ``create_accounts``."""
    return enqueue(kind=KIND, arguments={"session_id": session_id, **file}, by_person_id=by_person_id, at=at)


@register(KIND, title=gettext_lazy("Roster of candidates"))
def work(
    job: Progress, session_id: int, sha256: str, file_name: str, *, dry_run: bool, create_accounts: bool
) -> dict[str, Any]:
    """Read the file and import it; a file that was imported is deleted."""
    data = files.load(sha256)
    if data is None or job.by_person_id is None:
        raise FileGone
    roster = read(data, told=job.report)
    job.report(len(roster.lines), len(roster.lines))
    done = import_roster(
        session_id=session_id,
        by=actor_in_background(job.by_person_id),
        at=clock.now(),
        roster=roster,
        file_name=file_name,
        sha256=sha256,
        dry_run=dry_run,
        create_accounts=create_accounts,
    )
    if not dry_run and not done.refused:
        files.drop(sha256)
    said = _("%(refused)d lines are at fault; nothing was changed.") if done.refused else _("%(added)d are new.")
    return {
        "url": reverse("exam_roster_import", args=[session_id, done.pk]),
        "text": said % {"refused": done.refused, "added": done.added},
    }


def clean(job: Progress) -> dict[str, Any]:
    """Delete what nobody imported within a day."""
    return {"deleted": files.drop_old(job.requested_at)}
