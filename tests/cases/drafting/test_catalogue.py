from __future__ import annotations

from datetime import date

import pytest

from cases.asking import duty_title
from cases.documents.titles import TITLES
from cases.drafting import base
from cases.drafting.base import FOLDER, everything, in_force, versions
from cases.drafting.fields import VOCABULARY
from cases.drafting.language import answered, faults, fields_of, fill, gaps_of
from cases.drafting.readings import GROUPS
from cases.drafting.shape import read_ask, read_template, written
from cases.numbering import CASE, CLUE
from cases.pages import PAGES
from enforcement.flowcharts.acts import act_of

CATALOGUE_OF_1_7 = """
案源登记表 核查笔录 不予立案审批表 立案审批表 现场检查（勘验）笔录 询问笔录 询问通知书 限期提供材料通知书 抽样取证凭证
委托检验（检测、检疫、鉴定）书 先行登记保存证据审批表 先行登记保存证据通知书 先行登记保存证据清单 先行登记保存证据处理通知书
实施行政强制措施审批表 查封（扣押）决定书 查封（扣押）财物清单 延长查封（扣押）期限通知书 解除（处理）查封（扣押）决定书
责令改正通知书 协助调查函 回避决定书 中止调查决定书 恢复调查决定书 案件调查终结报告 案件审核意见书
重大执法决定法制审核意见书 行政处罚告知书 行政处罚听证告知书 陈述申辩笔录 陈述申辩复核意见书 听证申请书（口头申请笔录）
听证受理通知书 听证通知书 听证公告 授权委托书 听证笔录 听证报告 案件集体讨论记录 行政处罚决定审批表 行政处罚决定书
当场行政处罚决定书 不予行政处罚决定书 送达地址确认书 送达回证（决定书） 送达公告 罚没款缴款通知书
延期（分期）缴纳罚款申请书 延期（分期）缴纳罚款审批表 延期（分期）缴纳罚款通知书 加处罚款决定书 催告书 强制执行申请书
强制执行决定书 执行协议书 案件移送函 涉嫌犯罪案件移送书 结案审批表 卷内目录 卷内备考表
""".split()  # noqa: SIM905


def test_the_catalogue_has_every_paper_and_each_is_sound() -> None:
    titles = {t.title for t in everything()}
    assert [title for title in CATALOGUE_OF_1_7 if title not in titles] == []
    assert len(versions()) >= 70
    numbers = list({t.key: t.number for t in everything() if t.number and t.key != "TG"}.values())
    assert len(numbers) == len(set(numbers))
    assert not {CLUE, CASE} & set(numbers)


@pytest.mark.parametrize("template", everything(), ids=lambda t: t.version)
def test_a_template_uses_known_fields_asks_what_it_leaves_open_and_names_its_article(template: base.Template) -> None:
    assert faults(template.body, VOCABULARY) == []
    asked = {ask.label for ask in template.asks}
    assert asked - {template.to} == set(gaps_of(template.body))
    assert template.to in {"", "party"} | asked
    assert template.basis
    assert duty_title(template.approve) != template.approve
    assert not template.made_by or act_of(template.made_by) or template.made_by in PAGES
    assert set(template.needs) <= set(fields_of(template.body))
    assert template.layout in {"official", "form"}
    if template.layout == "form":
        assert all("｜" in line for line in template.body.split("\n"))


def test_a_text_that_was_released_is_not_edited() -> None:
    kept = dict(line.split() for line in (FOLDER / "fingerprints").read_text().splitlines())
    now = {t.version: t.sha256 for t in everything()}
    assert kept.items() <= now.items(), "add the changed text as a version of its own, with its day (since)"
    assert set(now) == set(kept), "enter the new versions in catalogue/fingerprints"


def test_the_version_in_force_follows_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    old = in_force("ZG", date(2026, 1, 1))
    new = read_template("ZG 责令改正通知书\nsince: 2027-01-01\n新文本", "调查取证")
    monkeypatch.setattr(base, "versions", lambda: {"ZG": [old, new]})
    assert in_force("ZG", date(2026, 12, 31)) is old
    assert in_force("ZG", date(2027, 1, 1)) is new
    assert in_force("ZG", date(2019, 1, 1)) is old


def test_titles_of_papers_come_from_the_catalogue() -> None:
    assert TITLES["JD"] == ("行政处罚决定书", False)
    assert TITLES["FS"][1]


def test_every_group_of_fields_is_read() -> None:
    assert {name.partition(".")[0] for name in VOCABULARY} == {*GROUPS, "today"}


SAID = {"party.name": "甲公司", "party.address": "", "case.cause": "占道【地点】"}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("致{{party.name}}", "致甲公司"),
        ("{{?party.address}}地址：{{party.address}}{{/}}\n末", "末"),
        ("甲{{?party.address}}乙{{/}}{{!party.address}}丙{{/}}", "甲丙"),
        ("住{{party.address}}", "住【当事人地址】"),
        ("{{case.cause}}", "占道【地点】"),
    ],
)
def test_fields_and_sections_are_filled(body: str, text: str) -> None:
    assert fill(body, lambda name: SAID.get(name, ""), VOCABULARY.__getitem__) == text


@pytest.mark.parametrize(
    ("body", "line", "kind"),
    [
        ("甲\n{{party.secret}}", 2, "field"),
        ("{{?party.name}}甲", 1, "section"),
        ("甲{{/}}", 1, "section"),
        ("{{?party.name}}{{?party.code}}甲{{/}}{{/}}", 1, "section"),
        ("{{ party.name }}", 1, "mark"),
        ("{{party.name|safe}}", 1, "mark"),
        ("{% load os %}{{x()}}", 1, "mark"),
        ("字" * 20001, 1, "long"),
    ],
)
def test_what_is_no_field_is_named_with_its_line(body: str, line: int, kind: str) -> None:
    found = faults(body, VOCABULARY)
    assert (found[0].line, found[0].kind) == (line, kind)


def test_gaps_take_their_answers_and_stay_open_without() -> None:
    assert answered("在【地点】由【人】", {"地点": "【人】"}) == "在【人】由【人】"
    ask = read_ask("方式 | 甲 / 乙 | may be empty")
    assert (ask.options, ask.optional, written(ask)) == (("甲", "乙"), True, "方式 | 甲 / 乙 | may be empty")
    for wrong in ("", "x | number"):
        with pytest.raises(ValueError, match=wrong or ".*"):
            read_ask(wrong)
