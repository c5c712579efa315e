"""A candidate's photo: with consent alone, sealed, one at a time, deleted when its day is over."""

import io
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.errors import NotFound
from enforcement.ledger.models import Entry
from exams.models import IdentityPhoto, Session, Sitting
from exams.sitting import photos
from exams.sitting.delete_photos import delete_photos
from exams.sitting.entries import delete_photos_over
from exams.sitting.keep_photo import NoConsent, NoPhotoAsked, keep_photo
from exams.sitting.photos import PhotoRefused
from exams.start import start
from tests.factories.exams import AT, a_county, actor_for, an_officer, an_open_session, now_session_facts, sitting_of
from tests.factories.exams_bank import picture_bytes

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer():
    county = a_county()
    person = an_officer(county.bureau, "赵一")
    person.session = an_open_session(county, [person], **now_session_facts())
    Session.objects.update(photo="optional")
    return person


@pytest.fixture
def keep(officer):
    def act(**facts):
        candidate = sitting_of(officer.session, officer).candidate
        given = {"candidate_id": candidate.pk, "by": actor_for(officer), "at": AT, "consent": True}
        return keep_photo(**{**given, "photo": picture_bytes("JPEG", (400, 500)), **facts})

    return act


@contextmanager
def refused(kind):
    before = Entry.objects.count(), IdentityPhoto.objects.count()
    with pytest.raises(kind):
        yield
    assert (Entry.objects.count(), IdentityPhoto.objects.count()) == before


def files(settings):
    return [path for path in settings.MEDIA_ROOT.rglob("exams/identity/*/*") if path.is_file()]


def test_a_photo_is_kept_sealed_until_its_day_and_the_ledger_has_its_hash_alone(keep, settings):
    photo = keep()
    (file,) = files(settings)
    assert Image.open(io.BytesIO(photos.read(photo.file))).size == (400, 500)
    with pytest.raises(OSError, match="cannot identify"):
        Image.open(file)
    assert photo.keep_until == clock.day_of(AT) + timedelta(days=30)
    entry = Entry.objects.filter(verb="exam.keep_photo").get()
    assert (photo.sha256 in entry.body, "赵一" in entry.body) == (True, False)


def test_a_photo_is_drawn_anew_smaller_and_without_what_the_camera_wrote(keep):
    exif = Image.Exif()
    exif[0x010F] = "A camera with a serial number"
    photo = keep(photo=picture_bytes("JPEG", (3000, 2000), exif=exif))
    data = photos.read(photo.file)
    assert Image.open(io.BytesIO(data)).size == (960, 640)
    assert b"serial number" not in data


def test_a_second_photo_takes_the_place_of_the_first(keep, settings):
    first, second = keep(), keep()
    first.refresh_from_db()
    assert (first.file, first.deleted_at) == ("", AT)
    assert [file.name for file in files(settings)] == [second.file.rpartition("/")[2]]


def test_no_photo_without_consent_where_none_is_asked_or_after_the_start(keep, officer):
    with refused(NoConsent):
        keep(consent=False)
    with refused(NotFound):
        keep(candidate_id=0)
    Session.objects.update(photo="none")
    with refused(NoPhotoAsked):
        keep()
    Session.objects.update(photo="optional")
    start(sitting_id=Sitting.objects.get().pk, honour=True)
    with refused(NoPhotoAsked):
        keep()


@pytest.mark.parametrize(
    "data", [b"", b"no picture", picture_bytes("PNG", (100, 400)), picture_bytes("GIF", (400, 400)), b"x" * 8_400_000]
)
def test_what_is_no_photo_of_a_face_is_refused(keep, data):
    with refused(PhotoRefused):
        keep(photo=data)


def test_photos_are_deleted_the_day_after_their_last(keep, settings):
    photo = keep()
    last = AT + timedelta(days=30)
    assert delete_photos(by=SYSTEM, at=last) == 0
    assert delete_photos(by=SYSTEM, at=last + timedelta(days=1)) == 1
    assert delete_photos(by=SYSTEM, at=last + timedelta(days=1)) == 0
    photo.refresh_from_db()
    assert (photo.file, photos.read(photo.file), files(settings)) == ("", None, [])
    kept, deleted = (Entry.objects.get(verb=f"exam.{verb}_photo") for verb in ("keep", "delete"))
    assert (kept.series, kept.seq + 1) == (deleted.series, deleted.seq)


def test_the_timetable_deletes_what_is_over(keep):
    keep()
    IdentityPhoto.objects.update(keep_until=clock.today() - timedelta(days=1))
    assert delete_photos_over(None) == {"deleted": 1}
    assert delete_photos_over(None) == {"deleted": 0}


def test_an_altered_file_is_no_photo(keep, settings):
    photo = keep()
    (file,) = files(settings)
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    assert photos.read(photo.file) is None


def test_the_page_sends_it_and_is_told_what_is_wrong(client, officer):
    client.cookies["language"] = "en"
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    url = reverse("exam_photo_send", args=[Sitting.objects.get().pk])

    def send(data, **more):
        return client.post(url, {"photo": SimpleUploadedFile("me.jpg", data), **more})

    assert "only with your consent" in send(picture_bytes("JPEG", (300, 300))).json()["sentence"]
    wrong = send(b"no picture", consent="on")
    assert (wrong.status_code, "not a picture" in wrong.json()["sentence"]) == (422, True)
    assert client.post(url, {"consent": "on"}).status_code == 422
    assert send(picture_bytes("JPEG", (300, 300)), consent="on").json() == {"kept": True}
    page = client.get(reverse("exam_lobby", args=[Sitting.objects.get().pk])).content.decode()
    assert "Your photo is there." in page
