"""Pages of notices: the list, one with its effect or what it moved, and the two buttons of the second person."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.flowcharts.closures.access import may_keep
from enforcement.flowcharts.closures.checks import doubts_of
from enforcement.flowcharts.closures.confirm_revision import KIND, confirm_revision, withdraw_revision
from enforcement.flowcharts.closures.effect import effect_of
from enforcement.flowcharts.closures.models import CalendarRevision, DueChange
from enforcement.flowcharts.closures.reading import StatedDay
from enforcement.jobs.models import Job
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge, day

Status = CalendarRevision.Status
TONES: Final = {"proposed": "wait", "confirmed": "ok", "withdrawn": "stop"}
NOTICES: Final = Lister(
    caption=_("Notices of holidays"),
    columns=(
        Column("notice", _("Number of the notice"), lambda r: r.notice_number, ("notice_number",),
               lambda r: reverse("calendar_notice", args=[r.pk])),
        Column("layer", _("Whose days"), lambda r: r.layer.name),
        Column("year", _("Year"), lambda r: r.year or "—", ("year",)),
        Column("state", _("State"), lambda r: badge(r.get_status_display(), TONES[r.status]), ("status",)),
        Column("entered", _("Entered"), lambda r: day(r.proposed_at), ("proposed_at",)),
    ),
    filters=(Filter("state", _("State"), lambda rows, s: rows.filter(status=s), options=Status.choices),),
    order="-entered",
)  # fmt: skip
CHANGES: Final = Lister(
    caption=_("Due days that it moved"),
    columns=(
        Column("case", _("Case"), lambda c: c.run.series),
        Column("agency", _("Agency"), lambda c: c.agency.title, ("agency__path",)),
        Column("term", _("Term"), lambda c: c.term),
        Column("was", _("Was due"), lambda c: day(c.due_before), ("due_before",)),
        Column("now", _("Now due"), lambda c: day(c.due_after), ("due_after",)),
    ),
    order="now",
)


@require_safe
@allow(may_keep)
def calendar_notices(request: HttpRequest) -> HttpResponse:
    """List the notices and closures that were entered."""
    rows = CalendarRevision.objects.select_related("layer").defer("notice")
    return render(request, "flowcharts/closures/notices.html", {"listing": NOTICES.page(request, rows)})


@require_safe
@allow(may_keep)
def calendar_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a notice: while it waits, what it would do; once in force, what it moved."""
    found = _found(pk)
    days = list(found.days.all())
    context: dict[str, Any] = {
        "revision": found, "tone": TONES[found.status], "off": [d for d in days if not d.is_working],
        "worked": [d for d in days if d.is_working], "mine": found.proposed_by_id == person_of(request).pk,
        "doubts": doubts_of([StatedDay(d.day, d.is_working) for d in days], found.year or 0),
    }  # fmt: skip
    if found.status == Status.PROPOSED:
        context["effect"] = effect_of(found)
    elif found.status == Status.CONFIRMED:
        changes = DueChange.objects.filter(revision=found).select_related("run", "agency")
        context["listing"] = CHANGES.page(request, changes)
        context["job"] = None if found.computed_at else Job.objects.filter(kind=KIND).order_by("-pk").first()
    return render(request, "flowcharts/closures/notice.html", context)


@require_POST
@allow(may_keep)
def calendar_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a notice into force."""
    confirm_revision(revision_id=pk, by=actor_of(request), at=clock.now())
    messages.success(request, _("The notice is in force; all open due days are being computed anew."))
    return redirect("calendar_notice", pk=pk)


@require_POST
@allow(may_keep)
def calendar_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a notice back."""
    withdraw_revision(revision_id=pk, by=actor_of(request), at=clock.now())
    messages.success(request, _("The notice is withdrawn."))
    return redirect("calendar_notices")


def _found(pk: int) -> CalendarRevision:
    found = CalendarRevision.objects.select_related("layer", "proposed_by", "confirmed_by").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
