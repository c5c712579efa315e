"""What showing enters elsewhere: settings, the menu, things to do, background work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.display import parameters, queries
from certification.display.delete_visits import delete_visits
from certification.models import BoundDevice, Visit
from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.jobs.timetable import every
from enforcement.organisation.access import duties_of, duty
from enforcement.web import navigation, worklist
from enforcement.web.navigation import MenuEntry
from enforcement.web.worklist import ToDo

DELETING: Final = "certification.delete_visits"
EVERY_MINUTES: Final = 1440
SHOWN: Final = 12
TOLD: Final = timedelta(days=7)


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
    phones, visits = gettext_lazy("Phones that show credentials"), gettext_lazy("Announced visits")
    navigation.enter(MenuEntry("display_devices", phones, "device-mobile", duty("issue"), "work", 63))
    navigation.enter(MenuEntry("visit_list", visits, "building", duty("supervise"), "supervise", 40))
    worklist.enter("display.visits", visits_to_review)
    worklist.enter("display.phones", phones_taken)
    every(EVERY_MINUTES, DELETING, delete_visits_over)


def visits_to_review(request: HttpRequest) -> Iterator[ToDo]:
    """Yield the visits with an alarm or a low rating that no supervisor has reviewed, the oldest first."""
    if "supervise" not in duties_of(request) or request.user.pk is None:
        return
    rows = queries.visits_for(request.user.pk).filter(queries.waiting()).order_by("at", "pk")
    for visit in rows[:SHOWN]:
        far = visit.km is not None
        words = _("One credential in two places: %(name)s") if far else _("Low rating of a visit: %(name)s")
        yield ToDo(
            title=words % {"name": visit.credential.name}, url=reverse("visit_detail", args=[visit.pk]),
            subject=visit.enterprise, light="red" if far else "yellow", kind=_("Visit"),
        )  # fmt: skip


def phones_taken(request: HttpRequest) -> Iterator[ToDo]:
    """Yield to the holder, for a week, that a phone was withdrawn for another one or by the office."""
    if request.user.pk is None:
        return
    since = clock.now() - TOLD
    told = (BoundDevice.Why.REPLACED, BoundDevice.Why.OFFICE)
    for device in queries.devices_of(request.user.pk).filter(withdrawn_at__gte=since, why__in=told)[:SHOWN]:
        yield ToDo(
            title=_("Your phone %(phone)s no longer shows your credential") % {"phone": device.name},
            url=reverse("credential_own"), subject=device.get_why_display(), light="yellow", kind=_("Credential"),
        )  # fmt: skip


def delete_visits_over(job: Any) -> dict[str, Any]:  # noqa: ARG001 (every piece of work gets its progress)
    """Delete the visits whose time is over, agency by agency."""
    done, at = 0, clock.now()
    for agency in Visit.objects.order_by().values_list("credential__agency", flat=True).distinct():
        while count := delete_visits(agency_id=agency, by=SYSTEM, at=at):
            done += count
    return {"deleted": done}
