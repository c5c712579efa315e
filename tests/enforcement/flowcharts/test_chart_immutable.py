"""What is published does not change by any way that a program has: each attempt is refused by the database."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from enforcement.flowcharts import store
from enforcement.flowcharts.models import (
    Approval,
    Arrow,
    Clock,
    Declared,
    Flowchart,
    FlowchartVersion,
    Node,
    NodeRule,
    Participant,
    Run,
    StepRecord,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(procedure):
    case = procedure("P")
    case.walk("P01:registered P02:checked")
    return case


def sql(text):
    def run(version, case):
        with connection.cursor() as cursor:
            cursor.execute(text.format(v=version.pk, n=version.nodes.filter(is_step=True).first().pk, r=case.run.pk))

    return run


def saved(**fields):
    def run(version, case):
        for name, value in fields.items():
            setattr(version, name, value)
        version.save()

    return run


def bulk(version, case):
    node = version.nodes.first()
    node.name = "改"
    Node.objects.bulk_update([node], ["name"])


def late(version, case):
    node = version.nodes.first()
    node.pk, node.key = None, "late"
    node.save()


WAYS = {
    "save the text": saved(bpmn="<x/>"),
    "save the hash": saved(sha256="0" * 64),
    "save the picture": saved(svg=""),
    "save another day": saved(effective_on=date(2030, 1, 1)),
    "back to draft": saved(status="draft"),
    "back to review": saved(status="review"),
    "superseded with another text": saved(status="superseded", superseded_on=date(2030, 1, 1), note="x"),
    "superseded without a day": saved(status="superseded"),
    "update by query": lambda v, c: FlowchartVersion.objects.filter(pk=v.pk).update(bpmn="<x/>"),
    "bulk update of nodes": bulk,
    "update of nodes": lambda v, c: v.nodes.update(name="x"),
    "update of arrows": lambda v, c: v.arrows.update(condition=""),
    "update of rules": lambda v, c: NodeRule.objects.filter(node__version=v).update(body={}),
    "update of clocks": lambda v, c: Clock.objects.filter(version=v).update(body={}),
    "update of what is declared": lambda v, c: Declared.objects.filter(version=v).update(body={}),
    "raw update of the version": sql("UPDATE flowcharts_flowchartversion SET bpmn = 'x' WHERE id = {v}"),
    "raw update of the number": sql("UPDATE flowcharts_flowchartversion SET number = 99 WHERE id = {v}"),
    "raw delete of the version": sql("DELETE FROM flowcharts_flowchartversion WHERE id = {v}"),
    "raw delete of rules": sql("DELETE FROM flowcharts_noderule WHERE node_id = {n}"),
    "raw delete of a node": sql("DELETE FROM flowcharts_node WHERE id = {n}"),
    "raw delete of arrows": sql("DELETE FROM flowcharts_arrow WHERE version_id = {v}"),
    "raw delete of approvals": sql("DELETE FROM flowcharts_approval WHERE version_id = {v}"),
    "delete of approvals": lambda v, c: Approval.objects.filter(version=v)._raw_delete("default"),
    "update of approvals": lambda v, c: v.approvals.update(comment="x"),
    "late approval": lambda v, c: Approval.objects.create(version=v, person_id=c.by.person_id, at=c.at, agrees=True),
    "late node": late,
    "late arrow": lambda v, c: Arrow.objects.create(version=v, position=999, key="late", source="a", target="b"),
    "late rule": lambda v, c: NodeRule.objects.create(node=v.nodes.first(), kind="guard", position=99, body={}),
    "truncate nodes": sql("TRUNCATE flowcharts_node CASCADE"),
    "truncate versions": sql("TRUNCATE flowcharts_flowchartversion CASCADE"),
    "truncate arrows": sql("TRUNCATE flowcharts_arrow"),
    "another agency": lambda v, c: Flowchart.objects.filter(pk=v.flowchart_id).update(code="ZZ"),
    "delete of the flowchart": sql("DELETE FROM flowcharts_flowchart"),
    "a version born published": lambda v, c: FlowchartVersion.objects.create(
        flowchart=v.flowchart, number=50, status="published", bpmn="x", sha256="x", drafted_by_id=c.by.person_id,
        drafted_at=c.at, published_at=c.at, published_by_id=c.by.person_id, effective_on=date(2026, 1, 1),
    ),
    "another version for a run": lambda v, c: Run.objects.filter(pk=c.run.pk).update(
        version=FlowchartVersion.objects.exclude(pk=v.pk).first()
    ),
    "another series for a run": lambda v, c: Run.objects.filter(pk=c.run.pk).update(series="other"),
    "raw delete of a run": sql("DELETE FROM flowcharts_run WHERE id = {r}"),
    "reopen a step": lambda v, c: StepRecord.objects.filter(run=c.run, left_at__isnull=False).update(left_at=None),
    "another moment for a step": lambda v, c: StepRecord.objects.filter(run=c.run, left_at__isnull=False).update(left_at=c.at),
    "another outcome for a step": lambda v, c: StepRecord.objects.filter(run=c.run, left_at__isnull=False).update(outcome="x"),
    "another node for an open step": lambda v, c: StepRecord.objects.filter(run=c.run, left_at__isnull=True).update(
        node=v.nodes.last()
    ),
    "raw delete of steps": sql("DELETE FROM flowcharts_steprecord WHERE run_id = {r}"),
    "truncate steps": sql("TRUNCATE flowcharts_steprecord CASCADE"),
    "truncate participants": sql("TRUNCATE flowcharts_participant"),
}  # fmt: skip


def test_no_way_changes_what_is_published(published_charts, case):
    version = FlowchartVersion.objects.get(pk=published_charts["P"].pk)
    kept = FlowchartVersion.objects.filter(pk=version.pk).values()
    before = (store.read(version), kept.get(), StepRecord.objects.count())
    succeeded = []
    for way, attempt in WAYS.items():
        try:
            with transaction.atomic():
                attempt(FlowchartVersion.objects.get(pk=version.pk), case)
        except (DatabaseError, ValueError):
            continue
        succeeded.append(way)
    assert succeeded == []
    again = FlowchartVersion.objects.get(pk=version.pk)
    assert before == (store.read(again), kept.get(), StepRecord.objects.count())


def test_there_are_enough_ways():
    assert len(WAYS) >= 40


def test_nobody_publishes_past_the_approvers(agency):
    """Even raw SQL does not publish what two others have not agreed to."""
    from enforcement.flowcharts.publication.draft import draft
    from enforcement.flowcharts.publication.ship import FOLDER
    from enforcement.flowcharts.publication.submit import submit
    from tests.factories import flowcharts as make

    by = make.everybody(agency)
    version = draft(agency=agency, code="S", by=by, at=make.SHIPPED_AT, bpmn=(FOLDER / "S.bpmn").read_bytes())
    publication = {
        "status": "published",
        "published_at": make.SHIPPED_AT,
        "published_by_id": by.person_id,
        "effective_on": make.EFFECTIVE_ON,
    }
    mine = FlowchartVersion.objects.filter(pk=version.pk)
    with pytest.raises(DatabaseError, match="does not go"), transaction.atomic():
        mine.update(**publication)
    with pytest.raises(DatabaseError, match="stays as it was drafted"), transaction.atomic():
        mine.update(bpmn="<x/>")
    with pytest.raises(DatabaseError, match="whose it is"), transaction.atomic():
        mine.update(number=7)
    submit(version_id=version.pk, by=by, at=make.SHIPPED_AT)
    with pytest.raises(DatabaseError, match="two approvers"), transaction.atomic():
        mine.update(**publication)


def test_participants_stay(case):
    from enforcement.flowcharts.engine.advance import TakingPart

    case.do("P03", "filed", taking_part=[TakingPart(case.by.person_id, "甲", "decide")])
    with pytest.raises(DatabaseError), transaction.atomic():
        Participant.objects.update(name="乙")
