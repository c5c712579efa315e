"""The supervisors' page: how far the log is, what left the house, and whether the last verification found anything."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.jobs.enqueue import enqueue
from enforcement.jobs.models import Job
from enforcement.organisation.access import duty, person_of
from enforcement.transparency.models import Checkpoint, LogKey, Mailing, Verification
from enforcement.transparency.standing import waiting
from enforcement.transparency.verifier.findings import Fault
from enforcement.transparency.verifier.sentences import sentence
from enforcement.transparency.work import VERIFY

watches: Final = duty("supervise", "system")


@require_safe
@allow(watches)
def state(request: HttpRequest) -> HttpResponse:
    """Show the state of the log."""
    last = Verification.objects.last()
    under_way = Job.objects.filter(kind=VERIFY, state__in=[Job.State.WAITING, Job.State.RUNNING], owner=request.user.pk)
    return render(request, "transparency/state.html", {
        "waiting": waiting(now=clock.now()), "checkpoint": Checkpoint.objects.last(), "key": LogKey.objects.last(),
        "unsent": Mailing.objects.filter(sent_at__isnull=True).count(),
        "sent": Mailing.objects.filter(sent_at__isnull=False).last(),
        "failed": Mailing.objects.filter(sent_at__isnull=True).exclude(fault="").last(),
        "verification": last, "faults": _said(last), "job": under_way.last(),
    })  # fmt: skip


@require_POST
@allow(watches)
def verify_now(request: HttpRequest) -> HttpResponse:
    """Ask for a verification of the whole ledger, and go to where its progress is shown."""
    with transaction.atomic():
        job = enqueue(kind=VERIFY, by_person_id=person_of(request).pk, at=clock.now())
    return redirect("job", job.pk)


def _said(last: Verification | None) -> list[str]:
    """Return the faults as sentences."""
    chinese = not (get_language() or "").startswith("en")
    rows: list[list[Any]] = last.faults if last else []
    return [sentence(Fault(code, index, where), chinese=chinese) for code, index, where in rows]
