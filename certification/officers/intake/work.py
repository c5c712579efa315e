"""The background work of an import: read the sealed file, then do the act; and the daily removal of old files."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.officers.import_officers import import_officers
from certification.officers.intake.reading import read
from enforcement import clock
from enforcement.errors import Refusal
from enforcement.jobs.enqueue import enqueue
from enforcement.jobs.models import Job
from enforcement.jobs.progress import Progress
from enforcement.jobs.register import register
from enforcement.organisation.access import actor_in_background
from enforcement.organisation.sealed_files import SealedFiles

KIND: Final = "certification.officers"
CLEANING: Final = "certification.officer_files"
DAILY: Final = 24 * 60
FILES: Final = SealedFiles("credentials/officers")


class FileGone(Refusal):
    """Refuse to import a file that is no longer kept."""

    sentence = gettext_lazy("The list is no longer kept: a file is deleted after its import, or after a day.")
    remedy = gettext_lazy("Upload it again.")


def ask(*, agency_id: int, by_person_id: int, at: datetime, **file: Any) -> Job:
    """Ask for the import of a stored file: ``sha256``, ``file_name``, ``dry_run``."""
    return enqueue(kind=KIND, arguments={"agency_id": agency_id, **file}, by_person_id=by_person_id, at=at)


@register(KIND, title=gettext_lazy("List of officers"))
def work(job: Progress, agency_id: int, sha256: str, file_name: str, *, dry_run: bool) -> dict[str, Any]:
    """Read the file and import it; a file that was imported is deleted."""
    data = FILES.load(sha256)
    if data is None or job.by_person_id is None:
        raise FileGone
    sheet = read(data, told=job.report)
    job.report(len(sheet.lines), len(sheet.lines))
    done = import_officers(
        agency_id=agency_id, by=actor_in_background(job.by_person_id), at=clock.now(), sheet=sheet,
        file_name=file_name, sha256=sha256, dry_run=dry_run,
    )  # fmt: skip
    if not dry_run and not done.refused:
        FILES.drop(sha256)
    said = _("%(refused)d lines are at fault; nothing was changed.") if done.refused else _("%(added)d are new.")
    words = said % {"refused": done.refused, "added": done.added}
    return {"url": reverse("officer_intake", args=[done.pk]), "text": words}


def clean(job: Progress) -> dict[str, Any]:
    """Delete what nobody imported within a day."""
    return {"deleted": FILES.drop_old(job.requested_at)}
