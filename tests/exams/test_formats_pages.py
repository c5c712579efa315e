"""Files of items on the pages: checked at once or in the background, read in a report, imported, exported again."""

import io
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enforcement import clock
from enforcement.jobs.models import Job
from enforcement.jobs.perform import perform
from exams.exports import gift, moodle, qti, workbook
from exams.exports.samples import SAMPLES
from exams.import_items import import_items
from exams.imports import check_file as checking
from exams.imports import uploads
from exams.imports.draft import Picture
from exams.models import Bank, Item, KeyVersion
from tests.browser.conftest import BACKEND
from tests.exams.item_drafts import PICTURES, picture
from tests.factories.exams import AT, a_county, actor_for, an_agency, an_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def bank(county):
    return Bank.objects.create(agency=county.justice, name="题库")


@pytest.fixture
def admin(client, county):
    client.force_login(county.admin, backend=BACKEND)
    client.cookies["language"] = "en"
    return client


@pytest.fixture
def send(admin, bank):
    def post(data, name="items.xlsx", **more):
        file = io.BytesIO(data)
        file.name = name
        return admin.post(reverse("exam_import"), {"bank_id": bank.pk, "file": file, **more})

    return post


def page(client, answer):
    return client.get(answer.url).content.decode()


def files():
    folder = settings.MEDIA_ROOT / "exams" / "uploads"
    return sorted(folder.glob("*")) if folder.exists() else []


BY_FORMAT = {
    "items.xlsx": workbook.write(SAMPLES, {}), "items.xml": moodle.write(SAMPLES, {}),
    "items.gift": gift.write(SAMPLES, {}), "items.zip": qti.write(SAMPLES, {}),
}  # fmt: skip


@pytest.mark.parametrize("name", BY_FORMAT)
def test_a_small_file_is_checked_at_once_and_then_imported_as_it_was_checked(admin, send, name):
    answer = send(BY_FORMAT[name], name)
    shown = page(admin, answer)
    assert "The file is right" in shown
    assert SAMPLES[0].code in shown
    assert Item.objects.count() == 0
    job = Job.objects.get(kind=checking.CHECK)
    done = admin.post(reverse("exam_import_now", args=[job.pk]))
    assert "Imported" in page(admin, done)
    assert Item.objects.count() == len(SAMPLES)
    assert files() == []
    assert "Nothing to import" in page(admin, send(BY_FORMAT[name], name))


def test_the_template_of_either_kind_is_given(admin, send):
    for kind in ("xlsx", "docx"):
        assert admin.get(reverse("exam_import_template", args=[kind])).content.startswith(b"PK")
    assert admin.get(reverse("exam_import_template", args=["exe"])).status_code == 404
    word = admin.get(reverse("exam_import_template", args=["docx"])).content
    assert "The file is right" in page(admin, send(word, "题.docx"))


def test_the_report_shows_what_differs_and_what_is_nearly_there_already(admin, send, county, bank):
    import_items(bank_id=bank.pk, by=county.by, at=AT, drafts=SAMPLES)
    near = replace(SAMPLES[1], code="X-1", stem=SAMPLES[1].stem.replace("之前", "以前"))
    made = [
        replace(SAMPLES[0], stem="下列哪一项属于行政处罚（  ）。"), replace(SAMPLES[2], key=("B",)), near,
        replace(SAMPLES[5], order=2), replace(SAMPLES[6], order=1),
    ]  # fmt: skip
    shown = page(admin, send(workbook.write(made, {})))
    assert "<del>" in shown
    assert "<ins>哪一项" in shown
    assert "<del>A</del> → <ins>B</ins>" in shown
    assert "Nearly the same question" in shown
    assert "CF-002" in shown
    assert "Moved in their case" in shown
    admin.post(reverse("exam_import_now", args=[Job.objects.latest("pk").pk]))
    assert KeyVersion.objects.filter(number=2).count() == 1


def test_problems_are_shown_by_their_cell_and_nothing_can_be_imported(admin, send):
    answer = send(workbook.write([replace(SAMPLES[0], article="")], {}))
    shown = page(admin, answer)
    assert "1 problem" in shown
    assert "<strong>Q2</strong>" in shown
    assert "Import now" not in shown
    job = Job.objects.get()
    assert admin.post(reverse("exam_import_now", args=[job.pk])).status_code == 404
    assert Item.objects.count() == 0


