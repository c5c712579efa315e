from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from enforcement.actor import SYSTEM, Actor
from enforcement.errors import NotFound
from enforcement.flowcharts.engine.advance import TakingPart, advance
from enforcement.flowcharts.engine.begin import NoPublishedChart, begin, version_in_force
from enforcement.flowcharts.engine.refusals import (
    Backdated,
    GuardFailed,
    NotYourStep,
    RunClosed,
    StepNotOpen,
    UnknownOutcome,
)
from enforcement.flowcharts.models import Participant, Run, RunClock, StepRecord
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import body_of, faults
from tests.factories import flowcharts as make

pytestmark = pytest.mark.django_db
TO_P05 = "P01:registered P02:checked P03:filed P04:assigned"


def test_a_penalty_case_goes_from_clue_to_archive(procedure):
    case = procedure("P")
    case.walk(TO_P05 + " P05:clear P06:reported P07:agreed P08:penalise P09:served P10:decide")
    assert case.open() == ["P14"]


def test_every_step_is_in_the_ledger_and_the_chain_holds(procedure):
    case = procedure("P")
    case.walk(TO_P05)
    entries = list(Entry.objects.filter(series=case.run.series).order_by("seq"))
    assert [e.verb for e in entries] == [
        "run.begin",
        "step.register_clue",
        "step.check_clue",
        "step.file_case",
        "step.assign",
    ]
    assert body_of(entries[-1])["entered"] == ["P05"]
    assert not list(faults(case.run.series))


def test_a_called_procedure_runs_inside_and_reports_its_outcome(procedure):
    case = procedure("P")
    case.walk(TO_P05 + " P05:clear P06:reported P07:agreed P08:penalise P09:served P10:discussion")
    assert case.open() == ["C01"]
    call = StepRecord.objects.get(run=case.run, node__code="P13")
    assert StepRecord.objects.get(run=case.run, node__code="C01").parent == call
    case.walk("C01:referred C02:complete C03:quorate C04:reported C05:heard C06:agreed")
    case.walk(" ".join(f"{c}:{o}" for c, o in [("C08", "signed")])) if "C08" in case.open() else None
    while case.open() and case.open()[0].startswith("C"):
        code = case.open()[0]
        step = StepRecord.objects.get(run=case.run, left_at__isnull=True, node__code=code).node
        case.do(code, step.rules.filter(kind="outcome").first().body[0])
    call.refresh_from_db()
    assert call.left_at is not None
    assert call.outcome == "concluded"
    assert case.open() == ["P14"]


def test_an_advance_takes_eight_statements_whatever_the_history(procedure):
    case = procedure("P")
    case.walk("P01:registered P02:checked P03:filed")
    helper = make.a_person(name="协办")
    people = [
        TakingPart(case.by.person_id, case.by.name, "handle", "37001"),
        TakingPart(helper.pk, helper.name, "handle"),
    ]
    counts = {}
    case.do("P04", "assigned")
    for loops in range(101):
        if loops in {0, 10, 100}:
            record = StepRecord.objects.get(run=case.run, left_at__isnull=True, node__kind="task")
            with transaction.atomic(), CaptureQueriesContext(connection) as told:
                advance(
                    run_id=case.run.pk,
                    by=case.by,
                    at=case.at + timedelta(hours=1),
                    record_id=record.pk,
                    outcome="clear",
                    taking_part=people,
                    events={"x": date(2026, 3, 3)},
                )
            counts[loops] = len(told)
            case.at += timedelta(hours=1)
            case.walk("P06:reported P07:more_facts")
        else:
            case.walk("P05:clear P06:reported P07:more_facts")
    assert set(counts.values()) == {7}  # no clock is touched here; one more where it is
    assert max(counts.values()) + 1 <= 8


def test_the_statements_of_a_step_that_touches_a_clock_are_eight(procedure):
    case = procedure("P")
    case.walk("P01:registered P02:checked")
    record = StepRecord.objects.get(run=case.run, left_at__isnull=True)
    with transaction.atomic(), CaptureQueriesContext(connection) as told:
        advance(
            run_id=case.run.pk,
            by=case.by,
            at=case.at + timedelta(hours=1),
            record_id=record.pk,
            outcome="filed",
            taking_part=[TakingPart(case.by.person_id, case.by.name, "decide")],
        )
    assert len(told) == 8, "\n".join(q["sql"][:70] for q in told)
    assert RunClock.objects.get(run=case.run).due_on


