"""Ask for the whole file as one PDF, and take it when it is done."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from cases.access import case_for, case_worker
from cases.drafting.whole_file import KIND, outcome_of
from cases.views.papers import as_file
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.jobs.enqueue import enqueue
from enforcement.jobs.models import Job
from enforcement.organisation.access import person_of


@allow(case_worker)
@require_POST
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the file as it stands now."""
    case = case_for(request, pk)
    papers = list(case.papers.order_by("pk").values_list("pk", flat=True))
    if not papers:
        raise NotFound
    with transaction.atomic():
        job = enqueue(
            kind=KIND, arguments={"case_id": case.pk, "paper_ids": papers}, by_person_id=person_of(request).pk,
            at=clock.now(),
        )  # fmt: skip
    return redirect("job", job.pk)


@allow(case_worker)
@require_safe
def ready(request: HttpRequest, pk: int, job_id: int) -> HttpResponse:
    """Answer the outcome, to whoever asked for it and still may see the case."""
    case = case_for(request, pk)
    job = Job.objects.filter(pk=job_id, kind=KIND, owner_id=person_of(request).pk, arguments__case_id=case.pk).first()
    path = outcome_of(job_id)
    if job is None or not path.is_file():
        raise NotFound
    return as_file(path.read_bytes(), "application/pdf", f"{case}.pdf")
