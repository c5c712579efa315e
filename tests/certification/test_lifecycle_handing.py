"""Hand-over to the issuing authority, numbers that come back, delivery."""

import hashlib
import io
import json
import zipfile
from datetime import date

import openpyxl
import pytest

from certification.issue import IssuedElsewhere, issue
from certification.lifecycle.deliver import DeliveredAlready, confirm_receipt, deliver
from certification.lifecycle.hand_over import IssuedHere, NotReady, hand_over
from certification.lifecycle.import_numbers import import_numbers, look
from certification.models import Credential, HandOver
from enforcement.errors import Invalid, NotAllowed, NotFound
from enforcement.flowcharts.models import StepRecord
from enforcement.ledger.queries import faults, history_of
from tests.factories.certification import approved, clerk, moment, refused
from tests.factories.certification_lifecycle import a_delivery, a_hand_over, a_setting
from tests.factories.flowcharts import actor

pytestmark = pytest.mark.django_db(transaction=True)
AT = moment("2026-06-02")


@pytest.fixture
def application(agency, by, monkeypatch):
    return approved(agency, by, monkeypatch)


def content(package, settings):
    return zipfile.ZipFile(f"{settings.MEDIA_ROOT}/{package.file}")


def filled(package, settings, *rows):
    """Return the package's workbook with numbers and days in the order of its rows."""
    book = openpyxl.load_workbook(io.BytesIO(content(package, settings).read("applications.xlsx")))
    for number, row in enumerate(rows, start=2):
        for column, value in zip("KLM", row, strict=True):
            book.worksheets[0][f"{column}{number}"] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_package_carries_each_applicant_with_digests(application, by, settings):
    package = a_hand_over(application, by)
    archive = content(package, settings)
    manifest = json.loads(archive.read("manifest.json"))
    assert {f["name"]: f["sha256"] for f in manifest["files"]} == {
        name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist() if name != "manifest.json"
    }
    assert hashlib.sha256(archive.read(f"photos/{application.pk}.jpg")).hexdigest() == application.photo_sha256
    assert package.to == "山东省人民政府监制"
    row = [c.value for c in openpyxl.load_workbook(io.BytesIO(archive.read("applications.xlsx"))).worksheets[0][2]]
    assert row[:2] == [str(application.pk), application.person.name]
    step = StepRecord.objects.filter(run=application.run, node__code="Q09").order_by("visit")
    assert [(s.visit, s.outcome) for s in step] == [(1, "handed_over"), (2, "")]
    assert list(faults()) == []


def test_what_is_issued_here_or_not_ready_is_not_handed_over(agency, application, by):
    ask = {"agency_id": agency.pk, "by": by, "at": AT, "application_ids": [application.pk]}
    refused(IssuedHere, hand_over, **ask)
    a_setting(agency, "credential.issued_by", "province")
    refused(NotAllowed, hand_over, **{**ask, "by": clerk(agency, "issue")})
    refused(Invalid, hand_over, field="application_ids", **{**ask, "application_ids": []})
    refused(IssuedElsewhere, issue, application_id=application.pk, by=by, at=AT)
    hand_over(**ask)
    refused(NotReady, hand_over, **ask)
    assert HandOver.objects.count() == 1


def test_numbers_that_come_back_make_credentials_once(agency, application, by, settings):
    package = a_hand_over(application, by)
    data = filled(package, settings, ("15148100077", date(2026, 6, 1), "2031-05-31"))
    ask = {"agency_id": agency.pk, "by": by, "data": data}
    assert [line.number for line in look(**ask).new] == ["15148100077"]
    assert not Credential.objects.exists()
    done = import_numbers(at=AT, **ask)
    made = Credential.objects.get()
    assert done.made == (made,)
    assert (made.number, made.valid_from, made.valid_to) == ("15148100077", date(2026, 6, 1), date(2031, 5, 31))
    assert len(made.digits) > 100
    again = import_numbers(at=AT, **ask)
    assert (again.made, again.unchanged, Credential.objects.count()) == ((), 1, 1)


def test_a_fault_is_named_to_its_cell_and_nothing_is_written(agency, application, by, settings, monkeypatch):
    other = approved(agency, by, monkeypatch)
    a_setting(agency, "credential.issued_by", "province")
    package = hand_over(agency_id=agency.pk, by=by, at=AT, application_ids=[application.pk, other.pk])
    ask = {"agency_id": agency.pk, "by": by, "at": AT}
    wrong = filled(
        package, settings, ("15148100077", "2026-06-01", "2031-05-31"), ("15148100077", "六月", "2031-05-31")
    )
    found = refused(Invalid, import_numbers, field="file", data=wrong, **ask)
    assert "K3" in str(found)
    assert "L3" in str(found)
    ends = filled(package, settings, ("号", "2026-06-01", "2025-06-01"), (None, None, None))
    found = refused(Invalid, import_numbers, field="file", data=ends, **ask)
    assert "K2" in str(found)
    assert "M2" in str(found)
    refused(Invalid, import_numbers, field="file", data=b"no workbook", **ask)
    refused(Invalid, import_numbers, field="file", data=filled(package, settings), **ask)
    refused(NotAllowed, import_numbers, data=wrong, **{**ask, "by": clerk(agency, "apply")})
    other.person.posts.update(to_on=date(2026, 6, 1))
    right = filled(
        package, settings, ("15148100077", "2026-06-01", "2031-05-31"), ("15148100078", "2026-06-01", "2031-05-31")
    )
    found = refused(Invalid, import_numbers, field="file", data=right, **ask)
    assert other.person.name in str(found)


def test_the_holder_confirms_the_receipt_once(charted, by):
    a_delivery(charted, by)
    refused(DeliveredAlready, deliver, credential_id=charted.pk, by=by, at=AT, handed_on=AT.date())
    holder = actor(charted.person, charted.agency)
    refused(NotFound, confirm_receipt, credential_id=charted.pk, by=by, at=AT)
    row = confirm_receipt(credential_id=charted.pk, by=holder, at=AT)
    assert (row.way, row.received_on) == ("phone", AT.date())
    refused(DeliveredAlready, confirm_receipt, credential_id=charted.pk, by=holder, at=AT)
    assert [e.verb for e in history_of(charted.series)][-2:] == ["credential.deliver", "credential.receive"]


def test_a_paper_receipt_is_entered_by_the_office(charted, by):
    row = a_delivery(charted, by, at=AT, receipt="签收册第3页")
    assert (row.way, row.received_on) == ("paper", AT.date())


def test_a_card_is_given_after_it_was_issued(charted, by):
    for day in (date(2026, 5, 19), date(2026, 6, 3)):
        refused(Invalid, deliver, field="handed_on", credential_id=charted.pk, by=by, at=AT, handed_on=day)
