"""Import of items: send a file, read what it would change, import it; the files to fill in."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.jobs.models import Job
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page
from exams.access import administers
from exams.exports import word as word_out
from exams.exports import workbook as workbook_out
from exams.imports.check_file import CHECK, IMPORT, check_file, import_checked
from exams.imports.columns import ABOUT, HEADINGS
from exams.imports.forms import ImportForm
from exams.models import Bank, ItemType
from exams.queries import banks_for

TEMPLATES = {
    "xlsx": (workbook_out.template, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "docx": (word_out.template, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}
FIGURES = (
    ("new", _("new"), "ok"),
    ("reworded", _("reworded"), "info"),
    ("rekeyed", _("with another key"), "wait"),
    ("moved", _("moved in their case"), "info"),
    ("unchanged", _("unchanged"), ""),
)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def importing(request: HttpRequest) -> HttpResponse:
    """Send a file to be checked."""
    bank = request.GET.get("bank", "")
    columns = [(HEADINGS[name] if name != "option_A" else "选项A—选项H", words) for name, words in ABOUT.items()]
    return act_page(
        request,
        form_class=ImportForm,
        form_arguments={"banks": banks_for(person_of(request).pk)},
        initial={"bank_id": bank},
        act=partial(check_file, by=actor_of(request), at=clock.now()),
        success_url=_place_of,
        done=_("The file was sent."),
        template="exams/formats/import.html",
        context={"columns": columns},
    )


def _place_of(job: Job) -> str:
    return reverse("exam_import_report" if job.state == Job.State.DONE else "job", args=[job.pk])


@require_safe
@allow(administers)
def report(request: HttpRequest, job_id: int) -> HttpResponse:
    """Show what a checked file would change, or what an import changed."""
    job = Job.objects.filter(pk=job_id, owner_id=person_of(request).pk, kind__in=[CHECK, IMPORT]).first()
    if job is None:
        raise Http404
    if job.state != Job.State.DONE:
        return redirect("job", job_id=job.pk)
    told = job.result["report"]
    context: dict[str, Any] = {
        "job": job,
        "name": job.arguments["name"],
        "bank": Bank.objects.select_related("agency").get(pk=job.arguments["bank_id"]),
        "report": told,
        "imported": job.kind == IMPORT and not told["problem_count"],
        "figures": [(told["counts"][key], words, tone) for key, words, tone in FIGURES] if "counts" in told else [],
        "may_import": job.kind == CHECK and not told["problem_count"] and told["changes"],
        "types": dict(ItemType.choices),
    }
    return render(request, "exams/formats/report.html", context)


@require_POST
@allow(administers)
def import_now(request: HttpRequest, job_id: int) -> HttpResponse:
    """Import the file that was checked."""
    job = import_checked(job_id=job_id, by=actor_of(request), at=clock.now())
    return redirect(_place_of(job))


@require_safe
@allow(administers)
def import_template(request: HttpRequest, kind: str) -> HttpResponse:  # noqa: ARG001
    """Give the empty file to fill in."""
    if kind not in TEMPLATES:
        raise Http404
    make, media = TEMPLATES[kind]
    response = HttpResponse(make(), content_type=media)
    response["Content-Disposition"] = f'attachment; filename="items.{kind}"'
    return response
