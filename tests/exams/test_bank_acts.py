"""Banks, items in and out of use, practice, enemies, pictures: what each act does, says in the ledger, and refuses."""

import io
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image as Canvas

from enforcement.errors import NotAllowed, NotFound
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import body_of, history_of
from exams.bank import pictures
from exams.bank.add_enemy import EnemiesAlready, NoSuchItem, add_enemy, enemies_of, remove_enemy
from exams.bank.change_bank import NothingChanged, change_bank
from exams.bank.create_bank import NameMissing, NameTaken, create_bank
from exams.bank.ground import NobodyChosen, NoReason, ReasonTooLong
from exams.bank.open_practice import NotOpen, OpenAlready, StillSecret, close_practice, open_practice
from exams.bank.pictures import PictureRefused
from exams.bank.queries import usable_items
from exams.bank.restore_items import NotRetired, restore_items
from exams.bank.retire_items import RetiredAlready, retire_items
from exams.bank.store_image import PictureTooLarge, store_image
from exams.models import Bank, Image, Item, ItemEnemy, Session
from tests.factories.exams import AT, a_bank, a_county, actor_for, an_officer, an_open_session
from tests.factories.exams_bank import picture_bytes

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def bank(county):
    return a_bank(county, each=1)


@pytest.fixture
def stranger(county):
    return actor_for(an_officer(county.bureau))


def last(bank):
    entry = history_of(f"bank:{bank.pk}").last()
    return entry.verb, body_of(entry)


def state():
    """Return all that an act of the bank may change."""
    rows = [list(model.objects.order_by("pk").values()) for model in (Bank, Item, ItemEnemy, Image)]
    return rows, Entry.objects.count()


@contextmanager
def refused(kind, field=""):
    before = state()
    with pytest.raises(kind) as caught:
        yield
    assert caught.value.field == field
    assert state() == before


# --- banks ------------------------------------------------------------------------------------------------------------


def test_a_bank_is_created_for_an_agency(county):
    made = create_bank(agency_id=county.justice.pk, by=county.by, at=AT, name=" 专业法律 ", share="below")
    assert (made.name, made.share, made.agency) == ("专业法律", "below", county.justice)
    verb, body = last(made)
    assert (verb, body["name"], body["share"]) == ("exam.create_bank", "专业法律", "below")


def test_a_bank_without_a_name_twice_or_by_a_stranger_is_refused(county, bank, stranger):
    facts = {"agency_id": county.justice.pk, "by": county.by, "at": AT, "name": bank.name}
    with refused(NameTaken, "name"):
        create_bank(**facts)
    with refused(NameMissing, "name"):
        create_bank(**{**facts, "name": " "})
    with refused(NotAllowed):
        create_bank(**{**facts, "by": stranger, "name": "另一个"})
    with refused(NotFound):
        create_bank(**{**facts, "agency_id": 0})


def test_a_bank_is_renamed_and_shared(county, bank):
    change_bank(bank_id=bank.pk, by=county.by, at=AT, name="新名", share="below")
    bank.refresh_from_db()
    assert (bank.name, bank.share) == ("新名", "below")
    verb, body = last(bank)
    assert (verb, body["after"]) == ("exam.change_bank", {"name": "新名", "share": "below"})


def test_a_bank_is_not_changed_into_another_or_to_nothing_new(county, bank, stranger):
    other = a_bank(county, each=1)
    with refused(NameTaken, "name"):
        change_bank(bank_id=bank.pk, by=county.by, at=AT, name=other.name, share="own")
    with refused(NothingChanged):
        change_bank(bank_id=bank.pk, by=county.by, at=AT, name=bank.name, share="own")
    with refused(NotAllowed):
        change_bank(bank_id=bank.pk, by=stranger, at=AT, name="x", share="own")
    with refused(NotFound):
        change_bank(bank_id=0, by=county.by, at=AT, name="x", share="own")


# --- out of use and back ----------------------------------------------------------------------------------------------


def ids(bank, count=2):
    return list(Item.objects.filter(bank=bank).values_list("pk", flat=True)[:count])


