"""Timers, clocks and limits that wait for an event; and two who act at once."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction

from enforcement.flowcharts import store
from enforcement.flowcharts.engine import clocks, dating, rows, tick
from enforcement.flowcharts.engine.advance import advance
from enforcement.flowcharts.engine.begin import begin
from enforcement.flowcharts.engine.pausing import PausesOverlap
from enforcement.flowcharts.engine.refusals import StepNotOpen
from enforcement.flowcharts.graph import Limit, Node
from enforcement.flowcharts.models import Run, RunClock, StepRecord
from enforcement.flowcharts.publication.approve import approve
from enforcement.flowcharts.publication.draft import draft
from enforcement.flowcharts.publication.publish import publish
from enforcement.flowcharts.publication.submit import submit
from enforcement.ledger.models import Entry
from tests.factories import flowcharts as make

STEP = '<bpmn:extensionElements><law:step code="{0}" act="record"><law:role ref="handle"/><law:basis law="某法" article="第一条"/>{1}</law:step></bpmn:extensionElements>'
AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def bpmn(body: str, process: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"'
        ' xmlns:law="urn:x-gov-cn:enforcement:law:1" id="d" targetNamespace="x">'
        f'<bpmn:process id="T" name="带计时的程序">{process}{body}</bpmn:process></bpmn:definitions>'
    ).encode()


def flow(source: str, target: str) -> str:
    return f'<bpmn:sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}"/>'


def task(key: str, inner: str = "") -> str:
    return f'<bpmn:userTask id="{key}" name="{key}">{STEP.format(key.upper(), inner)}</bpmn:userTask>'


def timer(text: str) -> str:
    return f"<bpmn:timerEventDefinition><bpmn:timeDuration>{text}</bpmn:timeDuration></bpmn:timerEventDefinition>"


WAITING = bpmn(
    '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/><bpmn:endEvent id="x"/>'
    + task("ask") + task("late") + task("go")
    + f'<bpmn:boundaryEvent id="lapse" attachedToRef="ask">{timer("P5D")}</bpmn:boundaryEvent>'
    + f'<bpmn:intermediateCatchEvent id="wait">{timer("PT36H")}</bpmn:intermediateCatchEvent>'
    + flow("s", "ask") + flow("ask", "wait") + flow("wait", "go") + flow("go", "e") + flow("lapse", "late") + flow("late", "x")
)  # fmt: skip
FORKED = bpmn(
    '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/><bpmn:parallelGateway id="split"/><bpmn:parallelGateway id="join"/>'
    + task("one") + task("two", '<law:limit value="5" unit="working" from="event:told"/>') + task("after")
    + flow("s", "split") + flow("split", "one") + flow("split", "two") + flow("one", "join") + flow("two", "join")
    + flow("join", "after") + flow("after", "e")
)  # fmt: skip
EMPTY = bpmn('<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>' + task("a") + flow("s", "a") + flow("a", "e"))


def published(agency, content: bytes, code: str = "T"):
    return make.a_published(agency, code, content)


def begun(agency, at=AT):
    with transaction.atomic():
        return begin(agency=agency, code="T", series="t:1", by=make.everybody(agency), at=at)


def opened(run):
    return sorted(StepRecord.objects.filter(run=run, left_at__isnull=True).values_list("node__key", flat=True))


@pytest.mark.django_db
class TestTimers:
    def test_a_right_lapses_when_its_last_day_is_over(self, agency):
        published(agency, WAITING)
        run = begun(agency)
        assert opened(run) == ["ask", "lapse"]
        assert StepRecord.objects.get(node__key="lapse").due_on == date(2026, 3, 7)
        assert tick.tick(at=datetime(2026, 3, 7, 12, 0, tzinfo=UTC)) == 0
        assert tick.tick(at=datetime(2026, 3, 7, 16, 1, tzinfo=UTC)) == 1  # the 8th in the county
        assert opened(run) == ["late"]
        assert StepRecord.objects.get(node__key="ask").outcome == "lapsed"
        assert Entry.objects.filter(series="t:1").last().verb == "step.elapse"
        assert tick.tick(at=datetime(2026, 3, 9, tzinfo=UTC)) == 0

    def test_a_wait_by_the_clock_goes_on_at_its_moment(self, agency):
        published(agency, WAITING)
        run = begun(agency)
        with transaction.atomic():
            advance(run_id=run.pk, by=make.everybody(agency), at=AT + timedelta(hours=1), act="record")
        assert opened(run) == ["wait"]
        assert StepRecord.objects.get(node__key="wait").due_at == AT + timedelta(hours=37)
        assert tick.tick(at=AT + timedelta(hours=36)) == 0
        assert tick.tick(at=AT + timedelta(hours=37)) == 1
        assert opened(run) == ["go"]

    def test_nobody_but_the_system_lets_a_timer_elapse(self, agency):
        published(agency, WAITING)
        run = begun(agency)
        record = StepRecord.objects.get(node__key="lapse")
        with pytest.raises(StepNotOpen), transaction.atomic():
            advance(run_id=run.pk, by=make.everybody(agency), at=AT, record_id=record.pk)

    def test_a_timer_that_is_refused_stays_and_the_others_go_on(self, agency, monkeypatch, caplog):
        published(agency, WAITING)
        run = begun(agency)
        calls = []

        def refusing(**more):
            calls.append(more)
            raise StepNotOpen

        monkeypatch.setattr(tick, "advance", refusing)
        assert tick.tick(at=AT + timedelta(days=30)) == 0
        assert calls
        assert opened(run) == ["ask", "lapse"]

    def test_the_timetable_knows_the_work(self):
        from enforcement.jobs.timetable import TIMETABLE

        assert TIMETABLE["flowcharts.tick"].minutes <= 15

    @pytest.mark.django_db
    def test_the_work_tells_how_many(self, agency):
        assert tick.work(None) == {"elapsed": 0}

    def test_lengths_of_timers(self):
        assert dating.timer_limit(Node("x", "timer", timer="P1DT12H")) == Limit(36 * 60, "minute", starts="same-day")
        assert dating.timer_limit(Node("x", "timer", timer="P3D")) == Limit(3, "calendar", roll="none")
        assert dating.timer_limit(Node("x", "task")) is None


@pytest.mark.django_db
class TestLimits:
    def test_a_limit_begins_when_its_event_is_told(self, agency):
        published(agency, FORKED)
        run = begun(agency)
        assert StepRecord.objects.get(node__key="two").due_on is None
        one = StepRecord.objects.get(node__key="one")
        with transaction.atomic():
            advance(
                run_id=run.pk,
                by=make.everybody(agency),
                at=AT,
                record_id=one.pk,
                events={"told": date(2026, 3, 2)},
                facts={"day": date(2026, 3, 2)},
            )
        assert StepRecord.objects.get(node__key="two").due_on == date(2026, 3, 9)
        run.refresh_from_db()
        assert run.facts["day"] == "2026-03-02"

    def test_the_later_branch_may_be_recorded_first(self, agency):
        published(agency, FORKED)
        run, by = begun(agency), make.everybody(agency)
        for key, hours in (("one", 5), ("two", 2)):
            with transaction.atomic():
                record = StepRecord.objects.get(node__key=key)
                advance(run_id=run.pk, by=by, at=AT + timedelta(hours=hours), record_id=record.pk)
        assert opened(run) == ["after"]
        assert StepRecord.objects.get(node__key="after").entered_at == AT + timedelta(hours=5)

    @pytest.mark.parametrize(("held", "last", "told"), [("03-20", "03-10", "03-10"), ("03-18", "03-08", "03-06")])
    def test_a_notice_is_due_so_many_working_days_before_its_day(self, agency, held, last, told):
        node = Limit(7, "working", counts_from="event:hearing_on", roll="backward")
        run, record = Run(events={"hearing_on": f"2026-{held}"}), StepRecord()
        dating.set_due(record, node, run, AT)
        assert (record.due_on, record.raw_due_on) == (
            date.fromisoformat(f"2026-{last}"),
            date.fromisoformat(f"2026-{told}"),
        )

    def test_amounts_are_kept_as_numbers(self):
        from decimal import Decimal

        assert rows.plain({"a": Decimal("5000.00"), "b": Decimal("0.5"), "c": "x"}) == {"a": 5000, "b": 0.5, "c": "x"}

    def test_limits_from_the_case_and_by_the_hour(self, agency):
        run = Run(opened_at=AT, events={})
        assert dating.start_of(Limit(1, "hour", counts_from="case"), run, AT) == AT
        assert dating.start_of(Limit(1, "calendar", counts_from="case"), run, AT) == date(2026, 3, 2)
        assert dating.start_of(Limit(1, "hour"), run, AT) == AT
        assert dating.start_of(Limit(1, "calendar", counts_from="event:x"), run, AT) is None


class TestClocks:
    def test_a_pause_moves_the_due_day(self, procedure):
        case = procedure("P")
        case.walk("P01:registered P02:checked P03:filed")
        clock = RunClock.objects.get()
        first = clock.raw_due_on
        clocks.pause(clock, ground="testing", basis="第六十四条", document="检验委托书", from_on=date(2026, 3, 10))
        clocks.resume(clock, ground="testing", to_on=date(2026, 3, 20))
        clock.refresh_from_db()
        assert clock.raw_due_on == first + timedelta(days=10)

    def test_a_ground_is_open_once(self, procedure):
        case = procedure("P")
        case.walk("P01:registered P02:checked P03:filed")
        clock = RunClock.objects.get()
        clocks.pause(clock, ground="testing", basis="x", document="x", from_on=date(2026, 3, 10))
        with pytest.raises(PausesOverlap), transaction.atomic():
            clocks.pause(clock, ground="testing", basis="x", document="x", from_on=date(2026, 3, 11))

    def test_a_clock_closes_where_the_chart_says_and_does_not_open_again(self, procedure):
        case = procedure("P")
        case.walk("P01:registered P02:checked P03:filed P04:assigned P05:recusal P32:granted")
        assert RunClock.objects.count() == 1  # P04 was entered twice


@pytest.mark.django_db(transaction=True)
class TestRaces:
    def race(self, attempts):
        barrier, told = threading.Barrier(len(attempts)), []

        def run(attempt):
            try:
                barrier.wait()
                with transaction.atomic():
                    attempt()
                told.append("done")
            except Exception as fault:  # noqa: BLE001
                told.append(type(fault).__name__)
            finally:
                connection.close()

        threads = [threading.Thread(target=run, args=(one,)) for one in attempts]
        [t.start() for t in threads]
        [t.join() for t in threads]
        return sorted(told)

    def test_two_who_do_the_same_step_at_once(self):
        agency = make.an_agency()
        published(agency, FORKED)
        run, by = begun(agency), make.everybody(agency)
        for key in ("one", "two", "after"):
            record = StepRecord.objects.get(node__key=key)
            attempt = lambda record=record: advance(run_id=run.pk, by=by, at=AT, record_id=record.pk)  # noqa: E731
            told = self.race([attempt, attempt, attempt])
            assert told.count("done") == 1
            assert set(told) - {"done"} <= {"StepNotOpen", "RunClosed"}
        assert Entry.objects.filter(series="t:1").count() == 4

    def test_the_two_last_branches_at_once_join_once(self):
        agency = make.an_agency()
        published(agency, FORKED)
        run, by = begun(agency), make.everybody(agency)
        records = [StepRecord.objects.get(node__key=key).pk for key in ("one", "two")]
        told = self.race([lambda pk=pk: advance(run_id=run.pk, by=by, at=AT, record_id=pk) for pk in records])
        assert told == ["done", "done"]
        assert opened(run) == ["after"]

    def test_two_ticks_at_once(self):
        agency = make.an_agency()
        published(agency, WAITING)
        run = begun(agency)
        results = []
        later = AT + timedelta(days=30)

        def once():
            results.append(tick.tick(at=later))
            connection.close()

        threads = [threading.Thread(target=once) for _n in range(3)]
        [t.start() for t in threads]
        [t.join() for t in threads]
        assert sum(results) == 1
        assert opened(run) == ["late"]

    def test_two_publish_at_once(self):
        agency = make.an_agency()
        drafter, one, two = make.drafters(agency)
        version = draft(agency=agency, code="T", by=drafter, at=make.SHIPPED_AT, bpmn=EMPTY)
        submit(version_id=version.pk, by=drafter, at=make.SHIPPED_AT)
        approve(version_id=version.pk, by=one, at=make.SHIPPED_AT)
        approve(version_id=version.pk, by=two, at=make.SHIPPED_AT)
        barrier, told = threading.Barrier(2), []

        def go():
            try:
                barrier.wait()
                publish(version_id=version.pk, by=one, at=make.SHIPPED_AT, effective_on=make.EFFECTIVE_ON)
                told.append("done")
            except Exception as fault:  # noqa: BLE001
                told.append(type(fault).__name__)
            finally:
                connection.close()

        threads = [threading.Thread(target=go) for _n in range(2)]
        [t.start() for t in threads]
        [t.join() for t in threads]
        assert sorted(told) == ["NotInThatState", "done"]
        assert store.node_rows(version.pk)
