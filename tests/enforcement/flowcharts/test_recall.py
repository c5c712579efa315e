"""Taking a step back: nothing is erased, and the run stands as it stood before the step was left."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from enforcement.flowcharts.engine import clocks
from enforcement.flowcharts.engine.extensions import extend
from enforcement.flowcharts.engine.recall import NextStepActed, NotRecallable, recall
from enforcement.flowcharts.engine.refusals import Backdated, RunClosed
from enforcement.flowcharts.models import RunClock, StepRecord
from enforcement.ledger.models import Entry
from tests.enforcement.flowcharts.test_engine_time import AT, FORKED, begun, published
from tests.factories import flowcharts as make


def last(run, code):
    return StepRecord.objects.filter(run=run, node__code=code).latest("entered_at")


def take_back(case, record, **more):
    case.at += timedelta(hours=1)
    with transaction.atomic():
        return recall(
            run_id=case.run.pk, record_id=record.pk, **{"by": case.by, "at": case.at, "reason": "误点", **more}
        )


def test_a_step_is_open_again_with_the_time_it_had_left(procedure):
    case = procedure("P")
    case.walk("P01:registered")
    check = last(case.run, "P02")
    clocks.pause(check, ground="testing", basis="x", document="委托书", from_on=AT.date())
    clocks.resume(check, ground="testing", to_on=AT.date() + timedelta(days=7))
    extend(check, days=15, unit="working", by_name="局长", at=case.at, reason="复杂", document="审批表")
    check.refresh_from_db()
    case.do("P02", "checked", at=case.at + timedelta(days=3))
    case.at += timedelta(days=3)
    again = take_back(case, check)
    assert case.open() == ["P02"]
    assert (again.visit, again.due_on, again.counted_from) == (2, check.due_on, check.entered_at)
    assert (again.pauses.count(), again.extensions.count(), check.pauses.count()) == (1, 1, 1)
    check.refresh_from_db()
    assert (check.outcome, last(case.run, "P03").outcome) == ("checked", "recalled")
    assert Entry.objects.filter(series=case.run.series).last().verb == "step.recall"
    case.walk("P02:checked")  # the chain of the ledger and the procedure go on
    assert case.open() == ["P03"]
    with pytest.raises(NotRecallable):
        take_back(case, last(case.run, "P03"))  # an open step


def test_nothing_is_taken_back_once_the_next_step_has_acted(procedure):
    case = procedure("P")
    case.walk("P01:registered P02:checked")
    check = last(case.run, "P02")
    with pytest.raises(Backdated):
        take_back(case, check, at=AT)
    case.walk("P03:filed")
    with pytest.raises(NextStepActed):
        take_back(case, check)
    with pytest.raises(NotRecallable):
        take_back(case, last(case.run, "P03"))  # the ninety days began with it


def test_a_clock_that_the_step_closed_runs_again(procedure):
    case = procedure("P")
    case.walk("P01:registered P02:checked P03:filed P04:assigned P05:clear P06:reported P07:agreed P08:penalise")
    case.walk("P09:served P10:decide")
    case.do("P14", "penalise")
    assert RunClock.objects.get().closed_at is not None
    take_back(case, last(case.run, "P14"))
    assert RunClock.objects.get().closed_at is None
    case.do("P14", "penalise")
    assert RunClock.objects.get().closed_at == case.at


@pytest.mark.django_db
class TestBranches:
    def test_an_arrival_at_a_join_is_taken_back_alone(self, agency):
        published(agency, FORKED)
        case = type("Case", (), {"run": begun(agency), "by": make.everybody(agency), "at": AT})()
        from enforcement.flowcharts.engine.advance import advance

        one, two = (StepRecord.objects.get(node__key=k) for k in ("one", "two"))
        for n, record in enumerate((one, two), 1):
            with transaction.atomic():
                advance(run_id=case.run.pk, by=case.by, at=AT + timedelta(hours=n), record_id=record.pk)
        case.at = AT + timedelta(hours=3)
        with pytest.raises(NextStepActed):
            take_back(case, one)  # its arrival has been joined
        take_back(case, two)
        state = StepRecord.objects.filter(run=case.run, left_at__isnull=True).values_list("node__key", flat=True)
        assert sorted(state) == ["join", "two"]
        again = StepRecord.objects.get(node__key="two", left_at__isnull=True)
        with transaction.atomic():
            advance(run_id=case.run.pk, by=case.by, at=AT + timedelta(hours=9), record_id=again.pk)
        after = StepRecord.objects.get(node__key="after", left_at__isnull=True)
        with transaction.atomic():
            advance(run_id=case.run.pk, by=case.by, at=AT + timedelta(hours=10), record_id=after.pk)
        with pytest.raises(RunClosed):
            take_back(case, after, at=AT + timedelta(hours=11))
