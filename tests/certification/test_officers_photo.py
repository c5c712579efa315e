"""Photos are measured and said in plain words; a person decides, unless the setting refuses."""

import io
from datetime import date

import pytest
from PIL import Image

from certification import photos
from certification.models import Officer
from certification.officers import parameters
from certification.officers.accept_photo import accept_photo
from certification.officers.keep_photo import keep_photo
from certification.officers.photo import crop, judge, measure
from certification.photos import PhotoRefused
from certification.portrait import portrait
from enforcement.actor import Actor
from enforcement.errors import NotFound, OutOfOrder
from enforcement.ledger.queries import body_of, history_of
from enforcement.organisation.models import Agency, ParameterValue, Person
from tests.factories.certification import a_photo, a_post, clerk, moment, refused
from tests.factories.flowcharts import a_person, an_agency

pytestmark = pytest.mark.django_db(transaction=True)
AT = {"at": moment("2026-06-01")}
ON = date(2026, 6, 1)


def drawn(seed: str = "p1") -> Image.Image:
    return Image.open(io.BytesIO(portrait(seed)))


def bytes_of(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=92)
    return file.getvalue()


def placed(
    at: tuple[int, int], size: tuple[int, int] = (826, 1156), ground: str = "#ffffff", scale: float = 1
) -> bytes:
    """Return a larger picture with a portrait somewhere in it."""
    image, face = Image.new("RGB", size, ground), drawn()
    image.paste(face.resize((round(face.width * scale), round(face.height * scale))), at)
    return bytes_of(image)


@pytest.fixture
def agency() -> Agency:
    return an_agency()


@pytest.fixture
def by(agency: Agency) -> Actor:
    return clerk(agency, "apply")


@pytest.fixture
def person(agency: Agency) -> Person:
    person = a_person()
    a_post(person, agency)
    return person


def found(data: bytes, agency: Agency) -> list[str]:
    return judge.findings(photos.check(data).data, agency=agency, on=ON)


@pytest.mark.parametrize("seed", [f"p{n}" for n in range(12)])
def test_the_portraits_of_the_demo_pass(agency: Agency, seed: str) -> None:
    assert found(portrait(seed), agency) == []


def test_what_is_wrong_is_named(agency: Agency) -> None:
    two = Image.new("RGB", (826, 1156), "#ffffff")
    two.paste(drawn("p1"), (60, 300))
    two.paste(drawn("p2"), (460, 300))
    grey = Image.composite(
        Image.new("RGB", (295, 413), "#88aacc"), drawn(), drawn().convert("L").point(lambda v: 255 * (v > 250))
    )
    assert found(a_photo(ink="#ffffff"), agency) == ["no_face"]
    assert found(bytes_of(two), agency) == ["faces"]
    assert found(placed((265, 370)), agency) == ["head_small"]
    assert "off_centre" in found(placed((150, 0), scale=2.8), agency)
    assert "ground_dark" in found(bytes_of(grey), agency)
    assert all(judge.in_words([code]) for code in judge.SENTENCES)


def test_an_upload_is_cropped_around_the_head(agency: Agency) -> None:
    upload = placed((900, 700), size=(2000, 2400), scale=2)
    assert found(upload, agency) != []
    cropped = crop.portrait_of(upload)
    assert found(cropped, agency) == []
    (head,) = measure.heads(Image.open(io.BytesIO(cropped)).convert("RGB"))
    assert abs(head.x - 0.5) < 0.06
    assert 0.5 < head.height < 0.75
    assert crop.portrait_of(portrait("p1")) == portrait("p1")
    assert crop.portrait_of(a_photo()) == a_photo()


def test_a_doubtful_photo_is_kept_and_a_person_decides(agency: Agency, by: Actor, person: Person) -> None:
    sheet = keep_photo(person_id=person.pk, by=by, **AT, photo=a_photo(ink="#ffffff"))
    assert sheet.photo_findings == ["no_face"]
    assert photos.read(sheet.photo, sheet.photo_sha256)
    accept_photo(person_id=person.pk, by=by, **AT)
    assert Officer.objects.get(person=person).photo_findings == []
    last = history_of(f"person:{person.pk}").last()
    assert (last.verb, body_of(last)["findings"]) == ("officer.accept_photo", ["no_face"])
    refused(OutOfOrder, accept_photo, person_id=person.pk, by=by, **AT)
    other = a_person()
    a_post(other, agency)
    refused(NotFound, accept_photo, person_id=other.pk, by=by, **AT)


def test_the_setting_refuses_what_is_doubtful(agency: Agency, by: Actor, person: Person) -> None:
    ParameterValue.objects.create(
        agency=agency, code=parameters.PHOTO_FACE, value="refuse", from_on=date(2026, 1, 1), source="试点", set_by="x",
        set_at=moment("2026-01-01"),
    )  # fmt: skip
    said = refused(PhotoRefused, keep_photo, field="photo", person_id=person.pk, by=by, **AT, photo=a_photo())
    assert "没有检测到人脸" in str(said) or "No face" in str(said)
    assert not Officer.objects.filter(person=person).exists()
    assert keep_photo(person_id=person.pk, by=by, **AT, photo=portrait("p3")).photo_findings == []


def test_nothing_but_codes_of_findings_is_kept_of_a_face(agency: Agency, by: Actor, person: Person) -> None:
    keep_photo(person_id=person.pk, by=by, **AT, photo=portrait("p4"))
    kept = {field.name for field in Officer._meta.concrete_fields}
    assert kept == {"person", "fields", "area", "photo", "photo_sha256", "photo_findings", "updated_at"}
    body = body_of(history_of(f"person:{person.pk}").last())
    assert set(body) == {"photo_sha256", "findings"}
