"""Tickets of a whole session or room as one PDF, in the background, kept for a week behind the session's pages."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from enforcement import clock
from enforcement.errors import NotFound, Refusal
from enforcement.jobs.enqueue import enqueue
from enforcement.jobs.models import Job
from enforcement.jobs.progress import Progress
from enforcement.jobs.register import register
from exams.administration.papers.facts import candidates_of, ticket_faces
from exams.administration.papers.ticket import render
from exams.models import Session

KIND: Final = "exams.tickets"
CLEANING: Final = "exams.tickets_clean"
DAILY: Final = 24 * 60
KEPT: Final = timedelta(days=7)
NAME: Final = re.compile(r"tickets-[0-9]+-[0-9]+\.pdf")


class NobodyToPrint(Refusal):
    """Refuse to print tickets of nobody."""

    sentence = _("There is no candidate whose ticket could be printed.")
    remedy = _("Register candidates first.")


def ask(*, session_id: int, room_id: int | None, by_person_id: int, at: datetime) -> Job:
    """Ask for the tickets of a session or of one of its rooms."""
    return enqueue(
        kind=KIND, arguments={"session_id": session_id, "room_id": room_id}, by_person_id=by_person_id, at=at
    )


@register(KIND, title=_("Admission tickets"))
def work(job: Progress, session_id: int, room_id: int | None) -> dict[str, Any]:
    """Draw the tickets and keep the file."""
    session = Session.objects.select_related("exam__agency").get(pk=session_id)
    rows = candidates_of(session).exclude(ticket="")
    if room_id is not None:
        rows = rows.filter(room_id=room_id)
    total = rows.count()
    if not total:
        raise NobodyToPrint
    faces = ticket_faces(session, rows.iterator(chunk_size=500), at=clock.now())
    content = render(faces, told=lambda done: job.report(done, total))
    name = f"tickets-{session_id}-{job.id}.pdf"
    path = _folder() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(0o600)
    said = ngettext("%(n)d ticket is ready.", "%(n)d tickets are ready.", total) % {"n": total}
    return {"url": reverse("exam_tickets_file", args=[session_id, name]), "text": said}


def content_of(session_id: int, name: str) -> bytes:
    """Return a file of tickets of a session.

    Raises:
        NotFound: for any other name, and once it is deleted.
    """
    if not NAME.fullmatch(name) or not name.startswith(f"tickets-{session_id}-"):
        raise NotFound
    try:
        return (_folder() / name).read_bytes()
    except FileNotFoundError:
        raise NotFound from None


def clean(job: Progress) -> dict[str, Any]:
    """Delete the files that are older than a week; they can be drawn again at any time."""
    before = (job.requested_at - KEPT).timestamp()
    old = [path for path in _folder().glob("*.pdf") if path.stat().st_mtime < before]
    for path in old:
        path.unlink(missing_ok=True)
    return {"deleted": len(old)}


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "exams" / "tickets"
