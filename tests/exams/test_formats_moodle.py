"""Moodle XML: out and in again without loss; files of Moodle itself; what would be lost is refused by its question."""

import base64

import pytest
from hypothesis import given as over
from hypothesis import settings as how

from exams.exports import moodle as written
from exams.exports.samples import SAMPLES
from exams.imports import moodle
from exams.imports.found import Given
from tests.exams.formats_trip import there_and_back
from tests.exams.item_drafts import banks, picture
from tests.factories.exams import LAWS

GIVEN = Given(law=LAWS[0], article="第一条", difficulty=3)
PNG = base64.b64encode(picture(0).data).decode()


@how(max_examples=150, deadline=None)
@over(banks())
def test_what_is_written_is_read_as_it_was(made):
    there_and_back(made, out=written, into=moodle)


def question(kind, text="<p>题</p>", more="", form="html", name="题一"):
    return (
        f'<question type="{kind}"><name><text>{name}</text></name>'
        f'<questiontext format="{form}"><text><![CDATA[{text}]]></text></questiontext>{more}</question>'
    )


def answer(fraction, text, feedback=""):
    said = f'<feedback format="html"><text>{feedback}</text></feedback>' if feedback else ""
    return f'<answer fraction="{fraction}" format="html"><text>{text}</text>{said}</answer>'


def read(*questions):
    return moodle.read(f"<?xml version='1.0'?><quiz>{''.join(questions)}</quiz>".encode(), GIVEN)


def test_questions_of_moodle_itself_are_read_with_their_pictures_feedback_and_tags():
    files = f'<file name="图 一.png" path="/" encoding="base64">{PNG[:40]}\n{PNG[40:]}</file>'
    shown = '<p>下图是<b>什么</b>？<br><img src="@@PLUGINFILE@@/%E5%9B%BE%20%E4%B8%80.png" alt="一张图"></p>'
    with_files = question("multichoice", shown).replace("</questiontext>", f"{files}</questiontext>")
    choice = with_files.replace(
        "</question>",
        '<single>true</single><shuffleanswers>0</shuffleanswers><generalfeedback format="html"><text>&lt;p&gt;第三条'
        "&lt;/p&gt;</text></generalfeedback><correctfeedback><text>Your answer is correct.</text></correctfeedback>"
        + answer(100, "印章", "对") + answer(0, "签名") + "<idnumber>ext-1</idnumber>"
        "<tags><tag><text>文书</text></tag><tag><text>送达</text></tag></tags></question>",
    )  # fmt: skip
    inline = f'<p>见<img src="data:image/png;base64,{PNG}" alt="另一处"></p>'
    found = read(
        '<question type="category"><category><text>top/x</text></category></question>',
        choice,
        question("multichoice", inline, "<single>false</single>" + answer(50, "甲") + answer(50, "乙") + answer(-100, "丙"), name="二"),
        question("truefalse", "对吗", answer(0, "true", "错了") + answer(100, "false"), name="三"),
        question("shortanswer", "期限是____日。", answer(100, "七") + answer(100, "7\\*") + answer(0, "八"), name="四"),
        question("shortanswer", "首都是？", answer(100, "北京"), name="五"),
        question("cloze", "{1:SA:=七~%100%7#可以}日内{2:MW:=送达~公告}{1:SHORTANSWER_C:=a\\~b}", name="六"),
        question("essay", "<p>简述</p>", '<graderinfo format="html"><text>要点</text></graderinfo>', name="七"),
        question("truefalse", "a < b 且 b > c", answer(100, "true") + answer(0, "false"), form="plain_text", name="八"),
    )  # fmt: skip
    assert found.problems == []
    one, two, three, four, five, six, seven, eight = found.drafts
    assert (one.code, one.topic, one.stem, one.fixed) == ("ext-1", "文书、送达", "下图是什么？", True)
    assert [(p.sha256, p.alt, p.place) for p in one.pictures] == [(picture(0).sha256, "一张图", "stem")]
    assert one.explanation == "第三条\n选项A：对"
    assert (two.code[:2], two.type, two.key, two.pictures[0].sha256) == (
        "Q-",
        "multiple",
        ("A", "B"),
        picture(0).sha256,
    )
    assert (three.type, three.key, three.explanation) == ("true_false", ("B",), "选项A：错了")
    assert (four.stem, four.words) == ("期限是____日。", (("七", "7*"),))
    assert five.stem == "首都是？____"
    assert (six.stem, six.words, six.explanation) == (
        "____日内____ ____", (("七", "7"), ("送达",), ("a~b",)), "可以",
    )  # fmt: skip
    assert (seven.type, seven.guide) == ("short_answer", "要点")
    assert eight.stem == "a < b 且 b > c"


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (question("matching"), "matching"),
        (question("numerical"), "numerical"),
        (question("description", "说明"), "description"),
        (question("truefalse", "<table><tr><td>1</td></tr></table>"), "table, tr, td"),
        (question("truefalse", "x<sup>a</sup>"), "sup"),
        (question("truefalse", '<a href="https://example.test/">见</a>'), "a href"),
        (question("truefalse", '<img src="https://example.test/x.png">'), "is not in the file"),
        (question("truefalse", '<img src="@@PLUGINFILE@@/none.png">'), "is not in the file"),
        (question("truefalse", '<img src="data:image/png;base64,@@@">'), "damaged"),
        (question("truefalse", '<img src="data:image/svg+xml;base64,PHN2Zy8+">'), "PNG"),
        (question("multichoice", "题", "<single>true</single>" + answer(100, "a") + answer(50, "b")), "part of the marks"),
        (question("multichoice", "题", answer("viel", "a")), "no number"),
        (question("shortanswer", "题", answer(100, "a*")), "wildcard"),
        (question("shortanswer", "题", answer(50, "a")), "part of the marks"),
        (question("cloze", "{1:NUMERICAL:=3}"), "NUMERICAL"),
        (question("cloze", "{1:SA:%50%x~=y}"), "part of the marks"),
        (question("essay", "题", "<responsetemplate><text>x</text></responsetemplate>"), "template"),
        (question("essay", "题", "<attachmentsrequired>1</attachmentsrequired>"), "files"),
        (question("truefalse", "题", "<hint format='html'><text>看第三条</text></hint>"), "hints"),
    ],
)  # fmt: skip
def test_what_would_be_lost_is_refused_by_its_question(made, words):
    from django.utils import translation

    with translation.override("en"):
        found = read(made)
        assert words in found.problems[0].sentence
        assert found.problems[0].place == "question 1 (题一)"