def test_what_a_file_does_not_say_is_taken_from_the_form(admin, send):
    said = {
        "law": "中华人民共和国行政处罚法",
        "version": "2021年修订",
        "in_force_from": "2021-07-15",
        "article": "第九条",
    }
    shown = page(admin, send("行政处罚包括警告。{T}".encode(), "q.txt", **said, difficulty="2"))
    assert "The file is right" in shown
    admin.post(reverse("exam_import_now", args=[Job.objects.get().pk]))
    ref = Item.objects.get().current.law_ref
    assert (ref.short, ref.article) == ("行政处罚法", "第九条")
    assert "problem" in page(admin, send("另一题。{T}".encode(), "q.txt"))
    known = page(admin, send("另一题。{T}".encode(), "q.txt", law="行政处罚法", article="第一条", difficulty="1"))
    assert "The file is right" in known


def test_a_large_file_is_checked_and_imported_in_the_background(admin, send, monkeypatch):
    monkeypatch.setattr(checking, "AT_ONCE", 2)
    answer = send(BY_FORMAT["items.xlsx"])
    job = Job.objects.get()
    assert answer.url == reverse("job", args=[job.pk])
    assert admin.get(reverse("exam_import_report", args=[job.pk])).url == answer.url
    perform(job_id=job.pk)
    assert "Open the outcome" in page(admin, answer)
    assert "The file is right" in admin.get(reverse("exam_import_report", args=[job.pk])).content.decode()
    wanted = admin.post(reverse("exam_import_now", args=[job.pk]))
    perform(job_id=Job.objects.latest("pk").pk)
    assert "7 items of the bank" in page(admin, wanted)
    assert Item.objects.count() == len(SAMPLES)


def test_only_the_very_file_that_was_checked_is_imported(admin, send):
    send(BY_FORMAT["items.xlsx"])
    job = Job.objects.get()
    files()[0].write_bytes(BY_FORMAT["items.gift"])
    answer = admin.post(reverse("exam_import_now", args=[job.pk]))
    assert "not kept any more" in page(admin, answer)
    files()[0].unlink()
    assert "not kept any more" in page(admin, admin.post(reverse("exam_import_now", args=[job.pk])))
    assert Item.objects.count() == 0


def test_a_bank_that_changed_meanwhile_asks_for_another_check(admin, send, county, bank):
    send(BY_FORMAT["items.xlsx"])
    job = Job.objects.get()
    import_items(bank_id=bank.pk, by=county.by, at=AT, drafts=SAMPLES[:1])
    assert "changed since" in page(admin, admin.post(reverse("exam_import_now", args=[job.pk])))
    assert Item.objects.count() == 1


def test_a_bank_that_makes_the_file_wrong_meanwhile_shows_the_problems(admin, send, county, bank):
    send(BY_FORMAT["items.xlsx"])
    job = Job.objects.get()
    other = replace(SAMPLES[0], type="multiple", key=("A", "B"))
    import_items(bank_id=bank.pk, by=county.by, at=AT, drafts=[other])
    shown = page(admin, admin.post(reverse("exam_import_now", args=[job.pk])))
    assert "type of an item never changes" in shown


def test_a_report_is_for_the_person_who_sent_the_file_alone(admin, send, county, client):
    send(BY_FORMAT["items.xlsx"])
    job = Job.objects.get()
    from enforcement.organisation.duties.holding import grant

    other = an_officer(county.justice)
    grant(person=other, duty="exam", agency=county.justice, by=county.by, at=AT)
    client.force_login(other, backend=BACKEND)
    assert client.get(reverse("exam_import_report", args=[job.pk])).status_code == 404
    assert client.post(reverse("exam_import_now", args=[job.pk])).status_code == 404
    assert Item.objects.count() == 0


def test_a_bank_of_another_agency_is_not_offered(admin, county):
    foreign = Bank.objects.create(agency=an_agency("别的局"), name="外库")
    file = io.BytesIO(BY_FORMAT["items.xlsx"])
    file.name = "items.xlsx"
    assert admin.post(reverse("exam_import"), {"bank_id": foreign.pk, "file": file}).status_code == 422
    stranger = actor_for(an_officer(county.bureau))
    from enforcement.errors import NotAllowed, NotFound
    from exams.imports.formats import FORMATS

    facts = {"by": stranger, "at": AT, "data": b"", "name": "x", "format_": FORMATS["xlsx"], "said": {}}
    with pytest.raises(NotAllowed):
        checking.check_file(bank_id=foreign.pk, **facts)
    with pytest.raises(NotFound):
        checking.check_file(bank_id=0, **facts)
    assert Job.objects.count() == 0


