"""The papers of a session: before it is opened a trial of the plan, afterwards those that were frozen."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.errors import OutOfOrder
from enforcement.jobs.enqueue import enqueue
from enforcement.jobs.models import Job
from enforcement.jobs.perform import perform
from enforcement.organisation.access import person_of
from exams.access import administers, session_or_404
from exams.models import Session
from exams.papers.blueprint import Blueprint
from exams.papers.frozen import frozen
from exams.papers.jobs import is_long
from exams.papers.table import table_of
from exams.papers.trial import TRY, conflicts_in, latest
from exams.papers.words import say

UNDER_WAY = {Job.State.WAITING, Job.State.RUNNING}


@require_safe
@allow(administers)
def papers(request: HttpRequest, session_id: int) -> HttpResponse:
    """Show the papers, or what trying the plan gave."""
    found = session_or_404(request, session_id)
    return render(request, "exams/papers/papers.html", _context(found))


@require_safe
@allow(administers)
def progress(request: HttpRequest, session_id: int) -> HttpResponse:
    """Give the outcome of the trial alone, for the page that asks while it is under way."""
    return render(request, "exams/papers/_trial.html", _context(session_or_404(request, session_id)))


@require_POST
@allow(administers)
def try_(request: HttpRequest, session_id: int) -> HttpResponse:
    """Try the plan: a short trial here and now, a long one in the background.

    Raises:
        OutOfOrder: once the session was opened or cancelled.
    """
    found = session_or_404(request, session_id)
    if found.state != Session.State.DRAFT:
        raise OutOfOrder
    before = latest(found.pk)
    if before is None or before.state not in UNDER_WAY:
        arguments, by = {"session_id": found.pk}, person_of(request).pk
        job = enqueue(kind=TRY, arguments=arguments, by_person_id=by, at=clock.now())
        if not is_long(found):
            perform(job_id=job.pk)
    return redirect("exam_papers", found.pk)


def _context(session: Session) -> dict[str, Any]:
    plan = Blueprint.from_json(session.exam.blueprint)
    context: dict[str, Any] = {"session": session, "exam": session.exam, "plan": plan}
    if session.state not in {Session.State.DRAFT, Session.State.CANCELLED}:
        kept = frozen(session)
        return {**context, "table": table_of(kept["papers"]), **_common(kept), "hashes": kept["hashes"]}
    return {**context, **_trial(session)}


def _trial(session: Session) -> dict[str, Any]:
    job = latest(session.pk)
    if job is None:
        return {"trial": None}
    result = job.result
    now = (session.forms_wanted, session.exam.blueprint)
    context: dict[str, Any] = {
        "trial": job,
        "under_way": job.state in UNDER_WAY,
        "progress_url": reverse("exam_papers_progress", args=[session.pk]),
        "stale": bool(result) and (result["forms"], result["blueprint"]) != now,
    }
    if job.state != Job.State.DONE:
        return context
    if "papers" in result:
        return {**context, "works": True, "table": table_of(result["papers"]), **_common(result)}
    tried = Blueprint.from_json(result["blueprint"])
    return {**context, "works": False, "conflicts": conflicts_in(result, blueprint=tried, papers=result["forms"])}


def _common(kept: dict[str, Any]) -> dict[str, Any]:
    return {"overlap": kept["overlap"], "mean_overlap": say(kept["mean_overlap"])}
