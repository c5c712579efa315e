"""Rosters of a session: upload and check, look at what would happen, take it in."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.jobs.models import Job
from enforcement.organisation.access import person_of
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Lister
from enforcement.web.templatetags.ui import badge, who
from enforcement.web.times import say_moment
from exams.access import administers, session_or_404
from exams.administration.access import tabs_of
from exams.administration.forms import RosterForm
from exams.administration.roster import files, work
from exams.administration.roster.lines import sentence_of
from exams.administration.roster.reading import template
from exams.models import RosterImport
from exams.views.results import WORKBOOK


def outcome_badge(row: RosterImport) -> str:
    """Return what became of a roster, as a badge."""
    if row.refused:
        return badge(_("at fault"), "stop")
    return badge(_("checked"), "info") if row.dry_run else badge(_("taken in"), "ok")


ROSTERS = Lister(
    caption=gettext_lazy("Rosters"),
    columns=(
        Column("made", gettext_lazy("When"), lambda r: say_moment(r.made_at), sort=("made_at",)),
        Column(
            "file",
            gettext_lazy("File"),
            lambda r: r.file_name,
            sort=("file_name",),
            link=lambda r: reverse("exam_roster_import", args=[r.session_id, r.pk]),
        ),
        Column("outcome", gettext_lazy("Outcome"), outcome_badge),
        Column("rows", gettext_lazy("Lines"), lambda r: r.rows, numeric=True),
        Column("added", gettext_lazy("New"), lambda r: r.added, numeric=True),
        Column("by", gettext_lazy("By"), lambda r: who(r.made_by)),
    ),
    order="-made",
)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def rosters(request: HttpRequest, session_id: int) -> HttpResponse:
    """Upload a roster to be checked; list those that came before."""
    session = session_or_404(request, session_id)

    def upload(file: UploadedFile[bytes], *, create_accounts: bool) -> Job:
        return work.ask(
            session_id=session.pk,
            by_person_id=person_of(request).pk,
            at=clock.now(),
            sha256=files.store(file.read()),
            file_name=str(file.name),
            dry_run=True,
            create_accounts=create_accounts,
        )

    return act_page(
        request,
        form_class=RosterForm,
        act=upload,
        success_url=lambda job: reverse("job", args=[job.pk]),
        done=_("The roster is being checked. Nothing is changed yet."),
        template="exams/administration/rosters.html",
        context={
            "session": session,
            "tabs": tabs_of(session, "exam_roster"),
            "listing": ROSTERS.page(request, RosterImport.objects.filter(session=session).defer("report")),
        },
    )


@require_safe
@allow(administers)
def roster(request: HttpRequest, session_id: int, roster_id: int) -> HttpResponse:
    """Show what a roster did or would do, and every cell at fault."""
    session = session_or_404(request, session_id)
    row = _row_or_404(session.pk, roster_id)
    context: dict[str, Any] = {
        "session": session,
        "roster": row,
        "badge": outcome_badge(row),
        "problems": [(problem["cell"], sentence_of(problem)) for problem in row.report],
        "may_go": row.dry_run and not row.refused and files.is_kept(row.sha256),
        "idle": not row.added and not row.changed,
    }
    return render(request, "exams/administration/roster.html", context)


@require_POST
@allow(administers)
def go(request: HttpRequest, session_id: int, roster_id: int) -> HttpResponse:
    """Take in a roster that was checked."""
    session = session_or_404(request, session_id)
    row = _row_or_404(session.pk, roster_id)
    if not files.is_kept(row.sha256):
        raise work.FileGone
    job = work.ask(
        session_id=session.pk,
        by_person_id=person_of(request).pk,
        at=clock.now(),
        sha256=row.sha256,
        file_name=row.file_name,
        dry_run=False,
        create_accounts=bool(row.accounts),
    )
    return redirect("job", job.pk)


@require_safe
@allow(administers)
def template_file(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (every view takes it)
    """Give the empty roster to fill in."""
    response = HttpResponse(template(), content_type=WORKBOOK)
    response["Content-Disposition"] = 'attachment; filename="roster.xlsx"'
    return response


def _row_or_404(session_id: int, roster_id: int) -> RosterImport:
    found = RosterImport.objects.filter(pk=roster_id, session_id=session_id).first()
    if found is None:
        raise Http404
    return found