def test_a_file_of_an_unknown_kind_or_too_large_is_refused_on_its_field(send, monkeypatch):
    answer = send(b"x", "items.exe")
    assert answer.status_code == 422
    assert "not known" in answer.content.decode()
    monkeypatch.setattr("exams.imports.forms.MOST_MB", 0)
    assert "larger than" in send(b"x").content.decode()
    assert Job.objects.count() == 0


def test_a_law_known_under_other_words_is_named(admin, send, county, bank):
    import_items(bank_id=bank.pk, by=county.by, at=AT, drafts=SAMPLES[:1])
    other = replace(SAMPLES[1], law=replace(SAMPLES[1].law, short="处罚法"))
    assert "Known under other words" in page(admin, send(workbook.write([other], {})))


def test_files_that_nobody_imports_are_deleted_after_a_day(send):
    send(BY_FORMAT["items.xlsx"])
    assert uploads.drop_old(clock.now()) == 0
    assert uploads.drop_old(clock.now() + timedelta(days=2)) == 1
    assert checking.sweep(None) == {"dropped": 0}
    uploads.drop("../../x")
    with pytest.raises(uploads.UploadGone):
        uploads.fetch("../../x", "")


# --- export -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["xlsx", "gift", "moodle", "qti"])
def test_items_are_exported_as_the_list_is_narrowed_and_come_back_unchanged(admin, send, county, bank, kind):
    shown = (Picture(picture(0).sha256, "示意图"),)
    made = [replace(SAMPLES[0], pictures=shown), *SAMPLES[1:]]
    import_items(bank_id=bank.pk, by=county.by, at=AT, drafts=made, pictures=PICTURES.values())
    file = admin.get(reverse("exam_export_file", args=[kind])).content
    name = {"xlsx": "a.xlsx", "gift": "a.gift", "moodle": "a.xml", "qti": "a.zip"}[kind]
    assert "Nothing to import" in page(admin, send(file, name))
    narrowed = admin.get(reverse("exam_export"), {"type": "single"}).content.decode()
    assert "2 items" in narrowed
    assert "?type=single" in narrowed
    assert admin.get(reverse("exam_export_file", args=["pdf"])).status_code == 404


def test_retired_items_corrected_keys_and_lost_pictures_are_left_out_by_name(admin, county, bank):
    shown = (Picture(picture(0).sha256, "示意图"),)
    made = [replace(SAMPLES[0], pictures=shown), *SAMPLES[1:]]
    import_items(bank_id=bank.pk, by=county.by, at=AT, drafts=made, pictures=PICTURES.values())
    Item.objects.filter(code="CF-003").update(retired_on="2026-01-01")
    version = Item.objects.get(code="CF-002").current
    KeyVersion.objects.create(item_version=version, number=2, mask=3, status="void_full_marks", made_at=AT, made_by="x")
    sha256 = picture(0).sha256
    (settings.MEDIA_ROOT / "exams" / "images" / sha256[:2] / sha256).unlink()
    shown = admin.get(reverse("exam_export")).content.decode()
    assert "4 items" in shown
    for words in ("retired (1): CF-003", "corrected after an exam (1): CF-002", "missing from the storage (1): CF-001"):
        assert words in shown
    with zipfile.ZipFile(io.BytesIO(admin.get(reverse("exam_export_file", args=["qti"])).content)) as package:
        assert not any("CF-002" in name for name in package.namelist())


def test_a_check_asks_the_database_as_often_for_many_items_as_for_one(admin, send, county, bank):
    import_items(bank_id=bank.pk, by=county.by, at=AT, drafts=SAMPLES)

    def asked(made):
        with CaptureQueriesContext(connection) as caught:
            send(workbook.write(made, {}))
        return sum("exams_" in query["sql"] for query in caught)

    def reworded(some):
        return [replace(one, explanation="改写的解析") for one in some]

    asked(reworded(SAMPLES[5:]))
    assert asked(reworded(SAMPLES[5:])) == asked(reworded(SAMPLES))
