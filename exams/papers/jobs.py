"""Background work: to try a session's plan, and to open a session whose papers take long to put together."""

from __future__ import annotations

import secrets
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotFound
from enforcement.jobs.progress import Progress
from enforcement.organisation.access import actor_in_background
from exams.models import Session
from exams.open_session import open_session
from exams.papers.assemble import BlueprintInfeasible, NoPapersFound
from exams.papers.blueprint import Blueprint
from exams.papers.solve import solve
from exams.papers.trial import failure, success

OPEN = "exams.open_session"
LONG = 2_000
"""Items on all papers together from which the work is done in the background."""


def is_long(session: Session) -> bool:
    """Return whether putting a session's papers together takes more than a moment."""
    return session.forms_wanted * Blueprint.from_json(session.exam.blueprint).items > LONG


def try_plan(job: Progress, *, session_id: int) -> dict[str, Any]:
    """Put the papers of a session together and throw them away; keep how they are made up, or why there are none."""
    session = _session(session_id)
    job.report(0, session.forms_wanted)
    said = {"forms": session.forms_wanted, "blueprint": session.exam.blueprint}
    url = {"url": reverse("exam_papers", args=[session_id])}
    try:
        papers = solve(session=session, seed=secrets.randbits(63), report=job.report)
    except (BlueprintInfeasible, NoPapersFound) as fault:
        return {**url, **said, **failure(fault), "text": _("The plan cannot be met as it stands.")}
    return {**url, **said, **success(papers), "text": _("The plan works.")}


def open_in_background(job: Progress, *, session_id: int) -> dict[str, Any]:
    """Put the papers of a session together, then open it."""
    session, seed = _session(session_id), secrets.randbits(63)
    job.report(0, session.forms_wanted)
    papers = solve(session=session, seed=seed, report=job.report)
    open_session(session_id=session_id, by=_actor(job), at=clock.now(), seed=seed, solved=papers)
    url = reverse("exam_session", args=[session_id])
    return {"url": url, "text": _("The papers are frozen and the session is open in its window.")}


def _session(session_id: int) -> Session:
    session = Session.objects.select_related("exam__agency").filter(pk=session_id).first()
    if session is None:
        raise NotFound
    return session


def _actor(job: Progress) -> Actor:
    if job.by_person_id is None:
        raise NotFound
    return actor_in_background(job.by_person_id)
