"""Items of every type come into the bank with their cases and pictures; keys in use and hashes stay as they are."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given as over
from hypothesis import settings as how

from enforcement.ledger.queries import history_of
from exams.exports.samples import SAMPLES
from exams.import_items import BankChanged, ImportRefused, import_items
from exams.imports.draft import Case, Draft, Law, Picture
from exams.imports.faults import problems_of
from exams.imports.kept import kept
from exams.imports.text import is_fit, mark_blanks, read_words, tidy, write_words
from exams.models import Bank, GroupVersion, Image, Item, ItemGroup, ItemVersion, KeyChange, KeyVersion
from tests.exams.item_drafts import PICTURES, banks, lines, picture, texts
from tests.exams.test_exam_races import at_once
from tests.factories.exams import AT, a_county, an_exam, an_open_session, drafts

LAW = Law("中华人民共和国国家赔偿法", "国家赔偿法", "2012年修正", date(2013, 1, 1))


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def bank(county):
    return Bank.objects.create(agency=county.justice, name="题库")


@pytest.fixture
def bring(county, bank):
    def send(made, **more):
        return import_items(bank_id=bank.pk, by=county.by, at=AT, drafts=made, **more)

    return send


def written(items=None):
    return [replace(one.draft, place="") for one in kept(items or Item.objects.order_by("pk"))]


# --- pure -------------------------------------------------------------------------------------------------------------


def test_the_hash_of_an_item_of_an_old_type_is_what_it_always_was():
    old = Draft(
        place="x", law=LAW, code="PC-001", type="multiple",
        stem="行政机关的下列行为给公民造成财产损害，受害人有权取得行政赔偿的有（  ）。",
        options=("违法实施罚款", "违法对财产采取扣押措施", "依法没收违法所得", "违法征收、征用财产"), key=("A", "B", "D"),
        article="第四条", difficulty=1,
        explanation="违法罚款、违法扣押、违法征收征用属于赔偿范围；依法没收不产生赔偿责任。",
    )  # fmt: skip
    assert old.sha256 == "5659cbf606064d1756baf8481db2a447e4a64c913c31cca9d1a6c6be44df69f3"
    more = [
        replace(old, topic="赔偿范围"), replace(old, fixed=True), replace(old, pictures=(Picture("0" * 64, "图"),)),
        replace(old, case=Case("A", "材料"), order=1), replace(old, case=Case("A", "别的材料"), order=1),
        replace(old, words=(("七",),)),
    ]  # fmt: skip
    assert len({old.sha256, *(one.sha256 for one in more)}) == 7
    assert replace(old, key=("A",), guide="x", points=("y",), code="z").sha256 == old.sha256


@how(max_examples=200, deadline=None)
@over(banks())
def test_accepted_words_are_read_as_they_are_written(made):
    for one in made:
        assert read_words(write_words(one.words)) == one.words


@how(max_examples=200, deadline=None)
@over(texts(80), lines(40))
def test_a_tidy_text_stays_as_it_is(text, line):
    assert (tidy(text), tidy(line)) == (text, line)
    assert tidy(f"  {text}\r\n\t ") == text
    assert is_fit(text)


def test_blanks_are_known_in_all_their_forms():
    assert mark_blanks("应当在__日内、＿＿＿＿＿前") == "应当在____日内、____前"
    assert mark_blanks("应当在（  ）日内、()前") == "应当在____日内、____前"
    assert mark_blanks("应当在____日内（）") == "应当在____日内（）"
    assert read_words("罚款 | 罚金；没收\n警告") == (("罚款", "罚金"), ("没收",), ("警告",))
    assert read_words(r"a\|b\；c\\") == (("a|b；c\\",),)
    assert read_words(" ；七") == ((), ("七",))
    assert read_words("") == ()


def fill_in(**change):
    return replace(SAMPLES[3], **change)


def answered(**change):
    return replace(SAMPLES[4], **change)


def in_case(**change):
    return replace(SAMPLES[5], **change)


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (fill_in(stem="没有空"), "four underscores"),
        (fill_in(stem="五_____年，____年"), "four underscores"),
        (fill_in(words=(("二",),)), "has 2 blanks"),
        (fill_in(words=(("二",), ())), "no accepted word"),
        (fill_in(words=(("二",), ("。", "《》"))), "no accepted word"),
        (fill_in(words=(("二", "二"), ("五",))), "twice"),
        (fill_in(words=(tuple(map(str, range(21))), ("五",))), "more than 20"),
        (fill_in(words=(("长" * 201,), ("五",))), "longer than 200"),
        (fill_in(options=("甲", "乙")), "no options"),
        (answered(guide=""), "model answer"),
        (answered(topic="长" * 61), "longer than 60"),
        (answered(article="第\x02条"), "cannot be shown"),
        (in_case(case=Case("", "材料")), "no code"),
        (in_case(case=Case("A", "")), "no text"),
        (in_case(order=0), "whole number"),
        (in_case(pictures=(Picture("0" * 64, "图", "F"),)), "option F"),
        (in_case(pictures=(Picture("0" * 64, ""),)), "no words that say"),
        (in_case(law=replace(LAW, law="")), "law is missing"),
        (in_case(law=replace(LAW, version="")), "version"),
        (in_case(law=replace(LAW, in_force_from=date.min)), "2021-07-15"),
        (in_case(options=("甲", "", "丙")), "empty"),
    ],
)
def test_each_fault_of_an_item_has_words(draft, words):
    from django.utils import translation

    with translation.override("en"):
        assert words in " ".join(problem.sentence for problem in problems_of([draft]))


def test_options_may_be_pictures_alone_if_they_differ():
    shown = (Picture(picture(0).sha256, "图一", "A"), Picture(picture(1).sha256, "图二", "B"))
    one = replace(SAMPLES[0], options=("", ""), pictures=shown)
    assert problems_of([one]) == []
    assert problems_of([replace(one, pictures=(shown[0], replace(shown[0], place="B")))]) != []
    assert problems_of([replace(one, pictures=shown[:1])]) != []


def test_items_of_one_file_agree_on_their_case_its_places_and_their_law():
    first, second = SAMPLES[5], SAMPLES[6]
    assert problems_of([first, second]) == []
    for other in (replace(second, case=Case("AL-001", "别的")), replace(second, order=1)):
        assert [p.place for p in problems_of([first, other])] == [second.place]
    law = replace(second.law, in_force_from=date(2021, 7, 16))
    assert [p.place for p in problems_of([first, replace(second, law=law)])] == [second.place]
    again = replace(second, code="x", case=Case("AL-002", "材料"), order=1)
    assert problems_of([second, again]) == []


# --- the act ----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@how(max_examples=25, deadline=None)
@over(made=banks())
def test_what_was_imported_is_exported_as_it_was_and_imported_again_changes_nothing(made):
    county = a_county()
    kept_in = Bank.objects.create(agency=county.justice, name=f"题库{Bank.objects.count()}")
    if problems_of(made):
        return
    facts = {"bank_id": kept_in.pk, "by": county.by, "at": AT, "pictures": PICTURES.values()}
    assert import_items(drafts=made, **facts).new == len(made)
    mine = Item.objects.filter(bank=kept_in).order_by("pk")
    assert written(mine) == made
    again = import_items(drafts=written(mine), **facts)
    assert (again.changes, again.unchanged) == (0, len(made))


@pytest.mark.django_db
def test_every_type_comes_in_with_its_key_in_words_its_topic_and_its_case(bring):
    assert bring(SAMPLES).new == len(SAMPLES)
    blank = Item.objects.select_related("current").get(code="CF-004").current
    assert (blank.blanks, blank.topic, blank.options) == (2, "追责时效", [])
    key = blank.keys.get()
    assert (key.mask, key.texts) == (0, [["二", "2", "两"], ["五", "5"]])
    guided = KeyVersion.objects.get(item_version__item__code="CF-005")
    assert set(guided.texts) == {"guide", "points"}
    case = ItemGroup.objects.get()
    assert (case.code, case.current.stem) == ("AL-001", SAMPLES[5].case.stem)
    assert [(i.code, i.group_order) for i in case.items.order_by("group_order")] == [("AL-001-1", 1), ("AL-001-2", 2)]
    assert {v.group_version for v in ItemVersion.objects.filter(item__group=case)} == {case.current}
    assert bring(SAMPLES).changes == 0


@pytest.mark.django_db
def test_a_new_text_of_a_case_is_a_new_version_of_all_its_items(bring):
    bring(SAMPLES)
    new = Case("AL-001", "改写的材料。")
    with pytest.raises(ImportRefused) as refused:
        bring([replace(SAMPLES[5], case=new)])
    assert "AL-001-2" in refused.value.problems[0].sentence
    assert GroupVersion.objects.count() == 1
    done = bring([replace(one, case=new) for one in SAMPLES[5:]])
    assert (done.reworded, done.new) == (2, 0)
    assert [v.number for v in GroupVersion.objects.order_by("number")] == [1, 2]
    assert {v.group_version.number for v in ItemVersion.objects.filter(number=2)} == {2}


@pytest.mark.django_db
def test_an_item_moves_within_its_case_and_out_of_it(bring):
    bring(SAMPLES)
    first, second = SAMPLES[5:]
    with pytest.raises(ImportRefused, match="AL-001-2"):
        bring([replace(first, order=2)])
    swapped = bring([replace(first, order=2), replace(second, order=1)])
    assert (swapped.moved, swapped.changes) == (2, 2)
    assert [i.code for i in Item.objects.exclude(group=None).order_by("group_order")] == ["AL-001-2", "AL-001-1"]
    assert ItemVersion.objects.filter(number=2).count() == 0
    assert bring([replace(second, case=None, order=0)]).reworded == 1
    assert Item.objects.get(code="AL-001-2").group is None


@pytest.mark.django_db
def test_pictures_come_along_are_kept_once_and_missing_ones_are_named(bring):
    shown = Picture(picture(0).sha256, "示意图")
    one = replace(SAMPLES[0], pictures=(shown,), case=Case("P", "材料", (shown,)), order=1)
    with pytest.raises(ImportRefused, match=shown.sha256[:12]):
        bring([one])
    assert Image.objects.count() == 0
    unused = picture(1)
    assert bring([one], pictures=[picture(0), unused]).new == 1
    row = Image.objects.get()
    assert (row.sha256, row.kind, row.width, row.file) == (
        shown.sha256,
        "image/png",
        9,
        f"exams/images/{row.sha256[:2]}/{row.sha256}",
    )
    assert (Path(settings.MEDIA_ROOT) / row.file).read_bytes() == picture(0).data
    assert Item.objects.get().current.media == [{"sha256": shown.sha256, "alt": "示意图", "place": "stem"}]
    assert bring([one]).changes == 0
    assert bring([replace(SAMPLES[1], pictures=(shown,))]).new == 1


@pytest.mark.django_db
def test_the_key_of_an_item_on_papers_is_not_changed_by_a_file(county, bank, bring):
    made = drafts(4)
    bring(made)
    one = next(d for d in made if d.type == "true_false")
    other = replace(one, key=("B",) if one.key == ("A",) else ("A",))
    an_open_session(county, exam=an_exam(county, bank, counts={"single": 8, "multiple": 8, "true_false": 8}))
    with pytest.raises(ImportRefused) as refused:
        bring([other])
    assert [p.place for p in refused.value.problems] == [one.place]
    assert KeyVersion.objects.filter(number=2).count() == 0
    assert bring([replace(other, stem="换了问法的另一道题")]).reworded == 1


@pytest.mark.django_db
def test_a_key_under_discussion_waits_for_its_decision(county, bring):
    bring(SAMPLES)
    version = Item.objects.get(code="CF-001").current
    KeyChange.objects.create(item_version=version, mask=2, proposed_at=AT, proposed_by=county.admin)
    with pytest.raises(ImportRefused):
        bring([replace(SAMPLES[0], key=("C",))])
    KeyChange.objects.update(state="refused")
    assert bring([replace(SAMPLES[0], key=("C",))]).rekeyed == 1


@pytest.mark.django_db
def test_what_was_checked_against_another_bank_is_not_imported(bring):
    seen = bring(SAMPLES, dry_run=True)
    bring(SAMPLES[:1])
    with pytest.raises(BankChanged):
        bring(SAMPLES, expected=seen)
    assert Item.objects.count() == 1
    assert bring(SAMPLES, expected=bring(SAMPLES, dry_run=True)).new == len(SAMPLES) - 1
    assert history_of(f"bank:{Bank.objects.get().pk}").count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_same_file_twice_at_once_comes_in_once(county, bank):
    def bring():
        return import_items(bank_id=bank.pk, by=county.by, at=AT, drafts=SAMPLES)

    done = at_once(bring, bring)
    assert sorted(one.new for one in done) == [0, len(SAMPLES)]
    assert Item.objects.count() == len(SAMPLES)
