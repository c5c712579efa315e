"""Background work: nothing is lost with a worker, nothing is done twice, and people see how far it is."""

import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, transaction

from enforcement import clock
from enforcement.errors import NotFound
from enforcement.jobs import perform as performing
from enforcement.jobs import tasks
from enforcement.jobs.cancel import AlreadyFinished, cancel
from enforcement.jobs.enqueue import enqueue, wake
from enforcement.jobs.lease import ATTEMPTS, LEASE, take
from enforcement.jobs.models import Job
from enforcement.jobs.perform import drain, perform
from enforcement.jobs.progress import Progress, WorkTakenAway
from enforcement.jobs.register import register
from enforcement.jobs.sweep import sweep
from enforcement.jobs.worker import is_gone, me
from tests.factories.jobs import JobFactory
from tests.factories.organisation import AT, PersonFactory

pytestmark = pytest.mark.django_db
S = Job.State


def test_a_job_is_a_row_in_the_callers_transaction_and_wakes_a_worker_after_it(
    woken, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        job = enqueue(kind="test.count", arguments={"to": 2}, by_person_id=None, at=AT)
        assert woken == []
    assert (job.state, job.arguments, job.requested_at) == (S.WAITING, {"to": 2}, AT)
    assert len(callbacks) == 1
    assert str(job) == "test.count waiting"


@pytest.mark.django_db(transaction=True)
def test_a_refused_act_leaves_no_job_and_wakes_nobody(monkeypatch):
    woken = []
    monkeypatch.setattr("enforcement.jobs.enqueue.wake", woken.append)

    def refused():
        enqueue(kind="test.count", by_person_id=None, at=AT)
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction.atomic():
        refused()
    assert not Job.objects.exists()
    assert woken == []


def test_work_that_nobody_registered_cannot_be_asked_for():
    with pytest.raises(KeyError):
        enqueue(kind="test.nothing", by_person_id=None, at=AT)


def test_a_broker_that_is_away_neither_fails_nor_blocks(settings, caplog):
    from celery import Celery

    away = Celery("away", broker="amqp://guest:guest@127.0.0.1:1//")
    settings.CELERY_APPLICATION = f"{__name__}.AWAY"
    globals()["AWAY"] = away
    begun = time.monotonic()
    wake(1)
    assert time.monotonic() - begun < 5  # not an answer of the broker is waited for; its own patience is six seconds
    assert "no wake-up for job 1" in caplog.text


def test_a_wake_up_carries_the_number_alone_and_does_not_wait(monkeypatch):
    from enforcement.celery import app

    sent = []
    monkeypatch.setattr(app, "send_task", lambda name, **options: sent.append((name, options)))
    wake(7)
    ((name, options),) = sent
    assert (name, options["args"], options["expires"]) == ("jobs.work", [7], 60.0)
    assert options["retry_policy"]["max_retries"] == 1
    assert options["retry_policy"]["interval_max"] == 0


def test_two_functions_cannot_do_the_same_work_but_one_may_register_twice(kinds):
    register("test.count")(kinds["test.count"].function)
    with pytest.raises(ValueError, match=r"test\.count"):
        register("test.count")(lambda job: None)


def test_a_job_is_done_and_says_what_came_of_it():
    person = PersonFactory()
    job = JobFactory(arguments={"to": 4}, owner=person)
    assert perform(job_id=job.pk) is True
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.attempts) == (S.DONE, 4, 4, 1)
    assert job.result == {"url": "/desk/", "text": "counted to 4", "by": person.pk, "job": job.pk}
    assert job.finished_at is not None
    assert job.leased_until is None


def test_a_job_that_is_over_or_in_other_hands_is_left_alone():
    for state in (S.DONE, S.FAILED, S.CANCELLED):
        assert perform(job_id=JobFactory(state=state).pk) is False
    held = JobFactory(state=S.RUNNING, lease="other", leased_until=clock.now() + LEASE)
    assert perform(job_id=held.pk) is False
    assert perform(job_id=0) is False


