"""The desk of overlays: what changed statutes lay over older versions."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.flowcharts import store
from enforcement.flowcharts.exceptions import forms
from enforcement.flowcharts.exceptions.access import may_draft, may_overlay, overlay_of, overlays_of
from enforcement.flowcharts.exceptions.approve_overlay import APPROVERS, approve_overlay, object_to_overlay
from enforcement.flowcharts.exceptions.draft_overlay import add_change, draft_overlay, drop_change, withdraw_overlay
from enforcement.flowcharts.exceptions.lay import older
from enforcement.flowcharts.exceptions.telling import told
from enforcement.flowcharts.models import Flowchart, FlowchartVersion, Overlay
from enforcement.organisation.access import actor_of, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge, day

TONES = {"draft": "plain", "agreed": "wait", "laid": "ok", "withdrawn": "stop"}
ADDING: dict[str, tuple[type[forms.ChangeForm], Any]] = {
    "limit": (forms.LimitForm, _("Change the time limit of a step")),
    "clock": (forms.TermForm, _("Change the term of the whole case")),
    "guard": (forms.GuardForm, _("Add a check at a step")),
}
DOING: dict[str, tuple[Any, Any, Any, str]] = {
    "approve": (forms.WordForm, approve_overlay, _("Approve the overlay"), "primary"),
    "object": (forms.AgainstForm, object_to_overlay, _("Object to the overlay"), "danger"),
}


def address(overlay: Overlay) -> str:
    """Return where the staff work on an overlay."""
    return reverse("overlay", args=[overlay.pk])


OVERLAYS: Final = Lister(
    caption=_("Overlays of changed laws"),
    columns=(
        Column("law", _("Changed law"), str, ("law",), address),
        Column("chart", _("Chart"), lambda o: f"{o.flowchart.code} {o.flowchart.name}", ("flowchart__code",)),
        Column("from", _("In force from"), lambda o: day(o.from_on), ("from_on",)),
        Column("status", _("State"), lambda o: badge(o.get_status_display(), TONES[o.status]), ("status",)),
        Column("runs", _("Cases under way"), lambda o: o.runs, ("runs",), numeric=True),
    ),
    filters=(Filter("state", _("State"), lambda rows, s: rows.filter(status=s), options=Overlay.Status.choices),),
    order="-from",
)
CHANGES: Final = Lister(
    caption=_("Due dates that moved"),
    columns=(
        Column("case", _("Case"), lambda c: c.run.series, ("run_id",)),
        Column("term", _("Term"), lambda c: c.term, ("term",)),
        Column("was", _("Was before"), lambda c: day(c.was_on) if c.was_on else "—", ("was_on",)),
        Column("now", _("Is now"), lambda c: day(c.now_on) if c.now_on else "—", ("now_on",)),
    ),
    order="case",
)


@require_safe
@allow(may_overlay)
def overlay_list(request: HttpRequest) -> HttpResponse:
    """List the overlays of the person's charts."""
    rows = overlays_of(person_of(request).pk)
    return render(request, "flowcharts/exceptions/overlays.html", {"listing": OVERLAYS.page(request, rows)})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_draft)
def overlay_new(request: HttpRequest) -> HttpResponse:
    """Draft an overlay."""
    agencies = agencies_where(person_id=person_of(request).pk, duties={"chart"})
    charts = Flowchart.objects.filter(agency__in=agencies, versions__status="published").select_related("agency")
    return act_page(
        request,
        form_class=forms.OverlayForm,
        form_arguments={"charts": [(c.pk, f"{c.agency.title} · {c.code} {c.name}") for c in charts.distinct()]},
        act=partial(draft_overlay, by=actor_of(request), at=clock.now()),
        success_url=address,
        done=_("The overlay is drafted. Add what the law changes."),
        template="flowcharts/exceptions/act.html",
        context={
            "heading": _("Lay a changed law over running cases"), "submit": _("Begin the overlay"),
            "lead": _("Cases stay on their version. Only a changed statute is laid over it, after two approvals."),
            "back_url": reverse("overlay_list"), "back_text": _("Overlays"),
        },
    )  # fmt: skip


@require_safe
@allow(may_overlay)
def overlay(request: HttpRequest, overlay_id: int) -> HttpResponse:
    """Show an overlay: its changes, the versions it lies over, who agreed, and the due dates that moved."""
    found = overlay_of(person_of(request).pk, overlay_id)
    words = list(found.approvals.select_related("person"))
    me = person_of(request).pk
    return render(
        request,
        "flowcharts/exceptions/overlay.html",
        {
            "overlay": found, "tone": TONES[found.status], "words": words, "approvers": APPROVERS,
            "items": [(item, told(item)) for item in found.items.all()],
            "versions": older(found),
            "drafting": found.status == "draft" and not words,
            "judging": found.status == "draft" and found.drafted_by_id != me and me not in {w.person_id for w in words},
            "own": found.drafted_by_id == me,
            "adding": [(kind, title) for kind, (_form, title) in ADDING.items()],
            "listing": CHANGES.page(request, found.changes.select_related("run")) if found.status == "laid" else None,
        },
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_draft)
def overlay_add(request: HttpRequest, overlay_id: int, kind: str) -> HttpResponse:
    """Add a change to an overlay."""
    found = overlay_of(person_of(request).pk, overlay_id)
    version = FlowchartVersion.objects.filter(flowchart=found.flowchart, status="published").first()
    if kind not in ADDING or version is None:
        raise NotFound
    form_class, heading = ADDING[kind]
    return _act(
        request, found, form_class, partial(add_change, overlay_id=found.pk), heading, _("Add the change"),
        form_arguments={"graph": store.published_graph(version.pk)},
    )  # fmt: skip


@require_POST
@allow(may_draft)
def overlay_drop(request: HttpRequest, overlay_id: int, item_id: int) -> HttpResponse:
    """Take a change out again."""
    found = overlay_of(person_of(request).pk, overlay_id)
    drop_change(overlay_id=found.pk, by=actor_of(request), at=clock.now(), item_id=item_id)
    return redirect(address(found))


@require_POST
@allow(may_draft)
def overlay_withdraw(request: HttpRequest, overlay_id: int) -> HttpResponse:
    """Take the overlay back."""
    found = overlay_of(person_of(request).pk, overlay_id)
    withdraw_overlay(overlay_id=found.pk, by=actor_of(request), at=clock.now())
    return redirect(address(found))


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_overlay)
def overlay_act(request: HttpRequest, overlay_id: int, doing: str) -> HttpResponse:
    """Agree or object."""
    found = overlay_of(person_of(request).pk, overlay_id)
    if doing not in DOING:
        raise NotFound
    form_class, act, heading, tone = DOING[doing]
    return _act(request, found, form_class, partial(act, overlay_id=found.pk), heading, heading, tone=tone)


def _act(
    request: HttpRequest, found: Overlay, form_class: Any, act: Any, heading: Any, submit: Any,
    *, tone: str = "primary", form_arguments: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    return act_page(
        request,
        form_class=form_class,
        form_arguments=form_arguments or {},
        act=partial(act, by=actor_of(request), at=clock.now()),
        success_url=address(found),
        template="flowcharts/exceptions/act.html",
        context={
            "heading": heading, "submit": submit, "tone": tone, "lead": found.reason, "back_url": address(found),
            "back_text": str(found),
        },
    )  # fmt: skip
