"""The register's pages: who sees whom, who changes what, and what an officer may say about the own record."""

import re
from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from certification.models import Correction, LegalQualification, Movement
from certification.officers import entries
from certification.officers.leave_post import leave_post
from enforcement import clock
from enforcement.organisation.duties.holding import grant
from enforcement.organisation.models import Agency, Person, Post
from tests.factories.certification import a_chair_certificate, a_post, an_officer, clerk, moment
from tests.factories.certification_officers import a_correction, a_legal_qualification, a_sheet
from tests.factories.flowcharts import SYSTEM, a_person, an_agency

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/officer-register/"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def agency() -> Agency:
    return an_agency()


@pytest.fixture
def officer(agency: Agency) -> Person:
    return an_officer(agency, name="郑守正")


def signed_in(person: Person) -> Client:
    client = Client()
    client.cookies["language"] = "en"
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def worker(agency: Agency, *duties: str) -> Client:
    person = a_person(*duties, agency=agency)
    a_post(person, agency, is_enforcement=False, title="科员", establishment="auxiliary")
    return signed_in(person)


def words(response) -> str:
    return response.content.decode()


def test_the_list_shows_the_agencies_one_serves_and_is_filtered(agency: Agency, officer: Person) -> None:
    an_officer(an_agency("乐陵市水利局"), name="水利人员")
    a_sheet(officer, fields=["market"])
    client = worker(agency, "apply")
    page = words(client.get(LIST))
    assert "郑守正" in page
    assert "水利人员" not in page
    number = officer.credentials.get().number
    shown = {
        "q=守正": True, "q=正守": False, f"q={number}": True, "card=valid": True, "card=none": False,
        "field=market": True, "field=water": False, "establishment=auxiliary": False, "who=former": False,
        f"agency={agency.path}": True,
    }  # fmt: skip
    assert {query: "郑守正" in words(client.get(f"{LIST}?{query}")) for query in shown} == shown


def test_an_identification_number_finds_its_person_and_is_never_shown(agency: Agency, officer: Person) -> None:
    officer.id_number = "37148119000101002X"
    officer.save()
    client = worker(agency, "examine")
    assert "郑守正" in words(client.get(f"{LIST}?q=37148119000101002x"))
    page = words(client.get(f"{LIST}{officer.pk}/"))
    assert "371*************2X" in page
    assert "37148119000101002X" not in page


@pytest.mark.parametrize("path", ["", "agencies/", "new/", "reorganise/", "corrections/"])
def test_without_a_duty_nobody_looks_in(agency: Agency, officer: Person, path: str) -> None:
    assert worker(agency, "handle").get(f"{LIST}{path}").status_code in {403, 404}
    assert worker(agency, "handle").get(f"{LIST}{officer.pk}/").status_code in {403, 404}
    assert worker(an_agency("乐陵市水利局"), "apply").get(f"{LIST}{officer.pk}/").status_code == 404


def test_the_figures_of_an_agency(agency: Agency, officer: Person) -> None:
    a_post(a_person(), agency)
    page = words(worker(agency, "supervise").get(f"{LIST}agencies/"))
    assert re.findall(r'class="numeric">(?:<a [^>]*>)?([0-9]+)', page) == ["3", "2", "1", "1"]


def test_a_record_holds_everything(agency: Agency, officer: Person) -> None:
    a_chair_certificate(officer, agency)
    a_legal_qualification(officer, agency, number="A99990000001")
    page = words(worker(agency, "supervise").get(f"{LIST}{officer.pk}/"))
    for found in ("听2026001", "A99990000001", officer.credentials.get().number, "执法员"):
        assert found in page
    assert "/amend/" not in page


def test_the_office_amends_and_enters_papers(agency: Agency, officer: Person) -> None:
    client = worker(agency, "apply", "examine")
    home = f"{LIST}{officer.pk}/"
    given = {"name": "郑 守正", "sex": "m", "codes": ["market", "urban"], "area": "乐陵市"}
    assert client.post(f"{home}amend/", {**given, "name": "郑\ue000"}).status_code == 422
    assert client.post(f"{home}amend/", given).status_code == 303
    officer.refresh_from_db()
    assert (officer.name, officer.officer.fields) == ("郑守正", ["market", "urban"])
    paper = {"number": "A99990000002", "granted_on": "2020-03-01", "document": "证书"}
    assert client.post(f"{home}qualification/", paper).status_code == 303
    assert client.post(f"{home}qualification/", paper).status_code == 422
    row = LegalQualification.objects.get()
    officer.refresh_from_db()
    assert officer.law_qualification == "A99990000002"
    gone = {"withdrawn_on": clock.today().isoformat(), "ground": "登记有误"}
    assert client.post(f"{home}qualification/{row.pk}/", gone).status_code == 303
    officer.refresh_from_db()
    assert officer.law_qualification == ""
    given = {"kind": "hearing_chair", "number": "听1", "issuer": "省厅", "valid_from": "2026-01-01"}
    assert client.post(f"{home}certificate/", given).status_code == 303
    certificate = officer.certificates.get()
    assert client.post(f"{home}certificate/{certificate.pk}/", gone).status_code == 303
    assert client.post(f"{home}certificate/{certificate.pk}/", gone).status_code == 404


