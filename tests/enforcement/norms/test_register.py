"""The acts of the register: two persons, days in order, nothing changed that is confirmed."""

from contextlib import nullcontext
from datetime import date

import pytest

from enforcement.errors import NotAllowed
from enforcement.ledger.models import Entry
from enforcement.norms.changes import NotAnArticle, TwiceChanged
from enforcement.norms.confirm_entry import DealtWith, EarlierWaits, SamePerson, confirm_entry, reject_entry
from enforcement.norms.enter_end import EndedBefore, EndsBeforeItBegan, enter_end
from enforcement.norms.enter_version import DaysOutOfOrder, NoValidity, VersionThere, enter_version
from enforcement.norms.models import Norm, NormVersion
from enforcement.norms.queries import standing_of
from enforcement.norms.register_norm import NoRegistration, RegisteredBefore, register_norm
from enforcement.norms.seed import FILE, sow
from tests.factories.flowcharts import a_person, actor, an_agency
from tests.factories.norms import AT, a_norm, a_version, an_end

pytestmark = pytest.mark.django_db(transaction=True)
DAYS = {"published_on": date(2026, 1, 5), "from_on": date(2026, 2, 1)}
VERSION = {"label": "公布", "document_number": "示例令第1号", "published_in": "公报", **DAYS}
NORM = {"title": "示例条例", "level": "regulation", "issuer": "国务院", **VERSION}
LOCAL = {
    **NORM, "title": "示例市办法", "level": "normative", "registration_number": "LLDR-2026-0010001",
    "until_on": date(2030, 1, 31),
}  # fmt: skip


@pytest.fixture
def office():
    return an_agency()


@pytest.fixture
def clerk(office):
    return actor(a_person("review", agency=office))


@pytest.fixture
def supervisor(office):
    return actor(a_person("supervise", agency=office))


def codes(text, on=date(2026, 3, 1)):
    return [code for _citation, code in standing_of(text, on)]


def test_a_norm_counts_once_another_person_confirmed_it(clerk, supervisor):
    version = register_norm(by=clerk, at=AT, **NORM)
    assert codes("示例条例第一条") == ["unregistered"]
    confirm_entry(kind="version", entry_id=version.pk, by=supervisor, at=AT)
    assert codes("示例条例第一条") == ["in_force"]
    assert list(Entry.objects.filter(series=version.norm.series).values_list("verb", flat=True)) == [
        "norm.enter_version", "norm.confirm_version",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "refusal", "field"),
    [
        ({"title": "《有了》"}, RegisteredBefore, "title"),
        ({"level": "normative", "until_on": date(2030, 1, 1)}, NoRegistration, "registration_number"),
        ({"published_on": date(2026, 2, 2)}, DaysOutOfOrder, "from_on"),
        ({"until_on": date(2026, 1, 31)}, DaysOutOfOrder, "from_on"),
        ({"level": "normative", "registration_number": "L-1"}, NoValidity, "until_on"),
        ({"level": "normative", "registration_number": "L-1", "until_on": date(2031, 2, 2)}, NoValidity, "until_on"),
    ],
)
def test_what_is_wrong_is_refused_and_leaves_nothing(clerk, facts, refusal, field):
    a_norm("有了")
    before = Entry.objects.count()
    with pytest.raises(refusal) as caught:
        register_norm(by=clerk, at=AT, **{**NORM, **facts})
    assert caught.value.field == field
    assert (Norm.objects.count(), Entry.objects.count()) == (1, before)


def test_only_those_who_keep_the_register_enter_and_only_supervisors_confirm(office, clerk):
    with pytest.raises(NotAllowed):
        register_norm(by=actor(a_person("handle", agency=office)), at=AT, **NORM)
    elsewhere = actor(a_person("review", agency=an_agency("乐陵市交通运输局")))
    with pytest.raises(NotAllowed):
        register_norm(by=elsewhere, at=AT, agency_id=office.pk, **LOCAL)
    version = register_norm(by=clerk, at=AT, agency_id=office.pk, **LOCAL)
    with pytest.raises(NotAllowed):
        confirm_entry(kind="version", entry_id=version.pk, by=actor(a_person("review", agency=office)), at=AT)


def test_nobody_confirms_what_they_entered_and_nothing_confirmed_changes(office, supervisor):
    version = register_norm(by=supervisor, at=AT, **NORM)
    with pytest.raises(SamePerson):
        confirm_entry(kind="version", entry_id=version.pk, by=supervisor, at=AT)
    other = actor(a_person("supervise", agency=office))
    confirm_entry(kind="version", entry_id=version.pk, by=other, at=AT)
    for again in (lambda: confirm_entry(kind="version", entry_id=version.pk, by=other, at=AT),
                  lambda: reject_entry(kind="version", entry_id=version.pk, by=other, at=AT, reason="误")):  # fmt: skip
        with pytest.raises(DealtWith):
            again()


