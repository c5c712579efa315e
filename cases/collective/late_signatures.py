"""Remind members of minutes that they have not signed, each on the own desk, with the days it is late."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Case, Member
from cases.queries import open_steps
from cases.settings import legal
from cases.timing import light_of
from enforcement import clock
from enforcement.flowcharts.calendar.current import calendar
from enforcement.organisation.access import duties_of, person_of
from enforcement.web.worklist import ToDo


def to_do(request: HttpRequest) -> Iterator[ToDo]:
    """Yield the minutes that wait for this person's signature."""
    if not request.user.is_authenticated or "discuss" not in duties_of(request):
        return
    today = clock.today()
    records = {r.run_id: r for r in open_steps().filter(node__act="sign_minutes")}
    rows = Member.objects.filter(
        person=person_of(request), present=True, signed_at=None, discussion__concluded_on=None,
        discussion__case__run__in=list(records), discussion__held_on__isnull=False,
    ).select_related("discussion__case__agency", "discussion__case__party")  # fmt: skip
    for row in rows:
        case: Case = row.discussion.case
        held = row.discussion.held_on
        due = calendar().add_working(held, legal(case.agency, today).minutes_days) if held else None
        late = due is not None and today > due
        yield ToDo(
            title=_("Your signature under the minutes is late") if late else _("Sign the minutes"),
            subject=f"{case} · {case.party.name}", due_on=due, kind="case", light=light_of(due, held, today),
            url=reverse("case_step", args=[case.pk, records[case.run_id or 0].pk]),
        )  # fmt: skip
