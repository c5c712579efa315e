"""The page of those who answer for the published lists."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from certification.status import jobs
from certification.status.office import DUTIES, rows
from enforcement import clock
from enforcement.access import allow
from enforcement.jobs.enqueue import enqueue
from enforcement.organisation.access import duty, person_of

OFFICE = duty(*sorted(DUTIES))


@require_safe
@allow(OFFICE)
def office(request: HttpRequest) -> HttpResponse:
    """Show every shard, how full it is, and its last publication."""
    return render(request, "certification/status/office.html", {"rows": rows(at=clock.now())})


@require_POST
@allow(OFFICE)
def publish_now(request: HttpRequest) -> HttpResponse:
    """Have every shard signed and published again, and show how far that is."""
    job = enqueue(kind=jobs.ANEW, by_person_id=person_of(request).pk, at=clock.now())
    return redirect("job", job.pk)