def test_nobody_changes_their_own_record(agency: Agency, officer: Person) -> None:
    grant(person=officer, duty="apply", agency=agency, by=SYSTEM, at=moment("2026-01-02"))
    client = signed_in(officer)
    assert "/amend/" not in words(client.get(f"{LIST}{officer.pk}/"))
    answer = client.post(f"{LIST}{officer.pk}/amend/", {"name": "别名", "sex": "m"})
    assert answer.status_code == 409
    assert "own record" in words(answer)


def test_an_officer_says_what_is_wrong_and_is_answered(agency: Agency, officer: Person) -> None:
    me, office = signed_in(officer), worker(agency, "apply")
    assert "郑守正" in words(me.get("/me/record/"))
    given = {"about": "post", "words": "职务应为科长"}
    assert me.post("/me/record/wrong/", given).status_code == 303
    assert me.post("/me/record/wrong/", given).status_code == 409
    row = Correction.objects.get()
    assert "郑守正" in words(office.get(f"{LIST}corrections/"))
    assert any("郑守正" in str(item.title) for item in waiting(agency, "apply"))
    path = f"{LIST}corrections/{row.pk}/"
    assert worker(an_agency("乐陵市水利局"), "apply").get(path).status_code == 404
    assert office.post(path, {"outcome": "corrected", "answer": ""}).status_code == 422
    assert office.post(path, {"outcome": "corrected", "answer": "已改为科长"}).status_code == 303
    assert "已改为科长" in words(me.get("/me/record/"))
    assert office.get(path).status_code == 404
    assert not waiting(agency, "apply")


def waiting(agency: Agency, *duties: str) -> list:
    request = RequestFactory().get("/")
    request.user = a_person(*duties, agency=agency)
    return list(entries.to_do(request))


def test_the_issuer_is_asked_to_cancel_the_card_of_who_left(agency: Agency, officer: Person) -> None:
    assert not waiting(agency, "issue")
    today = clock.today()
    leave_post(
        post_id=officer.posts.get().pk, by=clerk(agency, "apply"), at=clock.now(), kind="retire", holds_on=today,
        document="乐人社〔2026〕9号",
    )  # fmt: skip
    (item,) = waiting(agency, "issue")
    assert item.due_on == today + timedelta(days=14)
    assert item.url.endswith(f"/credentials/{officer.credentials.get().pk}/cancel/")
    page = words(worker(agency, "issue").get(f"{LIST}{officer.pk}/"))
    assert "A card is to be cancelled" in page
    assert "郑守正" in words(worker(agency, "issue").get(f"{LIST}?who=former"))


def test_people_come_go_and_move_through_the_pages(agency: Agency, officer: Person) -> None:
    other = an_agency("乐陵市水利局")
    person = a_person("apply", agency=agency)
    grant(person=person, duty="examine", agency=other, by=SYSTEM, at=moment("2026-01-02"))
    client, today = signed_in(person), clock.today()
    new = {
        "agency": agency.pk, "name": "新人", "sex": "f", "id_number": "371481190001010011", "title": "科员",
        "establishment": "administrative", "is_enforcement": "on", "holds_on": today, "document": "乐人社〔2026〕3号",
    }  # fmt: skip
    assert client.post(f"{LIST}new/", {**new, "id_number": "3714811900010100"}).status_code == 422
    assert client.post(f"{LIST}new/", new).status_code == 303
    came = Movement.objects.get(kind="rejoin").person
    paper = {"holds_on": today + timedelta(days=3), "document": "乐人社〔2026〕4号"}
    post = {"to_agency": other.pk, "title": "科员", "establishment": "administrative", "is_enforcement": "on", **paper}
    assert client.post(f"{LIST}{came.pk}/transfer/", post).status_code == 303
    assert client.post(f"{LIST}{officer.pk}/leave/", {"kind": "retire", **paper}).status_code == 303
    assert officer.posts.get().to_on == today + timedelta(days=2)


def test_a_reorganisation_shows_who_moves_before_it_moves_them(agency: Agency, officer: Person) -> None:
    other = an_agency("乐陵市水利局")
    person = a_person("examine", agency=agency)
    grant(person=person, duty="examine", agency=other, by=SYSTEM, at=moment("2026-01-02"))
    client = signed_in(person)
    assert "Choose two different" in words(client.get(f"{LIST}reorganise/?from={agency.pk}&to={agency.pk}"))
    path = f"{LIST}reorganise/?from={agency.pk}&to={other.pk}"
    page = words(client.get(path))
    assert "郑守正" in page
    assert "1 card names the agency" in page
    assert not Movement.objects.exists()
    given = {"post_ids": [officer.posts.get().pk], "holds_on": clock.today(), "document": "乐编〔2026〕1号"}
    assert client.post(path, given).status_code == 303
    assert Post.objects.filter(person=officer, agency=other, from_on=clock.today()).exists()


def test_a_request_waits_only_where_it_belongs(agency: Agency, officer: Person) -> None:
    a_correction(officer, agency)
    assert len(waiting(agency, "examine")) == 1
    assert not waiting(an_agency("乐陵市水利局"), "examine")