class TestRefusals:
    @pytest.fixture
    def case(self, procedure):
        case = procedure("P")
        case.walk("P01:registered")
        return case

    @pytest.fixture(autouse=True)
    def _nothing_changed(self, case):
        def state():
            entries = Entry.objects.filter(series=case.run.series).count()
            return list(StepRecord.objects.values()), list(Run.objects.values()), entries, Participant.objects.count()

        before = state()
        yield
        assert state() == before

    def test_a_step_that_is_not_open(self, case):
        with pytest.raises(StepNotOpen, match="立案前核查"), transaction.atomic():
            advance(run_id=case.run.pk, by=case.by, at=case.at, act="file_case", outcome="filed")

    def test_a_person_without_the_duty(self, case, agency):
        stranger = make.actor(make.a_person("archive", agency=agency))
        with pytest.raises(NotYourStep), transaction.atomic():
            advance(run_id=case.run.pk, by=stranger, at=case.at, act="check_clue", outcome="checked")

    def test_the_same_duty_on_another_agency(self, case):
        other = make.an_agency("乐陵市农业农村局")
        stranger = make.actor(make.a_person("handle", agency=other))
        with pytest.raises(NotYourStep), transaction.atomic():
            advance(run_id=case.run.pk, by=stranger, at=case.at, act="check_clue", outcome="checked")

    def test_an_outcome_the_chart_does_not_know(self, case):
        with pytest.raises(UnknownOutcome), transaction.atomic():
            advance(run_id=case.run.pk, by=case.by, at=case.at, act="check_clue", outcome="whatever")

    def test_a_moment_before_the_step_began(self, case):
        with pytest.raises(Backdated), transaction.atomic():
            advance(run_id=case.run.pk, by=case.by, at=case.at - timedelta(days=9), act="check_clue", outcome="checked")

    def test_a_guard_that_fails(self, case, guards_pass):
        guards_pass["min_people"] = False
        with pytest.raises(GuardFailed, match="min_people") as told, transaction.atomic():
            advance(
                run_id=case.run.pk,
                by=case.by,
                at=case.at,
                act="check_clue",
                outcome="checked",
                taking_part=[TakingPart(case.by.person_id, "x", "handle")],
            )
        assert "第四十二条" in told.value.article

    def test_a_guard_that_nobody_can_judge(self, case, monkeypatch):
        from enforcement.flowcharts import guards

        monkeypatch.setattr(guards, "_functions", {})
        with pytest.raises(GuardFailed), transaction.atomic():
            advance(run_id=case.run.pk, by=case.by, at=case.at, act="check_clue", outcome="checked")

    def test_a_run_that_is_not_there(self, case):
        with pytest.raises(NotFound), transaction.atomic():
            advance(run_id=0, by=case.by, at=case.at)

    def test_nothing_moves_outside_a_transaction(self, case, monkeypatch):
        monkeypatch.setattr("enforcement.flowcharts.engine.advance.connection", SimpleNamespace(in_atomic_block=False))
        with pytest.raises(transaction.TransactionManagementError):
            advance(run_id=case.run.pk, by=case.by, at=case.at)


def test_a_closed_run_moves_no_more(procedure):
    case = procedure("P")
    case.walk("P01:registered P02:checked P03:refused")
    while case.open():
        code = case.open()[0]
        step = StepRecord.objects.get(run=case.run, left_at__isnull=True, node__code=code).node
        case.do(code, (step.rules.filter(kind="outcome").first() or type("X", (), {"body": [""]})).body[0])
    assert case.run.closed_at is not None
    assert not StepRecord.objects.filter(run=case.run, left_at__isnull=True).exists()
    with pytest.raises(RunClosed), transaction.atomic():
        advance(run_id=case.run.pk, by=case.by, at=case.at, act="check_clue")


def test_no_chart_no_run(agency):
    with pytest.raises(NoPublishedChart), transaction.atomic():
        begin(agency=agency, code="P", series="x:1", by=SYSTEM, at=make.SHIPPED_AT)


def test_an_agency_without_its_own_chart_runs_the_one_above(published_charts, agency):
    below = make.an_agency("某街道办事处", parent=agency)
    assert version_in_force(agency=below, code="P", on=make.EFFECTIVE_ON) == published_charts["P"]
    own = make.ship_one(below, "P")
    assert version_in_force(agency=below, code="P", on=make.EFFECTIVE_ON) == own
    assert version_in_force(agency=agency, code="P", on=make.EFFECTIVE_ON) == published_charts["P"]


def test_a_guard_on_entering_is_judged_before_the_step_is_entered(procedure, guards_pass):
    case = procedure("P")
    case.walk(TO_P05 + " P05:clear P06:reported P07:agreed P08:penalise P09:served")
    seen = []
    from enforcement.flowcharts import guards

    def judge(rule, situation):
        seen.append((rule.at, situation.node.key))

    guards._functions["notice_served_before"] = judge
    case.do("P10", "hearing")
    assert ("enter", "P11_hearing") in seen


def test_the_clock_of_the_case_opens_once_and_closes(procedure):
    case = procedure("P")
    case.walk(TO_P05)
    clock = RunClock.objects.get(run=case.run)
    assert (clock.code, clock.closed_at) == ("decision", None)
    assert clock.raw_due_on == date(2026, 5, 31)
    case.walk("P05:withdraw")
    while case.open():
        code = case.open()[0]
        step = StepRecord.objects.get(run=case.run, left_at__isnull=True, node__code=code).node
        case.do(code, (step.rules.filter(kind="outcome").first() or type("X", (), {"body": [""]})).body[0])
    clock.refresh_from_db()
    assert clock.closed_at is not None  # it ended with the run though its own step was never left


def test_the_public_does_no_step(procedure):
    case = procedure("P")
    with pytest.raises(NotYourStep), transaction.atomic():
        advance(run_id=case.run.pk, by=Actor(kind="public"), at=case.at, act="register_clue", outcome="registered")
