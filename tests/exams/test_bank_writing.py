"""Items and cases written in the bank: what each act does, says in the ledger, and refuses."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement.errors import NotAllowed, NotFound
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import body_of, history_of
from exams.bank.amend_law import amend_law
from exams.bank.change_bank import NothingChanged
from exams.bank.differences import difference
from exams.bank.queries import usable_items
from exams.bank.similar import alike, asked
from exams.bank.store_image import store_image
from exams.bank.write_case import CaseChangedMeanwhile, CaseCodeTaken, WrongCase, reword_case, write_case
from exams.bank.write_item import (
    ChangedMeanwhile,
    CodeTaken,
    KeyAlone,
    SimilarItems,
    WrongItem,
    reword_item,
    write_item,
)
from exams.imports.draft import Case, Draft, Picture
from exams.imports.kept import kept
from exams.imports.similar import bare
from exams.models import GroupVersion, Item, ItemGroup, ItemVersion, KeyVersion
from tests.exams.test_exam_races import at_once, successes
from tests.factories.exams import AT, LAWS, a_bank, a_county, actor_for, an_officer
from tests.factories.exams_bank import picture_bytes

STEMS = {
    "single": "公民对处罚决定不服的，应当向谁申请复议？",
    "multiple": "下列哪些属于当场处罚的条件？",
    "true_false": "当场收缴罚款必须出具财政部门统一制发的专用票据。",
    "fill_in": "违法行为在____年内未被发现的，不再给予____。",
    "short_answer": "简述立案的条件。",
}
ANSWERS = {
    "single": {"options": ("本级政府", "上级法院", "检察院"), "key": ("A",)},
    "multiple": {"options": ("事实确凿", "有法定依据", "数额较大"), "key": ("A", "B")},
    "true_false": {"options": ("正确", "错误"), "key": ("A",)},
    "fill_in": {"options": (), "key": (), "words": (("二", "两"), ("行政处罚",))},
    "short_answer": {"options": (), "key": (), "guide": "四项条件", "points": ("有违法行为", "属于管辖")},
}


def draft(type_="single", **facts):
    return Draft(
        **{
            "place": "",
            "law": LAWS[0],
            "code": f"NEW-{type_}",
            "type": type_,
            "stem": STEMS[type_],
            "article": "第三十六条",
            "explanation": "依据条文。",
            "difficulty": 3,
            **ANSWERS[type_],
            **facts,
        }
    )


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def bank(county):
    return a_bank(county, each=1)


@pytest.fixture
def write(county, bank):
    def do(one=None, **facts):
        return write_item(**{"bank_id": bank.pk, "by": county.by, "at": AT, "draft": one or draft(), **facts})

    return do


@pytest.fixture
def reword(county):
    def do(item, **facts):
        changed = {key: facts.pop(key) for key in list(facts) if key in Draft.__dataclass_fields__}
        one = replace(kept(Item.objects.filter(pk=item.pk))[0].draft, **changed)
        base = facts.pop("base", item.current.number)
        return reword_item(**{"item_id": item.pk, "by": county.by, "at": AT, "base": base, "draft": one, **facts})

    return do


def state():
    tables = (Item, ItemVersion, KeyVersion, ItemGroup, GroupVersion)
    return [list(model.objects.order_by("pk").values()) for model in tables], Entry.objects.count()


@contextmanager
def refused(kind, field=""):
    before = state()
    with pytest.raises(kind) as caught:
        yield caught
    assert caught.value.field == field
    assert state() == before


def last(bank):
    entry = history_of(f"bank:{bank.pk}").last()
    return entry.verb, body_of(entry)


# --- items ------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("type_", list(STEMS))
def test_an_item_of_each_type_is_written_with_its_key_and_reads_back_the_same(bank, write, type_):
    one = draft(type_, topic="程序")
    item = write(one)
    assert (item.current.number, item.current.topic, item.type) == (1, "程序", type_)
    assert item.current.blanks == (2 if type_ == "fill_in" else 0)
    (again,) = kept(Item.objects.filter(pk=item.pk))
    assert (again.draft.sha256, again.draft.mask, again.draft.texts) == (one.sha256, one.mask, one.texts)
    verb, body = last(bank)
    assert (verb, body["item"], body["version"], body["sha256"]) == ("exam.write_item", item.code, 1, one.sha256)
    assert "罚款" not in str(body)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"stem": ""}, "stem"),
        ({"options": ("一",)}, "options"),
        ({"key": ("D",)}, "key"),
        ({"article": ""}, "article"),
        ({"pictures": (Picture("0" * 64, "不存在"),)}, "pictures"),
    ],
)
def test_a_wrong_item_is_refused_with_the_part_at_fault(write, facts, field):
    parts = {part: part for part in ("stem", "options", "key", "article", "pictures")}
    with refused(WrongItem, field):
        write(draft(**facts, cells=parts))


@pytest.mark.django_db
def test_a_code_that_is_taken_a_stranger_and_no_bank_are_refused(county, bank, write):
    write()
    with refused(CodeTaken, "code"):
        write(draft(stem="另一个完全不同的问题是什么"))
    with refused(NotAllowed):
        write(draft(code="X"), by=actor_for(an_officer(county.bureau)))
    with refused(NotFound):
        write(draft(code="X"), bank_id=0)


@pytest.mark.django_db
def test_an_item_like_another_is_refused_with_its_name_until_it_is_confirmed(bank, write):
    first = write()
    near = draft(code="NEAR", stem=STEMS["single"].replace("谁", "哪个机关"))
    with refused(SimilarItems, "similar_ok") as caught:
        write(near)
    assert [one.item for one in caught.value.similar] == [first]
    assert first.code in str(caught.value)
    assert write(near, similar_ok=True).code == "NEAR"
    assert last(bank)[1]["similar_ok"] is True


@pytest.mark.django_db
def test_what_is_retired_of_another_type_or_asks_for_other_options_is_not_similar(county, write):
    first = write()
    write(draft("true_false", code="T", stem=STEMS["single"]))
    write(draft(code="O", options=("省级税务主管部门", "市级海关机构", "县级统计调查队")))
    Item.objects.filter(pk=first.pk).update(retired_on=date(2026, 1, 1))
    assert write(draft(code="AGAIN")).code == "AGAIN"


@pytest.mark.django_db
def test_a_new_version_takes_the_place_of_the_old_one_and_both_stay(bank, write, reword):
    item = write()
    version = reword(item, stem="不服行政处罚决定的公民可以向谁申请行政复议？", key=("B",))
    item.refresh_from_db()
    assert (item.current, version.number) == (version, 2)
    assert [key.mask for key in KeyVersion.objects.filter(item_version__item=item).order_by("pk")] == [1, 2]
    verb, body = last(bank)
    assert (verb, body["version"], body["sha256"]) == ("exam.reword_item", 2, version.sha256)


@pytest.mark.django_db
def test_a_version_from_an_old_one_with_nothing_new_or_only_a_key_is_refused(county, write, reword):
    item = write()
    with refused(NothingChanged):
        reword(item)
    with refused(KeyAlone):
        reword(item, key=("C",))
    with refused(WrongItem, "x"):
        reword(item, stem="", cells={"stem": "x"})
    with refused(NotAllowed):
        reword(item, stem="另写一题", by=actor_for(an_officer(county.bureau)))
    with refused(NotFound):
        reword(item, stem="另写一题", item_id=0)
    reword(item, explanation="更清楚")
    with refused(ChangedMeanwhile):
        reword(item, explanation="又一个", base=1)


@pytest.mark.django_db
def test_a_new_wording_like_another_item_is_refused_but_never_for_being_like_itself(write, reword):
    item = write()
    other = write(
        draft("single", code="B", stem="行政机关应当自立案之日起多少日内作出决定？", options=("30", "60", "90"))
    )
    assert reword(item, stem=STEMS["single"] + "！").number == 2
    with refused(SimilarItems, "similar_ok"):
        reword(other, stem=STEMS["single"], options=ANSWERS["single"]["options"])


@pytest.mark.django_db
def test_a_version_on_the_new_article_takes_the_item_off_the_list_of_the_amended(county, bank, write, reword):
    item, day = write(), date(2027, 1, 1)
    amend_law(law=LAWS[0].law, by=county.by, at=AT, version=LAWS[0].version, articles=["第三十六条"], on=day)
    assert item.pk not in usable_items(bank.pk, day).values_list("pk", flat=True)
    reword(item, law=replace(LAWS[0], version="2027年修订", in_force_from=day))
    assert item.pk in usable_items(bank.pk, day).values_list("pk", flat=True)
    assert item.pk not in usable_items(bank.pk, date(2026, 12, 31)).values_list("pk", flat=True)


@pytest.mark.django_db(transaction=True)
def test_two_new_versions_at_once_give_one():
    county = a_county()
    bank = a_bank(county, each=1)
    item = write_item(bank_id=bank.pk, by=county.by, at=AT, draft=draft())

    def go(words):
        return lambda: reword_item(
            item_id=item.pk, by=county.by, at=AT, base=1, draft=draft(explanation=words), similar_ok=True
        )

    assert len(successes(at_once(go("甲"), go("乙")))) == 1
    assert item.versions.count() == 2


# --- cases ------------------------------------------------------------------------------------------------------------

CASE = Case("AL-1", "某饭店使用过期食品原料，货值不足一万元。")


@pytest.fixture
def case(county, bank):
    return write_case(bank_id=bank.pk, by=county.by, at=AT, case=CASE)


@pytest.mark.django_db
def test_a_case_is_written_and_its_items_stand_in_it_in_order(bank, write, case):
    assert (case.code, case.current.number, case.current.stem) == ("AL-1", 1, CASE.stem)
    assert last(bank)[0] == "exam.write_case"
    first = write(draft(case=CASE, order=1))
    second = write(draft("multiple", case=CASE, order=2))
    assert [item.group_order for item in (first, second)] == [1, 2]
    assert first.current.group_version == second.current.group_version == case.current
    with refused(WrongItem, "order"):
        write(draft("true_false", case=CASE, order=2, cells={"order": "order"}))


@pytest.mark.django_db
def test_a_new_text_gives_each_item_a_new_version_with_the_key_it_has(county, bank, write, case):
    first, second = write(draft(case=CASE, order=1)), write(draft("multiple", case=CASE, order=2))
    KeyVersion.objects.create(
        item_version=first.current, number=2, mask=1, masks=[1, 2], status="accept_multiple", made_at=AT, made_by="x"
    )
    text = replace(CASE, stem="某饭店使用过期食品原料，货值一万二千元。")
    reword_case(group_id=case.pk, by=county.by, at=AT, base=1, case=text)
    for item in (first, second):
        item.refresh_from_db()
    assert first.current.number == second.current.number == 2
    assert first.current.group_version.stem == text.stem
    assert first.current.stem == STEMS["single"]
    keys = [(key.mask, key.masks, key.status) for key in first.current.keys.order_by("number")]
    assert keys[-1] == (1, [1, 2], "accept_multiple")
    assert second.current.keys.get().mask == 3
    verb, body = last(bank)
    assert (verb, body["items"], body["version"]) == ("exam.reword_case", [first.code, second.code], 2)


@pytest.mark.django_db
def test_a_case_without_items_is_reworded_alone(county, case):
    reword_case(group_id=case.pk, by=county.by, at=AT, base=1, case=replace(CASE, stem="改写"))
    case.refresh_from_db()
    assert (case.current.number, case.current.stem) == (2, "改写")


@pytest.mark.django_db
def test_a_case_that_is_wrong_taken_unchanged_or_stale_is_refused(county, bank, case):
    facts = {"bank_id": bank.pk, "by": county.by, "at": AT, "case": CASE}
    with refused(CaseCodeTaken, "code"):
        write_case(**facts)
    with refused(WrongCase, "code"):
        write_case(**{**facts, "case": replace(CASE, code=" ")})
    with refused(WrongCase, "stem"):
        write_case(**{**facts, "case": Case("AL-2", " ")})
    for picture in (Picture("0" * 64, ""), Picture("0" * 64, "图")):
        with refused(WrongCase, "pictures"):
            write_case(**{**facts, "case": Case("AL-2", "文", (picture,))})
    with refused(NotAllowed):
        write_case(**{**facts, "by": actor_for(an_officer(county.bureau))})
    again = {"group_id": case.pk, "by": county.by, "at": AT, "base": 1, "case": replace(CASE, stem="改写")}
    with refused(NothingChanged):
        reword_case(**{**again, "case": CASE})
    with refused(CaseChangedMeanwhile):
        reword_case(**{**again, "base": 2})
    with refused(NotFound):
        reword_case(**{**again, "group_id": 0})
    with refused(NotAllowed):
        reword_case(**{**again, "by": actor_for(an_officer(county.bureau))})


@pytest.mark.django_db
def test_a_case_and_an_item_show_pictures_that_are_kept(county, bank, write):
    image = store_image(bank_id=bank.pk, by=county.by, at=AT, data=picture_bytes())
    text = Case("AL-9", "见图。", (Picture(image.sha256, "现场平面图"),))
    case = write_case(bank_id=bank.pk, by=county.by, at=AT, case=text)
    assert case.current.media == [{"sha256": image.sha256, "alt": "现场平面图"}]
    item = write(draft(pictures=(Picture(image.sha256, "许可证", "B"),)))
    assert item.current.media == [{"sha256": image.sha256, "alt": "许可证", "place": "B"}]


# --- pure -------------------------------------------------------------------------------------------------------------


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_difference_makes_both_texts(old, new):
    pieces = difference(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new
    assert all(piece.text for piece in pieces)


TEXTS = st.text("行政处罚法第条规定应当可以不得，。ab1", max_size=12)


@given(TEXTS, st.lists(TEXTS, max_size=6), st.integers(1, 100))
def test_texts_at_least_as_like_as_asked_are_named_the_likest_first_and_a_text_is_like_itself(text, known, percent):
    found = alike(text, known, percent)
    assert all(percent - 1 <= score <= 100 for _place, score in found)
    assert [score for _place, score in found] == sorted((score for _place, score in found), reverse=True)
    same = {place for place, other in enumerate(known) if bare(text) and bare(other) == bare(text)}
    assert same <= {place for place, score in found if score == 100}


def test_signs_spaces_width_and_the_order_of_options_do_not_tell_items_apart():
    assert alike("行政处罚（ ）的种类，Ａ类", ["行政处罚()的种类 a类"], 100) == [(0, 100)]
    assert asked("问", ["甲", "乙"]) == asked("问", ["乙", "甲"])
    assert alike("。，", ["。，"], 1) == []
