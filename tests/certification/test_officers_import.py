"""Lists of officers: all or nobody, every fault named by its cell, and the same list again changes nothing."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from certification.models import Certificate, Intake, LegalQualification, Officer
from certification.officers.import_officers import import_officers
from certification.officers.intake import work
from certification.officers.intake.lines import HEADINGS
from certification.officers.intake.reading import read
from certification.officers.intake.sentences import SENTENCES, sentence_of
from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound
from enforcement.jobs.models import Job
from enforcement.jobs.perform import perform
from enforcement.ledger.queries import body_of, history_of
from enforcement.organisation.models import Agency, Person, Post
from tests.factories.certification import a_post, clerk, moment
from tests.factories.certification_officers import a_legal_qualification
from tests.factories.flowcharts import a_person, an_agency

pytestmark = pytest.mark.django_db(transaction=True)
AT = {"at": moment("2026-06-01")}
IDS = ("371481190001010011", "37148119000101002X", "37148119000615003X")
HEAD = [names[0] for names in HEADINGS.values()]
ONE = {"姓名": "张一", "性别": "男", "身份证号码": IDS[0], "单位": "乐陵市市场监督管理局", "职务": "科员", "编制性质": "行政编制",
       "执法岗位": "是", "执法领域": "市场监管、城市管理", "执法区域": "乐陵市", "任职日期": "2024-01-02",
       "法律职业资格证书编号": "A1", "资格授予日期": "2020/3/1", "听证主持人证号": "听1"}  # fmt: skip
TWO = {**ONE, "姓名": "李・二", "身份证号码": IDS[1], "性别": "女", "法律职业资格证书编号": "", "资格授予日期": "",
       "听证主持人证号": "", "行政执法监督证号": "监1"}  # fmt: skip


@pytest.fixture
def agency() -> Agency:
    return an_agency()


@pytest.fixture
def by(agency: Agency) -> Actor:
    return clerk(agency, "apply")


def workbook(*lines: dict) -> bytes:
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEAD)
    for number, line in enumerate(lines, start=1):
        for place, heading in enumerate(HEAD):
            value = line.get(heading, "")
            (sheet.write_string if isinstance(value, str) else sheet.write)(number, place, value)
    book.close()
    return stream.getvalue()


def take(agency: Agency, by: Actor, *lines: dict, **facts) -> Intake:
    return import_officers(
        agency_id=agency.pk, by=by, **{**AT, **facts}, sheet=read(workbook(*lines)), file_name="x.xlsx", sha256="0"
    )


def faults(row: Intake) -> dict[str, str]:
    return {problem["cell"]: problem["code"] for problem in row.report}


def tables() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Person, Post, Officer, LegalQualification, Certificate))


def test_a_list_is_tried_taken_in_and_changes_nothing_again(agency: Agency, by: Actor) -> None:
    before = tables()
    tried = take(agency, by, ONE, TWO, dry_run=True)
    assert (tried.added, tried.changed, tried.unchanged, tried.refused) == (2, 0, 0, 0)
    assert tables() == before
    done = take(agency, by, ONE, TWO)
    assert (done.added, done.changed, done.refused) == (2, 0, 0)
    person = Person.objects.get(name="张一")
    assert (person.id_number, person.sex, person.law_qualification) == (IDS[0], "m", "A1")
    assert not person.has_usable_password()
    post = person.posts.get()
    assert (post.title, post.establishment, post.from_on) == ("科员", "administrative", date(2024, 1, 2))
    assert (person.officer.fields, person.officer.area) == (["market", "urban"], "乐陵市")
    assert person.legal_qualifications.get().granted_on == date(2020, 3, 1)
    assert person.certificates.get().kind == "hearing_chair"
    assert Person.objects.get(name="李·二").certificates.get().kind == "supervision"
    body = body_of(history_of(f"officers:{agency.pk}").last())
    assert (body["added"], body["sha256"]) == (2, "0")
    after = tables()
    again = take(agency, by, ONE, TWO, at=moment("2026-07-01"))
    assert (again.added, again.changed, again.unchanged) == (0, 0, 2)
    assert tables() == after
    assert IDS[0] not in str([again.report, again.shown])


def test_what_differs_is_changed_and_a_new_office_begins_after_the_old(agency: Agency, by: Actor) -> None:
    take(agency, by, ONE, TWO)
    promoted = {**ONE, "职务": "科长", "任职日期": "2026-05-01", "执法领域": ""}
    row = take(agency, by, promoted, dry_run=True)
    assert (row.changed, row.left, row.shown["left"]) == (1, 1, [["李·二", agency.name]])
    take(agency, by, promoted)
    posts = Person.objects.get(name="张一").posts.order_by("from_on")
    assert [(p.title, p.to_on) for p in posts] == [("科员", date(2026, 4, 30)), ("科长", None)]
    assert Officer.objects.get(person__name="张一").fields == ["market", "urban"]
    take(agency, by, {**promoted, "编制性质": "事业编制"})
    assert Post.objects.get(title="科长").establishment == "institution"
    assert take(agency, by, {**promoted, "编制性质": "事业编制"}).unchanged == 1
    assert Post.objects.filter(person__name="李·二", to_on=None).exists()


def test_one_fault_keeps_everybody_out_and_is_named_by_its_cell(agency: Agency, by: Actor) -> None:
    a_legal_qualification(a_person(), agency, number="A9")
    elsewhere = a_person(name="王三")
    elsewhere.id_number = IDS[2]
    elsewhere.save()
    a_post(elsewhere, an_agency("乐陵市水利局"))
    before = tables()
    row = take(
        agency, by, ONE,
        {**TWO, "单位": "无此单位", "执法领域": "市场", "任职日期": "去年", "编制性质": "编外", "执法岗位": "可能"},
        {**ONE, "身份证号码": "371481190001010012", "姓名": "张\ue000"},
        {**ONE, "法律职业资格证书编号": "A9", "职务": "", "听证主持人证号": "听1"},
        {**ONE, "姓名": "王三", "身份证号码": IDS[2], "法律职业资格证书编号": "", "听证主持人证号": "", "性别": "?"},
        {**ONE, "身份证号码": 371481190001010011, "法律职业资格证书编号": "", "听证主持人证号": ""},
    )  # fmt: skip
    assert tables() == before
    assert (row.added, row.changed, row.refused) == (0, 0, 5)
    assert faults(row) == {
        "D3": "agency", "H3": "fields", "J3": "day", "F3": "establishment", "G3": "enforcement",
        "C4": "id_number", "A4": "glyph", "M4": "number_twice", "K4": "number_twice", "E5": "missing", "C5": "twice",
        "K5": "taken", "M5": "number_twice", "B6": "sex", "D6": "serves_elsewhere", "C7": "number_cell",
    }  # fmt: skip
    assert all(sentence_of(problem) for problem in row.report)


def test_somebody_of_another_name_is_not_overwritten(agency: Agency, by: Actor) -> None:
    take(agency, by, ONE)
    assert faults(take(agency, by, {**ONE, "姓名": "张乙"})) == {"A2": "other_name"}
    assert Person.objects.filter(name="张一").exists()


def test_only_who_keeps_the_agency_takes_lists_in(agency: Agency) -> None:
    with pytest.raises(NotAllowed):
        take(agency, clerk(agency, "issue"), ONE)
    with pytest.raises(NotFound):
        import_officers(
            agency_id=0, by=clerk(agency, "apply"), **AT, sheet=read(workbook(ONE)), file_name="", sha256=""
        )


@pytest.mark.parametrize(
    ("data", "code"), [(b"PK nothing", "file"), ("甲,乙\n1,2\n".encode(), "headings"), (b"", "headings")]
)
def test_a_file_that_is_no_list_says_so(agency: Agency, by: Actor, data: bytes, code: str) -> None:
    row = import_officers(agency_id=agency.pk, by=by, **AT, sheet=read(data), file_name="x", sha256="0")
    assert row.report[0]["code"] == code
    assert set(SENTENCES) > {code}


def test_a_list_goes_through_the_pages_and_the_register_is_exported(agency: Agency) -> None:
    person = a_person("apply", agency=agency)
    a_post(person, agency, is_enforcement=False)
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/officer-register/lists/template.xlsx").content.startswith(b"PK")
    upload = SimpleUploadedFile("officers.xlsx", workbook(ONE))
    assert client.post("/officer-register/lists/", {"agency": agency.pk, "file": upload}).status_code == 303
    perform(job_id=Job.objects.get().pk)
    tried = Intake.objects.get()
    assert "张一" in client.get(f"/officer-register/lists/{tried.pk}/").content.decode()
    assert not Person.objects.filter(name="张一").exists()
    assert client.post(f"/officer-register/lists/{tried.pk}/go/").status_code == 302
    perform(job_id=Job.objects.order_by("pk").last().pk)
    assert Person.objects.filter(name="张一").exists()
    assert not work.FILES.is_kept(tried.sha256)
    assert client.post(f"/officer-register/lists/{tried.pk}/go/").status_code == 409
    data = client.get("/officer-register/export.xlsx?q=张").content
    rows = list(openpyxl.load_workbook(BytesIO(data)).worksheets[0].iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["姓名", "张一"]
    assert IDS[0] not in str(rows)
    assert history_of(f"person:{person.pk}").last().verb == "officer.export"
