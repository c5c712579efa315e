"""Start, save, submit, take over: one statement each, and nothing changed by a refusal."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enforcement.ledger.queries import history_of
from exams import statements
from exams.close_expired import close_expired
from exams.models import SaveJournal, Sitting
from exams.save import save
from exams.sitting_refusals import AlreadyClosed, BadAnswer, NotBegun, SittingNotFound, TakenOver, TimeOver
from exams.start import AlreadyStarted, NotOpen, NotPromised, start
from exams.states import effective_state, session_state
from exams.submit import answers_sha256, submit
from exams.takeover import takeover
from tests.factories.exams import (
    AT,
    a_county,
    a_session,
    a_sitting,
    an_officer,
    an_open_session,
    minutes,
    sitting_of,
)

pytestmark = pytest.mark.django_db


def stored(sitting):
    return Sitting.objects.values().get(pk=sitting.pk)


def queries(act, **facts):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        act(**facts)
    return [q["sql"] for q in caught.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]


@pytest.fixture
def sitting():
    return a_sitting()


def test_a_start_runs_the_clock(sitting):
    assert (sitting.state, sitting.lease, sitting.seq) == ("running", 1, 0)
    assert sitting.started_at == AT
    assert sitting.deadline_at == AT + minutes(60)
    assert sitting.grace_seconds == 30


def test_a_start_near_the_end_of_the_window_ends_with_the_window():
    late = a_sitting(at=AT + timedelta(days=5) - minutes(10))
    assert late.deadline_at == AT + timedelta(days=5)


def test_a_second_start_is_refused_and_changes_nothing(sitting):
    before = stored(sitting)
    with pytest.raises(AlreadyStarted):
        start(sitting_id=sitting.pk, at=AT + minutes(1), honour=True)
    assert stored(sitting) == before
    assert SaveJournal.objects.get().at == AT


@pytest.mark.parametrize("at", [AT - minutes(1), AT + timedelta(days=5)])
def test_a_start_outside_the_window_is_refused(at):
    county = a_county()
    person = an_officer(county.bureau)
    session = an_open_session(county, [person])
    with pytest.raises(NotOpen):
        start(sitting_id=sitting_of(session, person).pk, at=at, honour=True)
    assert sitting_of(session, person).state == "assigned"


def test_a_start_without_the_honour_statement_is_refused(sitting):
    with pytest.raises(NotPromised):
        start(sitting_id=sitting.pk, at=AT, honour=False)


def test_a_start_of_no_sitting_is_refused():
    with pytest.raises(SittingNotFound):
        start(sitting_id=1, at=AT, honour=True)


def test_a_save_merges_several_answers_in_one_statement_and_journals_them(sitting):
    ran = queries(save, sitting_id=sitting.pk, at=AT + minutes(1), lease=1, seq=1, delta={0: 1, 7: 2})
    assert len(ran) == 1
    done = save(sitting_id=sitting.pk, at=AT + minutes(2), lease=1, seq=2, delta={7: 0, 3: 4})
    assert (done.written, done.seq, done.remaining_ms) == (True, 2, 58 * 60_000)
    sitting.refresh_from_db()
    assert sitting.answers == [1, 0, 0, 4, 0, 0, 0, 0]
    rows = list(
        SaveJournal.objects.filter(sitting=sitting).order_by("seq").values_list("seq", "slots", "masks", "kind")
    )
    assert rows == [(0, [], [], "start"), (1, [0, 7], [1, 2], "save"), (2, [7, 3], [0, 4], "save")]


def test_a_stale_save_writes_nothing_and_is_told_the_stored_number(sitting):
    save(sitting_id=sitting.pk, at=AT, lease=1, seq=5, delta={0: 1})
    before = stored(sitting)
    done = save(sitting_id=sitting.pk, at=AT, lease=1, seq=5, delta={0: 2})
    assert (done.written, done.seq) == (False, 5)
    assert stored(sitting) == before
    assert SaveJournal.objects.count() == 2


def test_a_save_is_taken_in_the_grace_and_refused_after_it(sitting):
    end = sitting.deadline_at
    assert save(sitting_id=sitting.pk, at=end + timedelta(seconds=30), lease=1, seq=1, delta={0: 1}).written
    before = stored(sitting)
    for act in (save, submit):
        with pytest.raises(TimeOver):
            act(sitting_id=sitting.pk, at=end + timedelta(seconds=31), lease=1, seq=2, delta={0: 2})
    assert stored(sitting) == before


@pytest.mark.parametrize(
    ("seq", "delta"),
    [(0, {}), (2**31, {}), (1, {8: 1}), (1, {-1: 1}), (1, {0: -1}), (1, {0: 256}), (1, {1000: 1})],
)
def test_an_answer_that_does_not_fit_is_refused(sitting, seq, delta):
    before = stored(sitting)
    for act in (save, submit):
        with pytest.raises(BadAnswer):
            act(sitting_id=sitting.pk, at=AT, lease=1, seq=seq, delta=delta)
    assert stored(sitting) == before


def test_a_save_before_the_start_or_to_no_sitting_is_refused():
    county = a_county()
    person = an_officer(county.bureau)
    waiting = sitting_of(an_open_session(county, [person]), person)
    with pytest.raises(NotBegun):
        save(sitting_id=waiting.pk, at=AT, lease=0, seq=1, delta={0: 1})
    with pytest.raises(SittingNotFound):
        save(sitting_id=0, at=AT, lease=1, seq=1, delta={})
    with pytest.raises(SittingNotFound):
        takeover(sitting_id=0, at=AT, lease=1)


def test_a_submission_saves_and_closes_in_one_statement_with_a_receipt(sitting):
    ran = queries(submit, sitting_id=sitting.pk, at=AT + minutes(9), lease=1, seq=1, delta={2: 8})
    assert len(ran) == 1
    sitting.refresh_from_db()
    assert (sitting.state, sitting.closed_at, sitting.answers[2]) == ("submitted", AT + minutes(9), 8)
    last = SaveJournal.objects.order_by("seq").last()
    assert (last.kind, last.at) == ("submit", sitting.closed_at)


def test_a_receipt_is_the_hash_of_the_stored_answers(sitting):
    done = submit(sitting_id=sitting.pk, at=AT, lease=1, seq=1, delta={0: 1})
    sitting.refresh_from_db()
    assert done.written
    assert done.answers_sha256 == answers_sha256(sitting.pk, sitting.answers)


def test_a_stale_submission_closes_nothing(sitting):
    save(sitting_id=sitting.pk, at=AT, lease=1, seq=3, delta={0: 1})
    done = submit(sitting_id=sitting.pk, at=AT, lease=1, seq=3, delta={})
    assert (done.written, done.seq, done.answers_sha256) == (False, 3, "")
    sitting.refresh_from_db()
    assert sitting.state == "running"


def test_nothing_is_taken_after_submission(sitting):
    submit(sitting_id=sitting.pk, at=AT, lease=1, seq=1, delta={})
    before = stored(sitting)
    for act in (save, submit):
        with pytest.raises(AlreadyClosed):
            act(sitting_id=sitting.pk, at=AT, lease=1, seq=2, delta={0: 1})
    with pytest.raises(AlreadyClosed):
        takeover(sitting_id=sitting.pk, at=AT, lease=1)
    assert stored(sitting) == before


def test_a_takeover_shuts_the_older_browser_out_and_the_ledger_says_so(sitting):
    save(sitting_id=sitting.pk, at=AT, lease=1, seq=1, delta={1: 2})
    new = takeover(sitting_id=sitting.pk, at=AT + minutes(1), lease=1)
    assert (new.lease, new.seq, new.answers[1]) == (2, 1, 2)
    with pytest.raises(TakenOver):
        save(sitting_id=sitting.pk, at=AT, lease=1, seq=2, delta={1: 4})
    assert save(sitting_id=sitting.pk, at=AT, lease=2, seq=2, delta={1: 1}).written
    entry = history_of(f"sitting:{sitting.pk}").last()
    assert (entry.verb, entry.actor["person_id"]) == ("exam.takeover", sitting.candidate.person_id)


def test_a_takeover_from_a_lease_that_is_gone_is_refused(sitting):
    takeover(sitting_id=sitting.pk, at=AT, lease=1)
    before = stored(sitting)
    with pytest.raises(TakenOver):
        takeover(sitting_id=sitting.pk, at=AT, lease=1)
    assert stored(sitting) == before
    assert history_of(f"sitting:{sitting.pk}").count() == 2


def test_time_over_is_so_whether_or_not_a_worker_wrote_it_down(sitting):
    after = sitting.deadline_at + timedelta(seconds=31)
    assert effective_state(sitting, sitting.deadline_at) == "running"
    assert effective_state(sitting, after) == "expired"
    assert close_expired(at=sitting.deadline_at + timedelta(seconds=20)) == []
    assert close_expired(at=after) == [sitting.pk]
    sitting.refresh_from_db()
    assert (sitting.state, sitting.closed_at) == ("expired", sitting.deadline_at)
    assert effective_state(sitting, AT) == "expired"
    with pytest.raises(TimeOver):
        save(sitting_id=sitting.pk, at=AT, lease=1, seq=1, delta={0: 1})


def test_a_session_is_what_its_window_says():
    session = a_session(a_county())
    assert session_state(session, AT) == "draft"
    session.state = "open"
    assert session_state(session, AT - minutes(1)) == "waiting"
    assert session_state(session, AT) == "open"
    assert session_state(session, AT + timedelta(days=6)) == "closed"


def test_the_server_s_clock_rules_where_no_moment_is_given(sitting):
    Sitting.objects.filter(pk=sitting.pk).update(deadline_at=AT - timedelta(days=400))
    with pytest.raises(TimeOver):
        save(sitting_id=sitting.pk, lease=1, seq=1, delta={0: 1})


def test_no_save_changes_an_indexed_column():
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'exams_sitting'")
        indexes = " ".join(row[0] for row in cursor.fetchall())
        cursor.execute("SELECT reloptions FROM pg_class WHERE relname = 'exams_sitting'")
        assert "fillfactor=50" in cursor.fetchone()[0]
    assert "answers" not in indexes
    assert "seq" not in indexes
    assert "SET answers" in statements.SAVE
