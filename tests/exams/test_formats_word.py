"""Word documents: the plain layout in the ways people write it; what would be lost is named by its paragraph."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given as over
from hypothesis import settings as how

from exams.exports import word as written
from exams.exports.samples import SAMPLES
from exams.imports import word
from exams.imports.faults import problems_of
from exams.imports.found import Given
from tests.exams.item_drafts import banks, picture
from tests.factories.exams import LAWS

GIVEN = Given(law=LAWS[0], article="第一条", difficulty=3, laws={"行政强制法": LAWS[1]})


def document(*paragraphs, change=None):
    made, stream = docx.Document(), BytesIO()
    for text in paragraphs:
        made.add_paragraph(text)
    if change:
        change(made)
    made.save(stream)
    return stream.getvalue()


def read(*paragraphs, change=None, given=GIVEN):
    return word.read(document(*paragraphs, change=change), given)


def one(*paragraphs, **more):
    found = read(*paragraphs, **more)
    assert found.problems == []
    return found.drafts[0]


def test_the_template_can_be_read_as_it_is_and_has_every_type():
    found = word.read(written.template(), Given())
    assert (found.problems, problems_of(found.drafts)) == ([], [])
    assert [replace(d, place="") for d in found.drafts] == [replace(d, place="") for d in SAMPLES]


def test_all_on_one_line_as_people_write_it():
    draft = one(
        "1. 下列属于行政处罚的是（  ）。 A. 警告 B．查封 C、扣押 D：冻结 答案：A 解析：见法条。 依据：《行政强制法》第二条"
        " 难度：2 题型：单选题"
    )
    assert (draft.stem, draft.options, draft.key) == (
        "下列属于行政处罚的是（  ）。",
        ("警告", "查封", "扣押", "冻结"),
        ("A",),
    )
    assert (draft.explanation, draft.law, draft.article, draft.difficulty) == ("见法条。", LAWS[1], "第二条", 2)


def test_full_width_signs_brackets_and_several_lines():
    draft = one(
        "１．行政处罚的种类包括",
        "以下哪些？",
        "Ａ．警告　Ｂ．罚款",
        "C) 查封",
        "（D）没收",
        "【答案】ＡＢＤ",
        "【解析】第九条：",
        "查封不在其中。",
        "［难度］较易",
    )
    assert draft.stem == "行政处罚的种类包括\n以下哪些？"
    assert draft.options == ("警告", "罚款", "查封", "没收")
    assert (draft.type, draft.key) == ("multiple", ("A", "B", "D"))
    assert draft.explanation.startswith("第九条：\n查封不在其中。")


def test_headings_set_the_type_and_lines_of_law_set_the_law():
    found = read(
        "行政处罚法题库",
        "法律：中华人民共和国行政处罚法",
        "简称：处罚法",
        "版本：2021年修订",
        "施行日期：2021年7月15日",
        "一、判断题（每题1分）",
        "本大题共1题。",
        "1、警告是行政处罚。（√）",
        "依据：第九条",
        "二、单选题",
        "第1题 甲？",
        "A. 一",
        "B. 二",
        "答案：B",
        "依据：《处罚法》第十条",
        "2）乙？",
        "A. 一",
        "B. 二",
        "答案：A",
        "依据：《某条例》第十条",
    )
    assert found.problems == []
    truth, first, second = found.drafts
    assert (truth.type, truth.stem, truth.key, truth.article) == (
        "true_false",
        "警告是行政处罚。（  ）",
        ("A",),
        "第九条",
    )
    assert (truth.law.law, truth.law.short, truth.law.version) == ("中华人民共和国行政处罚法", "处罚法", "2021年修订")
    assert (first.law, first.article, first.type) == (truth.law, "第十条", "single")
    assert second.law.law == "某条例"
    places = [p.place for p in problems_of(found.drafts)]
    assert places
    assert all("2）乙" in place for place in places)


def test_blanks_are_underscores_brackets_or_underlined_spaces():
    assert one("1. 应当在____日内送达。", "答案：七|7").words == (("七", "7"),)
    assert one("1. 应当在（ ）日内送达。", "题型：填空", "答案：七").stem == "应当在____日内送达。"

    def underline(made):
        paragraph = made.add_paragraph("1. 应当在")
        paragraph.add_run("      ").underline = True
        paragraph.add_run("日内送达。")
        made.add_paragraph("答案：七")

    assert one(change=underline).stem == "应当在____日内送达。"


def test_short_answers_and_cases():
    found = read(
        "案例：AL-1",
        "甲店使用过期食品。",
        "乙店没有。",
        "1. 【简答题】如何处罚？",
        "答案：没收。",
        "并处罚款。",
        "评分要点：没收（1分）",
        "罚款（1分）",
        "2. 甲店应当受到处罚。 答案：对",
        "案例结束",
        "3. 别的题。 答案：错",
    )
    assert found.problems == []
    first, second, third = found.drafts
    assert (first.type, first.guide, first.points) == (
        "short_answer",
        "没收。\n并处罚款。",
        ("没收（1分）", "罚款（1分）"),
    )
    assert (first.case.code, first.case.stem) == ("AL-1", "甲店使用过期食品。\n乙店没有。")
    assert (second.case, second.order, third.case) == (first.case, 2, None)
    unnamed = read("案例：", "材料。", "1. 题。 答案：对").drafts[0]
    assert unnamed.case.code.startswith("C-")


def test_numbers_that_word_writes_itself_count_as_well():
    def listed(made):
        numbering = made.part.numbering_part.element
        style = made.styles["List Number 2"].element
        number = style.find(f".//{qn('w:numId')}").get(qn("w:val"))
        kind = next(n for n in numbering.findall(qn("w:num")) if n.get(qn("w:numId")) == number)
        abstract = kind.find(qn("w:abstractNumId")).get(qn("w:val"))
        levels = next(a for a in numbering.findall(qn("w:abstractNum")) if a.get(qn("w:abstractNumId")) == abstract)
        levels.find(f".//{qn('w:numFmt')}").set(qn("w:val"), "upperLetter")
        for stem, key in (("甲？", "B"), ("乙？", "A")):
            made.add_paragraph(stem, style="List Number")
            made.add_paragraph("一", style="List Number 2")
            made.add_paragraph("二", style="List Number 2")
            made.add_paragraph(f"答案：{key}")

    found = read(change=listed)
    assert found.problems == []
    assert [(d.stem, d.options, d.key) for d in found.drafts] == [
        ("甲？", ("一", "二"), ("B",)), ("乙？", ("一", "二"), ("A",)),
    ]  # fmt: skip


def shown(text, alt="现场图"):
    def add(made):
        made.add_paragraph("1. 下列属于处罚决定书的是")
        run = made.add_paragraph(text).add_run()
        run.add_picture(BytesIO(picture(0).data))
        run._element.find(f".//{qn('wp:docPr')}").set("descr", alt)
        made.add_paragraph("B. 另一个")
        made.add_paragraph("答案：A")

    return add


def test_pictures_stand_where_their_paragraph_stands():
    found = read(change=shown("A. 左边的"))
    assert found.problems == []
    assert found.pictures[picture(0).sha256].data == picture(0).data
    assert [(p.place, p.alt) for p in found.drafts[0].pictures] == [("A", "现场图")]
    assert read(change=shown("说明")).drafts[0].pictures[0].place == "stem"
    assert "1." in problems_of(read(change=shown("说明", alt="")).drafts)[0].place


def raw(tag, **attributes):
    """Append an element to a run of a question."""

    def add(made):
        run = made.add_paragraph("1. 题").add_run("x")
        element = OxmlElement(tag)
        for name, value in attributes.items():
            element.set(qn(f"w:{name}"), value)
        (run._element.get_or_add_rPr() if tag in {"w:strike", "w:vanish", "w:vertAlign"} else run._element).append(
            element
        )

    return add


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (raw("m:oMath"), "formula"),
        (raw("w:object"), "embedded"),
        (raw("w:ins"), "tracked"),
        (raw("w:del"), "tracked"),
        (raw("w:footnoteReference"), "note"),
        (raw("w:sym"), "symbol"),
        (raw("w:strike"), "struck"),
        (raw("w:vanish"), "hidden"),
        (raw("w:vertAlign", val="superscript"), "raised"),
        (raw("w:drawing"), "drawing"),
        (lambda made: made.add_table(1, 1), "table"),
    ],
)
def test_what_plain_text_cannot_keep_is_named_by_its_paragraph(change, words):
    from django.utils import translation

    with translation.override("en"):
        found = read("第一段", change=change)
        assert found.problems[0].place.startswith("paragraph 2")
        assert words in found.problems[0].sentence


def test_square_metres_and_text_switched_off_are_no_loss():
    def add(made):
        paragraph = made.add_paragraph("1. 面积100m")
        paragraph.add_run("2").font.superscript = True
        paragraph.add_run("以上").font.strike = False
        made.add_paragraph("答案：对")

    assert one(change=add).stem == "面积100m²以上"


def test_lines_without_a_question_and_things_said_twice_are_named():
    from django.utils import translation

    with translation.override("en"):
        found = read("1. 题 答案：对", "二、单选题", "说明", "答案：错")
        assert [p.place.split()[1] for p in found.problems] == ["3", "4"]
        doubled = read("1. 题 A. 甲 B. 乙", "答案：A", "没有题号的题 A. 甲 B. 乙", "答案：B")
        assert [p.place.split()[1] for p in doubled.problems] == ["4"]


@pytest.mark.parametrize("data", [b"", b"no document", b"PK\x03\x04 torn", document()])
def test_what_is_no_document_or_has_no_question_gets_a_sentence(data, monkeypatch):
    assert word.read(data, GIVEN).problems
    monkeypatch.setattr(word, "MOST_ITEMS", 1)
    assert read("1. 一 答案：对", "2. 二 答案：错").problems


@how(max_examples=60, deadline=None)
@over(banks())
def test_whatever_stands_in_a_document_is_read_or_refused_but_never_breaks(made):
    paragraphs = list(written.lines([one for one in made if not one.case]))
    found = read(*[text for text in paragraphs if text.isprintable()])
    assert found.drafts or found.problems
