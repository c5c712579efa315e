"""GIFT: out and in again without loss; files of other programs; what it has no type for is refused by its line."""

import pytest
from hypothesis import given as over
from hypothesis import settings as how

from exams.exports import gift as written
from exams.exports.samples import SAMPLES
from exams.imports import gift
from exams.imports.found import Given
from tests.exams.formats_trip import there_and_back
from tests.exams.item_drafts import banks
from tests.factories.exams import LAWS

GIVEN = Given(law=LAWS[0], article="第一条", difficulty=3)


@how(max_examples=150, deadline=None)
@over(banks())
def test_what_is_written_is_read_as_it_was(made):
    there_and_back(made, out=written, into=gift)


def read(text, given=GIVEN):
    return gift.read(text.encode() if isinstance(text, str) else text, given)


FOREIGN = """// question: 11  name: 题一
$CATEGORY: $course$/top/练习

// [id:ext-7] [tag:送达] [tag:期间]
::第一题::[html]<p>行政处罚决定书应当<b>当场</b>交付&nbsp;&lt;当事人&gt;。</p>{
	=当场交付#对
	~七日内送达#这是当事人不在场时
	~公告送达
	####<p>第六十一条。</p>
}

::第二题:: 下列是行政处罚种类的有 {~%50%罚款 ~%50%警告 ~%-100%查封\\=扣押}

::第三题:: 行政处罚包括警告。{TRUE#错了#对了}

// 一行注释

行政处罚决定书应当在{=七 =7 =七个#可以}日内送达。

中国的首都是？{=北京}

简述听证程序。{}
"""


def test_a_file_of_another_program_is_read_with_what_the_importer_says_of_the_law():
    found = read(FOREIGN)
    assert found.problems == []
    one, two, three, four, five, six = found.drafts
    assert (one.code, one.topic, one.type, one.key) == ("ext-7", "送达、期间", "single", ("A",))
    assert one.stem == "行政处罚决定书应当当场交付 <当事人>。"
    assert one.explanation.split("\n") == ["第六十一条。", "选项A：对", "选项B：这是当事人不在场时"]
    assert (two.code[:2], two.type, two.key, two.options[2]) == ("Q-", "multiple", ("A", "B"), "查封=扣押")
    assert (three.type, three.options, three.key, three.explanation) == (
        "true_false", ("正确", "错误"), ("A",), "错了\n对了",
    )  # fmt: skip
    assert (four.stem, four.words) == ("行政处罚决定书应当在____日内送达。", (("七", "7", "七个"),))
    assert five.stem == "中国的首都是？____"
    assert (six.type, six.guide) == ("short_answer", "")
    assert one.law == LAWS[0]
    assert four.code == read(FOREIGN).drafts[3].code != five.code


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("题{#3:1}", 1, "numerical"),
        ("\n\n题{=a -> b =c -> d}", 3, "matching"),
        ("题{=a ~b", 1, "no end"),
        ("一{=a}二{=b}", 1, "several"),
        ("题{a ~b}", 1, "neither"),
        ("只是一段说明。", 1, "no question"),
        ("题{=%50%a =b}", 1, "part of the marks"),
        ("题{=a ~%50%b}", 1, "part of the marks"),
        ("[html]<table><tr><td>x</td></tr></table>{=a ~b}", 1, "table"),
        ('[html]<img src="x.png">{=a ~b}', 1, "img"),
        ("// 图片：stem data:image/png;base64,AAAA 图\n题{=a ~b}", 2, "PNG"),
        ("// 图片：没有图片\n题{=a ~b}", 2, "PNG"),
    ],
)
def test_what_this_system_has_no_place_for_is_refused_by_its_line(text, line, words):
    from django.utils import translation

    with translation.override("en"):
        found = read(text)
        assert [p.place for p in found.problems] == [f"line {line}"]
        assert words in found.problems[0].sentence


def test_the_file_may_be_in_the_encoding_of_chinese_windows_but_must_be_text(monkeypatch):
    assert read("行政{T}".encode("gb18030")).drafts[0].stem == "行政"
    assert read("\ufeff行政{T}".encode()).drafts[0].stem == "行政"
    assert read(b"\xff\xff\x00").problems
    assert read("").problems
    monkeypatch.setattr(gift, "MOST_ITEMS", 1)
    assert read("一{T}\n\n二{F}").problems


def test_what_moodle_reads_is_native_and_the_rest_stands_in_comments():
    text = written.write(SAMPLES, {}).decode()
    plain = "\n".join(line for line in text.split("\n") if not line.startswith("//"))
    assert "$CATEGORY: 行政处罚法" in plain
    assert "::CF-001::[plain]下列属于行政处罚的是（  ）。{\n=通报批评\n~查封场所" in plain
    assert "~%33.33333%较大数额罚款\n~%33.33333%降低资质等级\n~%-100%警告" in plain
    assert "{\nT\n}" in plain
    assert "第九条" not in plain.replace("通报批评为第九条第一项所列。", "")
    assert "// 条文：第九条" in text
