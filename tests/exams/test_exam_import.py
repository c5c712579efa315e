"""Items come in whole or not at all, the second time nothing changes, and a fault is named to its cell."""

import json
from dataclasses import replace
from datetime import date, time
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from openpyxl.utils import get_column_letter

from enforcement.actor import SYSTEM
from enforcement.errors import NotAllowed, NotFound
from enforcement.ledger.queries import body_of, history_of
from exams.exports import workbook as written
from exams.exports.samples import SAMPLES
from exams.import_items import ImportRefused, import_items
from exams.imports import json_file, workbook
from exams.imports.columns import HEADINGS
from exams.imports.faults import problems_of
from exams.imports.found import Given
from exams.models import Bank, Item, ItemType, ItemVersion, KeyVersion, LawRef
from tests.factories.exams import AT, LAWS, a_county, actor_for, an_officer, drafts

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def bank(county):
    return Bank.objects.create(agency=county.justice, name="题库")


def rows():
    return Item.objects.count(), ItemVersion.objects.count(), KeyVersion.objects.count(), LawRef.objects.count()


def test_an_import_makes_items_versions_and_keys_and_the_ledger_says_so(county, bank):
    done = import_items(bank_id=bank.pk, by=county.by, at=AT, drafts=drafts(2))
    assert (done.new, done.changes) == (12, 12)
    assert rows() == (12, 12, 12, 4)
    entry = history_of(f"bank:{bank.pk}").get()
    assert (entry.verb, body_of(entry)["new"]) == ("exam.import_items", 12)
    assert Item.objects.filter(current=None).count() == 0


def test_the_same_import_again_changes_nothing(county, bank):
    import_items(bank_id=bank.pk, by=county.by, at=AT, drafts=drafts(2))
    before = rows()
    done = import_items(bank_id=bank.pk, by=county.by, at=AT, drafts=drafts(2))
    assert (done.unchanged, done.changes) == (12, 0)
    assert rows() == before
    assert history_of(f"bank:{bank.pk}").count() == 1


def test_a_new_wording_is_a_new_version_and_a_new_key_a_new_key(county, bank):
    made = drafts(1)
    import_items(bank_id=bank.pk, by=county.by, at=AT, drafts=made)
    made[0] = replace(made[0], stem="改写的题干")
    made[1] = replace(made[1], key=("C", "D"))
    made[3] = replace(made[3], options=(*made[3].options, "戊"), key=("E",))
    done = import_items(bank_id=bank.pk, by=county.by, at=AT, drafts=made)
    assert (done.reworded, done.rekeyed, done.unchanged) == (2, 1, 3)
    assert Item.objects.get(code=made[0].code).current.number == 2
    rekeyed = Item.objects.get(code=made[1].code).current
    assert [k.number for k in rekeyed.keys.order_by("number")] == [1, 2]
    assert rekeyed.keys.get(number=2).reason == made[1].place


def test_a_trial_run_counts_and_changes_nothing(county, bank):
    assert import_items(bank_id=bank.pk, by=county.by, at=AT, drafts=drafts(1), dry_run=True).new == 6
    assert rows() == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"code": ""}, "code"),
        ({"type": "essay"}, "type"),
        ({"stem": ""}, "question"),
        ({"article": ""}, "article"),
        ({"difficulty": 9}, "difficulty"),
        ({"options": ("一",)}, "options"),
        ({"options": ("一", "")}, "empty"),
        ({"options": ("一", "一")}, "same"),
        ({"key": ("Z",)}, "among"),
        ({"key": ()}, "missing"),
        ({"key": ("A", "A")}, "twice"),
        ({"key": ("A", "B")}, "exactly one"),
        ({"type": "multiple"}, "at least two"),
        ({"type": "true_false"}, "exactly two"),
    ],
)
def test_one_fault_refuses_the_whole_import_and_names_the_place(county, bank, change, words):
    made = drafts(1)
    made[0] = replace(made[0], **change)
    from django.utils import translation

    with translation.override("en"), pytest.raises(ImportRefused, match=words) as refused:
        import_items(bank_id=bank.pk, by=county.by, at=AT, drafts=made)
    assert refused.value.problems[0].place == made[0].place
    assert rows() == (0, 0, 0, 0)


