"""Pages of exams: who may open them, what they do, and that lists cost the same however long."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enforcement import clock
from enforcement.actor import Actor
from enforcement.web.worklist import items_for
from exams import tokens
from exams.demo_sitting import sit_through
from exams.models import Exam, ItemVersion, Result, Session
from exams.start import start
from exams.submit import submit
from tests.factories.exams import (
    AT,
    a_county,
    a_session,
    an_exam,
    an_officer,
    an_open_session,
    minutes,
    now_session_facts,
    sitting_of,
)

pytestmark = pytest.mark.django_db
SYSTEM = Actor(kind="system", name="system")


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def officer(county):
    return an_officer(county.bureau, "赵一")


@pytest.fixture
def open_now(county, officer):
    return an_open_session(county, [officer], at=clock.now(), **now_session_facts())


@pytest.fixture
def english(client):
    client.cookies["language"] = "en"
    return client


def as_(client, person):
    client.cookies["language"] = "en"
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def get(client, name, *args, status=200, **query):
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == status, (name, response.status_code)
    return response.content.decode()


def queries(client, name, *args):
    with CaptureQueriesContext(connection) as caught:
        get(client, name, *args)
    return len(caught)


def begin(client, person, session):
    sitting = sitting_of(session, person)
    assert f'data-sitting="{sitting.pk}"' in get(client, "exam_lobby", sitting.pk)
    start(sitting_id=sitting.pk, honour=True)
    sitting.refresh_from_db()
    return sitting


# --- the candidate ------------------------------------------------------------------------------------------------


def test_my_exams_lead_from_the_lobby_through_the_paper_to_the_result(client, officer, open_now):
    as_(client, officer)
    assert client.get("/exams/").url == reverse("exam_mine")
    assert "To the exam" in get(client, "exam_mine")
    sitting = begin(client, officer, open_now)
    assert "Go on" in get(client, "exam_mine")
    for name in ("exam_lobby", "exam_paper"):
        assert 'data-state="running"' in get(client, name, sitting.pk)
    for name in ("exam_result", "exam_receipt"):
        assert client.get(reverse(name, args=[sitting.pk])).url == reverse("exam_lobby", args=[sitting.pk])
    submit(sitting_id=sitting.pk, lease=1, seq=1, delta={0: 1})
    assert not Result.objects.exists()
    assert "Question by question" in get(client, "exam_result", sitting.pk)
    assert Result.objects.count() == 1
    assert "of 8 points" in get(client, "exam_mine")
    for name in ("exam_lobby", "exam_paper"):
        assert client.get(reverse(name, args=[sitting.pk])).url == reverse("exam_result", args=[sitting.pk])


def test_the_page_hands_out_a_visitor_s_token_alone(client, officer, open_now):
    page = get(as_(client, officer), "exam_lobby", sitting_of(open_now, officer).pk)
    token = tokens.unseal(re.search(r'data-token="([^"]+)"', page)[1], now=clock.now().timestamp())
    assert (token.lease, token.session) == (tokens.VISITOR, open_now.pk)


def test_without_scripts_one_reads_that_it_cannot_be(client, officer, open_now):
    page = get(as_(client, officer), "exam_lobby", sitting_of(open_now, officer).pk)
    assert "An exam needs JavaScript" in re.search(r"<noscript>(.*?)</noscript>", page, re.DOTALL)[1]


def test_nobody_opens_another_s_paper_or_result(client, county, officer, open_now):
    sitting = sitting_of(open_now, officer)
    as_(client, an_officer(county.bureau))
    for name in ("exam_lobby", "exam_paper", "exam_result", "exam_receipt", "exam_reason"):
        get(client, name, sitting.pk, status=404)
    assert client.post(reverse("exam_photo_send", args=[sitting.pk])).status_code == 404
    client.logout()
    assert client.get(reverse("exam_mine")).status_code == 302


def test_my_exams_say_what_is_to_come_and_what_was_missed(client, county, officer):
    exam = an_exam(county)
    a_session(county, exam, opens_at=clock.now() + minutes(60), closes_at=clock.now() + minutes(600))
    waiting = an_open_session(
        county, [officer], exam=exam, opens_at=clock.now() + minutes(60), closes_at=clock.now() + minutes(600)
    )
    missed = an_open_session(county, [officer], exam=exam)
    as_(client, officer)
    page = get(client, "exam_mine")
    assert "Read the rules" in page
    assert "not sat" in page or clock.now() < missed.closes_at
    assert 'data-state="waiting"' in get(client, "exam_lobby", sitting_of(waiting, officer).pk)
    Session.objects.filter(pk=missed.pk).update(opens_at=AT - minutes(900), closes_at=AT - minutes(800))
    assert 'data-state="absent"' in get(client, "exam_lobby", sitting_of(missed, officer).pk)
    assert "You are registered for no exam" in get(as_(client, an_officer(county.bureau)), "exam_mine")


def test_a_result_is_hidden_until_release(client, county, officer):
    session = an_open_session(county, [officer], release_at_once=False)
    sit_through(session, officer, 1.0, AT)
    as_(client, officer)
    sitting = sitting_of(session, officer)
    assert "The result is not released yet." in get(client, "exam_mine")
    page = get(client, "exam_result", sitting.pk)
    assert "handed in" in page
    assert "解析" not in page


def test_a_failed_result_says_how_many_sittings_are_left(client, county, officer, rf):
    session = an_open_session(county, [officer])
    sit_through(session, officer, 0.0, AT)
    as_(client, officer)
    sitting = sitting_of(session, officer)
    request = rf.get("/")
    request.user = officer
    assert [item for item in items_for(request) if "/exams/" in item.url] == []
    assert "2 more times" in get(client, "exam_result", sitting.pk)
    Exam.objects.update(attempts=1)
    assert "used all the sittings" in get(client, "exam_result", sitting.pk)


def test_an_exam_is_due_soon_in_its_last_week_and_once_begun(client, officer, open_now, rf):
    request = rf.get("/")
    request.user = officer

    def light():
        (item,) = [item for item in items_for(request) if "/exams/" in item.url]
        return item.light

    lights = []
    for days in (8, 7):
        Session.objects.update(closes_at=clock.now() + timedelta(days=days))
        lights.append(light())
    Session.objects.update(closes_at=clock.now() + timedelta(days=30))
    start(sitting_id=sitting_of(open_now, officer).pk, honour=True)
    assert [*lights, light()] == ["green", "yellow", "yellow"]


def test_no_key_or_explanation_is_in_any_page_before_submission(client, officer, open_now):
    as_(client, officer)
    sitting = sitting_of(open_now, officer)
    pages = [get(client, "exam_mine"), get(client, "exam_lobby", sitting.pk)]
    begin(client, officer, open_now)
    pages.append(get(client, "exam_paper", sitting.pk))
    for version in ItemVersion.objects.all():
        assert not any(version.explanation in page for page in pages)


def test_my_exams_cost_the_same_for_one_and_for_many(client, county, officer):
    exam = an_exam(county)
    Exam.objects.update(attempts=20)
    sit_through(an_open_session(county, [officer], exam=exam), officer, 1.0, AT)
    as_(client, officer)
    get(client, "exam_mine")
    before = queries(client, "exam_mine")
    for _ in range(3):
        sit_through(an_open_session(county, [officer], exam=exam), officer, 1.0, AT)
    assert queries(client, "exam_mine") == before
