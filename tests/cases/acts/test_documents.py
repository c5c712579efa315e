from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pypdfium2
import pytest
from django.db import transaction
from django.utils import translation

from cases import redaction
from cases.asking import asked, duty_title, say_guard, say_limit
from cases.documents.heading import name_over
from cases.documents.layout import catalogue_sheet, form_sheet, official_paper
from cases.documents.merge import NotOurs, objects
from cases.documents.titles import is_inner, title_of
from cases.models import Case
from cases.numbering import DECISION, take_number
from cases.papers import PaperDamaged, content_of, file_name, store
from cases.terms import in_capitals, join_evidence, kind_choices, say, split_evidence, with_amounts
from cases.timing import light_of
from enforcement.flowcharts.graph import GuardRule, Limit
from enforcement.organisation.models import ParameterValue
from enforcement.web.fonts import GlyphMissing
from tests.cases.acts import world as w


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))


def pages_of(content: bytes) -> int:
    return len(pypdfium2.PdfDocument(content))


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("5000", "伍仟元整"),
        ("10", "壹拾元整"),
        ("100300", "壹拾万零叁佰元整"),
        ("192000", "壹拾玖万贰仟元整"),
        ("1000000", "壹佰万元整"),
        ("100000050", "壹亿零伍拾元整"),
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("0.50", "伍角"),
        ("200030004000", "贰仟亿叁仟万肆仟元整"),
    ],
)
def test_amounts_are_written_in_capital_characters(amount: str, words: str) -> None:
    assert in_capitals(Decimal(amount)) == words


def test_facts_and_evidence_are_one_text_and_come_apart_again() -> None:
    assert split_evidence(join_evidence("甲", "1.乙\n2.丙")) == ("甲", "1.乙\n2.丙")
    assert split_evidence(join_evidence("甲", " ")) == ("甲", "")


def test_kinds_of_penalty_follow_from_amounts_and_the_order_of_the_law() -> None:
    assert with_amounts(["close", "warning"], Decimal(1), Decimal(0)) == ["warning", "fine", "close"]
    with translation.override("en"):
        assert dict(kind_choices())["fine"] == "fine"
    with translation.override("zh-hans"):
        assert dict(kind_choices())["fine"] == "罚款"


def test_the_decision_has_the_six_items_and_says_who_when_and_where(world: w.World) -> None:
    case = w.drawn_up(world)
    text = text_of(content_of(case.papers.get(code="JD")))
    for words in (
        "行政处罚决定书",
        "乐综执罚〔2026〕1号",
        "乐陵市甲建材有限公司",
        "乐陵市开发区一号",
        "城市道路管理条例",
        "伍仟元整",
        "十五日内",
        "行政复议",
        "行政诉讼",
        "乐陵市综合行政执法局",
        "2026年4月2日",
        "询问笔录",
    ):
        assert words in text
    assert "印章" not in text


def test_the_notice_tells_of_the_hearing_only_where_there_is_that_right(world: w.World) -> None:
    small = text_of(content_of(w.notified(world).papers.get(code="GZ")))
    large = text_of(
        content_of(w.notified(world, 120000, party_name="乐陵市乙公司", party_code="").papers.get(code="GZ"))
    )
    assert "听证" not in small
    assert "要求听证" in large
    assert "2026年3月31日（含当日）" in small


def test_a_persons_number_is_masked_in_the_decision_and_the_answer_to_the_defence_stands_in_it(world: w.World) -> None:
    case = w.decided(
        world, publish=False, party_kind="person", party_name="张试验", party_code=w.PERSON_CODE, representative=""
    )
    case.decision.__class__.objects.filter(case=case).update(defence_reply="不予采纳", notice=None)
    w.draw_up_decision(case_id=case.pk, by=world.by("lead"), at=w.at("04-02", 14), sealed=True)
    text = text_of(content_of(case.papers.get(code="JD")))
    assert w.PERSON_CODE not in text
    assert "371*************11" in text
    assert "扫码" not in text


