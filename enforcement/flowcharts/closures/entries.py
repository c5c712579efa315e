"""Notices of holidays and closures of agencies: what this area enters elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enforcement.access import public
from enforcement.flowcharts.closures import recompute
from enforcement.flowcharts.closures.access import KEEPERS, may_close, may_keep
from enforcement.flowcharts.closures.confirm_revision import KIND
from enforcement.flowcharts.closures.models import CalendarRevision
from enforcement.jobs.register import register
from enforcement.jobs.timetable import every
from enforcement.organisation.access import duties_of, person_of
from enforcement.web import worklist
from enforcement.web.navigation import MenuEntry, enter
from enforcement.web.worklist import ToDo


def enter_all() -> None:
    """Enter pages, the job, its sweep and what waits for the second person."""
    enter(MenuEntry("calendar_now", _("Working days"), "calendar", public, "public", 30))
    enter(MenuEntry("calendar_notices", _("Notices of holidays"), "calendar-event", may_keep, "manage", 40))
    enter(MenuEntry("calendar_closure", _("Closure of the agency"), "calendar-off", may_close, "manage", 41))
    register(KIND, title=_("Compute due days anew"))(recompute.work)
    every(60, "calendar.sweep", recompute.work)
    worklist.enter("calendar", to_do)


def to_do(request: HttpRequest) -> Iterator[ToDo]:
    """Yield the notices that wait for this person's confirmation."""
    if not duties_of(request) & KEEPERS:
        return
    waiting = CalendarRevision.objects.filter(status=CalendarRevision.Status.PROPOSED).defer("notice")
    for one in waiting.exclude(proposed_by_id=person_of(request).pk).exclude(layer__kind="agency"):
        yield ToDo(
            str(_("Compare the notice of holidays and confirm it")), reverse("calendar_notice", args=[one.pk]),
            kind="calendar", subject=one.notice_number,
        )  # fmt: skip
