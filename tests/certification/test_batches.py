"""A batch issues as the single act does, leaves out what is refused with the reason, and bears being broken off."""

import io
import os
import zipfile
from datetime import timedelta

import openpyxl
import pypdfium2
import pytest
import time_machine

from certification import photos
from certification.batches import check_items, draw_items, files, sign_items
from certification.batches.make_batch import InAnotherBatch, NothingChosen
from certification.batches.resume_batch import NothingLeft, StillUnderWay, draw_again, resume_batch, retry_failed
from certification.batches.stop_batch import NotUnderWay, stop_batch
from certification.cancel import cancel
from certification.eligibility import NotEligible
from certification.issue import issue
from certification.models import Application, Credential, IssueBatch
from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound
from enforcement.flowcharts.models import StepRecord
from enforcement.jobs.models import Job
from enforcement.jobs.perform import drain
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import faults
from enforcement.organisation.models import Agency, Person, Post
from enforcement.web.fonts import GlyphMissing
from tests.factories.certification import a_photo, a_suspension, an_officer, approved, clerk, moment, refused
from tests.factories.certification_batches import LATE, a_batch, items_of, worked
from tests.factories.flowcharts import an_agency, ship_one

pytestmark = pytest.mark.django_db(transaction=True)
NOW = moment("2026-05-20")


