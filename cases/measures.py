"""What the acts on measures share: taking one with its own due date, and finding one that still lasts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from cases.acting import DayAhead, as_json, checked_day, close_step, lock, officers, require_open, signed
from cases.documents.layout import Row, chinese_day
from cases.documents.letters import OF_MEASURES, about, keep_letter
from cases.documents.sheets import keep_sheet, named
from cases.evidence.things import read, refuse_seized
from cases.models import Case, Measure, Thing
from cases.rules.time import preserve_due, seize_due, tested_until
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


class NobodyApproved(NoPower):
    """Refuse a measure without the name of who approved it."""

    sentence = _("Say who approved the measure.")
    remedy = _("Choose the head; if it could not wait, tick that it was urgent.")


class ListUnsigned(Invalid):
    """Refuse a list that the party did not sign, without the reason and the witness."""

    sentence = _("The party did not sign the list: say why, and who witnessed it.")
    article = "中华人民共和国行政强制法第十八条、第二十四条"


class MeasureEnded(OutOfOrder):
    """Refuse to change a measure that has ended."""

    sentence = _("This measure has ended.")
    remedy = _("Reload the page to see the measures that still last.")


def due_of(measure: Measure, *, on: date | None = None) -> date:
    """Return the last day: 7 working days (处罚法56), or 30 days, tests left out, once 30 more (强制法25).

    While a test lasts it is the earliest possible one; with ``on`` the one if the test ended on that day.
    """
    rules, days = legal(measure.case.agency, measure.taken_on), calendar()
    if measure.kind == Measure.Kind.PRESERVE:
        return preserve_due(measure.taken_on, rules, days)
    tested = (measure.test_from_on, measure.test_to_on) if measure.test_told_on else (None, None)
    if on is not None:
        tested = tested_until(tested, on)
    return seize_due(measure.taken_on, rules, days, tested=tested, extended=measure.extended_on is not None)


def has_lapsed(measure: Measure, on: date) -> bool:
    """Return whether a preservation has ended of itself by a day: its seven working days are over."""
    return measure.kind == Measure.Kind.PRESERVE and on > measure.due_on


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
    approved_by_id: int | None,
    taken_on: date | None,
    taken_time: time | None,
    is_urgent: bool,
    list_signed: bool,
    list_note: str,
    place: str,
    papers: Iterable[str],
) -> Measure:
    """Take a measure and return to the investigation, in the transaction of the act.

    An urgent one is taken before the approval, which must follow within 24 hours (强制法19; 市监33).
    """
    case = lock(case_id)
    step = require_open(case, act)
    moment = _moment(taken_on, taken_time, at)
    day = checked_day(clock.day_of(moment), at=at, field="taken_on", not_before=clock.day_of(step.entered_at))
    if moment > at:
        raise DayAhead(field="taken_time")
    approver = "" if is_urgent else _approver(case, approved_by_id)
    if not list_signed and not list_note.strip():
        raise ListUnsigned(field="list_note")
    things = read(items)
    if kind == Measure.Kind.SEIZE:
        refuse_seized(case, things)
    people = officers(case, officer_ids, on=day)
    measure = Measure(
        case=case, kind=kind, taken_on=day, taken_at=moment, is_urgent=is_urgent, approved_by=approver, items=items,
        legal_basis=legal_basis, due_on=day, list_signed=list_signed, list_note=list_note[:200],
        officers=as_json(people),
    )  # fmt: skip
    measure.due_on = due_of(measure)
    measure.save()
    for thing in things:
        thing.measure = measure
    Thing.objects.bulk_create(things)
    rows: list[Row] = [
        ("日　　期", chinese_day(day)), ("地　　点", place), ("物品清单", items), ("依　　据", legal_basis),
        ("批准人", approver or "情况紧急，二十四小时内补办批准手续"),
        ("清单签名", "当事人已签名" if list_signed else f"当事人未签名：{list_note}"),
        ("期　　限", f"至{chinese_day(measure.due_on)}"), ("执法人员", named(people)),
    ]  # fmt: skip
    _write(measure, papers, rows, place, by=by, at=at, step=step.node.code)
    close_step(
        case, act=act, by=signed(by, people), at=at, outcome="taken", people=people,
        body={"measure": measure.pk, "taken_on": day, "due_on": measure.due_on, "approved_by": approver,
              "urgent": is_urgent, "taken_at": moment, "things": len(things)},
    )  # fmt: skip
    return measure


def _write(
    measure: Measure, papers: Iterable[str], rows: list[Row], place: str, *, by: Actor, at: datetime, step: str
) -> None:
    """Write letters for what goes to the party, sheets for the rest; of an urgent measure no approval is told."""
    told = {**about(measure), "保存地点": place or "另行告知"}
    letters = OF_MEASURES - ({"BC2"} if measure.is_urgent else set())
    for code in papers:
        if code in letters:
            keep_letter(case=measure.case, code=code, on=measure.taken_on, by=by, at=at, step=step, answers=told)
        else:
            keep_sheet(case=measure.case, code=code, rows=rows, by=by, at=at, step=step)


def _moment(day: date | None, hour: time | None, at: datetime) -> datetime:
    """Return when a measure was taken: the moment of the act unless a day or an hour is given."""
    local = localtime(at)
    if day is None and hour is None:
        return at
    chosen = hour or (local.time() if day in (None, local.date()) else time(0))
    return datetime.combine(day or local.date(), chosen, tzinfo=local.tzinfo)


def _approver(case: Case, person_id: int | None) -> str:
    """Return the name of the head who approved.

    Raises:
        NobodyApproved: for nobody. NoPower: for somebody without the duty.
    """
    found = Person.objects.filter(pk=person_id or 0).first()
    if found is None:
        raise NobodyApproved(field="approved_by_id")
    if not holds(person_id=found.pk, duty="decide", agency=case.agency):
        raise NoPower(field="approved_by_id")
    return found.name


def waits_for_test(measure: Measure) -> bool:
    """Return whether a test that the party was told of is under way: its days do not count (行政强制法第二十五条)."""
    return measure.test_told_on is not None and measure.test_from_on is not None and measure.test_to_on is None
