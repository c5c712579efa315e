"""What complaints enter elsewhere: settings, the menu and the list of things to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.supervision.access import DUTY, supervises
from cases.supervision.complaints import parameters
from cases.supervision.complaints.access import complaints_for
from cases.supervision.complaints.models import Complaint
from enforcement import clock
from enforcement.access import public
from enforcement.organisation.access import duties_of
from enforcement.web import navigation, worklist
from enforcement.web.navigation import MenuEntry
from enforcement.web.worklist import ToDo

SHOWN: Final = 12
SOON: Final = timedelta(days=3)


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
    complain, complaints = gettext_lazy("Complain or report"), gettext_lazy("Complaints")
    navigation.enter(MenuEntry("complain", complain, "message-report", public, "public", 14))
    navigation.enter(MenuEntry("supervision_complaints", complaints, "message-report", supervises, "supervise", 30))
    worklist.enter("supervision.complaints", complaints_to_handle)


def complaints_to_handle(request: HttpRequest) -> Iterator[ToDo]:
    """Yield the complaints to take up, and those that the person took up and must answer, the most urgent first."""
    if DUTY not in duties_of(request):
        return
    today = clock.today()
    mine = complaints_for(request).filter(state=Complaint.State.RECEIVED) | complaints_for(request).filter(
        state=Complaint.State.EXAMINED, taken_up_by=request.user.pk
    )
    for row in mine.select_related("agency").order_by(F("due_on"), "pk")[:SHOWN]:
        new, due = row.state == Complaint.State.RECEIVED, row.due_on or today
        yield ToDo(
            title=_("Take up a complaint") if new else _("Answer a complaint"),
            url=reverse("supervision_complaint", args=[row.pk]), due_on=due, kind=_("Complaint"),
            subject=f"{row.number} · {row.agency.title} · {row.get_kind_display()}",
            light="red" if due < today else "yellow" if due <= today + SOON else "green",
        )  # fmt: skip
