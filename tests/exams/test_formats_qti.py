"""QTI: out and in again without loss; packages of other programs; what is not taken is refused by file and element."""

import io
import zipfile

import pytest
from hypothesis import given as over
from hypothesis import settings as how

from exams.exports import qti as written
from exams.exports.samples import SAMPLES
from exams.imports import package, qti
from exams.imports.found import Given
from exams.imports.xml import read_xml
from tests.exams.formats_trip import there_and_back
from tests.exams.item_drafts import banks, picture
from tests.factories.exams import LAWS

GIVEN = Given(law=LAWS[0], article="第一条", difficulty=3)
V21, V22, V30 = (
    "http://www.imsglobal.org/xsd/imsqti_v2p1",
    "http://www.imsglobal.org/xsd/imsqti_v2p2",
    "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
)
MATCH = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>'
RESPONSE = (
    '<responseDeclaration identifier="RESPONSE" cardinality="{0}" baseType="identifier"><correctResponse>{1}'
    "</correctResponse></responseDeclaration>"
)


@how(max_examples=100, deadline=None)
@over(banks())
def test_what_is_written_is_read_as_it_was(made):
    there_and_back(made, out=written, into=qti)


def item(body, head="", tail=MATCH, space=V21, more=""):
    return (
        f'<?xml version="1.0"?><assessmentItem xmlns="{space}" identifier="i1" title="t" adaptive="false"'
        f' timeDependent="false"{more}>{head}<itemBody>{body}</itemBody>{tail}</assessmentItem>'
    )


def declared(cardinality, *values):
    return RESPONSE.format(cardinality, "".join(f"<value>{value}</value>" for value in values))


def choice(*options, prompt="题", attributes='shuffle="true" maxChoices="1"'):
    simple = "".join(f'<simpleChoice identifier="c{n}">{text}</simpleChoice>' for n, text in enumerate(options))
    return f'<choiceInteraction responseIdentifier="RESPONSE" {attributes}><prompt>{prompt}</prompt>{simple}</choiceInteraction>'


GOOD = item(choice("甲", "乙"), declared("single", "c1"))


def pack(files, kinds=None):
    stream = io.BytesIO()
    kinds = kinds or {name: "imsqti_item_xmlv2p1" for name in files if name.endswith(".xml") and "/" in name}
    resources = "".join(
        f'<resource identifier="r{n}" type="{kind}" href="{name}"><file href="{name}"/></resource>'
        for n, (name, kind) in enumerate(kinds.items())
    )
    manifest = (
        f'<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>{resources}</resources></manifest>'
    )
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in {qti.MANIFEST: manifest, **files}.items():
            made.writestr(name, content)
    return stream.getvalue()


def read(data, given=GIVEN):
    return qti.read(data.encode() if isinstance(data, str) else data, given)


def one(data):
    found = read(data)
    assert found.problems == []
    return found.drafts[0]


def test_choices_of_qti_2_are_read_with_their_key_and_order():
    first = one(GOOD)
    assert (first.type, first.stem, first.options, first.key) == ("single", "题", ("甲", "乙"), ("B",))
    assert (first.law, first.code[:2]) == (LAWS[0], "Q-")
    asked = choice("甲", "乙", "丙", attributes='shuffle="false" maxChoices="0"')
    text = f"<p>行政处罚的<strong>种类</strong></p>{asked}"
    several = one(item(text, declared("multiple", "c0", "c2"), space=V22))
    assert (several.type, several.key, several.fixed) == ("multiple", ("A", "C"), True)
    assert several.stem == "行政处罚的种类\n题"
    truth = one(item(choice("对", "错"), declared("single", "c1")))
    assert (truth.type, truth.options, truth.key) == ("true_false", ("对", "错"), ("B",))
    mapped = declared("multiple").replace(
        "</responseDeclaration>",
        '<mapping defaultValue="0"><mapEntry mapKey="c0" mappedValue="1"/><mapEntry mapKey="c1" mappedValue="-1"/>'
        '<mapEntry mapKey="c2" mappedValue="1"/></mapping></responseDeclaration>',
    )
    by_map = one(item(choice("甲", "乙", "丙"), mapped, MATCH.replace("match_correct", "map_response")))
    assert (by_map.type, by_map.key) == ("multiple", ("A", "C"))


