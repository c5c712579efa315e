"""Keys, numbers, serials and photos: what each refuses, and what each makes."""

import io
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from certification import numbering, parameters, photos, signing
from certification.models import SigningKey
from certification.numbering import PatternRefused, ShardFull
from certification.photos import PhotoRefused
from certification.signing import NoSigningKey, OtherKey
from enforcement.organisation.models import Agency, ParameterValue
from tests.factories.certification import a_credential, a_key, a_photo, a_post, an_officer, moment
from tests.factories.flowcharts import a_person, an_agency

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 6, 1)


@pytest.fixture
def agency() -> Agency:
    return an_agency()


def set_pattern(agency: Agency, value: str) -> None:
    ParameterValue.objects.create(
        agency=agency, code=parameters.NUMBER_PATTERN, value=value, from_on=date(2020, 1, 1), source="x", set_by="x",
        set_at=moment("2026-01-01"),
    )  # fmt: skip


# --- keys ----------------------------------------------------------------------------------------------------------


def test_the_first_credential_makes_the_first_key(agency: Agency) -> None:
    an_officer(agency)
    key = SigningKey.objects.get()
    assert (key.kid, key.numbers, key.status) == (1, [""], "active")
    assert key.not_before == date(2020, 1, 1)
    assert str(key) == "key 1 (active)"
    assert an_officer(agency).credentials.get().kid == 1


def test_a_new_key_signs_and_the_old_one_goes_on_verifying(agency: Agency, capsys) -> None:
    from certification import verification

    old = an_officer(agency).credentials.get()
    call_command("make_signing_key", "--scope", "151481", "--from", "2020-01-01", "--to", "2030-12-31", "--retire")
    assert "Key 2:" in capsys.readouterr().out
    new = an_officer(agency).credentials.get()
    assert (old.kid, new.kid) == (1, 2)
    assert {verification.by_code(c.digits, at=moment("2026-06-01")).state for c in (old, new)} == {"valid"}


def test_a_key_signs_only_within_its_scope_and_days(agency: Agency) -> None:
    call_command("make_signing_key", "--scope", "37", "--from", "2020-01-01", "--to", "2030-12-31")
    person = a_person()
    a_post(person, agency)
    with pytest.raises(NoSigningKey):
        a_credential(person, agency)
    call_command("make_signing_key", "--scope", "15", "--to", "2030-12-31")
    with pytest.raises(NoSigningKey):
        a_credential(person, agency, valid_from=date(2021, 1, 1))


def test_the_next_key_of_the_register_is_taken(agency: Agency) -> None:
    a_key()
    a_key(2, numbers=("15",))
    assert an_officer(agency).credentials.get().kid == 2


def test_a_compromised_key_verifies_nothing(agency: Agency) -> None:
    from certification import verification

    held = an_officer(agency).credentials.get()
    SigningKey.objects.update(status="compromised")
    signing.forget()
    assert verification.by_code(held.digits, at=moment("2026-06-01")).state == "unknown"


def test_another_key_file_than_the_registered_one_does_not_sign(agency: Agency) -> None:
    an_officer(agency)
    SigningKey.objects.update(public=b"\x01" * 32)
    signing.forget()
    person = a_person()
    a_post(person, agency)
    with pytest.raises(OtherKey):
        a_credential(person, agency)


def test_a_token_that_does_not_verify_is_not_written(agency: Agency, monkeypatch) -> None:
    an_officer(agency)
    monkeypatch.setattr(signing, "public_keys", lambda: {1: SigningKey(
        kid=1, suite=1, public=b"\x01" * 32, numbers=[""], not_before=date(2020, 1, 1), not_after=date(2031, 1, 1),
        status="active",
    ).record})  # fmt: skip
    person = a_person()
    a_post(person, agency)
    with pytest.raises(NoSigningKey):
        a_credential(person, agency)


def test_a_key_that_another_process_made_meanwhile_is_read(agency: Agency) -> None:
    assert dict(signing.public_keys()) == {}
    SigningKey.objects.create(
        kid=1, suite=1, public=signing.open_signer(1).public, numbers=["15"], not_before=date(2020, 1, 1),
        not_after=date(2031, 1, 1), made_at=moment("2026-01-01"),
    )  # fmt: skip
    assert an_officer(agency).credentials.get().kid == 1


