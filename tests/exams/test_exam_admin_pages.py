"""Pages for the exam administrator: who may open them, what they do, and that lists cost the same however long."""

from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enforcement import clock
from enforcement.actor import Actor
from enforcement.organisation.duties.holding import grant
from enforcement.web.worklist import items_for
from exams.demo_sitting import sit_through
from exams.models import Candidate, Exam, Item, Session, Sitting
from exams.open_session import close_session
from exams.save import save
from exams.start import start
from tests.factories.exams import (
    AT,
    a_bank,
    a_county,
    a_session,
    an_agency,
    an_exam,
    an_officer,
    an_open_session,
    minutes,
    now_session_facts,
    sitting_of,
)
from tests.factories.exams_papers import exam_form, session_form

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


def test_officers_without_the_duty_are_kept_out(client, officer, open_now):
    as_(client, officer)
    for name in ("exam_sessions", "exam_session_new", "exam_new", "exam_items", "exam_import", "exam_export"):
        get(client, name, status=403)
    for name in ("exam_session", "exam_figures", "exam_register", "exam_results", "exam_results_xlsx"):
        get(client, name, open_now.pk, status=403)
    for name in ("exam_open", "exam_close", "exam_release"):
        assert client.post(reverse(name, args=[open_now.pk])).status_code == 403


def test_another_agency_s_sessions_and_items_are_not_there(client, open_now):
    elsewhere = an_agency("别的县")
    stranger = an_officer(elsewhere)
    grant(person=stranger, duty="exam", agency=elsewhere, by=SYSTEM, at=AT)
    as_(client, stranger)
    assert open_now.title not in get(client, "exam_sessions")
    for name in ("exam_session", "exam_figures", "exam_register", "exam_results", "exam_results_xlsx"):
        get(client, name, open_now.pk, status=404)
    assert client.post(reverse("exam_close", args=[open_now.pk])).status_code == 404
    get(client, "exam_item", Item.objects.first().pk, status=404)
    assert Item.objects.first().code not in get(client, "exam_items")


def test_an_administrator_makes_exam_and_session_registers_opens_closes_releases(client, county, officer):
    bank = a_bank(county)
    as_(client, county.admin)
    assert "60" in get(client, "exam_new")
    answer = client.post(reverse("exam_new"), exam_form(bank))
    exam = Exam.objects.get()
    assert answer.url == reverse("exam_page", args=[exam.pk])
    assert exam.scoring["multiple_rule"] == "subset"
    get(client, "exam_session_new", exam=exam.pk)
    now = clock.now()
    facts = session_form(now, exam_id=exam.pk)
    session_url = client.post(reverse("exam_session_new"), facts).url
    session = Session.objects.get()
    assert session_url == reverse("exam_session", args=[session.pk])
    assert "Nobody is registered yet" in client.get(session_url).content.decode()
    contract = an_officer(county.bureau, "钱二", establishment="contract")
    page = get(client, "exam_register", session.pk, agency=county.bureau.pk)
    assert "contract staff" in page
    assert "第十条第三款" in page
    refused = client.post(reverse("exam_register", args=[session.pk]), {"person": [contract.pk]})
    assert (refused.status_code, Candidate.objects.count()) == (409, 0)
    client.post(reverse("exam_register", args=[session.pk]), {"person": [officer.pk, "x"]})
    assert Candidate.objects.count() == 1
    client.post(reverse("exam_open", args=[session.pk]))
    assert "Close the session" in client.get(session_url).content.decode()
    assert "hx-get" in get(client, "exam_figures", session.pk)
    assert client.post(reverse("exam_release", args=[session.pk])).status_code == 409
    client.post(reverse("exam_close", args=[session.pk]))
    assert "Release the results" in client.get(session_url).content.decode()
    client.post(reverse("exam_release", args=[session.pk]))
    session.refresh_from_db()
    assert session.state == "released"
    assert "一场" in get(client, "exam_sessions", q="新考", state="released")


def test_wrong_forms_and_refusals_come_back_with_what_was_typed(client, county):
    as_(client, county.admin)
    assert client.post(reverse("exam_new"), {"title": "只有名称"}).status_code == 422
    assert client.post(reverse("exam_session_new"), {"title": "只有名称"}).status_code == 422
    get(client, "exam_session_new")
    session = a_session(county, at=clock.now(), **now_session_facts())
    get(client, "exam_register", session.pk)
    get(client, "exam_register", session.pk, agency=county.government.pk)
    unknown = client.post(reverse("exam_register", args=[session.pk]), {"person": [0]})
    assert unknown.status_code == 404


