"""Pages after the sitting: who may open them, what they show, what they do, and what they cost."""

import io
import re

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.jobs.models import Job
from enforcement.jobs.perform import drain
from enforcement.ledger.queries import history_of
from enforcement.organisation.duties.holding import grant
from enforcement.web.worklist import items_for
from exams.demo_sitting import sit_through
from exams.mark import mark
from exams.marking.sheet import code_of, pdf_of, sheet_of
from exams.marking.sheets import sheet_rows
from exams.models import Appeal, HumanMark, Marker, RegradeProposal, Result, Session, Sitting
from exams.open_session import close_session
from exams.start import start
from exams.submit import submit
from tests.factories.exams import AT, a_county, an_agency, an_officer, an_open_session, now_session_facts
from tests.factories.exams_marking import (
    RIGHT,
    a_words_session,
    another_administrator,
    correct_key,
    hand_in,
    mark_as,
    markers_of,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def county():
    return a_county()


def as_(client, person):
    client.cookies["language"] = "en"
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def get(client, name, *args, status=200, **query):
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == status, (name, response.status_code)
    return response.content.decode() if not response.streaming else b"".join(response).decode()


def queries(client, name, *args):
    with CaptureQueriesContext(connection) as caught:
        get(client, name, *args)
    return len(caught)


def sat(county, count=1, **facts):
    now = clock.now()
    people = [an_officer(county.bureau, f"考生甲{n}") for n in range(count)]
    session = an_open_session(county, people, at=now, forms=1, **{**now_session_facts(), **facts})
    for person in people:
        sit_through(session, person, 0.5, now)
    return session, people


def stranger():
    elsewhere = an_agency("别的县")
    person = an_officer(elsewhere)
    grant(person=person, duty="exam", agency=elsewhere, by=SYSTEM, at=AT)
    return person


def test_a_regrade_goes_from_the_corrected_key_to_the_candidates_page(client, county):
    session, (person,) = sat(county)
    as_(client, county.admin)
    assert "rests on the keys that count" in get(client, "exam_regrade_new", session.exam_id)
    correct_key(session.forms.get().item_versions[0], status="void_removed", reason="题干有误")
    assert "Propose a regrade" in get(client, "exam_regrades")
    answer = client.post(reverse("exam_regrade_new", args=[session.exam_id]), {"reason": "题干有误"})
    proposal = RegradeProposal.objects.get()
    assert answer.url == reverse("exam_regrade", args=[proposal.pk])
    assert "Work is under way" in get(client, "exam_regrade", proposal.pk)
    drain()
    page = get(client, "exam_regrade", proposal.pk)
    proposal.refresh_from_db()
    assert proposal.sha256 in page
    assert person.name in page
    for _n in range(2):
        as_(client, another_administrator(county))
        request = client.get("/").wsgi_request
        assert any(todo.url == reverse("exam_regrade", args=[proposal.pk]) for todo in items_for(request))
        client.post(reverse("exam_regrade", args=[proposal.pk]), {"agrees": "1", "note": ""})
    drain()
    assert RegradeProposal.objects.get().state == "applied"
    assert Job.objects.filter(state="failed").count() == 0
    lines = get(client, "exam_regrade_lines", proposal.pk)
    assert person.name in lines
    as_(client, person)
    page = get(client, "exam_result", Sitting.objects.get(session=session).pk)
    for words in ("This result was corrected", "This question was taken out", "题干有误", "Not counted"):
        assert words in page


def test_another_agency_s_regrades_appeals_and_marking_are_not_there(client, county):
    session, (person,) = sat(county)
    correct_key(session.forms.get().item_versions[0], status="void_full_marks")
    as_(client, county.admin).post(reverse("exam_regrade_new", args=[session.exam_id]), {"reason": "x"})
    as_(client, person).post(
        reverse("exam_appeal", args=[session.sittings.get().pk]), {"reason": "请复核", "items": [1]}
    )
    regrade, appeal = RegradeProposal.objects.get(), Appeal.objects.get()
    as_(client, stranger())
    for name, pk in (("exam_regrade", regrade.pk), ("exam_regrade_lines", regrade.pk), ("exam_appeal_case", appeal.pk),
                     ("exam_regrade_new", session.exam_id), ("exam_marking", session.pk), ("exam_sheets_file", session.pk),
                     ("exam_results_csv", session.pk), ("exam_results_xlsx", session.pk)):  # fmt: skip
        get(client, name, pk, status=404)
    assert session.exam.title not in get(client, "exam_regrades")
    assert person.name not in get(client, "exam_appeals")
    as_(client, an_officer(county.bureau))
    for name in ("exam_regrades", "exam_appeals"):
        get(client, name, status=403)
    get(client, "exam_sheet", session.sittings.get().pk, status=404)
    get(client, "exam_appeal", session.sittings.get().pk, status=404)


def test_an_appeal_goes_from_the_result_to_the_grounds(client, county):
    session, (person,) = sat(county)
    sitting = session.sittings.get()
    as_(client, person)
    assert "You may appeal until" in get(client, "exam_result", sitting.pk)
    assert "once" in get(client, "exam_appeal", sitting.pk)
    client.post(reverse("exam_appeal", args=[sitting.pk]), {"items": ["2"], "reason": "第2题有误"})
    appeal = Appeal.objects.get()
    assert (appeal.items, appeal.reason) == ([2], "第2题有误")
    assert "Your appeal is being looked at" in get(client, "exam_result", sitting.pk)
    assert client.get(reverse("exam_appeal", args=[sitting.pk])).url == reverse("exam_result", args=[sitting.pk])
    as_(client, county.admin)
    page = get(client, "exam_appeal_case", appeal.pk)
    assert "第2题有误" in page
    assert page.count("same") >= 4
    client.post(reverse("exam_appeal_case", args=[appeal.pk]), {"words": "核对无误"})
    assert "Another person goes on from here" in get(client, "exam_appeal_case", appeal.pk)
    as_(client, another_administrator(county))
    client.post(reverse("exam_appeal_case", args=[appeal.pk]), {"outcome": "upheld", "grounds": "评分符合答案"})
    assert "评分符合答案" in get(client, "exam_appeal_case", appeal.pk)
    assert "评分符合答案" in get(as_(client, person), "exam_result", sitting.pk)


def a_marked_session(county, count=1):
    now = clock.now()
    people = [an_officer(county.bureau, f"隐名考生{n}") for n in range(count)]
    session = a_words_session(county, people, at=now, **now_session_facts())
    for person in people:
        hand_in(session, person, RIGHT, now)
    return session, people


def test_a_marker_reads_answers_without_names_and_marks_them_one_by_one(client, county):
    session, people = a_marked_session(county, 2)
    (reader,) = markers_of(session, county, 1)
    as_(client, reader)
    page = get(client, "exam_my_marking")
    assert "第5题" in page
    address = re.search(r'href="(/exams/marking/\d+/\d+/)"', page)[1]
    page = client.get(address).content.decode()
    for words in ("应当在作出决定之前告知。", "须写明告知的时间和内容。", "告知时间（2分）"):
        assert words in page
    assert all(person.name not in page and county.bureau.name not in page for person in people)
    facts = dict(re.findall(r'name="(sitting_id|item)" value="(\d+)"', page))
    wrong = client.post(address, {**facts, "points": "9"})
    assert (wrong.status_code, HumanMark.objects.count()) == (422, 0)
    assert client.post(address, {**facts, "points": "4.5", "note": "要点齐"}).url == address
    mark_ = HumanMark.objects.get()
    assert (mark_.points, mark_.note, mark_.part) == (450, "要点齐", "first")
    assert "Leave this one for later" in client.get(address).content.decode()
    assert "You left the others for later" in client.get(address, {"after": 1}).content.decode()
    as_(client, an_officer(county.justice))
    assert client.get(address).status_code == 404
    assert "not a marker" in get(client, "exam_my_marking")


def test_the_administrator_names_markers_and_sees_progress(client, county):
    session, (person,) = a_marked_session(county)
    as_(client, county.admin)
    reader = an_officer(county.justice, "王阅卷")
    assert "王阅卷" in get(client, "exam_marking", session.pk, q="阅卷")
    client.post(reverse("exam_marker_name", args=[session.pk]), {"person": reader.pk})
    assert Marker.objects.get().person == reader
    assert client.post(reverse("exam_marker_name", args=[session.pk]), {"person": person.pk}).status_code == 409
    client.post(reverse("exam_marker_dismiss", args=[session.pk]), {"person": reader.pk})
    assert not Marker.objects.exists()
    readers = markers_of(session, county, 2)
    for one in readers:
        mark_as(one, Sitting.objects.get(session=session), 5, 400, clock.now())
    page = get(client, "exam_marking", session.pk)
    assert "100%" in page
    assert "Name at least three markers" in page


def test_a_candidate_reads_every_type_of_question_after_people_marked_it(client, county):
    session, (person,) = a_marked_session(county)
    sitting = Sitting.objects.get(session=session)
    as_(client, person)
    assert "still being marked" in get(client, "exam_result", sitting.pk)
    get(client, "exam_sheet", sitting.pk, status=404)
    for reader in markers_of(session, county, 2):
        for item in (5, 6):
            mark_as(reader, sitting, item, 300, clock.now())
    mark(sitting_id=sitting.pk, at=clock.now())
    page = get(client, "exam_result", sitting.pk)
    for words in ("罚款 / 罚金", "应当在作出决定之前告知。", "须写明听证的条件。", "3 of 5 points", "partly right"):
        assert words in page, words


def test_lists_cost_the_same_for_one_and_for_three(client, county):
    counted = []
    for count in (1, 2):
        session, people = sat(county, count)
        correct_key(session.forms.get().item_versions[0], status="void_full_marks")
        as_(client, county.admin).post(reverse("exam_regrade_new", args=[session.exam_id]), {"reason": "x"})
        for person in people:
            sitting = session.sittings.get(candidate__person=person)
            as_(client, person).post(reverse("exam_appeal", args=[sitting.pk]), {"reason": "请复核"})
        Session.objects.filter(pk=session.pk).update(state="released")
        as_(client, county.admin)
        get(client, "exam_appeals")
        counted.append([queries(client, "exam_appeals")])
        assert get(client, "exam_appeals").count("考生甲") >= len(people)
    assert counted[0] == counted[1]


def test_the_export_has_every_candidate_the_absent_and_the_void_too(client, county):
    session, people = sat(county, 2)
    now = clock.now()
    absent = an_officer(county.bureau, "缺考者")
    from exams.register import register

    register(session_id=session.pk, by=county.by, at=now, person_ids=[absent.pk])
    void = session.sittings.get(candidate__person=people[0])
    Sitting.objects.filter(pk=void.pk).update(state="voided", prior="submitted", stopped_at=now)
    as_(client, county.admin)
    response = client.get(reverse("exam_results_xlsx", args=[session.pk]))
    rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(response))).active.values)
    by_name = {row[0]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}
    assert set(by_name) == {"缺考者", *(person.name for person in people)}
    assert (by_name["缺考者"]["State"], by_name["缺考者"]["Points reached"]) == ("absent from the exam", None)
    assert (by_name[people[0].name]["State"], by_name[people[0].name]["Points reached"]) == ("paper void", None)
    assert (by_name[people[1].name]["State"], by_name[people[1].name]["Points reached"]) == ("handed in", 4)
    text = get(client, "exam_results_csv", session.pk)
    assert text.startswith("\ufeffCandidate,")
    assert text.count("\n") == 4
    assert people[0].name not in get(client, "exam_results", session.pk)


