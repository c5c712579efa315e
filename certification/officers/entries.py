"""What the register enters elsewhere: its place in the menu, its settings, and what waits on the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from certification.officers import end_duties, parameters, queries
from certification.officers.access import agencies_kept, sees
from certification.officers.intake import work
from enforcement import clock
from enforcement.access import signed_in
from enforcement.jobs.timetable import every
from enforcement.organisation.access import duties_of
from enforcement.organisation.parameters import value
from enforcement.web import worklist
from enforcement.web.navigation import MenuEntry, enter
from enforcement.web.worklist import ToDo

SHOWN: Final = 50


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
    enter(MenuEntry("officer_record_list", _("Officers’ register"), "users-group", sees, "work", 59))
    enter(MenuEntry("officer_own", _("My record"), "user-circle", signed_in, "own", 40))
    worklist.enter("officers", to_do)
    every(work.DAILY, work.CLEANING, work.clean)
    every(work.DAILY, end_duties.DAILY, end_duties.end_due)


def to_do(request: HttpRequest) -> Iterator[ToDo]:
    """Yield requests for correction to answer, and cards to cancel of those who left."""
    held = duties_of(request)
    if held & {"apply", "examine"}:
        for row in queries.corrections_for(agencies_kept(request)).exclude(person_id=request.user.pk or 0)[:SHOWN]:
            yield ToDo(
                title=_("%(name)s says that the record is wrong") % {"name": row.person.name},
                url=reverse("officer_correction", args=[row.pk]), subject=row.agency.title, kind="officer",
            )  # fmt: skip
    if "issue" in held:
        yield from _cards(request)


def _cards(request: HttpRequest) -> Iterator[ToDo]:
    today = clock.today()
    for card in queries.to_cancel(agencies_kept(request, "issue"), today)[:SHOWN]:
        days = int(value(parameters.CANCEL_DAYS, agency=card.agency, on=today))
        due = (card.left_on or today) + timedelta(days=days)
        yield ToDo(
            title=_("Cancel the card of %(name)s, who has left the post") % {"name": card.name},
            url=reverse("credential_act", args=[card.pk, "cancel"]), subject=card.agency.title, due_on=due,
            light="red" if due < today else "yellow", kind="credential",
        )  # fmt: skip
