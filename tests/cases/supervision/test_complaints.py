"""Complaints: the public sends and follows them, supervisors above the agency examine and answer them."""

import re
from datetime import timedelta

import pytest
from django.db.models import Model
from django.urls import reverse

from cases.demo.people import Staff
from cases.supervision.complaints import code, demo
from cases.supervision.complaints.access import Concerned
from cases.supervision.complaints.answer_complaint import ComplaintAnswered, NotTakenUp, answer_complaint
from cases.supervision.complaints.entries import complaints_to_handle
from cases.supervision.complaints.take_up import TakenUpAlready, take_up
from cases.supervision.complaints.views import slowly
from cases.supervision.models import Complaint
from enforcement import clock
from enforcement.errors import Invalid, NotAllowed
from enforcement.ledger.models import Entry
from tests.factories import cases as make
from tests.factories import flowcharts as charts
from tests.factories.certification import a_post, an_officer
from tests.factories.supervision import a_complaint, a_supervisor

pytestmark = pytest.mark.django_db(transaction=True)
AT = make.moment("04-20")
WORDS = "检查人员没有出示证件，大声呵斥店员，推倒货架后离开。"
TYPED = {
    "kind": "not_shown", "happened_on": "2026-04-19", "place": "市中街道某超市", "words": WORDS, "name": "某某",
    "phone": "100-0000",
}  # fmt: skip
ANSWER = {"outcome": "founded", "answer": "经核查情况属实，已对当事人员告诫并离岗培训。"}


@pytest.fixture(autouse=True)
def _keys_and_clock(tmp_path, monkeypatch):
    from django.core.cache import cache

    from certification import signing

    monkeypatch.setenv("SIGNING_KEYS_FOLDER", str(tmp_path))
    monkeypatch.setenv("SIGNING_KEY_PASSPHRASE", "words of the tests")
    signing.forget()
    cache.clear()
    monkeypatch.setattr(clock, "today", AT.date)
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def county():
    county = charts.an_agency("乐陵市人民政府", kind="government")
    charts.an_agency("乐陵市司法局", parent=county, kind="justice")
    return county


@pytest.fixture
def agency(county):
    return charts.an_agency("乐陵市市场监督管理局", parent=county)


@pytest.fixture
def officer(agency):
    return an_officer(agency, name="王立新")


@pytest.fixture
def supervisor(county):
    return a_supervisor(county)


def number_of(officer) -> str:
    return officer.credentials.get().number


def by(person, agency=None):
    return charts.actor(person, agency)


def everything_of(row: Model) -> str:
    return " ".join(str(getattr(row, field.attname)) for field in row._meta.concrete_fields)


def send(client, query="", **typed):
    return client.post(f"{reverse('complain')}{query}", {**TYPED, **typed})


