"""Registrations taken back: by hand before a session opens, and by a bar for every session within its time."""

from datetime import timedelta

import pytest
from django.urls import reverse

from enforcement.errors import NotAllowed, NotFound
from enforcement.ledger.models import Entry
from exams.administration.accommodate import ask_accommodation
from exams.administration.discipline import discipline
from exams.administration.requests import GroundsMissing
from exams.administration.unregister import unregister
from exams.administration.withdraw import RecordsThere, SessionBegan
from exams.models import Accommodation, Candidate, Sitting, Withdrawal
from exams.open_session import open_session
from exams.register import register
from exams.start import start
from tests.exams.test_refusals import signed_in
from tests.factories.exams import (
    AT,
    a_county,
    a_session,
    actor_for,
    an_exam,
    an_officer,
    an_open_session,
    minutes,
    sitting_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return a_county()


def enrolled(county, session, *people):
    return register(session_id=session.pk, by=county.by, at=AT, person_ids=[p.pk for p in people])


def later(county, days=30, **facts):
    return a_session(county, opens_at=AT + timedelta(days=days), closes_at=AT + timedelta(days=days + 1), **facts)


def take_back(county, candidate, reason="报错场次", **facts):
    return unregister(**{"candidate_id": candidate.pk, "by": county.by, "at": AT, "reason": reason, **facts})


def test_a_registration_taken_back_is_kept_with_its_facts_and_its_number_is_not_given_again(county):
    session, one, two = a_session(county), an_officer(county.bureau), an_officer(county.bureau)
    first, last = enrolled(county, session, one, two)
    kept = take_back(county, last)
    assert (kept.person, kept.ticket, kept.eligibility) == (two, last.ticket, last.eligibility)
    assert [c.pk for c in session.candidates.all()] == [first.pk]
    (again,) = enrolled(county, session, two)
    assert again.ticket > last.ticket
    entry = Entry.objects.filter(series=f"exam_session:{session.pk}", verb="exam.unregister").get()
    assert last.ticket in entry.body


def test_an_open_session_gives_up_who_is_taken_back_before_its_first_minute(county):
    session, person = later(county, 1), an_officer(county.bureau)
    (candidate,) = enrolled(county, session, person)
    ask_accommodation(candidate_id=candidate.pk, by=actor_for(person), at=AT, reason="低视力", percent=25)
    open_session(session_id=session.pk, by=county.by, at=AT)
    take_back(county, candidate)
    assert not Sitting.objects.exists()
    assert not Accommodation.objects.exists()
    assert "低视力" in Entry.objects.get(verb="exam.unregister").body


def test_a_registration_stays_once_the_session_is_open_or_records_belong_to_it(county):
    running = an_open_session(county, [an_officer(county.bureau)]).candidates.get()
    with pytest.raises(SessionBegan):
        take_back(county, running)
    (warned,) = enrolled(county, later(county), an_officer(county.bureau))
    discipline(candidate_id=warned.pk, by=county.by, at=AT, level="warning", reason="扰乱秩序")
    with pytest.raises(RecordsThere):
        take_back(county, warned)
    assert Candidate.objects.count() == 2
    assert not Withdrawal.objects.exists()


def test_taking_back_needs_a_reason_and_the_duty(county):
    (candidate,) = enrolled(county, a_session(county), an_officer(county.bureau))
    with pytest.raises(GroundsMissing):
        take_back(county, candidate, reason=" ")
    with pytest.raises(NotAllowed):
        take_back(county, candidate, by=actor_for(candidate.person))
    with pytest.raises(NotFound):
        take_back(county, candidate, candidate_id=0)
    assert Candidate.objects.count() == 1


def test_a_bar_takes_back_registrations_within_its_time_and_no_others(county):
    person, exam = an_officer(county.bureau), an_exam(county, attempts=9)
    here = an_open_session(county, [person], exam=exam)
    soon, open_now = later(county, exam=exam), an_open_session(county, [person], exam=exam)
    far = later(county, days=400, exam=exam)
    enrolled(county, soon, person)
    enrolled(county, far, person)
    row = discipline(candidate_id=here.candidates.get().pk, by=county.by, at=AT, level="barred", years=1, reason="替考")
    assert [(w.session, w.person, w.measure, w.reason) for w in Withdrawal.objects.all()] == [
        (soon, person, row, "替考")
    ]
    assert far.candidates.count() == 1
    assert sitting_of(open_now, person).state == "voided"
    assert sitting_of(here, person).state == "assigned"


def test_a_bar_leaves_a_paper_that_is_under_way_to_the_people_of_its_session(county):
    person, exam = an_officer(county.bureau), an_exam(county, attempts=9)
    here, running = (an_open_session(county, [person], exam=exam) for _ in range(2))
    start(sitting_id=sitting_of(running, person).pk, at=AT, honour=True)
    discipline(
        candidate_id=here.candidates.get().pk, by=county.by, at=AT + minutes(1), level="barred", years=1, reason="替考"
    )
    assert sitting_of(running, person).state == "running"


def test_a_bar_declares_void_what_it_cannot_take_back(county):
    person, exam = an_officer(county.bureau), an_exam(county, attempts=9)
    here, soon = an_open_session(county, [person], exam=exam), later(county, exam=exam)
    (warned,) = enrolled(county, soon, person)
    discipline(candidate_id=warned.pk, by=county.by, at=AT, level="warning", reason="扰乱秩序")
    open_session(session_id=soon.pk, by=county.by, at=AT)
    discipline(candidate_id=here.candidates.get().pk, by=county.by, at=AT, level="barred", years=1, reason="替考")
    assert sitting_of(soon, person).state == "voided"


def test_the_office_takes_a_registration_back_from_the_page_of_the_candidate(client, county):
    session = a_session(county, opens_at=AT + timedelta(days=900), closes_at=AT + timedelta(days=901))
    (candidate,) = enrolled(county, session, an_officer(county.bureau, "何以宁"))
    signed_in(client, county.admin)
    page = client.get(reverse("exam_candidate", args=[session.pk, candidate.pk])).content.decode()
    here = reverse("exam_unregister", args=[session.pk, candidate.pk])
    assert here in page
    assert client.get(here).status_code == 200
    assert client.post(here, {"reason": ""}).status_code == 422
    answer = client.post(here, {"reason": "调离执法岗位"}, follow=True)
    said = answer.content.decode()
    assert "何以宁" in said
    assert "调离执法岗位" in said
    assert not session.candidates.exists()
