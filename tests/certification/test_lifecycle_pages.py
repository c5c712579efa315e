"""The pages of the life cycle: each does its act, and each desk says what waits."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.utils import translation

from certification.announce import announce
from certification.lifecycle import to_do, to_do_own
from certification.lifecycle.deliver import deliver
from certification.lifecycle.nightly import nightly
from certification.lifecycle.open_round import open_round
from certification.lifecycle.propose import propose_revocation
from certification.models import Application, Credential, Objection, Proposal, Task
from certification.report_loss import report_loss
from enforcement import clock
from enforcement.organisation.models import Agency, Person
from tests.factories.certification import a_post, an_application, an_officer, clerk, eligible, passes, trained
from tests.factories.certification_lifecycle import a_setting
from tests.factories.flowcharts import a_person, actor

pytestmark = pytest.mark.django_db(transaction=True)
NOW, TODAY = clock.now(), clock.today()


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def worker(agency: Agency, *duties: str) -> tuple[Person, Client]:
    person = a_person(*duties, agency=agency)
    a_post(person, agency, is_enforcement=False)
    return person, signed_in(person)


def words(response) -> str:
    return response.content.decode()


def desk(person: Person, source=to_do) -> list[str]:
    request = RequestFactory().get("/")
    request.user = person
    with translation.override("zh-hans"):
        return [str(item.title) for item in source.to_do(request)]


@pytest.fixture
def running(agency, by, monkeypatch) -> Application:
    """An applicant who is announced today."""
    passes(monkeypatch, "public_law")
    made = an_application(agency, by, at=(TODAY - timedelta(days=5)).isoformat())
    trained(made.person_id, agency)
    eligible(made, by, at=(TODAY - timedelta(days=4)).isoformat())
    announce(application_id=made.pk, by=by, at=NOW)
    return made


def test_a_citizen_objects_and_the_office_answers(client, agency, running):
    page = f"/notices/credentials/{running.pk}/object/"
    assert page in words(client.get("/notices/credentials/"))
    assert client.post(page, {}).status_code == 422
    assert client.post(page, {"words": "上班时间饮酒。"}).status_code == 303
    made = Objection.objects.get()
    person, examiner = worker(agency, "examine")
    assert any("答复" in title for title in desk(person))
    shown = words(examiner.get(f"/credential-applications/{running.pk}/"))
    assert "上班时间饮酒" in shown
    answer = f"/credential-applications/objections/{made.pk}/"
    assert examiner.get(answer).status_code == 200
    assert examiner.post(answer, {"upheld": "no", "answer": "经查不属实。"}).status_code == 303
    assert "经查不属实" in words(examiner.get(f"/credential-applications/{running.pk}/"))
    assert signed_in(a_person()).get(answer).status_code == 403
    assert client.get("/notices/credentials/0/object/").status_code == 404


def test_an_application_shows_its_levels_and_the_flowchart(agency, running):
    a_setting(agency, "credential.review_levels", [agency.name, "没有的机关"])
    _person, client = worker(agency, "examine")
    shown = words(client.get(f"/credential-applications/{running.pk}/"))
    assert "chart-frame" in shown
    assert "<svg" in shown


def test_a_returned_application_is_corrected_on_its_page(agency, running):
    Application.objects.filter(pk=running.pk).update(
        announced_on=TODAY - timedelta(days=3), notice_until=TODAY - timedelta(days=1)
    )
    _person, examiner = worker(agency, "examine")
    page = f"/credential-applications/{running.pk}/"
    assert examiner.post(page, {"outcome": "returned", "review": "编制证明不清"}).status_code == 303
    _clerk, unit = worker(agency, "apply")
    assert f"{page}correct/" in words(unit.get(page))
    given = {"codes": ["market"], "area": "乐陵市城区", "post_proof": "乐编〔2026〕30号"}
    assert unit.get(f"{page}correct/").status_code == 200
    assert unit.post(f"{page}correct/", given).status_code == 303
    running.refresh_from_db()
    assert running.post_proof == "乐编〔2026〕30号"


def test_applications_are_handed_over_and_numbers_come_back(agency, running):
    a_setting(agency, "credential.issued_by", "province")
    Application.objects.filter(pk=running.pk).update(
        announced_on=TODAY - timedelta(days=3), notice_until=TODAY - timedelta(days=1)
    )
    _person, client = worker(agency, "examine", "issue")
    page = f"/credential-applications/{running.pk}/"
    assert client.post(page, {"outcome": "approved", "review": "同意"}).status_code == 303
    assert "/credential-applications/hand-over/" in words(client.get(page))
    handing = "/credential-applications/hand-over/"
    assert running.person.name in words(client.get(handing))
    assert client.post(handing, {"applications": [running.pk]}).status_code == 303
    shown = words(client.get(handing))
    package = running.handed_over.package
    assert package.number in shown
    file = client.get(f"{handing}{package.pk}.zip")
    assert file["Content-Type"] == "application/zip"
    content = b"".join(file.streaming_content)
    assert content[:2] == b"PK"
    import zipfile

    book = openpyxl.load_workbook(io.BytesIO(zipfile.ZipFile(io.BytesIO(content)).read("applications.xlsx")))
    for column, value in zip("KLM", ("15148109999", TODAY.isoformat(), "2031-05-31"), strict=True):
        book.worksheets[0][f"{column}2"] = value
    stream = io.BytesIO()
    book.save(stream)
    numbers = "/credential-applications/numbers/"
    assert client.get(numbers).status_code == 200

    def sent(only: str, data: bytes = stream.getvalue()):
        return client.post(numbers, {"only_check": only, "file": SimpleUploadedFile("证号.xlsx", data)}, follow=True)

    assert "核对无误" in words(sent("check"))
    assert not Credential.objects.filter(number="15148109999").exists()
    assert "无法读取" in words(sent("take", b"PK no"))
    assert "已制发1张" in words(sent("take"))
    assert Credential.objects.filter(number="15148109999").exists()


def test_a_round_is_opened_and_many_are_checked_on_one_page(agency, held):
    other = an_officer(agency).credentials.get()
    person, client = worker(agency, "apply", "examine")
    a_setting(agency, "exam.training_hours_year", 0)
    assert client.get("/credentials/checks/new/").status_code == 200
    year, due = TODAY.year, (TODAY + timedelta(days=30)).isoformat()
    opened = client.post("/credentials/checks/new/", {"year": year, "due_on": due})
    assert opened.status_code == 303
    page = opened["Location"]
    assert any("年度审验" in title for title in desk(person))
    assert held.name in words(client.get(page))
    checks = {c.credential_id: c.pk for c in held.annual_checks.get().round.checks.all()}
    assert client.post(page, {}).status_code == 422
    given = {"all_passed": "on", f"result_{checks[other.pk]}": "failed", "words": "年度考核"}
    assert client.post(page, given).status_code == 303
    assert held.annual_checks.get().result == "passed"
    assert Proposal.objects.get().credential == other
    assert "不合格" in words(client.get(page))
    assert str(year) in words(client.get("/credentials/checks/"))


def test_a_proposal_goes_through_its_pages(agency, held):
    supervisor, watching = worker(agency, "supervise")
    page = f"/credentials/{held.pk}/"
    assert "建议吊销" in words(watching.get(page))
    given = {"code": "bribery", "facts": "收受礼品", "evidence": "通报1号"}
    made = watching.post(f"{page}propose/", given)
    row = Proposal.objects.get()
    assert made["Location"] == f"/credentials/proposals/{row.pk}/"
    assert "等待他人办理" in words(watching.get(made["Location"]))
    assert held.name in words(watching.get("/credentials/proposals/"))
    assert any("陈述" in title for title in desk(held.person, to_do_own))
    holder = signed_in(held.person)
    assert "收受礼品" in words(holder.get("/me/credential/affairs/"))
    assert holder.post(f"/me/credential/affairs/proposals/{row.pk}/", {"statement": "已退还。"}).status_code == 303
    examiner, deciding = worker(agency, "examine")
    assert any("待决定" in title for title in desk(examiner))
    assert deciding.get(f"/credentials/proposals/{row.pk}/statement/").status_code == 200
    shown = words(deciding.get(made["Location"]))
    assert "已退还" in shown
    given = {"outcome": "carried", "reasons": "事实清楚", "document": "1号"}
    assert deciding.post(made["Location"], given).status_code == 303
    assert "复核" in words(deciding.get(made["Location"]))
    assert "复核" in words(holder.get("/me/credential/affairs/"))
    assert signed_in(a_person()).get(f"/me/credential/affairs/proposals/{row.pk}/").status_code == 404
    assert supervisor.pk == row.proposed_by_id


def test_what_is_to_be_done_is_entered_from_the_desk(agency, held):
    report_loss(credential_id=held.pk, by=actor(held.person, agency), at=NOW, ground="遗失")
    person, client = worker(agency, "apply")
    assert desk(person) == [f"发布遗失公告 · {held.name}"]
    task = Task.objects.get()
    page = f"/credentials/tasks/{task.pk}/"
    assert page in words(client.get(f"/credentials/{held.pk}/"))
    assert client.get(page).status_code == 200
    assert client.post(page, {"done_on": TODAY.isoformat(), "words": "日报第四版"}).status_code == 303
    assert desk(person) == []
    assert client.get("/credentials/tasks/0/").status_code == 404


def test_the_holder_confirms_on_the_phone_and_reads_of_the_end(agency):
    row = an_officer(agency, valid_to=TODAY + timedelta(days=25)).credentials.get()
    deliver(credential_id=row.pk, by=clerk(agency), at=NOW, handed_on=TODAY)
    nightly(at=NOW)
    client = signed_in(row.person)
    assert len(desk(row.person, to_do_own)) == 2
    assert row.number in words(client.get("/me/credential/affairs/"))
    assert client.post(f"/me/credential/affairs/{row.pk}/receipt/").status_code == 302
    assert desk(row.person, to_do_own) == ["您的证件即将到期"]
    person, issuer = worker(agency, "issue")
    assert any("换证" in title for title in desk(person))
    assert f"/credentials/{row.pk}/renew/" in words(issuer.get(f"/credentials/{row.pk}/"))


def test_each_act_on_a_credential_has_its_page(agency, held):
    _person, client = worker(agency, "apply", "issue", "examine")
    page = f"/credentials/{held.pk}/"
    assert f"{page}deliver/" not in words(client.get(page))  # it was given before this system
    for code in ("change", "replace_damaged", "report_loss", "suspend", "propose", "cancel"):
        assert f"{page}{code}/" in words(client.get(page)), code
        assert client.get(f"{page}{code}/").status_code == 200
    given = {"handed_on": TODAY.isoformat(), "receipt": "签收册1"}
    assert client.post(f"{page}deliver/", given).status_code == 303
    assert "签收册1" in words(client.get(page))
    given = {"agency": agency.pk, "codes": ["market"], "area": "德州市", "ground": "区域调整"}
    done = client.post(f"{page}change/", given)
    assert done["Location"] == f"/credentials/{Credential.objects.get(supersedes=held).pk}/"


def test_a_failed_check_leads_to_the_form_of_suspension(agency, held):
    from certification.lifecycle.check_annually import check_annually

    by = clerk(agency)
    row = open_round(agency_id=agency.pk, by=by, at=NOW, year=TODAY.year, due_on=TODAY)
    check_annually(round_id=row.pk, by=by, at=NOW, results={row.checks.get().pk: "failed"})
    _person, client = worker(agency, "issue")
    proposal = Proposal.objects.get()
    shown = words(client.get(f"/credentials/proposals/{proposal.pk}/"))
    assert f"/credentials/{held.pk}/suspend/?code=check_failed" in shown
    form = words(client.get(f"/credentials/{held.pk}/suspend/?code=check_failed"))
    assert '<option value="check_failed" selected' in form
    assert client.post(f"/credentials/proposals/{proposal.pk}/", {"reasons": "复核合格"}).status_code == 303
    proposal.refresh_from_db()
    assert proposal.outcome == "dismissed"


def test_others_do_not_see_what_is_not_theirs(agency, held):
    by = clerk(agency, "supervise")
    row = propose_revocation(credential_id=held.pk, by=by, at=NOW, code="crime", facts="判刑", evidence="判决书")
    stranger = a_person("examine", agency=Agency.objects.create(
        name="外县", division="371482", credit_code="11371482000000019X"[:18], sign="外"
    ))  # fmt: skip
    client = signed_in(stranger)
    for page in (f"/credentials/proposals/{row.pk}/", f"/credentials/{held.pk}/", "/credentials/checks/0/"):
        assert client.get(page).status_code == 404