def test_blanks_words_and_rubrics_are_read():
    words = (
        '<responseDeclaration identifier="R{0}" cardinality="single" baseType="string"><correctResponse><value>{1}'
        '</value></correctResponse><mapping><mapEntry mapKey="{1}" mappedValue="1"/><mapEntry mapKey="{2}"'
        ' mappedValue="1"/><mapEntry mapKey="x" mappedValue="0"/></mapping></responseDeclaration>'
    )
    scoring = (
        '<responseProcessing><setOutcomeValue identifier="SCORE"><sum><mapResponse identifier="R1"/>'
        '<mapResponse identifier="R2"/></sum></setOutcomeValue></responseProcessing>'
    )
    gaps = one(
        item(
            '<p>应当在<textEntryInteraction responseIdentifier="R1"/>日内<textEntryInteraction responseIdentifier="R2"/>'
            "送达。</p>",
            words.format(1, "七", "7") + words.format(2, "依法", "依照法律"), scoring,
        )
    )  # fmt: skip
    assert (gaps.stem, gaps.words) == ("应当在____日内____送达。", (("七", "7"), ("依法", "依照法律")))
    essay = one(
        item(
            '<rubricBlock view="candidate"><p>阅读材料。</p></rubricBlock><rubricBlock view="scorer"><p>要点一。</p>'
            '</rubricBlock><extendedTextInteraction responseIdentifier="RESPONSE"><prompt>简述。</prompt>'
            "</extendedTextInteraction>",
            tail="",
        )
    )
    assert (essay.type, essay.stem, essay.guide) == ("short_answer", "阅读材料。\n简述。", "要点一。")


INLINE = (
    '<responseProcessing><responseCondition><responseIf><match><variable identifier="RESPONSE"/><correct identifier='
    '"RESPONSE"/></match><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue>'
    '</setOutcomeValue></responseIf><responseElse><setOutcomeValue identifier="SCORE"><baseValue baseType="float">0'
    "</baseValue></setOutcomeValue></responseElse></responseCondition></responseProcessing>"
)  # fmt: skip


def test_scoring_that_is_written_out_is_taken_where_it_says_what_the_templates_say():
    assert one(item(choice("甲", "乙"), declared("single", "c1"), INLINE)).key == ("B",)


def test_a_package_brings_pictures_and_a_stimulus_that_items_share():
    stimulus = (
        f'<assessmentStimulus xmlns="{V22}" identifier="s" title="t"><stimulusBody><p>某县……</p><img src="../img/a%20b.png"'
        ' alt="现场"/></stimulusBody></assessmentStimulus>'
    )
    head = '<assessmentStimulusRef identifier="s" href="../st/s.xml"/>'
    shown = '<p>见图<img src="../img/a%20b.png" alt="现场"/><object data="../img/a%20b.png" type="image/png">又</object></p>'
    found = read(
        pack(
            {
                "items/1.xml": item(shown + choice("甲", "乙"), declared("single", "c0") + head, space=V22),
                "items/2.xml": item(choice("丙", "丁"), declared("single", "c0") + head, space=V22),
                "st/s.xml": stimulus,
                "img/a b.png": picture(0).data,
                "test.xml": f'<assessmentTest xmlns="{V22}" identifier="t" title="t"/>',
            },
            {
                "items/1.xml": "imsqti_item_xmlv2p2", "items/2.xml": "imsqti_item_xmlv2p2",
                "st/s.xml": "imsqti_stimulus_xmlv2p2", "img/a b.png": "webcontent", "test.xml": "imsqti_test_xmlv2p2",
            },
        )
    )  # fmt: skip
    assert found.problems == []
    first, second = found.drafts
    assert [(p.alt, p.sha256) for p in first.pictures] == [("现场", picture(0).sha256), ("又", picture(0).sha256)]
    assert first.case == second.case
    assert (first.case.stem, first.case.pictures[0].alt, first.order, second.order) == ("某县……", "现场", 1, 2)


