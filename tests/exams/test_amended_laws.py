"""An amended article finds its items, until they are worded anew; a mistake is taken back."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from enforcement.actor import SYSTEM
from enforcement.errors import NotAllowed
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import body_of, history_of
from enforcement.norms.articles import number, order_of
from enforcement.norms.confirm_entry import confirm_entry
from enforcement.norms.queries import confirmed as registered
from enforcement.norms.touched import touched_by
from exams.bank.amend_law import (
    DayBeforeLaw,
    NoSuchArticle,
    NotAmended,
    amend_law,
    series_of_law,
    withdraw_amendment,
)
from exams.bank.ground import NoReason
from exams.bank.queries import usable_items
from exams.models import Item, LawRef
from tests.factories.exams import AT, LAWS, a_bank, a_county, actor_for
from tests.factories.exams_bank import an_administrator
from tests.factories.flowcharts import a_person, an_agency
from tests.factories.norms import a_norm, a_version, an_end

pytestmark = pytest.mark.django_db
LAW, VERSION = LAWS[0].law, LAWS[0].version
DAY = date(2027, 1, 1)


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def bank(county):
    return a_bank(county, each=2)


def amend(county, **facts):
    given = {"law": LAW, "by": county.by, "at": AT, "version": VERSION, "articles": ["第1条"], "on": DAY}
    return amend_law(**{**given, **facts})


def refused(kind, field, act):
    before = list(LawRef.objects.order_by("pk").values()), Entry.objects.count()
    with pytest.raises(kind) as caught:
        act()
    assert caught.value.field == field
    assert (list(LawRef.objects.order_by("pk").values()), Entry.objects.count()) == before


def test_an_amended_article_marks_its_items_from_its_day(county, bank):
    done = amend(county, note="第九次修订")
    assert (done.law, done.articles, done.items) == (LAW, ("第1条",), 3)
    ref = LawRef.objects.get(law=LAW, article="第1条")
    assert (ref.outdated_from, ref.outdated_note) == (DAY, "第九次修订")
    assert usable_items(bank.pk, DAY - timedelta(days=1)).count() == 12
    assert usable_items(bank.pk, DAY).count() == 9
    entry = history_of(series_of_law(LAW)).get()
    assert (entry.verb, body_of(entry)["items"], body_of(entry)["on"]) == ("exam.amend_law", 3, "2027-01-01")


def test_a_whole_law_is_amended_at_once_and_its_new_version_is_not_touched(county, bank):
    LawRef.objects.create(law=LAW, short=LAWS[0].short, version="2027年修订", article="第1条", in_force_from=DAY)
    assert amend(county, articles=None).items == 6
    assert LawRef.objects.filter(outdated_from=None).count() == 3


def test_an_amendment_of_nothing_twice_or_before_the_law_is_refused(county, bank):
    refused(NoSuchArticle, "articles", lambda: amend(county, articles=["第1条", "第99条"]))
    refused(NoSuchArticle, "articles", lambda: amend(county, law="没有的法"))
    refused(DayBeforeLaw, "on", lambda: amend(county, on=LAWS[0].in_force_from))
    amend(county)
    refused(NoSuchArticle, "articles", lambda: amend(county))


def test_only_who_keeps_a_bank_on_that_law_records_it(county, bank):
    below = actor_for(an_administrator(county.bureau))
    refused(NotAllowed, "", lambda: amend(county, by=below))
    assert amend(county, by=SYSTEM).items == 3


def test_a_mistake_is_taken_back_with_its_reason(county, bank):
    facts = {"law": LAW, "by": county.by, "at": AT, "version": VERSION, "articles": ["第1条"]}
    refused(NotAmended, "", lambda: withdraw_amendment(**facts, reason="x"))
    amend(county)
    refused(NoReason, "reason", lambda: withdraw_amendment(**facts, reason=""))
    below = actor_for(an_administrator(county.bureau))
    refused(NotAllowed, "", lambda: withdraw_amendment(**{**facts, "by": below}, reason="x"))
    assert withdraw_amendment(**facts, reason="误登").items == 3
    assert usable_items(bank.pk, DAY).count() == 12
    assert history_of(series_of_law(LAW)).last().verb == "exam.withdraw_amendment"


@pytest.mark.parametrize(
    ("words", "value"),
    [("十", 10), ("十二", 12), ("二百一十三", 213), ("一百零五", 105), ("一千〇一", 1001), ("37", 37)],
)
def test_a_chinese_numeral_is_read(words, value):
    assert number(words) == value


def test_articles_stand_in_their_order():
    right = ["第三条", "第九条", "第九条第一款", "第九条第二款第三项", "第十条", "第二十条", "第一百零二条", "附则"]
    shuffled = ["第二十条", "第九条第二款第三项", "第十条", "第一百零二条", "第三条", "第九条第一款", "第九条"]
    assert sorted(shuffled, key=order_of) == right[:-1]
    assert min(right, key=order_of) == "附则"


def test_a_retired_item_is_not_counted(county, bank):
    Item.objects.filter(bank=bank, current__law_ref__article="第1条", current__law_ref__law=LAW).update(
        retired_on=date(2026, 1, 1)
    )
    assert amend(county).items == 0


def confirmed(entry, kind):
    keeper = a_person("supervise", agency=an_agency())
    confirm_entry(kind=kind, entry_id=entry.pk, by=actor_for(keeper), at=AT)


def test_what_the_register_confirms_is_marked_here_by_itself(county, bank):
    norm = a_norm(LAW)
    version = a_version(norm, DAY, confirmed=False, amended=["第一条"], repealed=["第九十九条"])
    LawRef.objects.create(law=LAW, short=LAWS[0].short, version="2027年修订", article="第1条", in_force_from=DAY)
    confirmed(version, "version")
    ref = LawRef.objects.get(law=LAW, article="第1条", version=VERSION)
    assert (ref.outdated_from, ref.outdated_note) == (DAY, str(version))
    assert LawRef.objects.filter(outdated_from__isnull=False).count() == 1
    entry = history_of(series_of_law(LAW)).get()
    assert (entry.verb, body_of(entry)["articles"]) == ("exam.amend_law", ["第1条"])
    assert [
        t.what
        for t in touched_by(registered().get(pk=norm.pk), DAY)
        if t.resting.url == reverse("exam_law", args=[ref.pk])
    ] == ["amended"]


def test_the_end_of_a_norm_marks_all_its_items_but_those_marked_before(county, bank):
    amend(county, note="第九次修订")
    norm = a_norm(LAW.removeprefix("中华人民共和国"))
    confirmed(an_end(norm, date(2027, 6, 30), confirmed=False), "end")
    days = set(LawRef.objects.filter(law=LAW).values_list("article", "outdated_from"))
    assert days == {("第1条", DAY), ("第2条", date(2027, 7, 1))}
    assert not LawRef.objects.exclude(law=LAW).filter(outdated_from__isnull=False).exists()