def test_a_code_or_question_twice_and_a_change_of_type_are_refused(county, bank):
    made = drafts(1)
    found = problems_of([made[0], replace(made[0], place="y")])
    assert [p.place for p in found] == ["y", "y"]
    import_items(bank_id=bank.pk, by=county.by, at=AT, drafts=made)
    with pytest.raises(ImportRefused):
        import_items(bank_id=bank.pk, by=county.by, at=AT, drafts=[replace(made[0], type="multiple", key=("A", "B"))])


def test_only_the_exam_duty_on_the_bank_s_agency_imports(county, bank):
    stranger = actor_for(an_officer(county.bureau))
    with pytest.raises(NotAllowed):
        import_items(bank_id=bank.pk, by=stranger, at=AT, drafts=drafts(1))
    with pytest.raises(NotFound):
        import_items(bank_id=0, by=SYSTEM, at=AT, drafts=[])
    assert rows() == (0, 0, 0, 0)


def test_options_that_speak_of_those_above_keep_their_order():
    one = drafts(1)[0]
    assert not one.keep_order
    assert replace(one, options=("甲", "乙", "以上都对")).keep_order


def test_the_project_s_items_are_all_right_and_come_in_by_the_command(county):
    out = StringIO()
    call_command("import_items", agency=county.justice.credit_code, stdout=out)
    assert Item.objects.count() >= 100
    assert "0 unchanged" in out.getvalue()
    call_command("import_items", agency=county.justice.credit_code, stdout=out, dry_run=True)
    assert ": 0 new, 0 reworded" in out.getvalue()
    call_command("import_items", agency=county.justice.credit_code, stdout=out, dry_run=True, bank="试用")
    assert not Bank.objects.filter(name="试用").exists()