HOSTILE = {
    "a bomb of entities": '<!DOCTYPE q [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><quiz>&b;</quiz>',
    "a file of the machine": '<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>',
    "a document type elsewhere": '<!DOCTYPE q SYSTEM "http://example.test/q.dtd"><quiz/>',
    "a depth without end": "<quiz>" + "<a>" * 5000 + "</a>" * 5000 + "</quiz>",
    "no XML": "quiz",
    "an end too early": "<quiz><question>",
    "another root": "<html/>",
    "no question": "<quiz/>",
    "an unknown encoding": '<?xml version="1.0" encoding="x-none"?><quiz/>',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_and_broken_files_are_refused_with_the_reason(name):
    found = moodle.read(HOSTILE[name].encode(), GIVEN)
    assert (len(found.problems), found.drafts) == (1, [])


def test_a_file_with_too_many_elements_or_questions_is_refused(monkeypatch):
    monkeypatch.setattr("exams.imports.xml.MOST_ELEMENTS", 10)
    assert read(*[question("truefalse")] * 5).problems
    monkeypatch.undo()
    monkeypatch.setattr(moodle, "MOST_ITEMS", 1)
    assert read(question("truefalse"), question("truefalse")).problems


def test_our_files_are_native_questions_with_the_law_in_their_tags():
    text = written.write(SAMPLES, {}).decode()
    assert text.count('<question type="multichoice">') == 3
    assert "{1:SHORTANSWER:=二~=2~=两}年内" in text
    assert "<idnumber>CF-001</idnumber>" in text
    assert "<text>条文：第九条</text>" in text
    assert '<question type="description">' in text
