"""Pages of plans, papers and sessions in preparation."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.jobs.models import Job
from enforcement.jobs.perform import drain
from enforcement.organisation.duties.holding import grant
from exams.models import Exam, Session
from exams.papers import jobs
from exams.papers.blueprint import Blueprint, Row, Share
from tests.factories.exams import AT, a_bank, a_county, a_session, an_agency, an_exam, an_officer, an_open_session
from tests.factories.exams_papers import a_planned_exam, exam_form, session_form

pytestmark = pytest.mark.django_db
SOON = {"opens_at": AT + timedelta(days=4000), "closes_at": AT + timedelta(days=4001)}


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def office(client, county):
    client.cookies["language"] = "en"
    client.force_login(county.admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(client, name, *args, status=200, **query):
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == status, (name, response.status_code)
    return response.content.decode()


def sent(client, name, data, *args):
    return client.post(reverse(name, args=args), data)


def test_the_form_begins_with_the_settings_of_the_family(office, county):
    a_bank(county)
    officers, leaders = (page(office, "exam_new", family=f) for f in ("officer", "leader"))
    assert 'name="row-0-count" value="40"' in officers
    assert 'name="minutes" value="90"' in officers
    assert 'name="minutes" value="60"' in leaders
    assert 'name="row-1-points" value="2"' in leaders
    assert 'name="field"' not in officers
    assert "Market regulation" in page(office, "exam_new", subject="professional")


def test_lines_are_added_and_taken_out_without_losing_what_was_typed(office, county):
    bank = a_bank(county)
    typed = exam_form(bank, title="打了一半", pass_mark="x")
    more = sent(office, "exam_new", {**typed, "edit": "addrow"}).content.decode()
    assert 'name="row-3-count" value="10"' in more
    assert 'value="打了一半"' in more
    assert "needs to be corrected" not in more
    fewer = sent(office, "exam_new", {**typed, "edit": "droprow-0"}).content.decode()
    assert (fewer.count('name="row"'), 'value="multiple" selected' in fewer) == (2, True)
    assert 'name="share-0-law"' in sent(office, "exam_new", {**typed, "edit": "addshare"}).content.decode()
    assert not Exam.objects.exists()


def test_an_exam_with_every_kind_of_rule_is_created_changed_and_copied(office, county):
    bank = a_bank(county)
    rows = [
        {
            "kind": "single",
            "count": 4,
            "points": "1.5",
            "law": "行政处罚法",
            "topic": "听证",
            "easiest": 2,
            "hardest": 4,
        },
        {"kind": "case", "count": 1, "points": "2", "size": 3},
    ]
    shares = {"share": ["0"], "share-0-law": "行政处罚法", "share-0-at_least": 20, "share-0-at_most": ""}
    form = exam_form(bank, rows, mean_from="2", mean_to="3.5", cap=2, rest_sessions=1, **shares)
    sent(office, "exam_new", form)
    exam = Exam.objects.get()
    plan = Blueprint.from_json(exam.blueprint)
    assert plan.rows == (Row("single", 4, 150, "行政处罚法", "听证", 2, 4), Row("case", 1, 200, size=3))
    assert plan.shares == (Share("行政处罚法", 20, 100),)
    assert (plan.mean_from, plan.mean_to, plan.spread, plan.cap, plan.rest_sessions) == (200, 350, 50, 2, 1)
    shown = page(office, "exam_page", exam.pk)
    assert "at least 20 % of the marks" in shown
    assert 'name="share-0-at_least" value="20"' in page(office, "exam_change", exam.pk)
    assert 'name="row-0-points" value="1.5"' in page(office, "exam_new", copy=exam.pk)
    answer = sent(office, "exam_change", {**form, "title": "改后"}, exam.pk)
    assert (answer.status_code, Exam.objects.get().title) == (303, "改后")
    assert "改后" in page(office, "exam_list", q="改")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"row": []}, "at least one row"),
        ({"row-0-count": 0}, "Row 1"),
        ({"row-0-easiest": 4, "row-0-hardest": 2}, "must not be below the easiest"),
        ({"row-0-kind": "case"}, "how many questions each case has"),
        ({"mean_from": 4, "mean_to": 2}, "must not be below the least"),
        ({"pass_mark": "99"}, "within the points of the paper"),
        ({"share": ["0"], "share-0-law": "行政处罚法", "share-0-at_least": 9, "share-0-at_most": 3}, "Share 1"),
    ],
)
def test_a_wrong_plan_comes_back_with_each_fault_at_its_place(office, county, facts, said):
    answer = sent(office, "exam_new", exam_form(a_bank(county), **facts))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Exam.objects.exists()


def test_the_bank_is_looked_at_while_the_plan_is_typed(office, county):
    bank = a_bank(county)
    good = sent(office, "exam_check_plan", exam_form(bank, title="")).content.decode()
    assert "The bank suffices" in good
    assert "8 questions, 8 points" in good
    poor = sent(office, "exam_check_plan", exam_form(bank, [{"kind": "single", "count": 20}])).content.decode()
    assert "the bank has 8 that fit" in poor
    assert "12 more × single choice in the bank" in poor
    assert "Fill in the plan" in sent(office, "exam_check_plan", exam_form(bank, pass_mark="")).content.decode()
    assert "Fill in the plan" in sent(office, "exam_check_plan", {"bank_id": "0"}).content.decode()
    assert "The bank suffices" in page(office, "exam_check", an_exam(county, bank).pk)


def test_a_plan_is_tried_before_the_session_is_opened(office, county):
    session = a_session(county, a_planned_exam(county), **SOON)
    assert "not tried yet" in page(office, "exam_papers", session.pk)
    sent(office, "exam_papers_try", {}, session.pk)
    shown = page(office, "exam_papers", session.pk)
    assert "The plan works" in shown
    assert "How alike the papers are" in shown
    assert (Session.objects.get().state, Session.objects.get().forms.count()) == ("draft", 0)
    Session.objects.update(forms_wanted=3)
    assert "Changed since" in page(office, "exam_papers", session.pk)
    hard = a_session(county, an_exam(county, blueprint=Blueprint(rows=(Row("single", 20, 100),)), pass_mark=1), **SOON)
    sent(office, "exam_papers_try", {}, hard.pk)
    shown = page(office, "exam_papers", hard.pk)
    assert "cannot be met" in shown
    assert "8 instead of 20 × single choice" in shown


def test_a_long_trial_and_a_long_opening_go_on_in_the_background(office, county, monkeypatch):
    monkeypatch.setattr(jobs, "LONG", 1)
    session = a_session(county, a_planned_exam(county), at=clock.now(), **SOON)
    sent(office, "exam_papers_try", {}, session.pk)
    assert "hx-get" in page(office, "exam_papers_progress", session.pk)
    sent(office, "exam_papers_try", {}, session.pk)
    assert Job.objects.count() == 1, "one trial at a time"
    drain()
    assert "The plan works" in page(office, "exam_papers_progress", session.pk)
    for _time in range(2):
        answer = sent(office, "exam_open", {}, session.pk)
        assert answer.url == reverse("job", args=[Job.objects.get(kind=jobs.OPEN).pk])
    drain()
    assert (Session.objects.get().state, Session.objects.get().forms.count()) == ("open", 2)
    assert "Hashes of the frozen papers" in page(office, "exam_papers", session.pk)
    assert sent(office, "exam_papers_try", {}, session.pk).status_code == 409


def test_a_session_is_changed_copied_and_cancelled_on_its_pages(office, county):
    session = a_session(county, at=clock.now(), **SOON)
    key = "0123456789ABCDEF" * 4
    form = session_form(clock.now(), title="改后", forms_wanted=7, seb_keys=f" {key}\n", fixed="on", kind="make_up")
    assert sent(office, "exam_session_change", form, session.pk).status_code == 303
    session.refresh_from_db()
    assert (session.title, session.forms_wanted, session.fixed, session.kind) == ("改后", 7, True, "make_up")
    assert session.seb_keys == [key.lower()]
    wrong = sent(office, "exam_session_change", {**form, "seb_keys": "abc"}, session.pk)
    assert (wrong.status_code, "64 digits from" in wrong.content.decode()) == (422, True)
    assert 'value="7"' in page(office, "exam_session_new", copy=session.pk)
    assert "Safe Exam Browser only" in page(office, "exam_session", session.pk)
    page(office, "exam_session_cancel", session.pk)
    sent(office, "exam_session_cancel", {"reason": "停电"}, session.pk)
    assert Session.objects.get().state == "cancelled"
    assert "cancelled" in page(office, "exam_session", session.pk)
    assert "before papers were made" in page(office, "exam_papers", session.pk)


def test_a_paper_that_people_mark_is_not_offered_a_result_at_once(office, county):
    plan = Blueprint(rows=(Row("single", 4, 100), Row("short_answer", 1, 500)))
    exam = an_exam(county, blueprint=plan)
    assert 'name="release_at_once"' not in page(office, "exam_session_new", exam=exam.pk)
    assert 'name="release_at_once"' in page(office, "exam_session_new", exam=an_exam(county).pk)


def test_others_see_none_of_it(client, county):
    exam = a_planned_exam(county)
    session = a_session(county, exam)
    elsewhere = an_agency("别的县")
    stranger, officer = an_officer(elsewhere), an_officer(county.bureau)
    grant(person=stranger, duty="exam", agency=elsewhere, by=SYSTEM, at=AT)
    names = [
        *((name, exam.pk) for name in ("exam_page", "exam_change", "exam_check")),
        *(
            (n, session.pk)
            for n in ("exam_session_change", "exam_session_cancel", "exam_papers", "exam_papers_progress")
        ),
    ]
    for person, status in ((stranger, 404), (officer, 403)):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        for name, pk in names:
            page(client, name, pk, status=status)
        assert sent(client, "exam_papers_try", {}, session.pk).status_code == status
    client.force_login(stranger, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert exam.title not in page(client, "exam_list")


def test_the_lists_cost_the_same_for_one_and_for_many(office, county):
    exam = a_planned_exam(county)
    an_open_session(county, exam=exam)

    def cost(name, *args):
        with CaptureQueriesContext(connection) as caught:
            page(office, name, *args)
        return len(caught)

    page(office, "exam_list")
    before = cost("exam_list"), cost("exam_page", exam.pk)
    for _time in range(2):
        a_session(county, exam)
        a_planned_exam(county, exam.bank)
    assert (cost("exam_list"), cost("exam_page", exam.pk)) == before