def test_the_command_refuses_an_unknown_agency_and_wrong_files(county, tmp_path):
    with pytest.raises(CommandError, match="No agency"):
        call_command("import_items", agency="x")
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    good = {"law": "法", "short": "法", "version": "1", "in_force_from": "2020-01-01", "items": [{"code": "A"}, 3]}
    (tmp_path / "b.json").write_text(json.dumps(good), encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        call_command("import_items", tmp_path / "a.json", tmp_path / "b.json", agency=county.justice.credit_code)
    assert str(refused.value).count("\n") == 3
    assert Item.objects.count() == 0
    assert json_file.read([tmp_path / "none.json"])[1]


def book(*rows, heads=None):
    made = openpyxl.Workbook()
    made.active.append(list(heads or HEADINGS.values()))
    for row in rows:
        made.active.append([row.get(name, "") for name in HEADINGS])
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def read(data, **given):
    found = workbook.read(data, Given(**given))
    return found.drafts, found.problems


def test_the_template_explains_itself_and_its_examples_of_every_type_come_in(county, bank):
    pages = openpyxl.load_workbook(BytesIO(written.template()))
    assert pages.sheetnames == ["试题", "示例", "填写说明", "图片"]
    assert {row[0].value for row in pages["填写说明"].iter_rows(min_row=2)} >= {"题型", "答案", "案例编号", "图片"}
    assert [p.place for p in read(written.template())[1]] == ["A2"]
    pages["试题"].append([cell.value for cell in pages["示例"][2]])
    stream = BytesIO()
    pages.save(stream)
    assert [d.code for d in read(stream.getvalue())[0]] == [SAMPLES[0].code]
    items, problems = read(written.write(SAMPLES, {}))
    assert (problems, {d.type for d in items}) == ([], set(ItemType.values))
    assert import_items(bank_id=bank.pk, by=county.by, at=AT, drafts=items).new == len(SAMPLES)


ROW = {
    "code": "CF-001", "type": "单选", "stem": "下列属于行政处罚的是（  ）。",
    "option_A": "通报批评", "option_B": "查封场所", "option_C": "冻结存款", "option_D": "加处罚款", "key": "A",
    "law": "中华人民共和国行政处罚法", "short": "行政处罚法", "version": "2021年修订", "in_force_from": "2021-07-15",
    "article": "第九条", "explanation": "通报批评为第九条第一项所列。", "difficulty": "1",
}  # fmt: skip


def test_a_workbook_takes_chinese_types_days_and_right_or_wrong():
    row = {**ROW, "type": "判断题", "key": "错误", "difficulty": 2.0, "in_force_from": date(2021, 7, 15), "short": ""}
    row |= dict.fromkeys(("option_A", "option_B", "option_C", "option_D"), "")
    multiple = {**ROW, "code": "B", "type": "多选", "key": "a, Ｃ", "stem": "另一题", "in_force_from": "2021年7月15日"}
    items, problems = read(book(row, {}, multiple))
    assert problems == []
    assert (items[0].options, items[0].key, items[0].difficulty, items[0].law.short) == (
        ("正确", "错误"), ("B",), 2, "行政处罚法",
    )  # fmt: skip
    assert (items[1].key, items[1].law) == (("A", "C"), items[0].law)
    assert [workbook._text(value) for value in (2.0, 2.5, None)] == ["2", "2.5", ""]
    assert items[1].place == "A4"


def test_faults_of_a_workbook_are_named_to_the_cell():
    items, problems = read(
        book(
            {**ROW, "in_force_from": "昨天", "difficulty": "难极了", "law": "", "option_B": ""},
            {**ROW, "key": "F", "topic": "#REF!"},
            {**ROW, "type": "连线"},
            {**ROW, "code": "K", "type": "填空", "stem": "应当在（ ）日内送达。", "key": "七|7；五", "option_A": ""},
        )
    )
    assert [p.place for p in problems] == ["T3"]
    places = {p.place for p in problems_of(items)}
    assert places >= {"P2", "S2", "M2", "E2", "L3", "B4", "A4", "C4", "L5", "D5"}


def test_a_law_that_the_file_does_not_name_is_taken_from_what_the_importer_says():
    heads = [HEADINGS[name] for name in ("code", "type", "stem", "option_A", "option_B", "key")]
    made = openpyxl.Workbook()
    made.active.append(heads)
    made.active.append(["", "单选", "题", "甲", "乙", "B"])
    stream = BytesIO()
    made.save(stream)
    assert "法律名称" in read(stream.getvalue())[1][0].sentence
    items, problems = read(stream.getvalue(), law=LAWS[0], article="第一条", difficulty=3)
    assert (problems, problems_of(items)) == ([], [])
    assert (items[0].law, items[0].article, items[0].difficulty) == (LAWS[0], "第一条", 3)
    assert items[0].code == read(stream.getvalue(), law=LAWS[0], article="x", difficulty=1)[0][0].code


def test_what_is_no_workbook_or_lacks_headings_or_rows_gets_a_clear_sentence(monkeypatch):
    assert read(b"not a workbook")[1]
    assert read(b"")[1]
    _items, problems = read(book(heads=["编号", "题型"]))
    assert "题干" in problems[0].sentence
    assert read(book())[1][0].place == "A2"
    monkeypatch.setattr(workbook, "MOST_ITEMS", 1)
    assert read(book(ROW, ROW))[1][0].place == "A3"


def test_what_a_spreadsheet_makes_of_a_text_is_never_taken_for_the_text():
    def changed(cell, value, shown=""):
        made = openpyxl.load_workbook(BytesIO(book(ROW)))
        made.active[cell] = value
        made.active[cell].number_format = shown or made.active[cell].number_format
        stream = BytesIO()
        made.save(stream)
        return read(stream.getvalue())

    option, last = (get_column_letter(1 + list(HEADINGS).index(name)) for name in ("option_A", "fixed"))
    assert [changed(f"{option}2", n, "0.0%")[0][0].options[0] for n in (0.05, 0.125, 3)] == ["5%", "12.5%", "300%"]
    for value in (date(2026, 3, 5), time(9, 30)):
        assert [p.place for p in changed(f"{option}2", value)[1]] == [f"{option}2"]
    assert [p.place for p in changed(f"{last}1", HEADINGS["stem"])[1]] == [f"{last}1"]


def test_merged_cells_are_named_because_only_one_of_them_has_a_value():
    made = openpyxl.load_workbook(BytesIO(book(ROW, {**ROW, "code": "2"})))
    made.active.merge_cells("M2:M3")
    stream = BytesIO()
    made.save(stream)
    assert "M2:M3" in [p.place for p in read(stream.getvalue())[1]]
