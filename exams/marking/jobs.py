"""Background work after the sitting: each function may be begun again at any moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from enforcement import clock
from enforcement.actor import Actor
from enforcement.jobs.enqueue import enqueue
from enforcement.jobs.models import Job
from enforcement.jobs.progress import Progress
from enforcement.jobs.register import register
from enforcement.organisation.models import Person
from exams.marking.apply_regrade import apply_regrade
from exams.marking.mark_waiting import waiting_of
from exams.marking.propose_regrade import WORK_OUT
from exams.marking.sheets import SHEETS, write_sheets
from exams.marking.vote_regrade import APPLY
from exams.marking.work_out_regrade import FAULTS, work_out_regrade
from exams.models import RegradeProposal, Session
from exams.release_session import release_session

RELEASE = "exams.release_session"
AT_ONCE = 500
"""Papers that a release marks while the administrator waits; more are marked in the background."""


def register_all() -> None:
    """Register the kinds of work."""
    register(RELEASE, title=gettext_lazy("Mark what is left and release the results"))(release)
    register(WORK_OUT, title=gettext_lazy("Work out a regrade"))(work_out)
    register(SHEETS, title=gettext_lazy("Make the result sheets of a session"))(sheets)
    register(APPLY, title=gettext_lazy("Apply a regrade"))(apply)


@transaction.atomic
def release_later(*, session_id: int, by: Actor, at: datetime) -> Job:
    """Ask for the release of a session whose papers are not all marked yet."""
    return enqueue(kind=RELEASE, arguments={"session_id": session_id}, by_person_id=by.person_id, at=at)


def release(job: Progress, *, session_id: int) -> dict[str, Any]:
    """Mark what is left of a session and release its results, in the name of who asked."""
    person = Person.objects.get(pk=job.by_person_id or 0)
    by = Actor(kind="person", person_id=person.pk, name=person.name)
    total = waiting_of(session_id)
    session = Session.objects.get(pk=session_id)
    if session.state != Session.State.RELEASED:
        release_session(session_id=session_id, by=by, at=clock.now(), report=lambda done: job.report(done, total))
    return {"url": reverse("exam_session", args=[session_id]), "text": _("The results are released to the candidates.")}


def work_out(job: Progress, *, proposal_id: int) -> dict[str, Any]:
    """Work out what a proposed regrade would change."""
    job.report(0, 1)
    done = work_out_regrade(proposal_id=proposal_id, at=clock.now())
    fault = done.summary.get("fault")
    words = ngettext(
        "%(count)d result would change.", "%(count)d results would change.", done.summary.get("changed", 0)
    )
    text = fault or words % {"count": done.summary.get("changed", 0)}
    return {"url": reverse("exam_regrade", args=[proposal_id]), "text": text}


def apply(job: Progress, *, proposal_id: int) -> dict[str, Any]:
    """Write the superseding results of an approved regrade."""
    done = apply_regrade(proposal_id=proposal_id, at=clock.now(), report=job.report)
    words = _fault(done.proposal) or _("The regrade is applied.")
    return {"url": reverse("exam_regrade", args=[proposal_id]), "text": words}


def sheets(job: Progress, *, session_id: int) -> dict[str, Any]:
    """Make the result sheets of a session."""
    count = write_sheets(session_id=session_id, report=job.report)
    words = ngettext("%(count)d sheet is made.", "%(count)d sheets are made.", count) % {"count": count}
    return {"url": reverse("exam_sheets_file", args=[session_id]), "text": words}


def _fault(proposal: RegradeProposal) -> str:
    kind = FAULTS.get(proposal.summary.get("fault", ""))
    return f"{kind.sentence} {kind.remedy}" if kind else ""