def test_public_keys_are_read_once_in_a_while(agency: Agency, django_assert_num_queries, monkeypatch) -> None:
    an_officer(agency)
    signing.forget()
    with django_assert_num_queries(1):
        signing.public_keys()
        signing.public_keys()
    monkeypatch.setattr(signing, "FRESH", -1.0)
    with django_assert_num_queries(1):
        signing.public_keys()


def test_the_folder_of_the_keys_may_be_chosen(monkeypatch) -> None:
    assert signing.folder().name.startswith("keys")
    monkeypatch.delenv("SIGNING_KEYS_FOLDER")
    assert signing.folder().name == "secrets"


@pytest.mark.parametrize(
    ("given", "said"), [(["--to", "2030"], "2027-01-31"), (["--from", "2030-01-01", "--to", "2029-01-01"], "before")]
)
def test_the_command_refuses_wrong_days(given: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("make_signing_key", "--scope", "15", *given)


# --- numbers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pattern", ["15148100001", "15{nothing}{sequence:05d}", "15{sequence:zz}", "{0}{sequence}"])
def test_a_pattern_without_sense_is_refused(agency: Agency, pattern: str) -> None:
    set_pattern(agency, pattern)
    person = a_person()
    a_post(person, agency)
    with pytest.raises(PatternRefused):
        a_credential(person, agency)


def test_the_pattern_is_a_parameter(agency: Agency) -> None:
    set_pattern(agency, "鲁{division}-{sequence:04d}")
    assert an_officer(agency).credentials.get().number == "鲁1481-0001"


def test_too_many_taken_numbers_are_refused(agency: Agency, monkeypatch) -> None:
    set_pattern(agency, "15{sequence:05d}")
    an_officer(agency, number="1500001")
    monkeypatch.setattr(numbering, "_TRIES", 1)
    person = a_person()
    a_post(person, agency)
    with pytest.raises(PatternRefused):
        a_credential(person, agency)


def test_serials_are_random_and_free(agency: Agency, monkeypatch) -> None:
    held = an_officer(agency).credentials.get()
    monkeypatch.setattr(numbering.secrets, "randbits", lambda _bits: held.sid & (2**17 - 1))
    with pytest.raises(ShardFull):
        numbering.free_sid(shard=1)
    assert numbering.free_sid(shard=2) >> 17 == 2


# --- photos --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"x" * (12 * 1024 * 1024 + 1), "12 MB"),
        (b"GIF89a", "JPEG"),
        (a_photo(200, 300), "295"),
        (a_photo(600, 500), "竖"),
    ],
)
def test_a_photo_that_cannot_stand_on_a_card_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(PhotoRefused) as caught:
        photos.check(data)
    assert caught.value.field == "photo"
    assert str(caught.value.sentence)
    assert words in str(caught.value) or words == "竖"


def test_a_photo_of_too_many_pixels_is_refused_unread(monkeypatch) -> None:
    monkeypatch.setattr(photos, "MOST_PIXELS", 1000)
    with pytest.raises(PhotoRefused):
        photos.check(a_photo())
    assert str(PhotoRefused())


@pytest.mark.parametrize(("size", "kept"), [((1200, 1700), (413, 578)), ((300, 420), (295, 413))])
def test_a_photo_is_drawn_anew(size: tuple[int, int], kept: tuple[int, int]) -> None:
    photo = photos.check(a_photo(*size, kind="PNG"))
    with Image.open(io.BytesIO(photo.data)) as image:
        assert (image.format, image.size) == ("JPEG", kept)


def test_a_photo_is_read_only_if_it_is_the_one(settings) -> None:
    photo = photos.check(a_photo())
    path = photos.store(photo)
    assert photos.store(photo) == path
    assert photos.read(path, photo.sha256) == photo.data
    file = Path(settings.MEDIA_ROOT) / path
    file.write_bytes(b"another")
    assert photos.read(path, photo.sha256) is None
    file.unlink()
    assert photos.read(path, photo.sha256) is None