def test_the_package_of_this_system_is_qti_3_with_the_law_in_data_attributes():
    with zipfile.ZipFile(io.BytesIO(written.write(SAMPLES, {}))) as made:
        assert set(made.namelist()) >= {"imsmanifest.xml", "items/item-CF-001.xml", "stimuli/case-AL-001.xml"}
        root = read_xml(made.read("items/item-CF-001.xml"))
        assert root.tag == f"{{{V30}}}qti-assessment-item"
        assert root.find(f"{{{V30}}}qti-item-body").get("data-article") == "第九条"
        assert written.write(SAMPLES, {}) == written.write(SAMPLES, {})


REFUSED = {
    "gapMatchInteraction": item('<gapMatchInteraction responseIdentifier="RESPONSE"/>'),
    "orderInteraction": item('<orderInteraction responseIdentifier="RESPONSE"/>'),
    "inlineChoiceInteraction": item('<p>a<inlineChoiceInteraction responseIdentifier="RESPONSE"/></p>'),
    "uploadInteraction": item('<uploadInteraction responseIdentifier="RESPONSE"/>'),
    "templateDeclaration": item(choice("甲", "乙"), '<templateDeclaration identifier="x"/>' + declared("single", "c1")),
    "modalFeedback": item(choice("甲", "乙"), declared("single", "c1"), MATCH + '<modalFeedback identifier="f"/>'),
    "feedbackInline": item(choice("甲<feedbackInline>x</feedbackInline>", "乙"), declared("single", "c1")),
    "table": item("<table><tr><td>x</td></tr></table>" + choice("甲", "乙"), declared("single", "c1")),
    "math": item('<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>' + choice("甲", "乙"), declared("single", "c1")),
    "object": item('<object data="x.mp4" type="video/mp4"/>' + choice("甲", "乙"), declared("single", "c1")),
    "adaptive": item(choice("甲", "乙"), declared("single", "c1")).replace('adaptive="false"', 'adaptive="true"'),
    "responseDeclaration": item(choice("甲", "乙")),
    "choiceInteraction, textEntryInteraction": item(
        choice("甲", "乙") + '<p><textEntryInteraction responseIdentifier="R"/></p>', declared("single", "c1")
    ),
    "this one has: -": item("<p>只有文字</p>"),
    "this one has: choiceInteraction": item(choice("甲", "乙") + choice("丙", "丁"), declared("single", "c1")),
    "match_none": item(choice("甲", "乙"), declared("single", "c1"), MATCH.replace("match_correct", "match_none")),
    "stringMatch": item(choice("甲", "乙"), declared("single", "c1"), INLINE.replace("match>", "stringMatch>")),
    "responseElseIf": item(
        choice("甲", "乙"), declared("single", "c1"), INLINE.replace("<responseElse>", "<responseElseIf/><responseElse>")
    ),
    "responseIf": item(choice("甲", "乙"), declared("single", "c1"), INLINE.replace(">1<", ">-1<")),
    "setOutcomeValue": item(choice("甲", "乙"), declared("single", "c1"), INLINE.replace('"SCORE"', '"FEEDBACK"')),
    "part of the marks": item(
        '<p><textEntryInteraction responseIdentifier="RESPONSE"/></p>',
        '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="string"><mapping><mapEntry mapKey="a"'
        ' mappedValue="1"/><mapEntry mapKey="b" mappedValue="0.5"/></mapping></responseDeclaration>',
        MATCH.replace("match_correct", "map_response"),
    ),
    "disagree": item(
        choice("甲", "乙"),
        declared("single", "c1").replace(
            "</responseDeclaration>",
            '<mapping><mapEntry mapKey="c0" mappedValue="1"/></mapping></responseDeclaration>',
        ),
        MATCH.replace("match_correct", "map_response"),
    ),
    "not in the package": item('<p><img src="x.png" alt="x"/></p>' + choice("甲", "乙"), declared("single", "c1")),
    "option has parts": item(
        choice('甲<textEntryInteraction responseIdentifier="R"/>', "乙"), declared("single", "c1")
    ),
    "several": item(
        choice("甲", "乙"),
        declared("single", "c1") + '<assessmentStimulusRef identifier="a" href="a"/>' * 2,
    ),
}  # fmt: skip


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_not_taken_is_refused_whole_with_file_item_and_element(words):
    from django.utils import translation

    with translation.override("en"):
        found = read(pack({"items/1.xml": REFUSED[words], "items/2.xml": GOOD}))
        assert [p.place for p in found.problems] == ["items/1.xml i1"]
        assert words in found.problems[0].sentence


