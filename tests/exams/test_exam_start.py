"""Starting: one statement, the deadline from the session's rule, its entry in the ledger with the next one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enforcement.ledger.queries import body_of, faults, history_of
from exams.mark import mark
from exams.models import SaveJournal, Session, Sitting
from exams.save import save
from exams.sitting_ledger import record
from exams.start import AlreadyStarted, NotOpen, start
from exams.submit import submit
from exams.takeover import takeover
from tests.factories.exams import AT, a_county, an_officer, an_open_session, minutes, sitting_of

pytestmark = pytest.mark.django_db
CLOSES = AT + timedelta(days=5)


@pytest.fixture
def waiting():
    county = a_county()
    person = an_officer(county.bureau)
    return sitting_of(an_open_session(county, [person]), person)


def begun(sitting, at=AT, **facts):
    return start(sitting_id=sitting.pk, at=at, honour=True, **facts)


def verbs(sitting):
    return [entry.verb for entry in history_of(f"sitting:{sitting.pk}")]


def test_a_start_is_one_statement_with_the_first_row_of_the_journal(waiting):
    with CaptureQueriesContext(connection) as caught:
        begun(waiting, once="mine")
    assert len(caught) == 1
    row = SaveJournal.objects.get(sitting=waiting)
    assert (row.seq, row.kind, row.lease, row.at, row.slots, row.masks) == (0, "start", 1, AT, [], [])
    assert row.texts == {"deadline_at": "2026-11-02T02:00:00+00:00", "honour": "2026-1", "once": "mine"}
    assert verbs(waiting) == []


def test_the_ledger_has_the_start_before_whatever_comes_next_as_of_its_own_moment(waiting):
    begun(waiting)
    Sitting.objects.update(deadline_at=AT + minutes(99))
    takeover(sitting_id=waiting.pk, at=AT + minutes(3), lease=1)
    assert verbs(waiting) == ["exam.start", "exam.takeover"]
    first = history_of(f"sitting:{waiting.pk}").first()
    assert (first.at, first.actor["person_id"]) == (AT, waiting.candidate.person_id)
    body = {"sitting": waiting.pk, "deadline_at": "2026-11-02T02:00:00+00:00", "honour": "2026-1"}
    assert body_of(first) == body
    takeover(sitting_id=waiting.pk, at=AT + minutes(4), lease=2)
    assert verbs(waiting) == ["exam.start", "exam.takeover", "exam.takeover"]
    assert list(faults()) == []


def test_a_start_after_an_entry_about_the_sitting_is_entered_too(waiting):
    sitting = Sitting.objects.select_related("candidate__person", "candidate__agency").get(pk=waiting.pk)
    record(sitting=sitting, by=a_county().by, at=AT, verb="exam.note", body={})
    assert verbs(waiting) == ["exam.note"]
    begun(waiting, at=AT + minutes(1))
    submit(sitting_id=waiting.pk, at=AT + minutes(2), lease=1, seq=1, delta={})
    mark(sitting_id=waiting.pk, at=AT + minutes(3))
    assert verbs(waiting) == ["exam.note", "exam.start", "exam.submit", "exam.result"]


@pytest.mark.parametrize(
    ("session", "sitting", "at", "deadline"),
    [
        ({}, {}, AT + minutes(5), AT + minutes(65)),
        ({}, {"extra_seconds": 600}, AT + minutes(5), AT + minutes(75)),
        ({}, {}, CLOSES - minutes(10), CLOSES),
        ({}, {"extra_seconds": 600}, CLOSES - minutes(10), CLOSES + minutes(10)),
        ({"fixed": True}, {}, AT + minutes(5), AT + minutes(60)),
        ({"fixed": True}, {"extra_seconds": 600}, AT + minutes(5), AT + minutes(70)),
        ({"entry_until": AT + minutes(15)}, {}, AT + minutes(14), AT + minutes(74)),
        ({"entry_until": AT + minutes(15)}, {"admit_until": AT + minutes(30)}, AT + minutes(29), AT + minutes(89)),
        ({"fixed": True, "entry_until": AT + minutes(15)}, {"admit_until": AT + minutes(30)}, AT + minutes(29), AT + minutes(60)),
    ],
)  # fmt: skip
def test_the_deadline_follows_the_session_and_what_was_granted_before(waiting, session, sitting, at, deadline):
    Session.objects.update(**session)
    Sitting.objects.update(**sitting)
    assert begun(waiting, at=at).deadline_at == deadline


@pytest.mark.parametrize(
    ("session", "sitting", "at"),
    [
        ({}, {}, AT - minutes(1)),
        ({}, {}, CLOSES),
        ({"state": "draft"}, {}, AT),
        ({"entry_until": AT + minutes(15)}, {}, AT + minutes(15)),
        ({"entry_until": AT + minutes(15)}, {"admit_until": AT + minutes(30)}, AT + minutes(30)),
        ({"fixed": True}, {}, AT + minutes(60)),
        ({"fixed": True}, {"admit_until": AT + minutes(90)}, AT + minutes(61)),
    ],
)
def test_a_start_too_early_too_late_or_with_no_time_left_is_refused_and_changes_nothing(waiting, session, sitting, at):
    Session.objects.update(**session)
    Sitting.objects.update(**sitting)
    with pytest.raises(NotOpen):
        begun(waiting, at=at)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.lease, waiting.started_at) == ("assigned", 0, None)
    assert not SaveJournal.objects.exists()


def test_a_start_is_repeated_by_its_own_browser_alone_and_until_another_takes_over(waiting):
    first = begun(waiting, once="mine")
    save(sitting_id=waiting.pk, at=AT, lease=1, seq=3, delta={0: 1})
    again = begun(waiting, at=AT + minutes(1), once="mine")
    assert (again.lease, again.deadline_at, again.started_at, again.seq) == (1, first.deadline_at, AT, 3)
    for once in ("", "other"):
        with pytest.raises(AlreadyStarted):
            begun(waiting, once=once)
    takeover(sitting_id=waiting.pk, at=AT, lease=1)
    with pytest.raises(AlreadyStarted):
        begun(waiting, once="mine")
    assert SaveJournal.objects.filter(kind="start").count() == 1


def test_a_start_without_a_word_of_its_own_is_never_taken_for_a_repetition(waiting):
    begun(waiting)
    with pytest.raises(AlreadyStarted):
        begun(waiting)