def test_long_papers_run_over_pages_and_unknown_signs_are_refused() -> None:
    long = ["一、事实", *["当事人实施了违法行为，" * 30] * 12]
    assert (
        pages_of(official_paper("标题", "号", "机关", long, date(2026, 4, 2), addressee="某公司", subtitle="副题")) > 3
    )
    assert pages_of(form_sheet("表", [("名", "字" * 5000)], footer="脚")) > 1
    assert pages_of(form_sheet("表", [])) == 1
    assert pages_of(catalogue_sheet("目录", ("甲",), [], (156,))) == 1
    assert pages_of(official_paper("标题", "", "机关", ["正文"], None)) == 1
    with pytest.raises(GlyphMissing):
        form_sheet("表", [("名", "\U0001f600")])


def test_a_page_has_twenty_two_lines_of_twenty_eight_characters() -> None:
    said = pypdfium2.PdfDocument(official_paper("题", "", "机关", ["国" * 28 * 40], None))
    lines = [line.strip() for line in said[1].get_textpage().get_text_range().splitlines()]
    full = [line for line in lines if line == "国" * 28]
    assert len(full) >= 19
    assert len([line for line in lines if line.startswith("国")]) <= 22


def test_the_agency_stands_above_the_title_and_takes_no_line_of_the_text() -> None:
    def pages(title: str, lines: int) -> int:
        return pages_of(official_paper(title, "号", "某市综合行政执法局", ["国" * 28 * lines], None))

    full = next(n for n in range(18, 23) if pages("某市综合行政执法局决定书", n + 1) > 1)
    assert pages("决定书", full) == 1
    said = text_of(official_paper("决定书", "号", "某市综合行政执法局", ["正文"], None))
    assert "某市综合行政执法局决定书号" in said
    assert (
        text_of(official_paper("某市综合行政执法局决定书", "", "某市综合行政执法局", ["正文"], None)).count("某市") == 1
    )


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("某某市综合行政执法局", ["某某市综合行政执法局"]),
        (
            "某某省某某市某某经济技术开发区管理委员会综合行政执法局办",
            ["某某省某某市某某经济技术开发区", "管理委员会综合行政执法局办"],
        ),
        ("国" * 40, ["国" * 20] * 2),
    ],
)
def test_a_long_name_is_parted_in_two_lines_after_a_word(name: str, lines: list[str]) -> None:
    assert name_over("决定书", name).split("\n") == lines
    page = pypdfium2.PdfDocument(official_paper("决定书", "", name, ["正文"], None))[0]
    assert page.get_textpage().get_text_range().split()[-len(lines) - 2 :] == [*lines, "决定书", "正文"]


def test_a_heading_stays_with_the_last_paragraph_that_stays_with_the_seal() -> None:
    body = ["国" * 28 * 17, "三、处罚依据", "短。"]
    last = pypdfium2.PdfDocument(official_paper("决定书", "", "机关", body, date(2026, 4, 2)))[1]
    assert last.get_textpage().get_text_range().split()[3] == "三、处罚依据"


def test_the_same_content_makes_the_same_bytes() -> None:
    assert form_sheet("表", [("名", "甲")]) == form_sheet("表", [("名", "甲")])


def test_a_paper_is_stored_once_and_a_changed_file_is_never_shown(world: w.World, settings: object) -> None:
    case = w.registered(world)
    made = store(case=case, code="QT", title="甲/乙", content=b"%PDF-x", by=world.by("lead"), at=w.at("03-11"))
    again = store(case=case, code="QT", title="丙", content=b"%PDF-x", by=world.by("lead"), at=w.at("03-11"))
    assert made.sha256 == again.sha256
    assert file_name(made) == "甲／乙.pdf"
    path = settings.MEDIA_ROOT / "papers" / made.sha256[:2] / made.sha256  # type: ignore[attr-defined]
    path.write_bytes(b"%PDF-y")
    with pytest.raises(PaperDamaged):
        content_of(made)
    path.unlink()
    with pytest.raises(PaperDamaged):
        content_of(made)


