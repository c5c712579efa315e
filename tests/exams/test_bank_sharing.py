"""Who reads a bank, who changes it, who may take items from it; and which items a new paper may take on a day."""

from datetime import date, timedelta

import pytest

from enforcement.actor import SYSTEM
from enforcement.errors import NotAllowed
from enforcement.organisation.duties.holding import grant
from exams.bank.keys import current_keys
from exams.bank.queries import usable_items
from exams.bank.sharing import banks_editable, banks_readable, items_readable, shared_with
from exams.models import Bank, Exam, Item, KeyVersion, LawRef
from tests.factories.exams import AT, a_bank, a_county, actor_for, an_agency, an_exam, an_officer

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)


def an_administrator(agency):
    person = an_officer(agency)
    grant(person=person, duty="exam", agency=agency, by=SYSTEM, at=AT)
    return person


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def bank(county):
    return a_bank(county)


def shared(bank):
    bank.share = Bank.Share.BELOW
    bank.save(update_fields=["share"])
    return bank


def test_a_bank_of_its_own_is_read_by_its_owner_alone(county, bank):
    below = an_administrator(county.bureau)
    assert list(banks_readable(county.admin.pk)) == [bank]
    assert list(banks_editable(county.admin.pk)) == [bank]
    assert list(banks_readable(below.pk)) == []
    assert list(banks_readable(an_officer(county.bureau).pk)) == []


def test_a_shared_bank_is_read_by_all_of_the_government_and_changed_by_nobody_below(county, bank):
    shared(bank)
    below = an_administrator(county.bureau)
    assert list(banks_readable(below.pk)) == [bank]
    assert items_readable(below.pk).count() == 24
    assert list(banks_editable(below.pk)) == []
    assert shared_with(bank=bank, agency=county.bureau)
    elsewhere = an_administrator(an_agency("邻县"))
    assert list(banks_readable(elsewhere.pk)) == []


def test_a_shared_bank_of_a_department_reaches_those_below_it_alone(county):
    branch = an_agency("市场监管所", county.bureau)
    bank = Bank.objects.create(agency=county.bureau, name="专业题库", share=Bank.Share.BELOW)
    assert list(banks_readable(an_administrator(branch).pk)) == [bank]
    beside = an_administrator(an_agency("农业农村局", county.government))
    assert list(banks_readable(beside.pk)) == []
    assert not shared_with(bank=bank, agency=county.justice)


def test_an_exam_takes_a_bank_that_is_shared_with_its_agency_and_no_other(county, bank):
    below = an_administrator(county.bureau)
    facts = {"agency_id": county.bureau.pk, "by": actor_for(below), "bank": bank}
    with pytest.raises(NotAllowed):
        an_exam(county, **facts)
    assert not Exam.objects.exists()
    shared(bank)
    assert an_exam(county, **facts).bank == bank


def codes(bank, on=DAY, **more):
    return set(usable_items(bank.pk, on, **more).values_list("code", flat=True))


def test_a_retired_item_is_usable_until_its_day(bank):
    item = Item.objects.get(bank=bank, code="行政处罚-S0")
    Item.objects.filter(pk=item.pk).update(retired_on=DAY)
    assert item.code not in codes(bank)
    assert item.code in codes(bank, DAY - timedelta(days=1))
    assert len(codes(bank)) == 23


@pytest.mark.parametrize(("status", "usable"), [("accept_multiple", 24), ("void_full_marks", 23), ("void_removed", 23)])
def test_an_item_whose_key_was_declared_void_is_left_out(bank, status, usable):
    version = Item.objects.get(bank=bank, code="行政处罚-S0").current
    KeyVersion.objects.create(item_version=version, number=2, mask=1, status=status, made_at=AT, made_by="x")
    assert len(codes(bank)) == usable


def test_an_item_whose_article_is_not_in_force_that_day_is_left_out_unless_asked_for(bank):
    refs = LawRef.objects.filter(short="行政处罚法", article="第1条")
    refs.update(outdated_from=DAY)
    assert len(codes(bank)) == 21
    assert len(codes(bank, DAY - timedelta(days=1))) == 24
    assert len(codes(bank, outdated=True)) == 24
    refs.update(outdated_from=None, in_force_from=DAY + timedelta(days=1))
    assert len(codes(bank)) == 21
    assert len(codes(bank, DAY + timedelta(days=1))) == 24


def test_the_key_that_counts_is_the_latest(bank):
    version = Item.objects.get(bank=bank, code="行政处罚-S0").current
    later = KeyVersion.objects.create(item_version=version, number=2, mask=2, made_at=AT, made_by="x")
    assert current_keys([version.pk]) == {version.pk: later}
