"""The desks of those who apply, examine and issue, and the officer's own page."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client, RequestFactory
from django.utils import translation

from certification import entries
from certification.announce import announce
from certification.models import Application, Credential
from certification.report_loss import report_loss
from certification.suspend import suspend
from enforcement import clock
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import grant
from enforcement.organisation.models import Agency, Person
from enforcement.web.worklist import ToDo
from exams.models import Attendance
from tests.factories.certification import (
    a_photo,
    a_post,
    an_application,
    an_officer,
    approved,
    clerk,
    eligible,
    issued,
    moment,
    passes,
    trained,
)
from tests.factories.certification_lifecycle import publish_the_loss
from tests.factories.flowcharts import SHIPPED_AT, SYSTEM, a_person, actor, an_agency, ship_one

pytestmark = pytest.mark.django_db(transaction=True)
NOW, TODAY = clock.now(), clock.today()
LIST, NEW = "/credential-applications/", "/credential-applications/new/"


@pytest.fixture
def agency() -> Agency:
    agency = an_agency()
    ship_one(agency, "Q")
    return agency


def worker(agency: Agency, *duties: str) -> tuple[Person, Client]:
    """Return somebody with duties and a post on an agency, signed in."""
    person = a_person(*duties, agency=agency)
    a_post(person, agency, is_enforcement=False)
    return person, signed_in(person)


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page_of(application: Application) -> str:
    return f"{LIST}{application.pk}/"


def words(response) -> str:
    return response.content.decode()


# --- the unit ------------------------------------------------------------------------------------------------------


def test_the_unit_applies_on_a_page(agency: Agency) -> None:
    _person, client = worker(agency, "apply")
    officer = a_person(name="林小溪")
    post = a_post(officer, agency)
    assert "林小溪" in words(client.get(NEW))
    photo = SimpleUploadedFile("photo.jpg", a_photo(), "image/jpeg")
    given = {"post": post.pk, "codes": ["market"], "area": "乐陵市", "post_proof": "乐编〔2026〕12号", "photo": photo}
    response = client.post(NEW, given)
    application = Application.objects.get()
    assert (response.status_code, response["Location"]) == (303, page_of(application))
    shown = words(client.get(page_of(application)))
    assert "林小溪" in shown
    assert "等待他人办理" in shown
    assert client.get(f"{page_of(application)}photo.jpg").status_code == 200


def test_a_refused_application_keeps_what_was_typed(agency: Agency) -> None:
    _person, client = worker(agency, "apply")
    post = a_post(a_person(), agency, establishment="auxiliary")
    photo = SimpleUploadedFile("photo.jpg", a_photo(), "image/jpeg")
    given = {"post": post.pk, "codes": ["market"], "area": "乐陵市东城", "post_proof": "1号", "photo": photo}
    response = client.post(NEW, given)
    assert response.status_code == 409
    assert "辅助人员" in words(response)
    assert "第十条第三款" in words(response)
    assert "乐陵市东城" in words(response)
    assert client.post(NEW, {}).status_code == 422
    given["photo"] = SimpleUploadedFile("photo.jpg", b"nothing", "image/jpeg")
    fit = a_post(a_person(), agency)
    assert client.post(NEW, {**given, "post": fit.pk}).status_code == 422
    assert not Application.objects.exists()


def test_people_of_other_agencies_are_not_offered(agency: Agency) -> None:
    _person, client = worker(agency, "apply")
    elsewhere = a_post(a_person(name="外单位人员"), an_agency("乐陵市水利局"))
    assert "外单位人员" not in words(client.get(NEW))
    assert client.post(NEW, {"post": elsewhere.pk}).status_code == 422


def test_the_unit_records_training(agency: Agency) -> None:
    _person, client = worker(agency, "apply")
    post = a_post(a_person(), agency)
    assert client.get("/credential-applications/training/").status_code == 200
    given = {"post": post.pk, "kind": "public_law", "title": "行政处罚法", "hours": "8", "on": "2026-05-01"}
    assert client.post("/credential-applications/training/", given).status_code == 303
    assert Attendance.objects.get().hours == 8


# --- examiner and issuer -------------------------------------------------------------------------------------------


def test_the_examiner_and_the_issuer_take_it_to_the_credential(agency: Agency, monkeypatch) -> None:
    passes(monkeypatch, "public_law")
    application = an_application(agency, clerk(agency))
    page = page_of(application)
    _examiner, examines = worker(agency, "examine")
    _issuer, issues = worker(agency, "issue")
    assert "资格初审" in words(examines.get(page))
    found = {"outcome": "eligible", "clean_record": "on", "opinion": "符合条件"}
    assert examines.post(page, {**found, "clean_record": ""}).status_code == 422
    assert examines.post(page, found).status_code == 303
    assert "已完成0学时，应当完成60学时" in words(examines.get(page))
    assert "还差60学时" in words(examines.get(page))
    missing = examines.post(page, {})
    assert missing.status_code == 409
    assert "还差60学时" in words(missing)
    trained(application.person_id, agency)
    assert examines.post(page, {}).status_code == 303
    assert "发布公示" in words(examines.get(page))
    assert examines.post(page, {}).status_code == 303
    assert "正在公示" in words(examines.get(page))
    Application.objects.update(announced_on=TODAY - timedelta(days=8), notice_until=TODAY - timedelta(days=1))
    assert examines.post(page, {"outcome": "approved", "review": "同意", "objections": ""}).status_code == 303
    assert "等待他人办理" in words(examines.get(page))
    done = issues.post(page, {"valid_from": TODAY.isoformat()})
    credential = Credential.objects.get()
    assert (done.status_code, done["Location"]) == (303, f"/credentials/{credential.pk}/")
    assert credential.number in words(issues.get(page))
    with translation.override("en"):
        english = words(
            issues.get(page, headers={"cookie": issues.cookies.output(header="", sep=";") + ";language=en"})
        )
    assert credential.number in english


def test_a_refused_applicant_is_shown_so(agency: Agency) -> None:
    application = eligible(
        an_application(agency, clerk(agency)), clerk(agency), outcome="not_eligible", opinion="受过刑事处罚"
    )
    _person, client = worker(agency, "examine")
    assert "申请未通过" in words(client.get(page_of(application)))
    assert "不予通过" in words(client.get(LIST))


def test_lists_are_read_with_as_many_queries_for_many_as_for_one(
    agency: Agency, monkeypatch, django_assert_num_queries
) -> None:
    by = clerk(agency)
    issued(agency, by, monkeypatch)
    an_application(agency, by)
    _person, client = worker(agency, "apply", "examine", "issue")
    for address in (LIST, "/credentials/"):
        client.get(address)
        with django_assert_num_queries(8, exact=False) as before:
            client.get(address)
        for _ in range(3):
            an_application(agency, by)
            an_officer(agency)
        with django_assert_num_queries(len(before)):
            assert client.get(address).status_code == 200
    assert "pending" not in words(client.get(f"{LIST}?q=没有&state=open"))
    assert client.get("/credentials/?state=valid&q=15").status_code == 200


def test_rows_of_other_agencies_answer_404(agency: Agency) -> None:
    application = an_application(agency, clerk(agency))
    credential = an_officer(agency).credentials.get()
    _person, client = worker(an_agency("乐陵市水利局"), "apply", "examine", "issue")
    for address in (
        page_of(application), f"{page_of(application)}photo.jpg", f"/credentials/{credential.pk}/",
        f"/credentials/{credential.pk}/card.pdf", f"/credentials/{credential.pk}/suspend/",
    ):  # fmt: skip
        assert client.get(address).status_code == 404
    assert application.person.name not in words(client.get(LIST))


def test_without_a_duty_the_desks_are_closed(agency: Agency) -> None:
    client = signed_in(a_person())
    assert client.get(LIST).status_code == 403
    assert client.get("/credentials/").status_code == 403
    assert Client().get(LIST).status_code == 302


# --- what the issuer does with a credential ------------------------------------------------------------------------


def test_the_issuer_suspends_and_restores_and_nobody_revokes_alone(agency: Agency) -> None:
    credential = an_officer(agency).credentials.get()
    _person, client = worker(agency, "issue")
    page = f"/credentials/{credential.pk}/"
    assert "暂扣" in words(client.get(page))
    until = (TODAY + timedelta(days=30)).isoformat()
    assert client.get(f"{page}suspend/").status_code == 200
    given = {"code": "off_post", "ground": "考核不合格", "document": "1号", "to_on": until}
    assert client.post(f"{page}suspend/", given).status_code == 303
    assert client.post(f"{page}suspend/", given).status_code == 409
    assert client.get(f"{page}card.pdf").status_code == 404
    assert "恢复" in words(client.get(page))
    assert client.post(f"{page}restore/", {"ground": "培训合格", "retraining": "离岗培训3日"}).status_code == 303
    assert client.get(f"{page}card.pdf")["Content-Type"] == "application/pdf"
    assert client.get(f"{page}nothing/").status_code == 404
    assert client.get(f"{page}revoke/").status_code == 404  # nobody revokes alone


def test_a_replacement_leads_to_the_new_credential(agency: Agency) -> None:
    old = an_officer(agency).credentials.get()
    report_loss(credential_id=old.pk, by=actor(old.person, agency), at=NOW, ground="遗失")
    publish_the_loss(old, clerk(agency, "apply"), at=NOW)
    _person, client = worker(agency, "issue")
    done = client.post(f"/credentials/{old.pk}/replace/", {"ground": "声明期满"})
    new = Credential.objects.get(supersedes=old)
    assert done["Location"] == f"/credentials/{new.pk}/"
    assert new.number in words(client.get(f"/credentials/{old.pk}/"))


def test_the_history_speaks_both_languages(agency: Agency, monkeypatch) -> None:
    from certification.views.timeline import happened

    by = clerk(agency)
    credential = issued(agency, by, monkeypatch)
    with transaction.atomic():
        append(series=credential.series, by=SYSTEM, at=NOW, verb="other.act", body={})
    with translation.override("en"):
        titles = [h.title for h in happened(credential.application.series)]
        assert titles[-1] == "Applied"
        assert "Pre-check the application" in titles
        assert happened(credential.series)[0].title == "other.act"
    with translation.override("zh-hans"):
        assert happened(credential.application.series)[0].title == "制发证件"


# --- the officer's own ---------------------------------------------------------------------------------------------


def test_an_officer_shows_the_credential_on_the_phone(agency: Agency) -> None:
    officer = an_officer(agency, name="王立新")
    client = signed_in(officer)
    response = client.get("/me/credential/")
    html = words(response)
    assert response["Cache-Control"] == "no-store"
    for part in ("王立新", agency.name, officer.credentials.get().number, "<svg", "有效"):
        assert part in html
    assert "shown-bad" not in html
    card = client.get("/me/credential/card.pdf")
    assert (card["Content-Type"], card["Cache-Control"]) == ("application/pdf", "no-store")
    assert card.content.startswith(b"%PDF")


def test_a_credential_that_is_not_valid_is_shown_red_and_not_printed(agency: Agency) -> None:
    officer = an_officer(agency)
    suspend(
        credential_id=officer.credentials.get().pk, by=clerk(agency), at=NOW, ground="考核", document="1号",
        to_on=TODAY + timedelta(days=9),
    )  # fmt: skip
    client = signed_in(officer)
    html = words(client.get("/me/credential/"))
    assert "shown-bad" in html
    assert "现不能用于执法" in html
    assert client.get("/me/credential/card.pdf").status_code == 404


def test_who_holds_none_reads_how_to_get_one(agency: Agency) -> None:
    client = signed_in(a_person())
    assert "您没有行政执法证" in words(client.get("/me/credential/"))
    assert client.get("/me/credential/card.pdf").status_code == 404
    assert client.get("/me/credential/loss/").status_code == 404


def test_the_newest_of_ones_credentials_is_shown(agency: Agency) -> None:
    from tests.factories.certification import a_credential

    officer = an_officer(agency, valid_from=TODAY + timedelta(days=3))
    client = signed_in(officer)
    assert "尚未生效" in words(client.get("/me/credential/"))
    now = a_credential(officer, agency, valid_from=date(2025, 1, 1))
    assert now.number in words(client.get("/me/credential/"))


def test_an_officer_reports_the_loss(agency: Agency) -> None:
    officer = an_officer(agency)
    client = signed_in(officer)
    assert client.get("/me/credential/loss/").status_code == 200
    assert client.post("/me/credential/loss/", {"ground": "遗失"}).status_code == 303
    assert "已挂失" in words(client.get("/me/credential/"))


def test_a_lost_photo_is_not_there(agency: Agency, settings, tmp_path) -> None:
    application = an_application(agency, clerk(agency))
    _person, client = worker(agency, "apply")
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    assert client.get(f"{page_of(application)}photo.jpg").status_code == 404


# --- what waits ----------------------------------------------------------------------------------------------------


def waiting(person: Person) -> list[ToDo]:
    request = RequestFactory().get("/")
    request.user = person
    return list(entries.to_do(request))


def test_each_reads_what_waits_for_them(agency: Agency, monkeypatch) -> None:
    by = clerk(agency)
    unit, examiner, issuer = (worker(agency, duty)[0] for duty in ("apply", "examine", "issue"))
    first = an_application(agency, by)
    assert [i.url for i in waiting(examiner)] == [page_of(first)]
    eligible(first, by)
    assert [i.url for i in waiting(unit)] == [page_of(first)]
    assert waiting(examiner) == []
    passes(monkeypatch, "public_law")
    second = an_application(agency, by)
    trained(second.person_id, agency)
    eligible(second, by)
    assert [i.url for i in waiting(examiner)] == [page_of(second)]
    announce(application_id=second.pk, by=by, at=NOW)
    assert waiting(examiner) == []
    third = approved(agency, by, monkeypatch)
    assert [i.url for i in waiting(issuer)] == [page_of(third)]
    assert waiting(a_person()) == []


def test_a_suspension_over_its_day_waits_for_the_issuer(agency: Agency) -> None:
    issuer, _client = worker(agency, "issue")
    late, fresh = (an_officer(agency).credentials.get() for _ in range(2))
    ask = {"by": clerk(agency), "ground": "考核", "document": "1号"}
    suspend(credential_id=late.pk, at=moment("2026-03-01"), to_on=date(2026, 4, 1), **ask)
    suspend(credential_id=fresh.pk, at=NOW, to_on=TODAY + timedelta(days=9), **ask)
    found = {item.url: item.light for item in waiting(issuer)}
    assert found == {f"/credentials/{late.pk}/": "red", f"/credentials/{fresh.pk}/": "green"}


def test_a_second_duty_opens_the_same_desk(agency: Agency) -> None:
    person, client = worker(agency, "issue")
    grant(person=person, duty="apply", agency=agency, by=SYSTEM, at=SHIPPED_AT)
    assert "申领证件" in words(client.get(LIST))
