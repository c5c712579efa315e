"""The acts on a yearly report: figures, counting anew, passing on, sending back, correcting."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.yearly.access import report_for, works_on_reports
from cases.yearly.correct import correct
from cases.yearly.draw_up import draw_anew
from cases.yearly.enter_figures import enter_figures
from cases.yearly.forms import CorrectForm, FiguresForm, ReturnForm
from cases.yearly.models import YearlyReport
from cases.yearly.pass_on import approve_report, check_report, publish_report
from cases.yearly.return_report import return_report
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of
from enforcement.web.acts import act_page

PASS_ON = {"check": check_report, "approve": approve_report, "publish": publish_report}


@require_http_methods(["GET", "HEAD", "POST"])
@allow(works_on_reports)
def figures(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the figures that the system has no data for."""
    found = report_for(request, pk)
    lead = _("An empty field stays as it is. The system keeps who entered each figure, when and from which source.")
    return act_page(
        request, form_class=FiguresForm, form_arguments={"report": found}, success_url=found.get_absolute_url(),
        act=partial(enter_figures, report_id=pk, by=actor_of(request), at=clock.now()), done=_("The figures are kept."),
        context=_frame(found, _("Enter figures"), lead, _("Keep the figures")),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(works_on_reports)
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a report back with the reason."""
    found = report_for(request, pk)
    return act_page(
        request, form_class=ReturnForm, success_url=found.get_absolute_url(), done=_("The report went back."),
        act=partial(return_report, report_id=pk, by=actor_of(request), at=clock.now()),
        context=_frame(found, _("Send back"), _("It becomes a draft again; whoever draws it up reads the reason."),
                       _("Send back")),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(works_on_reports)
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a new version of a published report."""
    found = report_for(request, pk)
    lead = _(
        "A published report is never edited. A new version is counted now; it is checked and approved like the first."
    )
    return act_page(
        request, form_class=CorrectForm, success_url=lambda made: made.get_absolute_url(),
        act=partial(correct, report_id=pk, by=actor_of(request), at=clock.now()), done=_("A new version is drawn up."),
        context=_frame(found, _("Correct this report"), lead, _("Begin the new version")),
    )  # fmt: skip


@require_POST
@allow(works_on_reports)
def count_anew(request: HttpRequest, pk: int) -> HttpResponse:
    """Count a draft again."""
    found = report_for(request, pk)
    draw_anew(report_id=pk, by=actor_of(request), at=clock.now())
    messages.success(request, _("The report was counted again."))
    return redirect(found)


@require_POST
@allow(works_on_reports)
def pass_on(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """Check, approve or publish what the person looked at."""
    found = report_for(request, pk)
    if part not in PASS_ON:
        raise NotFound
    PASS_ON[part](report_id=pk, by=actor_of(request), at=clock.now(), seen=request.POST.get("seen", ""))
    messages.success(request, _("Done."))
    return redirect(found)


def _frame(found: YearlyReport, heading: str, lead: str, submit: str) -> dict[str, str]:
    return {
        "heading": heading, "lead": f"{found.agency.title} · {found.year} — {lead}", "submit": submit,
        "back_url": found.get_absolute_url(), "back_text": _("The report"),
    }  # fmt: skip
