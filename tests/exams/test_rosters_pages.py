"""Rosters as sealed files, as background work, and on their pages."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enforcement import clock
from enforcement.jobs.models import Job
from enforcement.jobs.perform import drain
from exams.administration.roster import files
from exams.models import Candidate, RosterImport
from tests.exams.roster_files import table, take
from tests.exams.test_refusals import signed_in
from tests.factories.exams import a_county, a_session, an_officer

pytestmark = pytest.mark.django_db


# --- files, work and pages -------------------------------------------------------------------------------------------


def test_a_file_is_sealed_found_again_and_deleted_after_a_day():
    sha256 = files.store(b"secret")
    assert files.load(sha256) == b"secret"
    assert b"secret" not in files.FILES.path(sha256).read_bytes()
    assert files.drop_old(clock.now()) == 0
    assert files.is_kept(sha256)
    assert files.drop_old(clock.now() + timedelta(days=1, minutes=1)) == 1
    assert files.load(sha256) is None
    files.drop(sha256)


def upload(client, session, data, **more):
    file = SimpleUploadedFile("名单.csv", data)
    return client.post(reverse("exam_roster", args=[session.pk]), {"file": file, **more})


def test_a_roster_is_checked_looked_at_and_taken_in_by_background_work(client, county):
    session = a_session(county, at=clock.now(), opens_at=clock.now(), closes_at=clock.now() + timedelta(days=1))
    people = [an_officer(county.bureau, name) for name in ("赵一", "钱二")]
    signed_in(client, county.admin)
    answer = upload(client, session, table(*[(p.name, p.username) for p in people]))
    assert answer["Location"].startswith("/jobs/")
    assert drain() == 1
    checked = RosterImport.objects.get()
    page = client.get(reverse("exam_roster_import", args=[session.pk, checked.pk])).content.decode()
    assert "nothing is changed yet" in page
    assert not Candidate.objects.exists()
    client.post(reverse("exam_roster_go", args=[session.pk, checked.pk]))
    drain()
    assert Job.objects.filter(state="done").count() == 2
    assert Candidate.objects.count() == 2
    done = RosterImport.objects.filter(dry_run=False).get()
    assert (done.added, done.made_by) == (2, county.admin.name)
    assert not files.is_kept(done.sha256)
    assert client.post(reverse("exam_roster_go", args=[session.pk, checked.pk])).status_code == 409
    page = client.get(reverse("exam_roster_import", args=[session.pk, checked.pk])).content.decode()
    assert "The file is no longer kept" in page


def test_a_wrong_roster_is_explained_and_a_wrong_form_comes_back(client, county):
    session = a_session(county, at=clock.now(), opens_at=clock.now(), closes_at=clock.now() + timedelta(days=1))
    signed_in(client, county.admin)
    assert client.post(reverse("exam_roster", args=[session.pk]), {}).status_code == 422
    upload(client, session, table(("赵一", "nobody")))
    drain()
    row = RosterImport.objects.get()
    page = client.get(reverse("exam_roster_import", args=[session.pk, row.pk])).content.decode()
    assert "B2" in page
    assert "nobody is registered in the system" in page
    assert client.get(reverse("exam_roster_template"))["Content-Type"].endswith("sheet")


def test_rosters_of_another_agency_are_not_there_and_a_list_costs_the_same(client, county):
    session = a_session(county)
    take(session, county.by, table(("赵一", "nobody")))
    signed_in(client, county.admin)
    url = reverse("exam_roster", args=[session.pk])
    client.get(url)
    for more in (0, 2):
        for _ in range(more):
            take(session, county.by, table(("赵一", "nobody")))
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).content.decode().count("名单.csv") == 1 + more
        assert len(caught) == 9
    stranger = a_county()
    signed_in(client, stranger.admin)
    row = RosterImport.objects.first()
    assert client.get(url).status_code == 404
    assert client.get(reverse("exam_roster_import", args=[session.pk, row.pk])).status_code == 404
    assert client.post(reverse("exam_roster_go", args=[session.pk, row.pk])).status_code == 404
    own = a_session(stranger)
    assert client.get(reverse("exam_roster_import", args=[own.pk, row.pk])).status_code == 404