def test_results_are_listed_filtered_and_given_as_a_workbook(client, county):
    people = [an_officer(county.bureau, name) for name in ("=甲", "乙")]
    session = an_open_session(county, people)
    sit_through(session, people[0], 1.0, AT)
    sit_through(session, people[1], 0.0, AT)
    as_(client, county.admin)
    page = get(client, "exam_results", session.pk)
    assert "Passed" in page
    assert "=甲" not in get(client, "exam_results", session.pk, passed="0", q="乙")
    answer = client.get(reverse("exam_results_xlsx", args=[session.pk]))
    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer))).active
    assert [row[0].value for row in sheet.iter_rows()] == ["Candidate", "=甲", "乙"]
    assert sheet["A2"].data_type == "s"
    assert sheet["E2"].value == 8


def test_lists_cost_the_same_for_one_and_for_many(client, county):
    exam = an_exam(county)
    first = an_officer(county.bureau)
    session = an_open_session(county, [first], exam=exam)
    sit_through(session, first, 1.0, AT)
    as_(client, county.admin)
    names = [
        ("exam_sessions",),
        ("exam_session", session.pk),
        ("exam_results", session.pk),
        ("exam_items",),
        ("exam_figures", session.pk),
    ]
    for name in names:
        get(client, *name)
    before = [queries(client, *name) for name in names]
    people = [an_officer(county.bureau) for _ in range(4)]
    from exams.register import register

    register(session_id=session.pk, by=county.by, at=AT, person_ids=[p.pk for p in people])
    for person in people:
        sit_through(session, person, 0.5, AT)
    for _ in range(3):
        a_session(county, exam)
    assert [queries(client, *name) for name in names] == before


def test_the_bank_is_searched_and_an_item_shows_its_versions(client, county):
    a_bank(county)
    as_(client, county.admin)
    item = Item.objects.select_related("current").first()
    assert item.code in get(client, "exam_items", q=item.current.stem[:6], type=item.type, law="行政处罚法")
    page = get(client, "exam_item", item.pk)
    assert item.current.explanation in page
    assert "right answer" in page
    from exams.models import KeyVersion

    KeyVersion.objects.create(item_version=item.current, number=2, mask=3, made_at=AT, made_by="x")
    assert "Versions of the key" in get(client, "exam_item", item.pk)


# --- the desk ---------------------------------------------------------------------------------------------------------


def test_the_desk_names_exams_to_sit_and_sessions_to_mind(client, county, officer, open_now, rf):
    def todos(person):
        request = rf.get("/")
        request.user = person
        return [item for item in items_for(request) if "/exams/" in item.url]

    def titles(person):
        return [str(item.title) for item in todos(person)]

    assert len(titles(officer)) == 1
    start(sitting_id=sitting_of(open_now, officer).pk, honour=True)
    assert len(titles(officer)) == 1
    assert titles(county.admin) == []
    draft = a_session(county, open_now.exam, closes_at=clock.now() + minutes(90))
    assert [item.due_on for item in todos(county.admin)] == [clock.day_of(draft.opens_at)]
    over = an_open_session(county, exam=open_now.exam)
    Session.objects.filter(pk=over.pk).update(opens_at=AT - minutes(9), closes_at=AT)
    assert len(titles(county.admin)) == 2
    close_session(session_id=over.pk, by=county.by, at=clock.now())
    assert {item.due_on for item in todos(county.admin)} == {clock.day_of(draft.opens_at), None}
    Session.objects.filter(pk__in=[over.pk, draft.pk]).update(state="released")
    assert titles(county.admin) == []
    from django.contrib.auth.models import AnonymousUser

    assert titles(AnonymousUser()) == []


def test_everything_says_its_name(county, officer):
    session = an_open_session(county, [officer])
    sit_through(session, officer, 1.0, AT)
    from django.apps import apps

    for model in apps.get_app_config("exams").get_models():
        for row in model.objects.all()[:1]:
            assert str(row)
    assert Sitting.objects.count() == 1
    assert save.__doc__


def test_each_kind_of_row_can_be_made_alone():
    from tests.factories import exams as made

    for maker in (
        made.an_item,
        made.a_law_ref,
        made.a_key_version,
        made.a_form,
        made.a_candidate,
        made.a_save,
        made.a_result,
    ):
        assert str(maker())