class TestThePublic:
    def test_complains_without_signing_in_and_gets_a_code_that_is_stored_nowhere(self, officer, client):
        number = number_of(officer)
        page = client.get(f"{reverse('complain')}?credential={number}").content.decode()
        assert all(words in page for words in ("王立新", number, "乐陵市市场监督管理局"))
        act_id = re.search(r'name="act_id" value="([0-9a-f]+)"', page)[1]
        for _ in range(2):  # pressed twice
            answer = send(client, officer=number, act_id=act_id)
            assert (answer.status_code, answer["Location"]) == (303, reverse("complain_sent"))
        made = Complaint.objects.get()
        assert (made.credential.person, made.agency) == (officer, officer.credentials.get().agency)
        told = re.search(r"\d{4} \d{4} \d{4}", client.get(reverse("complain_sent")).content.decode())[0]
        assert made.code_digest == code.digest(told.replace(" ", ""))
        assert told.replace(" ", "") not in everything_of(made)
        assert made.contact == ("某某", "100-0000")
        assert "100-0000" not in everything_of(made)

    def test_follows_it_with_the_code_from_received_to_answered(self, officer, supervisor, client):
        send(client, officer=number_of(officer))
        told = re.search(r"\d{4} \d{4} \d{4}", client.get(reverse("complain_sent")).content.decode())[0]
        pk = Complaint.objects.get().pk

        def tracked():
            return client.post(reverse("complain_track"), {"code": told}).content.decode()

        assert "最迟受理日期" in tracked()
        assert WORDS not in tracked(), "whoever finds the code does not read what was said"
        take_up(complaint_id=pk, by=by(supervisor), at=AT)
        assert "最迟答复日期" in tracked()
        answer_complaint(complaint_id=pk, by=by(supervisor), at=AT, **ANSWER)
        assert ANSWER["answer"] in tracked()

    def test_is_told_where_a_code_is_wrong(self, county, client):
        assert client.post(reverse("complain_track"), {"code": "123"}).status_code == 422
        assert client.post(reverse("complain_track"), {"code": "1" * 12}).status_code == 404

    def test_keeps_what_was_typed_where_something_is_missing(self, county, client):
        answer = send(client, words="太短")
        assert answer.status_code == 422
        assert "市中街道某超市" in answer.content.decode()
        assert not Complaint.objects.exists()
        assert send(client, happened_on="2026-04-21").status_code == 422

    def test_of_an_unknown_officer_the_typed_words_are_kept_and_the_government_receives_it(self, county, client):
        send(client, officer="姓李的 99999999")
        made = Complaint.objects.get()
        assert (made.credential, made.officer_said, made.agency) == (None, "姓李的 99999999", county)

    def test_sees_a_case_only_where_its_decision_is_public(self, agency, client):
        made = make.a_case(agency, run=False, number="乐市监罚〔2026〕7号")
        address = reverse("complain")
        assert "您要投诉的案件" not in client.get(address, {"case": made.number}).content.decode()
        make.a_publication(made)
        assert "您要投诉的案件" in client.get(address, {"case": made.number}).content.decode()
        send(client, case_number=made.number)
        assert (Complaint.objects.get().case, Complaint.objects.get().agency) == (made, agency)

    def test_waits_where_very_many_send_and_loses_nothing(self, county, client, monkeypatch):
        monkeypatch.setattr(slowly, "SENT_FREE", 1)
        ids = {"act_id": "1" * 32}
        send(client)
        late = send(client, **ids)
        html = late.content.decode()
        assert late.status_code == 429
        assert WORDS in html
        onward = re.search(r'action="(\?ticket=[^"]+)"', html)[1].replace("&amp;", "&")
        assert send(client, onward, **ids).status_code == 429, "too early"
        monkeypatch.setattr(clock, "now", lambda: AT + timedelta(seconds=40))
        assert send(client, onward, **ids).status_code == 303
        client.cookies.clear()
        assert send(client, onward, **ids).status_code == 429, "a ticket lets one pass"
        assert Complaint.objects.count() == 2