def test_items_are_retired_together_and_restored_together(county, bank):
    chosen = ids(bank)
    retire_items(item_ids=chosen, by=county.by, at=AT, reason="表述有歧义")
    assert set(Item.objects.filter(pk__in=chosen).values_list("retired_on", flat=True)) == {DAY}
    assert usable_items(bank.pk, DAY).count() == 4
    verb, body = last(bank)
    assert (verb, len(body["items"]), body["reason"]) == ("exam.retire_items", 2, "表述有歧义")
    restore_items(item_ids=chosen, by=county.by, at=AT, reason="已核对")
    assert usable_items(bank.pk, DAY).count() == 6
    assert last(bank)[0] == "exam.restore_items"


def test_retiring_and_restoring_are_refused_whole(county, bank, stranger):
    first, second = ids(bank)
    retire_items(item_ids=[first], by=county.by, at=AT, reason="x")
    facts = {"by": county.by, "at": AT, "reason": "x"}
    with refused(RetiredAlready):
        retire_items(item_ids=[second, first], **facts)
    with refused(NotRetired):
        restore_items(item_ids=[second, first], **facts)
    for act in (retire_items, restore_items):
        with refused(NoReason, "reason"):
            act(item_ids=[first], **{**facts, "reason": " "})
        with refused(ReasonTooLong, "reason"):
            act(item_ids=[first], **{**facts, "reason": "长" * 201})
        with refused(NobodyChosen):
            act(item_ids=[], **facts)
        with refused(NotFound):
            act(item_ids=[first, 0], **facts)
        with refused(NotAllowed):
            act(item_ids=[first], **{**facts, "by": stranger})


# --- practice ---------------------------------------------------------------------------------------------------------


def test_items_are_opened_for_practice_from_a_day_and_closed_again(county, bank):
    chosen = ids(bank)
    open_practice(item_ids=chosen, by=county.by, at=AT, from_on=DAY)
    assert set(Item.objects.filter(practice_from=DAY).values_list("pk", flat=True)) == set(chosen)
    verb, body = last(bank)
    assert (verb, len(body["items"]), body["from_on"]) == ("exam.open_practice", 2, "2026-11-02")
    with refused(OpenAlready):
        open_practice(item_ids=chosen, by=county.by, at=AT, from_on=DAY)
    close_practice(item_ids=chosen[:1], by=county.by, at=AT)
    assert Item.objects.exclude(practice_from=None).count() == 1
    assert last(bank)[0] == "exam.close_practice"
    with refused(NotOpen):
        close_practice(item_ids=chosen[:1], by=county.by, at=AT)


def test_nobody_opens_what_is_on_a_paper_whose_keys_are_secret(county):
    session = an_open_session(county, release_at_once=False)
    on_paper = Item.objects.filter(versions__in=session.forms.first().item_versions).first()
    facts = {"item_ids": [on_paper.pk], "by": county.by, "at": AT}
    with refused(StillSecret, "from_on"):
        open_practice(**facts, from_on=DAY + timedelta(days=60))
    Session.objects.filter(pk=session.pk).update(release_at_once=True)
    with refused(StillSecret, "from_on"):
        open_practice(**facts, from_on=DAY)
    open_practice(**facts, from_on=DAY + timedelta(days=6))
    on_paper.refresh_from_db()
    assert on_paper.practice_from == DAY + timedelta(days=6)


# --- enemies ----------------------------------------------------------------------------------------------------------


def test_two_items_are_kept_apart_and_let_together_again(county, bank):
    first, second = Item.objects.filter(bank=bank).order_by("-pk")[:2]
    pair = add_enemy(item_id=first.pk, by=county.by, at=AT, code=f" {second.code} ", reason="互相提示")
    assert (pair.first, pair.second) == (second, first)
    assert list(enemies_of(second.pk)) == [pair]
    assert last(bank) == (
        "exam.add_enemy",
        {"bank": bank.pk, "items": [second.code, first.code], "reason": "互相提示"},
    )
    with refused(EnemiesAlready, "code"):
        add_enemy(item_id=second.pk, by=county.by, at=AT, code=first.code)
    remove_enemy(enemy_id=pair.pk, by=county.by, at=AT)
    assert not ItemEnemy.objects.exists()
    assert last(bank)[0] == "exam.remove_enemy"
    with refused(NotFound):
        remove_enemy(enemy_id=pair.pk, by=county.by, at=AT)