@pytest.fixture(autouse=True)
def _in_may(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def agency() -> Agency:
    agency = an_agency()
    ship_one(agency, "Q")
    return agency


@pytest.fixture
def by(agency: Agency) -> Actor:
    return clerk(agency)


@pytest.fixture
def three(agency: Agency, by: Actor, monkeypatch) -> list[Application]:
    return [approved(agency, by, monkeypatch) for _n in range(3)]


def verbs(series: str) -> list[str]:
    return list(Entry.objects.filter(series=series).order_by("seq").values_list("verb", flat=True))


def test_a_batch_issues_every_application_as_the_single_act_does(agency, by, three) -> None:
    batch = worked(a_batch(agency, by, three))
    assert (batch.state, batch.job.state) == ("done", "done")
    numbers = []
    for application, item in zip(three, items_of(batch), strict=True):
        application.refresh_from_db()
        made = application.credentials.get()
        numbers.append(int(made.number))
        assert (item.credential, item.state, item.part) == (made, "drawn", 1)
        assert application.closed_at is not None
        assert verbs(made.series) == ["credential.issue"]
        assert [entry.status for entry in made.statuses.all()] == ["valid"]
        open_steps = StepRecord.objects.filter(run=application.run, left_at__isnull=True)
        assert list(open_steps.values_list("node__code", flat=True)) == ["Q10"]
    assert numbers == list(range(numbers[0], numbers[0] + 3))
    assert verbs(batch.series) == ["batch.make", "batch.finish"]
    assert list(faults()) == []


def test_the_files_hold_every_card_as_pages_sheets_and_lines(agency, by, three) -> None:
    batch = worked(a_batch(agency, by, three))
    with zipfile.ZipFile(files.path_of(batch.pk, files.ARCHIVE)) as archive:
        assert archive.namelist() == ["list.xlsx", "cards-0001.pdf", "sheets-0001.pdf"]
        cards = pypdfium2.PdfDocument(archive.read("cards-0001.pdf"))
        sheets = pypdfium2.PdfDocument(archive.read("sheets-0001.pdf"))
        lines = list(openpyxl.load_workbook(io.BytesIO(archive.read("list.xlsx"))).active.values)
    assert (len(cards), len(sheets), len(lines)) == (6, 2, 4)
    for number, item in enumerate(items_of(batch)):
        assert item.credential.number in cards[2 * number].get_textpage().get_text_range()
        assert item.credential.number in sheets[0].get_textpage().get_text_range()
        assert lines[number + 1][3] == item.credential.number


def test_one_who_may_not_be_issued_is_left_out_with_the_reason_and_takes_no_number(agency, by, three) -> None:
    Post.objects.filter(person=three[1].person).update(to_on=LATE)
    batch = worked(a_batch(agency, by, three))
    first, out, last = items_of(batch)
    assert (out.state, out.credential) == ("failed", None)
    assert str(NotEligible.remedy) in out.reason
    assert int(last.credential.number) == int(first.credential.number) + 1
    assert batch.state == "done"
    open_steps = StepRecord.objects.filter(run=three[1].run, left_at__isnull=True)
    assert list(open_steps.values_list("node__act", flat=True)) == ["issue"]


def test_a_photo_that_is_gone_is_found_before_a_number_is_given_and_tried_again_when_it_is_back(
    agency, by, three
) -> None:
    kept = photos.check(a_photo(ink="#aa5533"))
    photos.store(kept)
    Application.objects.filter(pk=three[2].pk).update(photo=kept.path, photo_sha256=kept.sha256)
    path = files.folder(0).parents[2] / kept.path
    path.unlink()
    batch = worked(a_batch(agency, by, three))
    assert [item.state for item in items_of(batch)] == ["drawn", "drawn", "failed"]
    assert "photo" in items_of(batch)[2].reason or "照片" in items_of(batch)[2].reason
    photos.store(kept)
    before = Credential.objects.count()
    worked(retry_failed(batch_id=batch.pk, by=by, at=NOW))
    assert [(item.state, item.part) for item in items_of(batch)] == [("drawn", 1), ("drawn", 1), ("drawn", 2)]
    assert Credential.objects.count() == before + 1


def test_a_photo_that_is_no_picture_and_a_name_without_glyphs_are_left_out(agency, by, three, monkeypatch) -> None:
    monkeypatch.setattr("enforcement.web.fonts.FALLBACKS", [])
    Person.objects.filter(pk=three[0].person_id).update(name="李\U0002ebf0")
    bad = photos.as_is(b"no picture")
    photos.store(bad)
    Application.objects.filter(pk=three[1].pk).update(photo=bad.path, photo_sha256=bad.sha256)
    batch = worked(a_batch(agency, by, three))
    glyph, photo, good = items_of(batch)
    assert (glyph.state, photo.state, good.state) == ("failed", "failed", "drawn")
    assert "\U0002ebf0" in glyph.reason
    assert "JPEG" in photo.reason


class Killed(BaseException):
    """Stand for the end of the process: nothing in it may catch this."""


@pytest.mark.parametrize(
    ("module", "name"), [(sign_items, "issue_chunk"), (draw_items, "_draw_part"), (check_items.Trial, "fault")]
)
def test_work_that_dies_anywhere_goes_on_where_it_was_and_doubles_nothing(
    agency, by, three, monkeypatch, module, name
) -> None:
    for place in (sign_items, draw_items, check_items):
        monkeypatch.setattr(place, "CHUNK", 1)
    real, calls = getattr(module, name), []

    def dying(*args, **kwargs):
        done = real(*args, **kwargs)
        calls.append(1)
        if len(calls) == 2:
            raise Killed
        return done

    monkeypatch.setattr(module, name, dying)
    batch = a_batch(agency, by, three)
    with pytest.raises(Killed):
        drain()
    Job.objects.update(leased_until=moment("2026-05-19"))
    worked(batch)
    assert batch.state == "done"
    assert [item.state for item in items_of(batch)] == ["drawn"] * 3
    assert Credential.objects.count() == 3
    pages = sum(len(pypdfium2.PdfDocument(files.path_of(batch.pk, n))) for n in files.parts_of(batch.pk) if n[0] == "c")
    assert pages == 6


def test_a_chunk_that_is_refused_after_the_guards_is_issued_one_by_one(agency, by, three, monkeypatch) -> None:
    real = sign_items.sign_many

    def refusing(drafts, **facts):
        if any(draft.person.pk == three[1].person_id for draft in drafts):
            raise NotEligible
        return real(drafts, **facts)

    monkeypatch.setattr(sign_items, "sign_many", refusing)
    batch = worked(a_batch(agency, by, three))
    assert [item.state for item in items_of(batch)] == ["drawn", "failed", "drawn"]


def test_a_stopped_batch_keeps_what_is_issued_and_goes_on_when_told(agency, by, three, monkeypatch) -> None:
    monkeypatch.setattr(sign_items, "CHUNK", 1)
    monkeypatch.setattr("enforcement.jobs.progress.PAUSE", 0)
    real = sign_items.issue_chunk
    batch = a_batch(agency, by, three)

    def stopping(*args, **kwargs):
        done = real(*args, **kwargs)
        if Credential.objects.count() == 1:
            stop_batch(batch_id=batch.pk, by=by, at=NOW)
        return done

    monkeypatch.setattr(sign_items, "issue_chunk", stopping)
    worked(batch)
    assert batch.state == "stopped"
    assert [item.state for item in items_of(batch)] == ["signed", "checked", "checked"]
    refused(NotUnderWay, stop_batch, batch_id=batch.pk, by=by, at=NOW)
    worked(resume_batch(batch_id=batch.pk, by=by, at=NOW))
    assert [item.state for item in items_of(batch)] == ["drawn"] * 3
    assert verbs(batch.series) == ["batch.make", "batch.stop", "batch.resume", "batch.finish"]
    refused(NothingLeft, resume_batch, batch_id=batch.pk, by=by, at=NOW)
    refused(NothingLeft, retry_failed, batch_id=batch.pk, by=by, at=NOW)


def test_a_single_act_refuses_a_name_without_glyphs_before_a_number_is_given(agency, by, three, monkeypatch) -> None:
    monkeypatch.setattr("enforcement.web.fonts.FALLBACKS", [])
    Person.objects.filter(pk=three[0].person_id).update(name="李\U0002ebf0")
    refused(GlyphMissing, issue, application_id=three[0].pk, by=by, at=NOW)


def test_an_application_is_in_one_open_batch_alone(agency, by, three) -> None:
    batch = a_batch(agency, by, three[:2])
    refused(InAnotherBatch, a_batch, agency=agency, by=by, subjects=three[1:])
    refused(StillUnderWay, resume_batch, batch_id=batch.pk, by=by, at=NOW)
    worked(batch)
    assert IssueBatch.objects.count() == 1


def test_cards_are_printed_again_without_a_new_number(agency, by) -> None:
    held = [an_officer(agency).credentials.get() for _n in range(2)]
    batch = worked(a_batch(agency, by, held, kind="reprint"))
    assert [item.state for item in items_of(batch)] == ["drawn", "drawn"]
    assert Credential.objects.count() == 2
    batch = worked(draw_again(batch_id=batch.pk, by=by, at=NOW, duplex="short"))
    assert batch.duplex == "short"
    assert files.parts_of(batch.pk) == ["cards-0001.pdf", "sheets-0001.pdf"]


def test_the_card_of_a_credential_that_is_over_is_not_printed_again(agency, by) -> None:
    valid, over, suspended = (an_officer(agency).credentials.get() for _n in range(3))
    cancel(credential_id=over.pk, by=by, at=NOW, ground="退休")
    a_suspension(suspended, by)
    batch = worked(a_batch(agency, by, [valid, over, suspended], kind="reprint"))
    assert [item.state for item in items_of(batch)] == ["drawn", "failed", "failed"]
    assert str(check_items.NotValid.remedy) in items_of(batch)[1].reason


def test_only_who_issues_for_the_agency_makes_a_batch_of_it(agency, by, three) -> None:
    other = an_agency(name="德城区司法局")
    stranger = clerk(other)
    refused(NotAllowed, a_batch, agency=agency, by=stranger, subjects=three)
    refused(NotFound, a_batch, agency=other, by=stranger, subjects=three)
    refused(NotAllowed, a_batch, agency=agency, by=clerk(agency, "apply"), subjects=three)
    refused(NothingChosen, a_batch, agency=agency, by=by, subjects=[])
    batch = a_batch(agency, by, three)
    refused(NotAllowed, stop_batch, batch_id=batch.pk, by=stranger, at=NOW)


def test_files_are_deleted_after_a_month_and_no_other_file_is_given(agency, by, three) -> None:
    batch = worked(a_batch(agency, by, three))
    for name in ("../x.pdf", "cards-1.pdf", "cards-0001.part", "list.csv"):
        with pytest.raises(NotFound):
            files.path_of(batch.pk, name)
    job = type("J", (), {"requested_at": NOW})
    assert files.clean(job)["deleted"] == 0
    for path in files.folder(batch.pk).iterdir():
        os.utime(path, times=((NOW - timedelta(days=31)).timestamp(),) * 2)
    assert files.clean(job)["deleted"] == 4
    with pytest.raises(NotFound):
        files.path_of(batch.pk, files.ARCHIVE)
