"""Lists of officers: upload and check, look at what would happen, take in."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certification.models import Intake
from certification.officers.access import agencies_kept, keeps
from certification.officers.forms.intake import IntakeForm
from certification.officers.intake import work
from certification.officers.intake.sentences import sentence_of
from certification.officers.intake.template import template
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.jobs.models import Job
from enforcement.organisation.access import agency_of, person_of
from enforcement.organisation.models import Agency
from enforcement.web.acts import act_page
from exams.views.results import WORKBOOK


@require_http_methods(["GET", "HEAD", "POST"])
@allow(keeps)
def intakes(request: HttpRequest) -> HttpResponse:
    """Upload a list to be checked; show those that came before."""

    def upload(agency: Agency, file: UploadedFile[bytes]) -> Job:
        return work.ask(
            agency_id=agency.pk, by_person_id=person_of(request).pk, at=clock.now(), dry_run=True,
            sha256=work.FILES.store(file.read()), file_name=str(file.name),
        )  # fmt: skip

    agencies = agencies_kept(request)
    rows = Intake.objects.filter(agency__in=agencies).select_related("agency").defer("report", "shown")
    return act_page(
        request, form_class=IntakeForm, form_arguments={"agencies": agencies.order_by("path")}, act=upload,
        initial={"agency": agency_of(request)}, success_url=lambda job: reverse("job", args=[job.pk]),
        done=_("The list is being checked. Nothing is changed yet."),
        template="certification/officers/intakes.html", context={"rows": rows[:30]},
    )  # fmt: skip


@require_safe
@allow(keeps)
def intake(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a list did or would do, and every cell at fault."""
    row = _row(request, pk)
    context = {
        "row": row, "idle": not row.added and not row.changed,
        "problems": [(problem["cell"], sentence_of(problem)) for problem in row.report],
        "may_go": row.dry_run and not row.refused and work.FILES.is_kept(row.sha256),
        "shown": row.shown or {},
    }  # fmt: skip
    return render(request, "certification/officers/intake.html", context)


@require_POST
@allow(keeps)
def go(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in a list that was checked."""
    row = _row(request, pk)
    if not work.FILES.is_kept(row.sha256):
        raise work.FileGone
    job = work.ask(
        agency_id=row.agency_id, by_person_id=person_of(request).pk, at=clock.now(), sha256=row.sha256,
        file_name=row.file_name, dry_run=False,
    )  # fmt: skip
    return redirect("job", job.pk)


@require_safe
@allow(keeps)
def template_file(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (every view takes it)
    """Give the empty list to fill in."""
    response = HttpResponse(template(), content_type=WORKBOOK)
    response["Content-Disposition"] = 'attachment; filename="officers.xlsx"'
    return response


def _row(request: HttpRequest, pk: int) -> Intake:
    found = Intake.objects.filter(pk=pk, agency__in=agencies_kept(request)).select_related("agency").first()
    if found is None:
        raise NotFound
    return found