def test_sheets_have_the_same_bytes_each_time_and_a_code_of_their_result(client, county):
    session, people = sat(county, 2)
    as_(client, people[0])
    sitting = session.sittings.get(candidate__person=people[0])
    first, second = (client.get(reverse("exam_sheet", args=[sitting.pk])).content for _n in range(2))
    assert first == second
    assert first.startswith(b"%PDF")
    rows = {row.person_id: row for row in sheet_rows().filter(superseded_by=None)}
    one, two = (rows[person.pk] for person in people)
    assert code_of(one) != code_of(two)
    assert sheet_of(one).code == code_of(Result.objects.get(pk=one.pk))
    assert pdf_of([sheet_of(one)]) != pdf_of([sheet_of(two)])
    words = words_of(first)
    for said in (people[0].name, "考试成绩单", "4分（满分8分，合格分数5分）", "不合格", sheet_of(one).code[:8]):
        assert said in words, said
    as_(client, county.admin)
    get(client, "exam_sheets_file", session.pk, status=404)
    assert client.post(reverse("exam_sheets", args=[session.pk])).url == reverse("job", args=[Job.objects.last().pk])
    drain()
    made = b"".join(client.get(reverse("exam_sheets_file", args=[session.pk])))
    assert made == pdf_of([sheet_of(one), sheet_of(two)])


def words_of(data):
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return "".join(page.get_textpage().get_text_range() for page in document)


def test_a_large_session_is_marked_and_released_in_the_background(client, county, monkeypatch):
    monkeypatch.setattr("exams.views.sessions.AT_ONCE", 1)
    now = clock.now()
    people = [an_officer(county.bureau) for _ in range(2)]
    session = an_open_session(county, people, at=now, release_at_once=False, **now_session_facts())
    for person in people:
        sitting = Sitting.objects.get(session=session, candidate__person=person)
        start(sitting_id=sitting.pk, at=now, honour=True)
        submit(sitting_id=sitting.pk, at=now, lease=1, seq=1, delta={})
    close_session(session_id=session.pk, by=county.by, at=now)
    answer = as_(client, county.admin).post(reverse("exam_release", args=[session.pk]))
    assert answer.url == reverse("job", args=[Job.objects.get().pk])
    drain()
    assert (Session.objects.get().state, Result.objects.count()) == ("released", 2)
    assert history_of(f"exam_session:{session.pk}").last().actor["person_id"] == county.admin.pk
