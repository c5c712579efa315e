"""Two at once, on two connections: one success, and never an answer lost."""

import threading

import pytest
from django.db import connection, connections

from enforcement.errors import Refusal
from exams.close_expired import close_expired
from exams.mark import mark
from exams.models import Result, SaveJournal
from exams.register import register
from exams.save import save
from exams.start import start
from exams.submit import submit
from exams.takeover import takeover
from tests.factories.exams import AT, a_county, a_sitting, an_officer, an_open_session, minutes, sitting_of

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run acts in threads that begin together; return what each returned or the refusal it raised."""
    gate, said = threading.Barrier(len(acts)), [None] * len(acts)

    def run(n, act):
        gate.wait()
        try:
            said[n] = act()
        except Refusal as refusal:
            said[n] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n, act)) for n, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def successes(said):
    return [s for s in said if not isinstance(s, Refusal)]


def test_two_starts_at_once_give_one_sitting():
    county = a_county()
    person = an_officer(county.bureau)
    pk = sitting_of(an_open_session(county, [person]), person).pk
    go = lambda: start(sitting_id=pk, at=AT, honour=True)  # noqa: E731
    assert len(successes(at_once(go, go))) == 1


def test_two_saves_of_one_number_at_once_are_acknowledged_once():
    sitting = a_sitting()
    said = at_once(*(lambda n=n: save(sitting_id=sitting.pk, at=AT, lease=1, seq=1, delta={n: 1}) for n in range(2)))
    assert sum(getattr(s, "written", False) for s in said) == 1
    sitting.refresh_from_db()
    assert sum(sitting.answers) == 1


def test_saves_and_a_submission_at_once_lose_no_acknowledged_answer():
    sitting = a_sitting()
    said = at_once(
        *(lambda n=n: save(sitting_id=sitting.pk, at=AT, lease=1, seq=n + 1, delta={n: 1}) for n in range(4)),
        lambda: submit(sitting_id=sitting.pk, at=AT, lease=1, seq=9, delta={7: 2}),
    )
    sitting.refresh_from_db()
    assert sitting.state == "submitted"
    for n, one in enumerate(said[:4]):
        if getattr(one, "written", False):
            assert sitting.answers[n] == 1
    assert sitting.answers[7] == 2


def test_two_takeovers_at_once_give_one_new_lease():
    sitting = a_sitting()
    go = lambda: takeover(sitting_id=sitting.pk, at=AT, lease=1)  # noqa: E731
    assert len(successes(at_once(go, go))) == 1
    sitting.refresh_from_db()
    assert sitting.lease == 2


def test_two_markers_at_once_write_one_result():
    sitting = a_sitting()
    submit(sitting_id=sitting.pk, at=AT, lease=1, seq=1, delta={})
    go = lambda: mark(sitting_id=sitting.pk, at=AT)  # noqa: E731
    first, second = at_once(go, go)
    assert first.pk == second.pk
    assert Result.objects.count() == 1


def test_two_sweepers_at_once_close_a_sitting_once():
    sitting = a_sitting()
    after = sitting.deadline_at + minutes(1)
    first, second = at_once(lambda: close_expired(at=after), lambda: close_expired(at=after))
    assert sorted(first + second) == [sitting.pk]


def test_a_person_registered_twice_at_once_is_a_candidate_once():
    county = a_county()
    person = an_officer(county.bureau)
    session = an_open_session(county)
    go = lambda: register(session_id=session.pk, by=county.by, at=AT, person_ids=[person.pk])  # noqa: E731
    assert len(successes(at_once(go, go))) == 1
    assert session.candidates.count() == 1


def test_what_is_frozen_cannot_be_changed_even_by_sql():
    sitting = a_sitting()
    save(sitting_id=sitting.pk, at=AT, lease=1, seq=1, delta={0: 1})
    submit(sitting_id=sitting.pk, at=AT, lease=1, seq=2, delta={})
    mark(sitting_id=sitting.pk, at=AT)
    for table in ("itemversion", "keyversion", "form", "result", "savejournal"):
        column = "at" if table == "savejournal" else "id"
        for sql in (
            f"UPDATE exams_{table} SET {column} = {column}",
            f"DELETE FROM exams_{table}",
            f"TRUNCATE exams_{table} CASCADE",
        ):
            with pytest.raises(Exception, match="is refused"), connection.cursor() as cursor:
                cursor.execute(sql)
    assert SaveJournal.objects.count() == 3