def test_a_key_that_names_no_option_is_a_fault_of_the_item():
    from exams.imports.faults import problems_of

    found = read(item(choice("甲", "乙"), declared("single", "c9")))
    assert problems_of(found.drafts)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pack({"items/1.xml": GOOD}, {"items/1.xml": "imsqti_xmlv1p2"}), "imsqti_xmlv1p2"),
        (pack({"items/1.xml": "<assessmentItem"}), "not well formed"),
        (pack({}, {"items/1.xml": "imsqti_item_xmlv2p1"}), "not in the package"),
        (pack({"items/1.xml": GOOD.replace(V21, "urn:other")}), "assessmentItem"),
        (pack({"items/1.xml": "<html/>"}), "html"),
        (pack({}), "no question"),
        (GOOD.replace("<assessmentItem", '<!DOCTYPE x [<!ENTITY a "b">]><assessmentItem'), "DOCTYPE"),
        (
            pack(
                {"t.xml": f'<assessmentTest xmlns="{V21}"><testPart><rubricBlock>材料</rubricBlock></testPart></assessmentTest>'},
                {"t.xml": "imsqti_test_xmlv2p1"},
            ),
            "rubricBlock",
        ),
    ],
)  # fmt: skip
def test_a_package_that_is_not_what_it_should_be_is_refused(data, words):
    from django.utils import translation

    with translation.override("en"):
        assert words in " ".join(p.sentence for p in read(data).problems)


# --- packages that would do harm --------------------------------------------------------------------------------------


def zipped(files, **more):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, content)
    return stream.getvalue()


def link():
    info = zipfile.ZipInfo("items/link.xml")
    info.external_attr = 0o120777 << 16
    return info


HARM = {
    "points out of it": zipped([("../../etc/passwd", "x")]),
    "points out of it, absolute": zipped([("/etc/passwd", "x")]),
    "points out of it, on a drive": zipped([("C:/x", "x")]),
    "points out of it, backslash": zipped([("a\\..\\x", "x")]),
    "points out of it, link": zipped([(link(), "/etc/passwd")]),
    "packed suspiciously tightly": zipped([("bomb.xml", b"\0" * (30 << 20))]),
    "has no imsmanifest": zipped([("a.xml", "x")]),
}


@pytest.mark.parametrize("name", HARM)
def test_packages_that_would_do_harm_are_refused_with_the_reason(name):
    from django.utils import translation

    with translation.override("en"):
        found = read(HARM[name])
        assert name.partition(",")[0] in found.problems[0].sentence
        assert found.drafts == []


def test_packages_are_bounded_in_files_in_bytes_and_in_what_they_say_of_themselves(monkeypatch):
    monkeypatch.setattr(package, "MOST_FILES", 1)
    assert read(pack({"items/1.xml": GOOD})).problems
    monkeypatch.undo()
    monkeypatch.setattr(package, "MOST_BYTES", 10)
    assert read(pack({"items/1.xml": GOOD})).problems
    monkeypatch.undo()
    lying = bytearray(zipped([("imsmanifest.xml", "<manifest/>" + " " * 5000)]))
    at = lying.rindex(b"PK\x01\x02")
    lying[at + 24 : at + 28] = (20).to_bytes(4, "little")
    assert read(bytes(lying)).problems
    torn = pack({"items/1.xml": GOOD})
    assert read(torn[: len(torn) // 2]).problems
    assert read(b"PK").problems
    twice = zipped([("imsmanifest.xml", "<a/>"), ("imsmanifest.xml", "<b/>")])
    assert read(twice).problems
    locked = bytearray(pack({"items/1.xml": GOOD}))
    at = locked.index(b"PK\x01\x02")
    locked[at + 8] |= 1
    assert read(bytes(locked)).problems
