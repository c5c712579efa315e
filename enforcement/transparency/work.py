"""Work that comes round: the sequence each minute, a checkpoint each hour, the whole ledger verified each night."""

from __future__ import annotations

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enforcement import clock
from enforcement.jobs import register as jobs
from enforcement.jobs.progress import Progress
from enforcement.jobs.timetable import every
from enforcement.ledger.models import Entry
from enforcement.transparency.mail_checkpoint import send_checkpoints
from enforcement.transparency.publish_checkpoint import publish_checkpoint
from enforcement.transparency.sequence_entries import sequence_entries
from enforcement.transparency.verify import verify

VERIFY: Final = "transparency.verify"


def enter() -> None:
    """Enter the work in the timetable, and the verification that a supervisor asks for."""
    every(1, "transparency.sequence", sequence)
    every(60, "transparency.checkpoint", publish)
    every(24 * 60, "transparency.nightly", verified)
    jobs.register(VERIFY, title=gettext_lazy("Verification of the whole ledger"))(verified)


def sequence(_job: Progress) -> dict[str, Any]:
    """Give new entries their places, and send what waits to be mailed."""
    at = clock.now()
    return {"entries": sequence_entries(at=at), "mails": send_checkpoints(at=at)}


def publish(_job: Progress) -> dict[str, Any]:
    """Publish a checkpoint over all that is committed."""
    at = clock.now()
    sequence_entries(at=at)
    made = publish_checkpoint(at=at)
    return {"size": made.size if made else 0, "mails": send_checkpoints(at=at)}


def verified(job: Progress) -> dict[str, Any]:
    """Verify the whole ledger and say how far it is."""
    job.report(0, Entry.objects.count())
    found = verify(at=clock.now(), report=job.report)
    job.report(found.entries)
    words = {"entries": found.entries, "faults": found.fault_count}
    told = _("%(entries)s entries verified: intact.") if not found.fault_count else _("%(faults)s faults found.")
    return {"url": reverse("log_state"), "text": told % words}
