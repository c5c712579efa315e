"""The timetable: once in each period, whoever ticks."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from enforcement import clock
from enforcement.jobs import tasks
from enforcement.jobs.models import Job, Slot
from enforcement.jobs.perform import drain
from enforcement.jobs.sweep import KEPT, sweep
from enforcement.jobs.timetable import Line, every, tick
from tests.factories.jobs import JobFactory, SlotFactory
from tests.factories.organisation import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def rounds(kinds):
    ran = []
    every(5, "test.round", lambda job: ran.append(job.id))
    return ran


def test_periods_begin_on_the_countys_clock():
    at = datetime(2026, 11, 2, 1, 7, 30, tzinfo=UTC)  # 09:07:30 in the county
    assert Line("k", 5).slot(at) == datetime(2026, 11, 2, 1, 5, tzinfo=UTC)
    assert Line("k", 60).slot(at) == datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
    assert Line("k", 1440).slot(at) == datetime(2026, 11, 1, 16, 0, tzinfo=UTC)


def test_a_tick_asks_once_in_each_period(rounds, woken):
    assert tick(at=AT) == ["test.round"]
    drain()
    assert tick(at=AT + timedelta(minutes=4)) == []
    assert tick(at=AT + timedelta(minutes=5)) == ["test.round"]
    drain()
    assert len(rounds) == 2
    assert [str(slot) for slot in Slot.objects.order_by("starts_at")] == [
        "test.round 2026-11-02 01:00",
        "test.round 2026-11-02 01:05",
    ]


def test_work_still_under_way_is_not_asked_for_again(rounds, woken):
    tick(at=AT)
    assert tick(at=AT + timedelta(minutes=5)) == []
    assert Job.objects.count() == 1
    drain()
    assert tick(at=AT + timedelta(minutes=10)) == ["test.round"]


def test_the_beat_ticks_and_sweeps(rounds, woken):
    lost = JobFactory()
    tasks.beat()
    assert lost.pk in woken
    assert Job.objects.filter(kind="test.round").exists()


def test_what_is_old_is_forgotten_but_never_what_a_person_asked_for(rounds, woken):
    now = clock.now()
    old = now - KEPT - timedelta(days=1)
    SlotFactory(starts_at=old)
    JobFactory(kind="test.round", state=Job.State.DONE, finished_at=old)
    kept = JobFactory(kind="test.count", state=Job.State.DONE, finished_at=old)
    failed = JobFactory(kind="test.round", state=Job.State.FAILED, finished_at=old)
    sweep(at=now)
    assert not Slot.objects.exists()
    assert set(Job.objects.all()) == {kept, failed}


@pytest.mark.django_db(transaction=True)
def test_of_many_beats_at_once_one_wins(rounds):
    barrier, won = threading.Barrier(4), []

    def beat():
        try:
            barrier.wait(5)
            won.extend(tick(at=AT))
        finally:
            connection.close()

    threads = [threading.Thread(target=beat) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert won == ["test.round"]
    assert Job.objects.count() == 1
