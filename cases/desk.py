"""What cases put on the desk and into the menu: who must do what, by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.access import case_worker
from cases.asking import rule_of
from cases.lights import step_timed
from cases.measures import waits_for_test
from cases.models import Assignment, Case, Measure
from cases.pages import PAGES
from cases.queries import CASE_DUTIES, open_steps
from cases.threshold_settings import lights_by_agency
from cases.timing import light_of
from enforcement import clock
from enforcement.access import public
from enforcement.flowcharts.acts import VOCABULARY, Act, register
from enforcement.flowcharts.models import StepRecord
from enforcement.organisation.access import duties_of, duty, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.organisation.models import Agency
from enforcement.web import navigation, worklist
from enforcement.web.navigation import MenuEntry
from enforcement.web.worklist import ToDo

MOST = 200
BY_PERSON = "sign_minutes"
"""Not for whoever holds the duty but for each who was there: the minutes stand on the desks of those."""


def to_do(request: HttpRequest) -> Iterator[ToDo]:
    """Yield the open steps that the person may do, the soonest due first, and measures that run out.

    Officers see the steps of their own cases; a step that nobody is assigned to yet is seen by all with the duty.
    """
    if not request.user.is_authenticated or not duties_of(request) & CASE_DUTIES:
        return
    me, today = person_of(request).pk, clock.today()
    own = set(Assignment.objects.filter(person_id=me, to_on__isnull=True).values_list("case_id", flat=True))
    yield from islice(_steps(request, me, own, today), MOST)
    yield from _measures(own, today)


def _steps(request: HttpRequest, me: int, own: set[int], today: date) -> Iterator[ToDo]:
    held = duties_of(request) & CASE_DUTIES
    where = {code: set(agencies_where(person_id=me, duties={code}).values_list("pk", flat=True)) for code in held}
    seen = set().union(*where.values())
    points = lights_by_agency(Agency.objects.filter(pk__in=seen), today)
    for record in _open(seen):
        case: Case = record.run.case
        roles = [role.ref for role in rule_of(record).roles]
        fits = [ref for ref in roles if record.agency_id in where.get(ref, ())]
        if not fits or (fits == ["handle"] and record.has_officers and case.pk not in own):
            continue
        yield ToDo(
            title=f"{record.node.code} {record.node.title}", subject=f"{case} · {case.party.name} · {case.cause}",
            url=reverse("case_step", args=[case.pk, record.pk]), due_on=_set_for(record) or record.due_on, kind="case",
            light=light_of(_set_for(record), record.entered_at, today)
            or step_timed(record, today, points[record.agency_id]).light,
        )  # fmt: skip


def _set_for(record: StepRecord) -> date | None:
    """Return the day on which a hearing was fixed: it is waited for, not the last day that the law would allow."""
    fixed = record.run.events.get("hearing_on") if record.node.act == "hold_hearing" else None
    return date.fromisoformat(fixed) if fixed else None


def _open(agency_ids: set[int]) -> Iterable[Any]:
    rows = open_steps().filter(agency_id__in=agency_ids, run__case__origin=Case.Origin.HERE)
    rows = rows.exclude(node__act=BY_PERSON)
    assigned = Assignment.objects.filter(case__run_id=OuterRef("run_id"), to_on__isnull=True)
    return (
        rows.select_related("node", "run__case__party")
        .annotate(has_officers=Exists(assigned))
        .order_by("due_on", "entered_at")
    )


def _measures(own: set[int], today: date) -> Iterator[ToDo]:
    rows = (
        Measure.objects.filter(case_id__in=own, case__origin=Case.Origin.HERE, ended_on__isnull=True)
        .select_related("case")
        .order_by("due_on")
    )
    for measure in rows:
        if waits_for_test(measure):
            said, due = _("Being tested, the term waits: %(kind)s"), None
        else:
            due = measure.due_on
            said = _("The time is over, give back: %(kind)s") if today > due else _("Dispose of: %(kind)s")
        yield ToDo(
            title=said % {"kind": measure.get_kind_display()}, subject=str(measure.case),
            url=reverse("case_act", args=[measure.case_id, "dispose_measure"]), due_on=due, kind="case",
            light=light_of(due, measure.taken_on, today),
        )  # fmt: skip


def enter_all() -> None:
    """Enter the menu, the to-do items, and the acts with the address where they are done."""
    navigation.enter(MenuEntry("case_list", gettext_lazy("Cases"), "folders", case_worker, "work", 10))
    navigation.enter(
        MenuEntry("case_register", gettext_lazy("Register a clue"), "folder-plus", duty("intake"), "work", 11)
    )
    navigation.enter(MenuEntry("decision_list", gettext_lazy("Published decisions"), "gavel", public, "public", 12))
    worklist.enter("cases", to_do)
    for code in dict.fromkeys([*ACTS, *(p.act for p in PAGES.values() if p.act in VOCABULARY)]):
        known = VOCABULARY[code]
        register(Act(code, known.title_zh, known.title_en, "case_step"))


ACTS = (
    "record", "register_clue", "check_clue", "file_case", "assign", "investigate", "preserve", "seize",
    "conclude_investigation", "check_case", "propose", "notify_party", "hear_defence", "decide", "draw_up_decision",
    "serve", "publish_decision", "record_payment", "close_case", "archive_case",
)  # fmt: skip