def test_a_refusal_is_told_with_its_article_and_remedy_and_not_tried_again():
    job = JobFactory(kind="test.refuse")
    perform(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (S.FAILED, 1)
    assert job.fault == "There are too few apples. 第一条 Buy some."


def test_an_error_in_the_system_is_told_without_its_innards():
    job = JobFactory(kind="test.break")
    perform(job_id=job.pk)
    job.refresh_from_db()
    assert job.state == S.FAILED
    assert str(job.pk) in job.fault
    assert "Zero" not in job.fault


def test_a_result_that_json_cannot_hold_fails_the_job(kinds):
    register("test.odd")(lambda job: {"set": {1}})
    job = JobFactory(kind="test.odd")
    perform(job_id=job.pk)
    job.refresh_from_db()
    assert job.state == S.FAILED


def test_work_of_another_version_fails_with_a_sentence():
    job = JobFactory(kind="test.gone")
    perform(job_id=job.pk)
    job.refresh_from_db()
    assert job.state == S.FAILED
    assert job.fault


def test_work_without_a_database_is_tried_three_times_and_then_given_up(woken):
    job = JobFactory(kind="test.away")
    for attempt in range(1, ATTEMPTS):
        perform(job_id=job.pk)
        job.refresh_from_db()
        assert (job.state, job.attempts, job.lease) == (S.WAITING, attempt, "")
    perform(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (S.RUNNING, ATTEMPTS)
    sweep(at=clock.now() + LEASE * 2)
    job.refresh_from_db()
    assert job.state == S.FAILED
    assert "3" in job.fault
    assert woken == []


def test_a_lapsed_lease_may_be_taken_and_the_first_holder_notices(monkeypatch):
    job = JobFactory()
    first = take(job_id=job.pk, at=AT)
    assert take(job_id=job.pk, at=AT + LEASE / 2) is None
    second = take(job_id=job.pk, at=AT + LEASE * 2)
    assert second is not None
    assert (second.attempts, second.lease != first.lease) == (2, True)
    with pytest.raises(WorkTakenAway):
        Progress(first).report(1, 2)


def test_reports_are_saved_at_most_twice_a_second_and_renew_the_lease():
    with time_machine.travel(AT, tick=False) as traveller:
        job = take(job_id=JobFactory().pk, at=clock.now())
        progress = Progress(job)
        progress._saved = -1000
        traveller.shift(timedelta(seconds=60))
        progress.report(1, 9)
        progress.report(2)
        stored = Job.objects.get(pk=job.pk)
    assert (stored.done, stored.total) == (1, 9)
    assert (progress.done, progress.total) == (2, 9)
    assert stored.leased_until == AT + timedelta(seconds=60) + LEASE
    assert progress.requested_at == AT


def test_drain_does_what_waits_and_what_that_asks_for(kinds):
    @register("test.more")
    def more(job):
        enqueue(kind="test.count", by_person_id=None, at=AT)

    JobFactory(kind="test.more")
    JobFactory(kind="test.away")
    assert drain() == 2 + ATTEMPTS
    assert list(Job.objects.order_by("pk").values_list("kind", "state")) == [
        ("test.more", S.DONE),
        ("test.away", S.RUNNING),
        ("test.count", S.DONE),
    ]


def test_the_sweep_wakes_for_what_was_lost_and_only_once_a_minute(woken):
    now = clock.now()
    never, lost = JobFactory(), JobFactory(leased_until=now - timedelta(seconds=1))
    dead = JobFactory(state=S.RUNNING, lease="x", leased_until=now - timedelta(seconds=1))
    JobFactory(leased_until=now + timedelta(seconds=30))
    JobFactory(state=S.RUNNING, lease="x", leased_until=now + timedelta(seconds=30))
    JobFactory(state=S.DONE)
    assert sweep(at=now) == 3
    assert woken == [never.pk, lost.pk, dead.pk]
    woken.clear()
    sweep(at=now)
    assert woken == [dead.pk]


def test_a_restarted_worker_counts_every_earlier_wake_up_as_lost(woken):
    job = JobFactory(leased_until=clock.now() + timedelta(seconds=30))
    sweep(at=clock.now(), restarted=True)
    assert woken == [job.pk]


def test_one_cancels_ones_own_waiting_job_and_nobody_elses():
    mine, other = PersonFactory(), PersonFactory()
    job = JobFactory(owner=mine)
    with pytest.raises(NotFound):
        cancel(job_id=job.pk, by_person_id=other.pk, at=AT)
    assert cancel(job_id=job.pk, by_person_id=mine.pk, at=AT).state == S.CANCELLED
    assert perform(job_id=job.pk) is False
    with pytest.raises(AlreadyFinished):
        cancel(job_id=job.pk, by_person_id=mine.pk, at=AT)


def test_a_running_job_that_is_cancelled_ends_at_its_next_report(kinds):
    person = PersonFactory()
    reached = []

    @register("test.long")
    def long(job):
        job.report(1, 2)
        cancel(job_id=job.id, by_person_id=person.pk, at=AT)
        job._saved = -1000
        job.report(2)
        reached.append("the end")

    job = JobFactory(kind="test.long", owner=person)
    assert perform(job_id=job.pk) is True
    job.refresh_from_db()
    assert job.state == S.CANCELLED
    assert reached == []


def test_the_command_does_what_waits_and_ends(capsys):
    JobFactory()
    call_command("work", "--once")
    assert "1 job(s) done." in capsys.readouterr().out
    call_command("work", "--once")
    assert capsys.readouterr().out == ""


def test_the_command_goes_on_until_it_is_stopped(monkeypatch):
    JobFactory()
    naps = []

    def sleep(seconds):
        naps.append(seconds)
        if len(naps) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("enforcement.jobs.management.commands.work.time.sleep", sleep)
    with pytest.raises(KeyboardInterrupt):
        call_command("work", "--pause", "0.5")
    assert naps == [0.5, 0.5]
    assert Job.objects.get().state == S.DONE


def test_the_task_does_the_job():
    job = JobFactory()
    tasks.work(job.pk)
    job.refresh_from_db()
    assert job.state == S.DONE


def test_a_worker_that_starts_sweeps_at_once(woken):
    job = JobFactory(leased_until=clock.now() + timedelta(seconds=30))
    tasks.begin()
    assert woken == [job.pk]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_do_a_job_once(kinds, monkeypatch):
    barrier, runs = threading.Barrier(2), []

    @register("test.once")
    def once(job):
        runs.append(job.id)

    job = JobFactory(kind="test.once")
    took = performing.take

    def take_together(**facts):
        barrier.wait(5)
        return took(**facts)

    monkeypatch.setattr(performing, "take", take_together)
    done = []

    def work():
        try:
            done.append(perform(job_id=job.pk))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sorted(done) == [False, True]
    assert runs == [job.pk]


def a_process_that_ended() -> str:
    """Return the name of a process of this machine that is gone."""
    code = "from enforcement.jobs.worker import me; print(me())"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_work_whose_process_ended_is_taken_up_again_without_waiting_for_its_lease(woken):
    gone, alive, elsewhere = (enqueue(kind="test.count", by_person_id=None, at=AT) for _n in range(3))
    for job in (gone, alive, elsewhere):
        assert take(job_id=job.pk, at=AT)
    Job.objects.filter(pk=gone.pk).update(worker=a_process_that_ended())
    Job.objects.filter(pk=elsewhere.pk).update(worker="another-machine 1 1")
    assert sweep(at=AT + timedelta(seconds=1)) == 1
    assert take(job_id=gone.pk, at=AT + timedelta(seconds=1))
    assert not take(job_id=alive.pk, at=AT + timedelta(seconds=1))
    assert not take(job_id=elsewhere.pk, at=AT + timedelta(seconds=1))


def test_a_number_given_to_another_process_is_not_taken_for_the_one_that_ended():
    host, number, began = me().rsplit(" ", 2)
    assert not is_gone(me())
    assert is_gone(f"{host} {number} {began}1")
    assert not is_gone("")


def test_work_that_dies_further_on_each_time_is_not_given_up():
    job = enqueue(kind="test.count", by_person_id=None, at=AT)
    at = AT
    for done in range(1, 2 * ATTEMPTS):
        taken = take(job_id=job.pk, at=at)
        assert taken
        Progress(taken).report(done, 100)
        at += LEASE + timedelta(seconds=1)
        Job.objects.filter(pk=job.pk).update(leased_until=at - timedelta(seconds=1))
    for _again in range(ATTEMPTS - 1):
        taken = take(job_id=job.pk, at=at)
        assert taken
        Progress(taken).report(1, 100)
        Job.objects.filter(pk=job.pk).update(leased_until=at - timedelta(seconds=1))
    assert not take(job_id=job.pk, at=at)
