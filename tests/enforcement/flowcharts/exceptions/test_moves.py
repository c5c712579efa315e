"""An order moves one case to another version: every step placed, two approvals, clocks kept; nothing else moves it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from enforcement.errors import NotAllowed
from enforcement.flowcharts import store
from enforcement.flowcharts.exceptions.approve_move import approve_move, refuse_move
from enforcement.flowcharts.exceptions.nesting import fits
from enforcement.flowcharts.exceptions.refusals import (
    CaseMovedOn,
    ClockMissing,
    NodeUnmapped,
    NotTheOther,
    OrderSettled,
    OrderWaits,
    OverlayJudged,
    PlacesDoNotFit,
    ReasonsNeeded,
    TargetNotPublished,
)
from enforcement.flowcharts.models import Run, RunClock, StepRecord, VersionOrder
from enforcement.ledger.queries import body_of, history_of
from tests.enforcement.flowcharts.drawn import shipped
from tests.factories import flowcharts as make
from tests.factories import flowcharts_exceptions as also

pytestmark = pytest.mark.django_db(transaction=True)
NO_CLOCK = ('<law:clock code="decision"', '<law:clock code="verdict"')
LONGER = ('<law:limit value="10" unit="working" kind="internal" law="市场监督管理行政处罚程序规定" article="第五十五条"/>',
          '<law:limit value="12" unit="working" kind="internal" law="市场监督管理行政处罚程序规定" article="第五十五条"/>')  # fmt: skip
TO_CHECK = "P01:registered P02:checked P03:filed P04:assigned P05:clear P06:reported"


@pytest.fixture
def case(procedure):
    case = procedure("P")
    case.walk(TO_CHECK)
    return case


@pytest.fixture
def newer(case, agency):
    return also.republish(agency, "P", LONGER, at=also.LAID_AT, on=date(2026, 3, 14))


def settled(order):
    for role in ("head", "supervisor"):
        also.an_order_approval(order, role)
    order.refresh_from_db()
    return order


def test_both_words_move_the_case_and_keep_its_clocks(case, newer):
    old = StepRecord.objects.get(run=case.run, left_at__isnull=True)
    clock = RunClock.objects.get(run=case.run)
    order = settled(also.an_order(case.run, newer))
    assert order.status == "done"
    run = Run.objects.get(pk=case.run.pk)
    assert run.version == newer
    old.refresh_from_db()
    assert (old.outcome, old.left_at) == ("moved", also.LAID_AT)
    new = StepRecord.objects.get(run=run, left_at__isnull=True)
    assert (new.node.version, new.node.key) == (newer, old.node.key)
    assert new.counted_from == old.entered_at
    assert new.due_on == old.due_on + timedelta(days=2)  # twelve working days, from where the ten began
    clock.refresh_from_db()
    assert (clock.closed_at, clock.due_on) == (None, date(2026, 6, 1))
    entry = history_of(run.series).order_by("-seq")[0]
    assert entry.verb == "case.move"
    assert body_of(entry)["moved"][0] | {"record": ""} == {
        "from": "P07", "to": "P07", "record": "", "was_on": old.due_on.isoformat(), "now_on": new.due_on.isoformat(),
    }  # fmt: skip
    case.run = run
    case.at = also.LAID_AT
    case.do("P07", "agreed")
    assert case.open() == ["P08"]
    assert StepRecord.objects.get(run=run, left_at__isnull=True).node.version == newer


def test_a_case_inside_a_sub_procedure_moves_with_what_runs_there(procedure, agency):
    case = procedure("P")
    case.walk(TO_CHECK + " P07:agreed P08:penalise P09:served P10:hearing")
    assert case.open() == ["H01"]
    newer = also.republish(agency, "P", also.NOTED, at=also.LAID_AT, on=date(2026, 3, 14))
    settled(also.an_order(case.run, newer))
    outer, inner = StepRecord.objects.filter(run=case.run, left_at__isnull=True).order_by("node__kind")
    assert (outer.node.version, inner.parent_id, inner.node.code) == (newer, outer.pk, "H01")


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"node_map": {}}, NodeUnmapped),
        ({"node_map": lambda m: dict.fromkeys(m, "nowhere")}, NodeUnmapped),
        ({"node_map": lambda m: dict.fromkeys(m, "P11_hearing")}, NodeUnmapped),
        ({"node_map": lambda m: dict.fromkeys(m, "P17_publish_decision")}, PlacesDoNotFit),
    ],
)
def test_an_order_without_a_lawful_place_for_every_step_is_refused(case, newer, facts, refusal):
    wanted = facts["node_map"]
    with pytest.raises(refusal):
        also.an_order(case.run, newer, node_map=wanted(also.places_of(case.run)) if callable(wanted) else wanted)
    assert not VersionOrder.objects.exists()


def test_only_a_published_version_of_the_same_procedure_is_a_target(case, newer, published_charts):
    for version in (published_charts["P"], published_charts["S"], case.run.version):
        with pytest.raises(TargetNotPublished):
            also.an_order(case.run, version)


def test_a_running_term_cannot_be_dropped(case, agency):
    other = also.republish(agency, "P", NO_CLOCK, at=also.LAID_AT, on=date(2026, 3, 14))
    with pytest.raises(ClockMissing):
        also.an_order(case.run, other)


def test_three_persons_are_needed(case, newer):
    order = also.an_order(case.run, newer)
    asker = make.actor(order.asked_by)
    for duty in ("decide", "supervise"):
        make.grant(person=order.asked_by, duty=duty, agency=case.agency, by=make.SYSTEM, at=make.SHIPPED_AT)
    with pytest.raises(NotTheOther):
        approve_move(order_id=order.pk, by=asker, at=also.LAID_AT, role="head")
    both = make.actor(make.a_person("decide", "supervise", agency=case.agency))
    approve_move(order_id=order.pk, by=both, at=also.LAID_AT, role="head")
    with pytest.raises(OverlayJudged):
        approve_move(order_id=order.pk, by=both, at=also.LAID_AT, role="head")
    with pytest.raises(NotTheOther):
        approve_move(order_id=order.pk, by=both, at=also.LAID_AT, role="supervisor")
    with pytest.raises(NotAllowed):
        approve_move(order_id=order.pk, by=make.actor(make.a_person()), at=also.LAID_AT, role="supervisor")
    with pytest.raises(OrderWaits):
        also.an_order(case.run, newer)


def test_a_refusal_has_reasons_and_leaves_the_case(case, newer):
    order = also.an_order(case.run, newer)
    head = make.actor(make.a_person("decide", agency=case.agency))
    with pytest.raises(ReasonsNeeded):
        refuse_move(order_id=order.pk, by=head, at=also.LAID_AT, role="head", comment="")
    refuse_move(order_id=order.pk, by=head, at=also.LAID_AT, role="head", comment="没有必要")
    with pytest.raises(OrderSettled):
        also.an_order_approval(order, "supervisor")
    assert Run.objects.get(pk=case.run.pk).version != newer
    also.an_order(case.run, newer)


def test_a_case_that_went_on_meanwhile_is_not_moved(case, newer):
    order = also.an_order(case.run, newer)
    case.run = Run.objects.get(pk=case.run.pk)
    case.do("P07", "agreed")
    also.an_order_approval(order, "head")
    with pytest.raises(CaseMovedOn):
        also.an_order_approval(order, "supervisor")
    order.refresh_from_db()
    assert order.status == "asked"


def test_nothing_but_an_agreed_order_moves_a_case(case, newer):
    mine = Run.objects.filter(pk=case.run.pk)
    order = also.an_order(case.run, newer)
    for attempt in (
        lambda: mine.update(version=newer),
        lambda: VersionOrder.objects.filter(pk=order.pk).update(status="agreed"),
        lambda: VersionOrder.objects.filter(pk=order.pk).update(status="done"),
        lambda: VersionOrder.objects.filter(pk=order.pk).update(node_map={}),
        lambda: (
            order.approvals.create(person=order.asked_by, role="head", at=also.LAID_AT, agrees=True)
            and VersionOrder.objects.filter(pk=order.pk).update(status="agreed")
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    settled(order)
    back = store.published_graph(order.from_version_id)
    assert back
    with pytest.raises(DatabaseError), transaction.atomic():
        mine.update(version=order.from_version_id)


P = shipped("P")


@pytest.mark.parametrize(
    ("places", "lawful"),
    [
        ([("P05_investigate", "")], True),
        ([("P05_investigate", ""), ("P06_conclude_investigation", "")], False),
        ([("P17_publish_decision", ""), ("P18_record_payment", "")], True),
        ([("P17_publish_decision", "")], False),
        ([("P18_record_payment", ""), ("P19_overdue", "")], False),
        ([("P18_record_payment", ""), ("and_join", "F_M_publish__and_join")], True),
        ([("P18_record_payment", ""), ("and_join", "F_M_paid__and_join")], False),
        ([("P18_record_payment", ""), ("P05_investigate", "")], False),
    ],
)
def test_places_are_those_that_could_be_open_together(places, lawful):
    assert fits(P, places) is lawful
