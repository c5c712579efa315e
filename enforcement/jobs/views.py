"""The page of a job, for the person who asked for it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from enforcement import clock
from enforcement.access import allow, signed_in
from enforcement.errors import NotFound
from enforcement.jobs.cancel import cancel
from enforcement.jobs.models import Job
from enforcement.jobs.register import KINDS


def _context(request: HttpRequest, job_id: int) -> dict[str, object]:
    job = Job.objects.filter(pk=job_id, owner_id=request.user.pk).first()
    if job is None:
        raise NotFound
    kind = KINDS.get(job.kind)
    outcome = str(job.result.get("url", ""))
    return {
        "job": job,
        "title": kind.title if kind else "",
        "under_way": job.state in {Job.State.WAITING, Job.State.RUNNING},
        "url": outcome if url_has_allowed_host_and_scheme(outcome, allowed_hosts=None) else "",
        "here": reverse("job", args=[job.pk]),
        "progress": reverse("job_progress", args=[job.pk]),
        "cancel": reverse("job_cancel", args=[job.pk]),
    }


@allow(signed_in)
@require_GET
def show(request: HttpRequest, job_id: int) -> HttpResponse:
    """Show how far the work is and where its outcome lies."""
    return render(request, "jobs/job.html", _context(request, job_id))


@allow(signed_in)
@require_GET
def progress(request: HttpRequest, job_id: int) -> HttpResponse:
    """Answer the page's question, asked each second while the work is under way."""
    return render(request, "jobs/_progress.html", _context(request, job_id))


@allow(signed_in)
@require_POST
def stop(request: HttpRequest, job_id: int) -> HttpResponse:
    """Cancel the work."""
    cancel(job_id=job_id, by_person_id=int(request.user.pk or 0), at=clock.now())
    return redirect("job", job_id=job_id)
