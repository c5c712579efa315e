"""A pause: the clock stands, answers on their way are taken for the time of grace, all goes on with the time kept."""

from datetime import timedelta

import pytest

from enforcement import clock
from exams.close_expired import close_expired
from exams.mark import IsVoid, NotClosed, mark
from exams.models import SaveJournal, Session, Sitting
from exams.open_session import StillSitting, close_session
from exams.queries import counts, under_way
from exams.save import save
from exams.sitting_refusals import AlreadyClosed, Paused, TakenOver, Voided
from exams.standing import standing_of
from exams.states import effective_state
from exams.submit import submit
from exams.takeover import takeover
from tests.exams.asking import asked, code_of, token_for
from tests.factories.exams import AT, a_county, a_sitting, minutes

pytestmark = pytest.mark.django_db
STOPPED = AT + minutes(20)
LONG_AFTER = AT + timedelta(days=9)


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def sitting(county):
    sitting = a_sitting(county)
    Sitting.objects.filter(pk=sitting.pk).update(state="paused", stopped_at=STOPPED)
    sitting.refresh_from_db()
    return sitting


def stands(sitting, **facts):
    Sitting.objects.filter(pk=sitting.pk).update(**facts)


def test_an_answer_on_its_way_is_taken_with_the_time_that_was_left(sitting):
    done = save(sitting_id=sitting.pk, at=STOPPED + timedelta(seconds=30), lease=1, seq=1, delta={0: 1})
    assert (done.written, done.remaining_ms) == (True, 40 * 60_000)
    assert save(sitting_id=sitting.pk, at=STOPPED, lease=1, seq=1, delta={0: 1}).written is False


def test_afterwards_a_save_and_a_submission_wait_and_change_nothing(sitting):
    late = STOPPED + timedelta(seconds=31)
    for act in (save, submit):
        with pytest.raises(Paused):
            act(sitting_id=sitting.pk, at=late, lease=1, seq=1, delta={0: 1})
        with pytest.raises(TakenOver):
            act(sitting_id=sitting.pk, at=late, lease=2, seq=1, delta={0: 1})
    sitting.refresh_from_db()
    assert (sitting.state, sitting.seq) == ("paused", 0)
    assert SaveJournal.objects.filter(sitting=sitting).count() == 1


def test_a_submission_on_its_way_closes(sitting):
    assert submit(sitting_id=sitting.pk, at=STOPPED, lease=1, seq=1, delta={0: 1}).written
    sitting.refresh_from_db()
    assert (sitting.state, sitting.stopped_at, sitting.closed_at) == ("submitted", None, STOPPED)


def test_a_paused_sitting_can_be_taken_to_another_device(sitting):
    new = takeover(sitting_id=sitting.pk, at=STOPPED + timedelta(hours=1), lease=1)
    assert (new.lease, new.remaining_ms) == (2, 40 * 60_000)


def test_a_paused_sitting_stays_so_whatever_the_clock_says(sitting, county):
    assert effective_state(sitting, LONG_AFTER) == "paused"
    assert close_expired(at=LONG_AFTER) == []
    assert under_way(session_id=sitting.session_id, at=LONG_AFTER) == 1
    with pytest.raises(StillSitting):
        close_session(session_id=sitting.session_id, by=county.by, at=LONG_AFTER)
    with pytest.raises(NotClosed):
        mark(sitting_id=sitting.pk, at=LONG_AFTER)
    person = sitting.candidate.person_id
    assert standing_of(sitting_id=sitting.pk, person_id=person, at=LONG_AFTER).state == "running"
    figures = counts(session_id=sitting.session_id, at=LONG_AFTER)
    assert (figures["running"], figures["paused"], figures["expired"]) == (1, 1, 0)


def test_the_browser_is_told_of_the_pause_and_of_the_time_that_is_kept(sitting):
    said = asked("GET", f"/x/sittings/{sitting.pk}/state", token_for(sitting))[1]
    assert (said["state"], said["remaining_ms"]) == ("paused", 40 * 60_000)
    stands(sitting, stopped_at=clock.now() - minutes(1))
    answer = asked("POST", f"/x/sittings/{sitting.pk}/save", token_for(sitting), {"seq": 1, "d": {"0": 1}})
    assert code_of(answer) == (409, "Paused")


def test_a_paper_that_was_taken_in_is_closed_and_marked(sitting):
    stands(sitting, state="terminated", stopped_at=None, closed_at=STOPPED)
    for act in (save, submit):
        with pytest.raises(AlreadyClosed, match=r"收回|taken this paper in"):
            act(sitting_id=sitting.pk, at=AT, lease=1, seq=1, delta={0: 1})
    person = sitting.candidate.person_id
    assert standing_of(sitting_id=sitting.pk, person_id=person, at=AT).state == "result"
    assert counts(session_id=sitting.session_id, at=AT)["submitted"] == 1
    assert mark(sitting_id=sitting.pk, at=STOPPED).points == 0


@pytest.mark.parametrize("prior", ["assigned", "running", "submitted"])
def test_a_void_paper_takes_nothing_and_is_not_marked(sitting, county, prior):
    facts = {"started_at": None, "deadline_at": None} if prior == "assigned" else {}
    closed = STOPPED if prior == "submitted" else None
    stands(sitting, state="voided", prior=prior, closed_at=closed, **facts)
    for act in (save, submit):
        with pytest.raises(Voided):
            act(sitting_id=sitting.pk, at=AT, lease=1, seq=1, delta={0: 1})
    with pytest.raises(Voided):
        takeover(sitting_id=sitting.pk, at=AT, lease=1)
    with pytest.raises(IsVoid):
        mark(sitting_id=sitting.pk, at=AT)
    person = sitting.candidate.person_id
    assert standing_of(sitting_id=sitting.pk, person_id=person, at=AT).state == "voided"
    said = asked("GET", f"/x/sittings/{sitting.pk}/state", token_for(sitting))[1]
    assert (said["state"], said["deadline"] is None) == ("voided", prior == "assigned")
    close_session(session_id=sitting.session_id, by=county.by, at=AT)
    assert Session.objects.get().state == "closed"
    assert counts(session_id=sitting.session_id, at=AT)["voided"] == 1
