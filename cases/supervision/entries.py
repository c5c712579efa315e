"""What supervision enters elsewhere: the menu and the list of things to do."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.supervision import bases, found_elsewhere, sources
from cases.supervision.access import DUTY, alarms_for, supervises
from cases.supervision.models import Alarm
from enforcement.organisation.access import duties_of, person_of
from enforcement.web import navigation, worklist
from enforcement.web.navigation import MenuEntry
from enforcement.web.worklist import ToDo

SHOWN = 12


def enter_all() -> None:
    """Enter everything."""
    navigation.enter(
        MenuEntry("supervision_board", gettext_lazy("Supervision board"), "traffic-lights", supervises, "supervise", 10)
    )
    navigation.enter(MenuEntry("supervision_alarms", gettext_lazy("Alarms"), "bell", supervises, "supervise", 20))
    sources.enter("R39", bases.charts)
    worklist.enter("supervision.alarms", alarms_to_settle)
    found_elsewhere.enter_all()


def alarms_to_settle(request: HttpRequest) -> Iterator[ToDo]:
    """Yield settlements that others proposed, then the red alarms that nobody has settled, the oldest first."""
    if DUTY not in duties_of(request):
        return
    waits = Q(state=Alarm.State.PROPOSED) & ~Q(proposed_by=person_of(request))
    rows = alarms_for(request).filter(Q(state=Alarm.State.OPEN, severity=Alarm.Severity.RED) | waits)
    for alarm in rows.select_related("case").order_by("-state", "raised_at", "pk")[:SHOWN]:
        kind = _("Alarm") if alarm.state == Alarm.State.OPEN else _("Settlement to review")
        yield ToDo(
            title=alarm.sentence, url=reverse("supervision_alarm", args=[alarm.pk]),
            subject=f"{kind} · {alarm.rule} · {alarm.about}", kind=kind,
            light="red" if alarm.state == Alarm.State.OPEN else "yellow",
        )  # fmt: skip