def test_versions_come_in_their_order(clerk, supervisor):
    norm = a_norm("示例条例")
    a_version(norm, date(2020, 1, 1))
    with pytest.raises(VersionThere):
        enter_version(
            norm_id=norm.pk,
            by=clerk,
            at=AT,
            **{**VERSION, "published_on": date(2019, 1, 1), "from_on": date(2020, 1, 1)},
        )
    first = enter_version(norm_id=norm.pk, by=clerk, at=AT, **VERSION)
    later = {**VERSION, "from_on": date(2026, 6, 1)}
    second = enter_version(norm_id=norm.pk, by=clerk, at=AT, changes="第三条 废止", **later)
    with pytest.raises(EarlierWaits):
        confirm_entry(kind="version", entry_id=second.pk, by=supervisor, at=AT)
    for one in (first, second):
        confirm_entry(kind="version", entry_id=one.pk, by=supervisor, at=AT)
    assert codes("示例条例第三条", date(2026, 5, 31)) == ["in_force"]
    assert codes("示例条例第三条", date(2026, 6, 1)) == ["repealed_article"]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [("第三条 改了", NotAnArticle), ("三条", NotAnArticle), ("第三条\n第三条 废止", TwiceChanged)],
)
def test_articles_that_cannot_be_read_are_refused(clerk, changes, refusal):
    norm = a_norm("示例条例")
    with pytest.raises(refusal) as caught:
        enter_version(norm_id=norm.pk, by=clerk, at=AT, changes=changes, **VERSION)
    assert caught.value.field == "changes"
    assert not NormVersion.objects.exists()


def test_a_norm_ends_once_and_counts_until_its_last_day(clerk, supervisor):
    norm = a_norm("示例条例")
    a_version(norm, date(2020, 1, 1))
    with pytest.raises(EndsBeforeItBegan):
        enter_end(norm_id=norm.pk, by=clerk, at=AT, last_on=date(2019, 1, 1), document_number="令", reason="废止")
    end = enter_end(norm_id=norm.pk, by=clerk, at=AT, last_on=date(2026, 2, 28), document_number="令", reason="废止")
    assert codes("示例条例") == ["in_force"]
    with pytest.raises(EndedBefore):
        enter_end(norm_id=norm.pk, by=clerk, at=AT, last_on=date(2026, 3, 1), document_number="令", reason="废止")
    confirm_entry(kind="end", entry_id=end.pk, by=supervisor, at=AT)
    assert codes("示例条例") == ["expired"]
    assert codes("示例条例", date(2026, 2, 28)) == ["in_force"]


def test_a_rejected_entry_is_gone_but_stays_on_the_ledger(clerk, supervisor):
    version = register_norm(by=clerk, at=AT, **NORM)
    assert reject_entry(kind="version", entry_id=version.pk, by=supervisor, at=AT, reason="名称有误") is None
    assert not Norm.objects.exists()
    assert Entry.objects.get(verb="norm.reject_version").series == f"norm:{version.norm_id}"


def test_the_seed_is_sown_once_by_two(clerk, supervisor):
    lines = sum(not line.startswith("#") for line in FILE.read_text(encoding="utf-8").splitlines())
    assert sow(entered_by=clerk, confirmed_by=supervisor, at=AT) == lines
    assert sow(entered_by=clerk, confirmed_by=supervisor, at=AT) == 0
    assert codes("行政处罚法第六十条；行政执法监督条例第二十七条") == ["in_force", "in_force"]
    assert codes("行政执法监督条例第二十七条", date(2026, 1, 31)) == ["not_yet"]


@pytest.mark.parametrize(("last", "right"), [(date(2029, 2, 28), True), (date(2029, 3, 1), False)])
def test_five_years_from_a_leap_day_end_on_the_last_of_february(clerk, last, right):
    norm = a_norm("示例通知", level="normative", registration_number="L-2")
    facts = {**VERSION, "published_on": date(2024, 2, 1), "from_on": date(2024, 2, 29), "until_on": last}
    with nullcontext() if right else pytest.raises(NoValidity):
        enter_version(norm_id=norm.pk, by=clerk, at=AT, **facts)


def test_a_successor_of_the_same_title_is_entered_after_the_end_and_ends_itself(clerk):
    norm = a_norm("示例办法")
    a_version(norm, date(2015, 1, 1))
    an_end(norm, date(2025, 12, 31))
    facts = {**VERSION, "published_on": date(2025, 12, 1), "from_on": date(2026, 1, 1)}
    enter_version(norm_id=norm.pk, by=clerk, at=AT, changes="第三十条之一 新增", **facts)
    ending = {"document_number": "令", "reason": "废止"}
    assert enter_end(norm_id=norm.pk, by=clerk, at=AT, last_on=date(2027, 1, 1), **ending).pk
    with pytest.raises(EndedBefore):
        enter_end(norm_id=norm.pk, by=clerk, at=AT, last_on=date(2027, 2, 1), **ending)
