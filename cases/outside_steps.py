"""The run of an outside record: steps written as they were told, on a published version, past the engine's guards.

This and the engine are the only writers of step records.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.outside import ImportRefused, OutsideCase, OutsideStep, Who
from cases.outside_people import People
from enforcement.flowcharts import store
from enforcement.flowcharts.calendar.current import calendar
from enforcement.flowcharts.deadlines import due
from enforcement.flowcharts.engine.begin import NoPublishedChart, version_in_force
from enforcement.flowcharts.graph import Graph, Limit
from enforcement.flowcharts.models import FlowchartVersion, Node, Participant, Run, RunClock, StepRecord

EVENTS = {"notice_served": "notices", "hearing_accepted": "hearings"}


def write_run(case: Case, data: OutsideCase, people: People, *, at: datetime) -> Run:
    """Write the run, its steps, who took part, and its clocks.

    Raises:
        ImportRefused: for a step that the chart does not have, or that ends before it begins.
        NoPublishedChart: if there is no version of the chart.
    """
    version = _version(case, data, at)
    run = Run.objects.create(
        version=version, agency=case.agency, series=case.series, opened_at=people.moment(data.clue_on),
        closed_at=people.moment(data.closed_on) if data.closed_on else None, end="archived" if data.archived_on else "",
        events=events_of(data),
    )  # fmt: skip
    told = data.steps or tuple(derived(data))
    rows = nodes_of(version)
    written: dict[str, StepRecord] = {}
    visits: dict[int, int] = {}
    for i, step in enumerate(told):
        node = rows.get(step.code)
        if node is None:
            raise ImportRefused(_("The published flowchart has no such step."), field=f"steps[{i}].code")
        if step.left_on is not None and step.left_on < step.entered_on:
            raise ImportRefused(_("The step ends before it begins."), field=f"steps[{i}].left_on")
        visits[node.pk] = visits.get(node.pk, 0) + 1
        written[step.code] = write_step(run, node, step, visits[node.pk], people, f"steps[{i}]")
    run.visits = {str(pk): count for pk, count in visits.items()}
    run.save(update_fields=["visits"])
    _recusals(written, data.recused, people)
    write_clocks(run, told, people, data)
    return run


def _version(case: Case, data: OutsideCase, at: datetime) -> FlowchartVersion:
    try:
        return version_in_force(agency=case.agency, code=data.chart, on=data.clue_on)
    except NoPublishedChart:
        return version_in_force(agency=case.agency, code=data.chart, on=at.date())


def nodes_of(version: FlowchartVersion) -> dict[str, Node]:
    """Return the steps of a version and of the charts it calls, by their codes."""
    versions = [version.pk]
    graph = store.graph_of(version.pk)
    versions += [store.version_of(n.called) for n in graph.nodes if n.kind == "call"]
    found = Node.objects.filter(version_id__in=versions, is_step=True).order_by("-version_id")
    own = {n.code: n for n in found if n.version_id == version.pk}
    return {n.code: n for n in found} | own


def events_of(data: OutsideCase) -> dict[str, str]:
    """Return the days of the record from which limits count."""
    days: dict[str, date | None] = {
        "notice_served": data.notices[-1].served_on if data.notices else None,
        "hearing_accepted": data.hearings[-1].accepted_on if data.hearings else None,
        "decided": data.decision.decided_on if data.decision else None,
    }
    return {name: day.isoformat() for name, day in days.items() if day is not None}


def write_step(run: Run, node: Node, step: OutsideStep, visit: int, people: People, path: str) -> StepRecord:
    """Write one visit to a step with who took part."""
    graph = store.graph_of(node.version_id)
    record = StepRecord(
        run=run, agency_id=run.agency_id, node=node, via=f"outside:{visit}", visit=visit,
        entered_at=people.moment(step.entered_on), left_at=people.moment(step.left_on) if step.left_on else None,
        outcome=step.outcome, actor={"kind": "outside", "name": "、".join(w.name or w.username for w in step.people)},
    )  # fmt: skip
    rule = graph.node[node.key].step
    if rule is not None and rule.limits:
        _set_due(record, rule.limits[0], run, step.entered_on)
    record.save(force_insert=True)
    known = [(people.officer(w, step.entered_on, f"{path}.people[{j}]"), w) for j, w in enumerate(step.people)]
    Participant.objects.bulk_create(
        Participant(
            record=record, person_id=one.person_id, name=one.name, role=who.role or "handle", credential=one.credential,
            standing=one.standing or {},
        )
        for one, who in known
        if one.person_id is not None
    )  # fmt: skip
    return record


def _set_due(record: StepRecord, limit: Limit, run: Run, entered_on: date) -> None:
    start: date | None = entered_on
    if limit.counts_from.startswith("event:"):
        told = run.events.get(limit.counts_from.removeprefix("event:"))
        start = date.fromisoformat(told) if told else None
    if start is None or limit.roll == "backward":
        return
    days = calendar()
    found = due(limit, start, days)
    record.raw_due_on, record.due_on, record.due_at = found.raw_on, found.due_on, found.due_at
    record.provisional, record.calendar_revision = found.provisional, days.revision


def _recusals(written: dict[str, StepRecord], recused: tuple[Who, ...], people: People) -> None:
    record = written.get("P32")
    for i, who in enumerate(recused):
        one = people.person(who, f"recused[{i}]")
        if record is None:
            raise ImportRefused(_("Tell the step P32 in which the recusal was decided."), field="steps")
        if one.person_id is not None:
            Participant.objects.create(record=record, person_id=one.person_id, name=one.name, role="recused")


def write_clocks(run: Run, told: tuple[OutsideStep, ...], people: People, data: OutsideCase) -> None:
    """Write the clocks that the steps opened and closed; those that are there are brought up to date."""
    graph, days = store.graph_of(run.version_id), calendar()
    for clock in graph.clocks:
        opened = _day_of(clock.opens, graph, told) or (data.filed_on if clock.code == "decision" else None)
        if opened is None:
            continue
        closed = _day_of(clock.closes, graph, told) or data.closed_on
        end = due(clock.limit, opened, days)
        RunClock.objects.update_or_create(run=run, code=clock.code, defaults={
            "agency_id": run.agency_id, "opened_at": people.moment(opened), "raw_due_on": end.raw_on,
            "due_on": end.due_on, "provisional": end.provisional, "calendar_revision": days.revision,
            "closed_at": people.moment(closed) if closed else None,
        })  # fmt: skip


def _day_of(moment: str, graph: Graph, told: tuple[OutsideStep, ...]) -> date | None:
    """Return the day of ``enter:NODE`` or ``leave:NODE`` as the steps tell it."""
    kind, _colon, key = moment.partition(":")
    step = graph.node[key].step
    for one in told:
        if step is not None and one.code == step.code:
            return one.entered_on if kind == "enter" else one.left_on
    return None


def derived(data: OutsideCase) -> Iterator[OutsideStep]:
    """Yield the steps that the facts of a record imply, in the order of its procedure."""
    for code, entered, left, outcome in _implied_on_spot(data) if data.chart == "S" else _implied(data):
        if entered is not None:
            after = left if left is None or left >= entered else entered
            yield OutsideStep(code, entered, after, outcome)


def _first(rows: tuple[Any, ...], name: str) -> date | None:
    return min((getattr(r, name) for r in rows if getattr(r, name) is not None), default=None)


def _last(rows: tuple[Any, ...], name: str) -> date | None:
    return max((getattr(r, name) for r in rows if getattr(r, name) is not None), default=None)


def _implied(data: OutsideCase) -> Iterator[tuple[str, date | None, date | None, str]]:
    decision = data.decision
    decided = decision.decided_on if decision else None
    yield "P01", data.clue_on, data.clue_on, "registered"
    yield "P02", data.clue_on, data.filed_on, "checked"
    yield "P03", data.filed_on, data.filed_on, "filed"
    assigned = data.filed_on or _first(data.assignments, "from_on")
    yield "P04", assigned, assigned, "assigned"
    investigated = tuple(i for i in data.inquiries if i.kind != "check")
    inquired = _last(data.inquiries, "held_on")
    reported = _first(data.proposals, "made_on") or inquired
    moved_on = bool(data.proposals or data.notices or decision)
    yield "P05", data.filed_on or _first(investigated, "held_on"), reported if moved_on else None, "clear"
    if moved_on:
        yield "P06", reported, reported, "reported"
    checked = _first(data.checks, "on")
    yield "P07", reported if checked else None, checked, "agreed"
    yield "P08", _last(data.proposals, "made_on"), _first(data.notices, "served_on"), "penalise"
    served = _last(data.notices, "served_on")
    yield "P09", served, served, "served"
    yield "P10", served, _last(data.notices, "defence_until") or decided, "decide"
    yield "P11", _first(data.hearings, "requested_on"), _last(data.hearings, "reported_on") or decided, "heard"
    yield "P12", _first(data.reviews, "on"), _last(data.reviews, "on"), "passed"
    yield (
        "P13",
        _first(data.discussions, "referred_on"),
        _last(data.discussions, "concluded_on") or decided,
        "concluded",
    )
    yield from _implied_end(data)


def _implied_on_spot(data: OutsideCase) -> Iterator[tuple[str, date | None, date | None, str]]:
    """Yield the steps of a penalty on the spot; a record that is silent on its filing with the agency is not blamed."""
    decision = data.decision
    on, decided = data.clue_on, decision.decided_on if decision else None
    yield "S01", on, on, "shown"
    yield "S02", on, decided, "met"
    yield "S03", decided, decided, "stands"
    served = _first(data.services, "served_on") or decided
    yield "S04", decided, served, "delivered"
    yield "S05", served, served, "filed"
    paid = _last(data.payments, "on")
    by_hand = any(p.channel == "on_the_spot" for p in data.payments)
    yield "S06" if by_hand else "S07", paid, paid, "paid"
    yield "S08", (paid or served) if data.closed_on else None, data.closed_on, "archived"


def _implied_end(data: OutsideCase) -> Iterator[tuple[str, date | None, date | None, str]]:
    decision = data.decision
    if decision is None:
        return
    served = _first(tuple(s for s in data.services if s.served_on >= decision.decided_on), "served_on")
    paid = _last(data.payments, "on")
    yield "P14", decision.decided_on, decision.decided_on, decision.kind
    if decision.kind == "penalise":
        yield "P15", decision.decided_on, decision.dated_on or served, "sealed"
        yield "P16", decision.dated_on or decision.decided_on, served, "served"
        yield "P17", served if data.published_on else None, data.published_on, "published"
        yield "P18", served, paid, "performed"
    yield "P21", paid or data.closed_on, data.closed_on, "closed"
    yield "P22", data.closed_on, data.archived_on, "archived"
