"""Interventions and answers at once, on two connections: every order ends well, and nothing acknowledged is lost."""

import threading
from datetime import timedelta

import pytest

from enforcement import clock
from enforcement.errors import Refusal
from exams.late import keep
from exams.mark import mark
from exams.models import Intervention, LatePacket, Result, SaveJournal, Session
from exams.proctoring.decide_late import decide_late
from exams.proctoring.extend import extend
from exams.proctoring.pause import pause
from exams.proctoring.reopen import reopen
from exams.proctoring.resume import resume
from exams.proctoring.scope import Scope
from exams.proctoring.terminate import terminate
from exams.proctoring.void import void
from exams.save import save
from exams.start import start
from exams.submit import submit
from tests.exams.test_exam_races import at_once, successes
from tests.exams.watching import World
from tests.factories.exams import AT, minutes

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world():
    return World()


def go(world, act, scope=None, **facts):
    return lambda: world.do(act, scope, **facts)


def test_a_resume_and_an_extension_at_once_give_both_times(world):
    world.do(pause, after=10)
    said = at_once(go(world, resume, after=25), go(world, extend, after=25, seconds=300))
    assert len(successes(said)) == 2
    assert {world.sitting(n).deadline_at for n in range(5)} == {AT + minutes(60 + 15 + 5)}
    assert Session.objects.get(pk=world.session.pk).revision == 3


def test_two_extensions_at_once_add_up_and_two_pauses_pause_once(world):
    said = at_once(*(go(world, extend, seconds=60) for _ in range(3)))
    assert len(successes(said)) == 3
    assert world.sitting(0).deadline_at == AT + minutes(63)
    said = at_once(go(world, pause, after=11), go(world, pause, after=12))
    assert len(successes(said)) == 1
    assert Session.objects.get(pk=world.session.pk).revision == 4


def test_a_resume_sent_twice_gives_the_time_back_once(world):
    world.do(pause, world.one(0), after=10)
    assert len(successes(at_once(*(go(world, resume, world.one(0), after=20) for _ in range(2))))) == 1
    assert world.sitting(0).deadline_at == AT + minutes(70)


def test_a_paper_declared_void_while_it_saves_keeps_what_was_acknowledged(world):
    sitting = world.sitting(0).pk
    said = at_once(
        *(
            lambda n=n: save(sitting_id=sitting, at=AT + minutes(10), lease=1, seq=n + 1, delta={n: 1})
            for n in range(4)
        ),
        go(world, void, world.one(0)),
    )
    now = world.sitting(0)
    assert now.state == "voided"
    for n, one in enumerate(said[:4]):
        if getattr(one, "written", False):
            assert now.answers[n] == 1
    assert SaveJournal.objects.filter(sitting_id=sitting, kind="save").count() == sum(
        getattr(one, "written", False) for one in said[:4]
    )


def test_a_pause_and_a_submission_at_once_leave_one_of_the_two(world):
    for n in range(3):
        sitting = world.sitting(n).pk
        said = at_once(
            lambda pk=sitting: submit(sitting_id=pk, at=AT + minutes(10), lease=1, seq=1, delta={0: 1}),
            go(world, pause, world.one(n)),
        )
        now = world.sitting(n)
        handed_in = getattr(said[0], "written", False)
        # a paused paper may still be handed in for the time of grace: then it is in, whoever came first
        assert now.state == ("submitted" if handed_in else "paused")
        assert (now.closed_at is not None) == handed_in
        assert now.stopped_at is None or not handed_in


def test_a_start_and_an_extension_at_once_give_the_time_whoever_is_first(world):
    pk = world.sitting(5).pk
    said = at_once(
        lambda: start(sitting_id=pk, at=AT + minutes(10), honour=True), go(world, extend, world.one(5), seconds=600)
    )
    assert len(successes(said)) == 2
    assert world.sitting(5).deadline_at == AT + minutes(10 + 60 + 10)


def test_overlapping_scopes_at_once_never_wait_for_each_other_in_a_circle(world):
    scopes = [Scope(), Scope(room=world.a.pk), world.one(4, 0), Scope(site=world.a.site_id)]
    said = at_once(*(go(world, extend, scope, seconds=60) for scope in scopes * 2))
    assert len(successes(said)) == len(said)
    assert world.sitting(0).deadline_at == AT + minutes(60 + 2 * 4)
    assert world.sitting(4).deadline_at == AT + minutes(60 + 2 * 2)


def test_a_paper_is_marked_or_opened_again_but_never_both(world):
    for n in range(3):
        world.do(terminate, world.one(n), after=20)
        pk = world.sitting(n).pk
        said = at_once(
            lambda pk=pk: mark(sitting_id=pk, at=AT + minutes(21)),
            go(world, reopen, world.one(n), after=21, seconds=600),
        )
        marked = Result.objects.filter(sitting_id=pk).exists()
        assert len(successes(said)) == 1
        assert world.sitting(n).state == ("terminated" if marked else "running")


def test_two_decisions_on_a_packet_at_once_are_one(world):
    pk = world.sitting(0).pk
    keep(sitting_id=pk, at=AT + minutes(70), lease=1, delta={0: 1})
    packet = LatePacket.objects.get()
    facts = {"packet_id": packet.pk, "by": world.county.by, "at": AT + minutes(75), "reason": "断网"}
    said = at_once(lambda: decide_late(decision="all", **facts), lambda: decide_late(decision="reject", **facts))
    assert len(successes(said)) == 1
    packet.refresh_from_db()
    assert (packet.state == "accepted") == (world.sitting(0).answers[0] == 1)
    assert SaveJournal.objects.filter(kind="late").count() == (packet.state == "accepted")


def test_saves_go_on_while_a_whole_session_gets_more_time():
    """Every save is acknowledged or told why not; none waits for the end of the intervention's transaction for long."""
    world = World(at=clock.now() - minutes(1))
    stop, said = threading.Event(), []

    def save_on():
        seq = 0
        while not stop.is_set():
            seq += 1
            said.append(save(sitting_id=world.sitting(0).pk, lease=1, seq=seq, delta={0: 1 + seq % 2}).written)

    def intervene():
        try:
            for _ in range(5):
                extend(session_id=world.session.pk, by=world.county.by, scope=Scope(), seconds=60, reason="停电")
        finally:
            stop.set()

    outcomes = at_once(save_on, intervene)
    assert not [one for one in outcomes if isinstance(one, Refusal)]
    assert said
    assert all(said)
    assert Intervention.objects.count() == 5
    assert world.sitting(0).deadline_at - world.at >= timedelta(minutes=65)
