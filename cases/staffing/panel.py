"""What the case page shows of staffing, and what waits on the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Assignment, Case, Clue, Handover, Recusal
from cases.rules.time import working
from cases.settings import legal
from cases.staffing.answer import tell_by
from cases.timing import light_of
from enforcement import clock
from enforcement.flowcharts.calendar.current import calendar
from enforcement.organisation.access import person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.web.worklist import ToDo


def of_case(case: Case, request: HttpRequest) -> dict[str, Any] | None:  # noqa: ARG001 (a panel's shape)
    """Return questions of recusal and hand-overs; nothing for a case without any."""
    recusals, handovers = list(case.recusals.all()), list(case.handovers.filter(is_dropped=False))
    reporter = hasattr(case, "clue") and case.clue.has_reporter
    shown = {"recusals": recusals, "handovers": handovers, "reporter": reporter}
    return shown if any(shown.values()) else None


def _answers(me: int, today: date) -> Iterator[ToDo]:
    """Yield reporters to be told and senders to be answered, of the person's own cases."""
    own = Assignment.objects.filter(person_id=me, to_on__isnull=True).values("case_id")
    rows = Clue.objects.filter(case_id__in=own).select_related("case__agency", "case__run")
    for clue in rows.filter(told_on__isnull=True).exclude(reporter_sealed="", contact_sealed=""):
        due = tell_by(clue.case)
        if due is not None:
            yield _answer(clue, _("Tell the reporter"), "tell_reporter", due, today)
    for clue in rows.filter(answered_on__isnull=True, answer_due_on__isnull=False).exclude(sender=""):
        yield _answer(clue, _("Answer the agency that sent the clue"), "answer_sender", clue.answer_due_on, today)


def _answer(clue: Clue, title: str, act: str, due: date | None, today: date) -> ToDo:
    return ToDo(
        title=title, subject=str(clue.case), due_on=due, kind="case", light=light_of(due, clue.case.clue_on, today),
        url=reverse("case_act", args=[clue.case_id, act]),
    )  # fmt: skip


def to_do(request: HttpRequest) -> Iterator[ToDo]:
    """Yield requests of recusal for those who decide, and hand-overs for those who sign."""
    if not request.user.is_authenticated:
        return
    me, today = person_of(request).pk, clock.today()
    unsigned = Q(taker_id=me, taken_at__isnull=True) | Q(giver_id=me, given_at__isnull=True, absence="")
    for row in Handover.objects.filter(unsigned, done_on__isnull=True).select_related("case"):
        yield ToDo(
            title=_("Sign the hand-over"), subject=str(row.case), due_on=None, kind="case", light="yellow",
            url=reverse("case_act", args=[row.case_id, "sign_handover"]),
        )  # fmt: skip
    yield from _answers(me, today)
    where = agencies_where(person_id=me, duties={"decide"}).values("pk")
    asked = Recusal.objects.filter(decided_on__isnull=True, case__agency__in=where).exclude(person_id=me)
    for one in asked.select_related("case__agency"):
        due = working(one.asked_on, legal(one.case.agency, today).recusal_days, calendar())
        yield ToDo(
            title=_("Decide on the recusal of %(name)s") % {"name": one.name}, subject=str(one.case), due_on=due,
            kind="case", light=light_of(due, one.asked_on, today),
            url=reverse("case_act", args=[one.case_id, "decide_recusal"]),
        )  # fmt: skip
