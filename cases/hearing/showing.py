"""What a hearing puts on the page of its case, and on the desk of whoever keeps its record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.hearing.sitting import seated
from cases.hearing.titles import shown
from cases.models import Case, Hearing
from cases.queries import open_steps
from cases.timing import light_of
from enforcement import clock
from enforcement.organisation.access import person_of
from enforcement.web.worklist import ToDo

ACTS = ("hold_hearing", "sign_hearing_record")


def panel(case: Case, request: HttpRequest) -> dict[str, Any] | None:
    """Return the last hearing of a case with who sits; nothing without one."""
    hearing = case.hearings.prefetch_related("seats", "breaks").last()
    if hearing is None:
        return None
    me, here = person_of(request).pk, seated(hearing)
    return {
        "hearing": hearing, "seats": [(shown(title), who.name) for title, who in here if who.name],
        "breaks": list(hearing.breaks.all()), "pages": hearing.pages.count(),
        "conduct": reverse("hearing_conduct", args=[case.pk]) if any(who.person_id == me for _t, who in here) else "",
    }  # fmt: skip


def to_do(request: HttpRequest) -> Iterator[ToDo]:
    """Yield the hearings whose record this person keeps, from their day until the record is signed."""
    if not request.user.is_authenticated:
        return
    today = clock.today()
    runs = open_steps().filter(node__act__in=ACTS).values("run")
    rows = Hearing.objects.filter(recorder=person_of(request), ended_on=None, reported_on=None, case__run__in=runs)
    for row in rows.select_related("case__party"):
        yield ToDo(
            title=_("Keep the record of the hearing"), subject=f"{row.case} · {row.case.party.name}",
            url=reverse("hearing_conduct", args=[row.case_id]), due_on=row.planned_on, kind="case",
            light=light_of(row.planned_on, row.notice_served_on, today),
        )  # fmt: skip