def test_titles_tell_inner_papers() -> None:
    assert (title_of("JD"), title_of("??", "别名"), title_of("??")) == ("行政处罚决定书", "别名", "??")
    assert (is_inner("SH"), is_inner("JD"), is_inner("??")) == (True, False, False)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7 no table",
        b"%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n",
        b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer << /Encrypt 1 0 R >>\nstartxref\n9\n%%EOF\n",
        b"%PDF-1.7\nxref\n0 1\n0000000003 00000 n \ntrailer << >>\nstartxref\n9\n%%EOF\n",
    ],
)
def test_a_file_of_another_program_is_not_taken_apart(content: bytes) -> None:
    with pytest.raises(NotOurs):
        objects(content)


def test_numbers_are_given_back_with_the_transaction(world: w.World) -> None:
    class Undone(Exception): ...

    def taken_and_undone() -> None:
        with transaction.atomic():
            take_number(agency=world.agency, kind=DECISION, on=w.on("04-02"))
            raise Undone

    with pytest.raises(Undone):
        taken_and_undone()
    assert take_number(agency=world.agency, kind=DECISION, on=w.on("04-02")).endswith("〕1号")


@pytest.mark.parametrize(("style", "shown"), [("surname", "欧阳某"), ("full", "欧阳试"), ("hidden", "当事人")])
def test_a_persons_name_is_shown_as_the_agency_sets_it(world: w.World, style: str, shown: str) -> None:
    ParameterValue.objects.create(
        agency=world.agency,
        code="case.name_masking",
        value=style,
        from_on=w.on("01-01"),
        source="文",
        set_by="局长",
        set_at=w.at("01-01"),
    )
    case = Case.objects.get(
        pk=w.decided(world, party_kind="person", party_name="欧阳试", party_code=w.PERSON_CODE, representative="").pk
    )
    assert redaction.shown_name(case) == shown
    text = redaction.summary(case, case.decision)
    assert ("欧阳试" in text) is (style == "full")
    assert redaction.still_private("欧阳试", case) == ([] if style == "full" else ["欧阳试"])
    assert redaction.redacted("电话13812345678", case) == f"电话{redaction.HIDDEN}"
    assert redaction.surname("张三") == "张"


def test_lights_turn_with_the_days() -> None:
    due = date(2026, 6, 10)
    begun = date(2026, 3, 12)
    assert [light_of(due, begun, d) for d in (date(2026, 5, 30), date(2026, 6, 1), due, date(2026, 6, 11))] == [
        "green",
        "yellow",
        "yellow",
        "red",
    ]
    assert light_of(None, begun, due) == ""
    assert light_of(due, None, date(2026, 5, 1)) == "green"


def test_what_a_step_asks_is_said_in_both_languages(world: w.World) -> None:
    case = w.registered(world)
    step = w.record_of(case, "P02")
    with translation.override("zh-hans"):
        found = asked(step)
        assert found.limits == [("15个工作日", "市场监督管理行政处罚程序规定第十八条")]
        assert "持有效执法证件" in found.who[0]
        assert duty_title("unknown") == "unknown"
    with translation.override("en"):
        assert asked(step).who == ["Case handling: at least 2 officers with a valid credential"]
        assert say_limit(Limit(value=1, unit="month")) == "1 month"
    assert say_guard(GuardRule("nothing")) == "nothing"


def test_a_penalty_is_said_part_by_part(world: w.World) -> None:
    case = w.reported(world)
    proposal = case.proposals.last()
    proposal.kinds, proposal.other, proposal.confiscation = (
        ["warning", "fine", "confiscation"],
        "责令改正",
        Decimal(100),
    )
    assert say(proposal) == [
        "警告、通报批评",
        "罚款人民币5,000.00元（大写：伍仟元整）",
        "没收违法所得（非法财物）人民币100.00元（大写：壹佰元整）",
        "责令改正",
    ]
