"""Agencies, persons with duties, and the shipped charts published through the real acts."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from enforcement.actor import Actor
from enforcement.flowcharts.engine.begin import begin
from enforcement.flowcharts.models import (
    Approval,
    Arrow,
    Clock,
    ClockPause,
    Declared,
    Flowchart,
    FlowchartVersion,
    Node,
    NodeRule,
    Participant,
    Run,
    RunClock,
    StepRecord,
    TermExtension,
)
from enforcement.flowcharts.publication.ship import SHIPPED, carry_through, ship
from enforcement.organisation.duties.codes import DUTIES
from enforcement.organisation.duties.holding import grant, holders
from enforcement.organisation.identifiers import CODE_CHARACTERS, CODE_WEIGHTS
from enforcement.organisation.models import Agency, Person

SHIPPED_AT = datetime(2026, 2, 2, 1, 0, tzinfo=timezone.get_fixed_timezone(0))
EFFECTIVE_ON = date(2026, 2, 2)
SYSTEM = Actor(kind="system", name="system")
_number = itertools.count(1)


def credit_code() -> str:
    """Return a unified social credit code that checks, another each time."""
    body = f"11371481{next(_number):09d}"
    total = sum(CODE_CHARACTERS.index(c) * w for c, w in zip(body, CODE_WEIGHTS, strict=True))
    return body + CODE_CHARACTERS[(31 - total % 31) % 31]


def an_agency(name: str = "乐陵市市场监督管理局", parent: Agency | None = None, **fields: object) -> Agency:
    """Make an agency."""
    return Agency.objects.create(
        name=name, parent=parent, division="371481", credit_code=credit_code(), sign="乐市监", **fields
    )


def a_person(*duties: str, agency: Agency | None = None, name: str = "") -> Person:
    """Make a person with duties on an agency."""
    n = next(_number)
    person = Person.objects.create_user(username=f"person{n}", name=name or f"人员{n}")
    for duty in duties:
        assert agency is not None
        grant(person=person, duty=duty, agency=agency, by=SYSTEM, at=SHIPPED_AT)
    return person


def actor(person: Person, agency: Agency | None = None, credential: str = "") -> Actor:
    """Return a person as the one who acts."""
    return Actor(
        kind="person",
        person_id=person.pk,
        name=person.name,
        agency_id=agency.pk if agency else None,
        agency=agency.name if agency else "",
        credential=credential,
    )


def everybody(agency: Agency) -> Actor:
    """Return one person who holds every duty on an agency (made once)."""
    found = Person.objects.filter(username=f"all{agency.pk}").first()
    if found is None:
        found = Person.objects.create_user(username=f"all{agency.pk}", name="全能人员")
        for duty in DUTIES:
            grant(person=found, duty=duty, agency=agency, by=SYSTEM, at=SHIPPED_AT)
    return actor(found, agency)


def drafters(agency: Agency) -> tuple[Actor, Actor, Actor]:
    """Return a drafter and two approvers of an agency's charts, made where there are none."""
    drafter = holders(duty="chart", agency=agency).order_by("pk").first() or a_person("chart", agency=agency)
    approvers = list(holders(duty="approve_chart", agency=agency).exclude(pk=drafter.pk).order_by("pk")[:2])
    while len(approvers) < 2:
        approvers.append(a_person("approve_chart", agency=agency))
    return actor(drafter, agency), actor(approvers[0], agency), actor(approvers[1], agency)


def ship_one(agency: Agency, code: str, at: datetime = SHIPPED_AT, on: date = EFFECTIVE_ON) -> FlowchartVersion:
    """Publish one shipped chart for an agency."""
    drafter, one, two = drafters(agency)
    return ship(agency=agency, code=code, drafter=drafter, approvers=(one, two), publisher=one, at=at, effective_on=on)


def a_published(
    agency: Agency, code: str, bpmn: bytes, *, at: datetime = SHIPPED_AT, on: date = EFFECTIVE_ON
) -> FlowchartVersion:
    """Publish a chart of an agency's own through the acts."""
    drafter, one, two = drafters(agency)
    return carry_through(
        agency=agency, code=code, bpmn=bpmn, drafter=drafter, approvers=(one, two), publisher=one, at=at,
        effective_on=on,
    )  # fmt: skip


def ship_all(agency: Agency) -> dict[str, FlowchartVersion]:
    """Publish all seven shipped charts for an agency, effective 2026-02-02."""
    return {code: ship_one(agency, code) for code in SHIPPED}


def a_flowchart(agency: Agency) -> Flowchart:
    """Return the simplified procedure of an agency."""
    return ship_one(agency, "S").flowchart


def an_approval(agency: Agency) -> Approval:
    """Return an approver's consent."""
    return ship_one(agency, "S").approvals.all()[0]


def a_node(agency: Agency) -> Node:
    """Return a step of a published chart."""
    return ship_one(agency, "S").nodes.filter(is_step=True)[0]


def a_node_rule(agency: Agency) -> NodeRule:
    """Return a rule of a step."""
    return a_node(agency).rules.all()[0]


def an_arrow(agency: Agency) -> Arrow:
    """Return an arrow of a published chart."""
    return ship_one(agency, "S").arrows.all()[0]


def what_is_declared(agency: Agency) -> Declared:
    """Return what a published chart declares."""
    return ship_one(agency, "S").declared


def a_chart_clock(agency: Agency) -> Clock:
    """Return the ninety days of the penalty chart."""
    return ship_all(agency)["P"].clocks.all()[0]


def a_run(agency: Agency) -> Run:
    """Return a run of the simplified procedure, at its first step."""
    ship_one(agency, "S")
    with transaction.atomic():
        return begin(agency=agency, code="S", series=f"made:{next(_number)}", by=everybody(agency), at=SHIPPED_AT)


def a_step_record(agency: Agency) -> StepRecord:
    """Return an open step."""
    return a_run(agency).records.all()[0]


def a_participant(record: StepRecord, person: Person) -> Participant:
    """Return somebody who takes part in a step."""
    return Participant.objects.create(record=record, person=person, name=person.name, role="handle")


def a_run_clock(run: Run) -> RunClock:
    """Return a clock of a run, ninety days from its opening."""
    due = run.opened_at.date() + timedelta(days=90)
    return RunClock.objects.create(
        run=run, agency=run.agency, code="decision", opened_at=run.opened_at, raw_due_on=due, due_on=due
    )


def a_pause(clock: RunClock) -> ClockPause:
    """Return a pause of a clock that still lasts."""
    return ClockPause.objects.create(
        clock=clock, ground="testing", basis="第六十四条", document="委托书", from_on=clock.opened_at.date()
    )


def an_extension(clock: RunClock) -> TermExtension:
    """Return an extension of a clock by thirty days, granted in time."""
    return TermExtension.objects.create(
        clock=clock,
        by=30,
        unit="calendar",
        granted_on=clock.opened_at.date(),
        granted_by="局长",
        reason="案情复杂",
        document="延期审批表",
        due_before=clock.due_on,
        due_after=clock.due_on + timedelta(days=30),
    )
