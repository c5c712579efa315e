"""The desk of those who draft, approve and publish charts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.db.models import Count, Q
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound, Refusal
from enforcement.flowcharts import explain, forms
from enforcement.flowcharts.access import draft_of, drafts_of, may_draft, may_work
from enforcement.flowcharts.bpmn import parse
from enforcement.flowcharts.consultation.forms import PeriodForm
from enforcement.flowcharts.consultation.models import Consultation
from enforcement.flowcharts.consultation.period import open_period
from enforcement.flowcharts.drawing import svg
from enforcement.flowcharts.editor.held import open_sketches
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.flowcharts.publication.approve import approve, object_to
from enforcement.flowcharts.publication.draft import draft, withdraw
from enforcement.flowcharts.publication.examine import examine
from enforcement.flowcharts.publication.publish import APPROVERS, publish
from enforcement.flowcharts.publication.submit import submit
from enforcement.flowcharts.views.public import language
from enforcement.organisation.access import actor_of, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge, when

Status = FlowchartVersion.Status
TONES = {"draft": "plain", "review": "wait", "published": "ok", "superseded": "info", "withdrawn": "stop"}


def address(version: FlowchartVersion) -> str:
    """Return where the staff work on a version."""
    return reverse("chart_draft", args=[version.pk])


DRAFTS: Final = Lister(
    caption=_("Versions of charts"),
    columns=(
        Column("agency", _("Agency"), lambda v: v.flowchart.agency.title, ("flowchart__agency__path",)),
        Column(
            "title", _("Procedure"), lambda v: f"{v.flowchart.code} {v.flowchart.name}", ("flowchart__code",), address
        ),
        Column("number", _("Version"), lambda v: v.number, ("number",), numeric=True),
        Column("status", _("State"), lambda v: badge(v.get_status_display(), TONES[v.status]), ("status",)),
        Column("agreed", _("Approvers"), lambda v: f"{v.agreed}/{APPROVERS}"),
        Column("drafted", _("Drafted"), lambda v: when(v.drafted_at), ("drafted_at",)),
    ),
    filters=(Filter("state", _("State"), lambda rows, s: rows.filter(status=s), options=Status.choices),),
    order="-drafted",
)


@require_safe
@allow(may_work)
def chart_drafts(request: HttpRequest) -> HttpResponse:
    """List the versions of the person's agencies."""
    rows = drafts_of(person_of(request).pk).annotate(agreed=Count("approvals", filter=Q(approvals__agrees=True)))
    sketches = open_sketches(person_of(request).pk)[:30]
    return render(request, "flowcharts/drafts.html", {"listing": DRAFTS.page(request, rows), "sketches": sketches})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_draft)
def chart_upload(request: HttpRequest) -> HttpResponse:
    """Load a BPMN file as a draft."""
    agencies = agencies_where(person_id=person_of(request).pk, duties={"chart"})
    return act_page(
        request,
        form_class=forms.DraftForm,
        form_arguments={"agencies": agencies},
        initial={"agency": agencies.first(), "code": request.GET.get("code", "")},
        act=listing_faults(request, partial(draft, by=actor_of(request), at=clock.now())),
        success_url=address,
        done=_("The draft is kept. Look at what was found in it, then submit it."),
        template="flowcharts/upload.html",
    )


@require_safe
@allow(may_work)
def chart_draft(request: HttpRequest, version_id: int) -> HttpResponse:
    """Show a version with what the checks say, what it changes, its picture, and what can be done with it."""
    version = draft_of(person_of(request).pk, version_id)
    graph, speaks = parse(version.bpmn.encode()), language()
    found = None if version.is_public else examine(text=version.bpmn, agency=version.flowchart.agency, on=clock.today())
    before = (
        version.flowchart.versions.filter(status__in=[Status.PUBLISHED, Status.SUPERSEDED], number__lt=version.number)
        .order_by("-number").first()
    )  # fmt: skip
    approvals = list(version.approvals.select_related("person"))
    return render(
        request,
        "flowcharts/draft.html",
        {
            "version": version,
            "chart": version.flowchart,
            "tone": TONES[version.status],
            "found": found,
            "before": before,
            "changes": explain.changes(parse(before.bpmn.encode()), graph, speaks) if before else [],
            "rows": explain.rows(graph, speaks),
            "picture": svg(graph, language=speaks),
            "approvals": approvals,
            "judged": any(one.person_id == person_of(request).pk for one in approvals),
            "lacking": max(APPROVERS - sum(one.agrees for one in approvals), 0),
            "period": Consultation.objects.filter(version=version).first(),
            "own": version.drafted_by_id == person_of(request).pk,
        },
    )


# What may be done with a version: form, act, heading, what it means, button and its tone.
DOING: dict[str, tuple[Callable[..., BaseForm], Callable[..., Any], Any, Any, str]] = {
    "submit": (
        forms.SubmitForm, submit, _("Submit to the approvers"),
        _("Only a chart without faults gets there. Two approvers then judge it."), "primary",
    ),
    "approve": (
        forms.ApproveForm, approve, _("Approve"),
        _("You agree that cases run on this chart. What you say stays on record and is public."), "primary",
    ),
    "object": (
        forms.ObjectForm, object_to, _("Object"),
        _("The version is withdrawn with your reasons; a corrected draft becomes the next version."), "danger",
    ),
    "publish": (
        forms.PublishForm, publish, _("Publish"),
        _("From that day new cases run on it and the public reads it. It can never be changed again."), "primary",
    ),
    "consult": (
        PeriodForm, open_period, _("Open for comments"),
        _("Everybody may read this version and comment on it. It is published only when the days are over and every"
          " comment is answered."), "primary",
    ),
    "withdraw": (
        forms.WithdrawForm, withdraw, _("Withdraw"), _("The version is taken back; it stays on record."), "danger",
    ),
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_work)
def chart_act(request: HttpRequest, version_id: int, doing: str) -> HttpResponse:
    """Do one act on a version."""
    version = draft_of(person_of(request).pk, version_id)
    if doing not in DOING:
        raise NotFound
    form_class, act, heading, lead, tone = DOING[doing]
    titled = _("%(name)s, version %(n)s") % {"name": version.flowchart.name, "n": version.number}
    return act_page(
        request,
        form_class=form_class,
        act=listing_faults(request, partial(act, version_id=version.pk, by=actor_of(request), at=clock.now())),
        success_url=address,
        template="flowcharts/act.html",
        context={
            "version": version, "heading": heading, "lead": lead, "submit": heading, "tone": tone,
            "back_url": address(version), "back_text": titled,
        },
    )  # fmt: skip


def listing_faults(request: HttpRequest, act: Callable[..., Any]) -> Callable[..., Any]:
    """Return the act so that a refusal leaves a refusal's list of faults where the template finds it."""

    def doing(**facts: Any) -> Any:
        try:
            return act(**facts)
        except Refusal as refusal:
            request.chart_refusal = refusal  # type: ignore[attr-defined]
            raise

    return doing
