"""The page of a sitting: what it says before the start, why a proctor acted, who waits for a turn."""

import pytest
from django.urls import reverse

from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.organisation.set_parameter import set_parameter
from exams.models import Accommodation, Session, Sitting
from exams.proctoring.pause import pause
from exams.proctoring.scope import Scope
from exams.proctoring.void import void
from exams.start import start
from tests.factories.exams import AT, a_county, an_officer, an_open_session, minutes, now_session_facts, sitting_of
from tests.factories.exams_sitting import a_full_session

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def officer(county):
    return an_officer(county.bureau, "赵一")


@pytest.fixture
def session(county, officer):
    return an_open_session(county, [officer], **now_session_facts())


@pytest.fixture
def look(client, officer):
    """Return the page of the officer's sitting."""
    client.cookies["language"] = "en"
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")

    def get(session, name="exam_lobby"):
        answer = client.get(reverse(name, args=[sitting_of(session, officer).pk]))
        assert answer.status_code == 200
        return answer.content.decode()

    return get


def test_the_rules_say_what_this_paper_asks_and_how_it_counts(county, officer, look):
    page = look(a_full_session(county, [officer], **now_session_facts()))
    assert "5 single choice, 1 multiple choice, 1 true or false, 2 fill-in, 2 short answers" in page
    assert "Cases with several questions each: 1." in page
    assert "The points of each question stand beside it; 38 in all." in page
    assert "marked by two people" in page


def test_the_rules_say_one_number_of_points_where_all_are_equal(session, look):
    assert "Points for each question: 1; 8 in all." in look(session)


def test_a_session_for_all_at_once_says_when_it_begins_and_until_when_one_may_start(session, look):
    assert "Choose your own time in it" in look(session)
    Session.objects.update(fixed=True, entry_until=clock.now() + minutes(10))
    page = look(session)
    assert "for everybody and takes 60 minutes" in page
    assert "You can start until" in page


def test_what_is_recorded_and_what_follows_is_said_before_the_start(session, look):
    page = look(session)
    assert "more than 3 seconds: 3. You are warned in time" in page
    assert "Nothing is decided by itself" in page
    Session.objects.update(focus_limit=1, focus_act="submit")
    assert "the paper is taken in as it stands" in look(session)
    Session.objects.update(focus_limit=0)
    assert "Leaving the page has no consequence by itself" in look(session)


def test_what_was_granted_is_shown_and_large_text_is_large(county, session, officer, look):
    sitting = sitting_of(session, officer)
    assert "Granted to you" not in look(session)
    Sitting.objects.update(extra_seconds=1200)
    facts = {"large_text": True, "reader": True, "own_room": True, "reason": "视力残疾", "asked_at": AT}
    row = Accommodation.objects.create(candidate=sitting.candidate, asked_by=officer, minutes=20, **facts)
    page = look(session)
    assert "20 minutes more than the others" in page
    assert "data-large" not in page, "it was asked for, not granted"
    Accommodation.objects.filter(pk=row.pk).update(state="granted", decided_at=AT, decided_by=county.admin)
    page = look(session)
    assert "data-large" in page
    for words in ("Large text", "reads the questions aloud", "A room of your own"):
        assert words in page


def test_a_reason_is_told_to_the_candidate_whom_it_is_about(county, session, officer, look):
    sitting = sitting_of(session, officer)
    assert look(session, "exam_reason") == '{"reason": ""}'
    start(sitting_id=sitting.pk, honour=True)
    scope = Scope((sitting.candidate_id,))
    pause(session_id=session.pk, by=county.by, scope=scope, reason="Power cut")
    assert look(session, "exam_reason") == '{"reason": "Power cut"}'
    void(session_id=session.pk, by=county.by, scope=scope, reason="Somebody else sat")
    assert look(session, "exam_reason") == '{"reason": "Somebody else sat"}'
    assert 'data-state="voided"' in look(session)


def test_papers_are_given_out_one_after_another_only_where_hundreds_begin_at_once(county, session, look):
    assert 'data-spread="0"' in look(session)
    Session.objects.update(fixed=True)
    assert 'data-spread="0"' in look(session)
    set_parameter(
        agency=county.justice,
        by=SYSTEM,
        at=AT,
        code="exam.start_spread_from",
        value=1,
        from_on=clock.today(),
        source="试验文件1号",
    )
    assert 'data-spread="20"' in look(session)


def test_a_paper_that_can_no_longer_be_started_says_so_unless_admitted_late(session, officer, look):
    Session.objects.update(entry_until=clock.now() - minutes(1))
    assert sitting_of(session, officer).state == "assigned"
    late = look(session)
    Sitting.objects.update(admit_until=clock.now() + minutes(30))
    assert look(session).split("data-until=")[1][:30] != late.split("data-until=")[1][:30]
