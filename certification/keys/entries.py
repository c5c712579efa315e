"""What keys enter elsewhere: the setting, the menu, what waits, work that comes round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from certification.keys import log, parameters
from certification.keys.access import DUTIES, keeps_keys
from certification.keys.opening import roots_are_here
from certification.keys.renew import renew
from certification.models import KeyCeremony
from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.jobs.timetable import every
from enforcement.organisation.access import duties_of
from enforcement.web import worklist
from enforcement.web.navigation import MenuEntry, enter
from enforcement.web.worklist import ToDo

LIST_EVERY: Final = 60
LOG_EVERY: Final = 60
"""Minutes. A log is published when something new was signed, so at least on each day of issue."""


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
    enter(MenuEntry("key_list", _("Signing keys"), "key", keeps_keys, "manage", 70))
    worklist.enter("keys", waiting)
    every(LIST_EVERY, "keys.list", renew_list)
    every(LOG_EVERY, "keys.logs", publish_logs)


def renew_list(job: Any) -> dict[str, Any]:  # noqa: ARG001 (every work gets its job)
    """Publish the key list anew before it ends, or where it says less than the register."""
    made = renew(at=clock.now()) if roots_are_here() else None
    return {"version": made.version if made else 0}


def publish_logs(job: Any) -> dict[str, Any]:  # noqa: ARG001 (every work gets its job)
    """Publish the roots of the logs that grew."""
    return {"logs": [root.kid for root in log.publish_logs(by=SYSTEM, at=clock.now())]}


def waiting(request: HttpRequest) -> Iterator[ToDo]:
    """Yield the proposals that a second person may confirm."""
    if not duties_of(request) & set(DUTIES):
        return
    rows = KeyCeremony.objects.filter(state=KeyCeremony.State.PROPOSED).exclude(proposed_by=request.user.pk)
    for row in rows:
        yield ToDo(
            title=_("Confirm or refuse: %(what)s") % {"what": row.get_kind_display()},
            url=reverse("key_ceremony", args=[row.pk]),
        )