def test_an_item_is_no_enemy_of_itself_of_another_bank_s_or_of_nothing(county, bank, stranger):
    item, other = Item.objects.filter(bank=bank)[:2]
    foreign = Item.objects.filter(bank=a_bank(county)).order_by("-code").first()
    for code in (item.code, "没有", foreign.code):
        with refused(NoSuchItem, "code"):
            add_enemy(item_id=item.pk, by=county.by, at=AT, code=code)
    with refused(NotAllowed):
        add_enemy(item_id=item.pk, by=stranger, at=AT, code=other.code)
    with refused(NotFound):
        add_enemy(item_id=0, by=county.by, at=AT, code=other.code)


# --- pictures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("format_", "kind"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp")])
def test_a_picture_is_kept_once_under_its_hash(county, bank, format_, kind):
    data = picture_bytes(format_)
    image = store_image(bank_id=bank.pk, by=county.by, at=AT, data=data)
    again = store_image(bank_id=bank.pk, by=county.by, at=AT, data=data)
    assert (again.pk, image.kind, image.width, image.height, image.size) == (image.pk, kind, 40, 30, len(data))
    kept = Path(settings.MEDIA_ROOT) / "exams" / "images" / image.sha256[:2] / image.sha256
    assert kept.read_bytes() == data
    assert (last(bank)[0], last(bank)[1]["image"]) == ("exam.store_image", image.sha256)
    assert [e.verb for e in history_of(f"bank:{bank.pk}")].count("exam.store_image") == 1


def test_what_a_camera_hides_in_a_picture_is_dropped_and_a_wide_one_is_drawn_smaller(county, bank):
    exif = Canvas.Exif()
    exif[0x010E], exif[0x0112] = "37.73 N 117.22 E", 6
    photo = picture_bytes("JPEG", (400, 200), exif=exif)
    image = store_image(bank_id=bank.pk, by=county.by, at=AT, data=photo)
    kept = pictures.read(image.sha256)
    assert b"37.73" in photo
    assert b"37.73" not in kept
    assert (image.width, image.height) == (200, 400)
    wide = store_image(bank_id=bank.pk, by=county.by, at=AT, data=picture_bytes("PNG", (3200, 100)))
    assert (wide.width, wide.height) == (1600, 50)
    glass = io.BytesIO()
    Canvas.new("RGBA", (2000, 10), (9, 9, 9, 0)).save(glass, "PNG")
    through = store_image(bank_id=bank.pk, by=county.by, at=AT, data=glass.getvalue())
    assert Canvas.open(io.BytesIO(pictures.read(through.sha256))).mode == "RGBA"


def test_what_is_no_picture_too_large_or_of_a_stranger_is_refused(county, bank, stranger, monkeypatch):
    facts = {"bank_id": bank.pk, "by": county.by, "at": AT}
    gif = picture_bytes("GIF")
    for data in (b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", picture_bytes()[:60], gif):
        with refused(PictureRefused, "picture"):
            store_image(**facts, data=data)
    with refused(PictureTooLarge, "picture"):
        store_image(**facts, data=picture_bytes() + bytes(2048 * 1024))
    monkeypatch.setattr(pictures, "MOST_PIXELS", 10)
    with refused(PictureRefused, "picture"):
        store_image(**facts, data=picture_bytes())
    with refused(NotAllowed):
        store_image(**{**facts, "by": stranger}, data=picture_bytes())
    with refused(NotFound):
        store_image(**{**facts, "bank_id": 0}, data=picture_bytes())
    assert not (Path(settings.MEDIA_ROOT) / "exams" / "images").exists()


def test_a_kept_picture_that_is_gone_or_changed_is_not_given_out(county, bank):
    image = store_image(bank_id=bank.pk, by=county.by, at=AT, data=picture_bytes())
    kept = Path(settings.MEDIA_ROOT) / image.file
    kept.write_bytes(b"other")
    assert pictures.read(image.sha256) is None
    kept.unlink()
    assert pictures.read(image.sha256) is None