class TestSupervisors:
    def test_neither_words_nor_sender_stand_on_the_ledger(self, officer, supervisor):
        made = a_complaint(officer=number_of(officer), name="某某", phone="100-0000")
        take_up(complaint_id=made.pk, by=by(supervisor), at=AT)
        answer_complaint(complaint_id=made.pk, by=by(supervisor), at=AT, **ANSWER)
        rows = list(Entry.objects.filter(series=made.series).order_by("pk"))
        assert [row.verb for row in rows] == ["complaint.receive", "complaint.take_up", "complaint.answer"]
        said = " ".join(everything_of(row) for row in rows)
        assert not any(words in said for words in (made.words, "某某", "100-0000", ANSWER["answer"]))

    def test_the_days_run_from_receipt_then_from_taking_up(self, officer, supervisor):
        made = a_complaint(officer=number_of(officer))
        assert made.due_on == AT.date() + timedelta(days=15)
        taken = take_up(complaint_id=made.pk, by=by(supervisor), at=AT + timedelta(days=3))
        assert taken.due_on == AT.date() + timedelta(days=63)

    def test_each_step_happens_once_and_in_order(self, officer, supervisor):
        pk = a_complaint(officer=number_of(officer)).pk
        facts = {"complaint_id": pk, "by": by(supervisor), "at": AT}
        with pytest.raises(NotTakenUp):
            answer_complaint(**facts, **ANSWER)
        take_up(**facts)
        with pytest.raises(TakenUpAlready):
            take_up(**facts)
        for wrong in ({"outcome": "passed_on"}, {"passed_to": "某局"}, {"answer": "短"}, {"outcome": "?"}):
            with pytest.raises(Invalid):
                answer_complaint(**facts, **{**ANSWER, **wrong})
        answer_complaint(**facts, **{**ANSWER, "outcome": "passed_on", "passed_to": "某局"})
        with pytest.raises(ComplaintAnswered):
            answer_complaint(**facts, **ANSWER)

    def test_one_of_the_same_agency_neither_sees_nor_examines_it(self, agency, officer, client):
        made = a_complaint(officer=number_of(officer))
        own = a_supervisor(agency, name="本局监督员")
        a_post(own, agency)
        with pytest.raises(Concerned):
            take_up(complaint_id=made.pk, by=by(own, agency), at=AT)
        client.force_login(own)
        assert client.get(made.get_absolute_url()).status_code == 404
        assert made.number not in client.get(reverse("supervision_complaints")).content.decode()

    def test_the_one_complained_about_neither_sees_nor_examines_it(self, county, client):
        justice = county.children.get(kind="justice")
        officer = an_officer(justice)
        charts.grant(person=officer, duty="supervise", agency=county, by=charts.SYSTEM, at=AT)
        made = a_complaint(officer=number_of(officer))
        with pytest.raises(Concerned):
            take_up(complaint_id=made.pk, by=by(officer, justice), at=AT)
        client.force_login(officer)
        assert client.get(made.get_absolute_url()).status_code == 404
        colleague = a_supervisor(county, name="同事")
        a_post(colleague, justice)
        client.force_login(colleague)
        assert client.get(made.get_absolute_url()).status_code == 200

    def test_of_another_county_nobody_sees_it(self, officer, client):
        made = a_complaint(officer=number_of(officer))
        stranger = a_supervisor(charts.an_agency("某县人民政府"), name="外县")
        with pytest.raises(NotAllowed):
            take_up(complaint_id=made.pk, by=by(stranger), at=AT)
        client.force_login(stranger)
        assert client.get(made.get_absolute_url()).status_code == 404

    def test_list_detail_and_answer_on_the_pages(self, officer, supervisor, client):
        made = a_complaint(officer=number_of(officer), name="某某", phone="100-0000")
        client.force_login(supervisor)
        url = made.get_absolute_url()
        assert made.number in client.get(reverse("supervision_complaints"), {"q": "王立新"}).content.decode()
        assert made.number not in client.get(reverse("supervision_complaints"), {"state": "answered"}).content.decode()
        assert "100-0000" not in client.get(url).content.decode()
        assert client.post(reverse("supervision_complaint_take_up", args=[made.pk])).status_code == 302
        assert client.post(url, {**ANSWER, "answer": "短"}).status_code == 422
        assert client.post(url, ANSWER).status_code == 303
        assert ANSWER["answer"] in client.get(url).content.decode()

    def test_a_look_at_the_sender_is_recorded(self, officer, supervisor, client):
        made = a_complaint(officer=number_of(officer), phone="100-0000")
        client.force_login(supervisor)
        page = client.post(reverse("supervision_complaint_contact", args=[made.pk])).content.decode()
        assert "100-0000" in page
        assert Entry.objects.filter(series=made.series, verb="complaint.see_contact").count() == 1

    def test_the_desk_names_it_until_it_is_answered(self, officer, supervisor, rf):
        made = a_complaint(officer=number_of(officer))

        def desk():
            request = rf.get("/desk/")
            request.user = supervisor
            return [(item.due_on, item.light) for item in complaints_to_handle(request)]

        assert desk() == [(AT.date() + timedelta(days=15), "green")]
        take_up(complaint_id=made.pk, by=by(supervisor), at=AT - timedelta(days=70))
        assert desk()[0][1] == "red"
        answer_complaint(complaint_id=made.pk, by=by(supervisor), at=AT, **ANSWER)
        assert desk() == []


def test_the_demo_lays_a_complaint_in_each_state(county, agency, officer, supervisor):
    staff = Staff(
        {"justice.supervisor": supervisor}, agencies={"urban": agency, "justice": county.children.get(kind="justice")}
    )
    demo.lay(staff)
    assert sorted(Complaint.objects.values_list("state", flat=True)) == ["answered", "examined", "received"]
