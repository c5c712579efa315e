"""What the acts on measures share: taking one with its own due date, and finding one that still lasts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, close_step, lock, officers, require_open, signed
from cases.documents.layout import Row, chinese_day
from cases.documents.sheets import keep_sheet, named
from cases.models import Case, Measure
from cases.rules.time import preserve_due, seize_due
from cases.settings import legal
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, OutOfOrder
from enforcement.flowcharts.calendar.current import calendar
from enforcement.organisation.duties.holding import holds
from enforcement.organisation.models import Person


class NoPower(Invalid):
    """Refuse a measure that nobody with the power approved."""

    sentence = _("This person may not approve the measure.")
    remedy = _("Choose the head of the agency or the deputy in charge.")


class MeasureEnded(OutOfOrder):
    """Refuse to change a measure that has ended."""

    sentence = _("This measure has ended.")
    remedy = _("Reload the page to see the measures that still last.")


def due_of(measure: Measure) -> date:
    """Return the last day: 7 working days (处罚法56), or 30 days, tests left out, once 30 more (强制法25)."""
    rules, days = legal(measure.case.agency, measure.taken_on), calendar()
    if measure.kind == Measure.Kind.PRESERVE:
        return preserve_due(measure.taken_on, rules, days)
    tested = (measure.test_from_on, measure.test_to_on) if measure.test_told_on else (None, None)
    return seize_due(measure.taken_on, rules, days, tested=tested, extended=measure.extended_on is not None)


def lasting(case: Case, measure_id: int) -> Measure:
    """Return a measure of the case that has not ended.

    Raises:
        NotFound: if the case has no such measure. MeasureEnded: if it has ended.
    """
    found = Measure.objects.select_related("case__agency").filter(case=case, pk=measure_id).first()
    if found is None:
        raise NotFound
    if found.ended_on is not None:
        raise MeasureEnded
    return found


def take(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    kind: str,
    act: str,
    items: str,
    legal_basis: str,
    officer_ids: Iterable[int],
    approved_by_id: int,
    taken_on: date | None,
    place: str,
    papers: Iterable[str],
) -> Measure:
    """Take a measure and return to the investigation, in the transaction of the act."""
    case = lock(case_id)
    step = require_open(case, act)
    day = checked_day(taken_on, at=at, field="taken_on", not_before=clock.day_of(step.entered_at))
    approver = Person.objects.filter(pk=approved_by_id).first()
    if approver is None or not holds(person_id=approved_by_id, duty="decide", agency=case.agency):
        raise NoPower(field="approved_by_id")
    measure = Measure(
        case=case, kind=kind, taken_on=day, approved_by=approver.name, items=items, legal_basis=legal_basis, due_on=day
    )
    measure.due_on = due_of(measure)
    measure.save()
    people = officers(case, officer_ids, on=day)
    rows: list[Row] = [
        ("日　　期", chinese_day(day)), ("地　　点", place), ("物品清单", items), ("依　　据", legal_basis),
        ("批准人", approver.name), ("期　　限", f"至{chinese_day(measure.due_on)}"), ("执法人员", named(people)),
    ]  # fmt: skip
    for code in papers:
        keep_sheet(case=case, code=code, rows=rows, by=by, at=at, step=step.node.code)
    close_step(
        case, act=act, by=signed(by, people), at=at, outcome="taken", people=people,
        body={"measure": measure.pk, "taken_on": day, "due_on": measure.due_on, "approved_by": approver.name},
    )  # fmt: skip
    return measure
