"""Matters of the demo, one in each main state, so that each page has something to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from cases.demo.life import Office
from cases.demo.people import Staff
from cases.supervision.matters.answer_letter import answer_letter
from cases.supervision.matters.close_matter import close_matter
from cases.supervision.matters.enter_review_opinion import enter_review_opinion
from cases.supervision.matters.find_on_matter import find_on_matter
from cases.supervision.matters.follow_up import circulate, propose_treatment
from cases.supervision.matters.issue_letter import issue_letter
from cases.supervision.matters.judge_answer import judge_answer
from cases.supervision.matters.models import Matter
from cases.supervision.matters.object_to_letter import object_to_letter
from cases.supervision.matters.open_matter import open_matter
from cases.supervision.matters.parameters import NOTICE_USED
from cases.supervision.matters.propose_decision import propose_decision
from cases.supervision.matters.take_measure import take_measure
from cases.supervision.matters.triage_matter import triage_matter
from certification.portrait import portrait
from enforcement import clock
from enforcement.organisation.models import ParameterValue

LAW: Final = "中华人民共和国行政处罚法第五十八条"
NOTICE_OF_RIGHTS: Final = "中华人民共和国行政处罚法第四十四条"
SUMMARY: Final = "12345热线反映，多起案件听证后没有法制审核意见即作出决定。"


@dataclass
class Laid:
    """A matter under way in the demo."""

    office: Office
    matter: Matter
    days: int

    def do(self, act: Any, later: int, who: str = "supervisor", **facts: Any) -> Any:
        """Do an act some days after the matter was opened."""
        by = self.office.by("county" if who == "government" else "justice", who)
        return act(matter_id=self.matter.pk, by=by, at=self.office.ago(self.days - later), **facts)

    def found(self, outcome: str) -> None:
        """Take it through its investigation."""
        self.do(triage_matter, 1, outcome="needs_facts", text="线索具体，需要调阅案卷。")
        pair = [self.office.staff.of("justice", place).pk for place in ("supervisor", "supervisor2")]
        self.do(take_measure, 3, kind="documents", officer_ids=pair, subject="案卷三宗", place="被监督单位档案室",
                text="三宗案卷均未见法制审核意见书，经办人称“时间来不及”。")  # fmt: skip
        if outcome:
            self.do(find_on_matter, 5, outcome=outcome, officer_ids=pair, basis=LAW,
                    text="三起经听证的案件未经法制审核即作出行政处罚决定。")  # fmt: skip

    def wrote(self, kind: str) -> Any:
        """Issue the letter."""
        demands = "对三起案件逐案自查并提出处理意见\n健全法制审核流程，开展一次培训"
        return self.do(issue_letter, 6, kind=kind, text="三起经听证的案件未经法制审核即作出决定。", demands=demands)

    def answered(self, letter: Any, later: int, act: Any = answer_letter, text: str = "已逐案自查并完成培训。") -> None:
        """Answer or object for the organ."""
        organ = next(key for key, agency in self.office.staff.agencies.items() if agency == self.matter.agency)
        act(letter_id=letter.pk, by=self.office.by(organ, "head"), at=self.office.ago(self.days - later), text=text,
            evidence=[portrait("matters", long_hair=False)])  # fmt: skip


def lay(staff: Staff) -> None:
    """Lay matters: to be triaged, under investigation, with letters in each state, with the government, closed."""
    office = Office(staff, clock.now())
    _open(office, 1, "market", "检查频次偏高")
    _open(office, 5, "housing", "施工许可案件长期未结").found("")
    waiting = _open(office, 12, "urban", "听证后未经法制审核")
    waiting.found("illegal")
    waiting.wrote("opinion")
    reported = _open(office, 25, "agriculture", "农资案件未经法制审核")
    reported.found("illegal")
    reported.answered(reported.wrote("opinion"), 15)
    late = _open(office, 40, "transport", "超限案件不按期移送")
    late.found("non_performance")
    late.wrote("urging")
    objected = _open(office, 18, "emergency", "安全检查未按计划实施")
    objected.found("illegal")
    objected.answered(
        objected.wrote("opinion"), 10, object_to_letter, "三起案件均有审核意见，因装订遗漏未入卷，见附件。"
    )
    _government(_open(office, 60, "urban", "占道经营投诉长期不处理"))
    _other_letters(office)
    closed = _open(office, 80, "market", "餐饮案件告知书未写听证权")
    closed.found("illegal")
    closed.answered(closed.wrote("opinion"), 20)
    closed.do(
        circulate, 21, text="现将有关情况予以通报，请各单位对照自查。", receiver="各镇街、各部门", is_public=True,
        public_matter="餐饮案件告知书未写明听证权利", public_measure="制发行政执法监督意见书，责令对同类案件自查并改正",
        public_reason="问题具有普遍性，公开后便于各单位对照改正",
    )  # fmt: skip
    closed.do(judge_answer, 22, outcome="accepted", text="两项要求均已落实。")
    closed.do(close_matter, 23, text="已纠正，销号。")


def _other_letters(office: Office) -> None:
    """Lay an opinion of reconsideration, reported on, and a notice on a breach of the rules of procedure."""
    organ, by = office.staff.agencies["agriculture"], office.by("justice", "supervisor")
    opinion = enter_review_opinion(
        by=by, at=office.ago(20), agency_id=organ.pk, reconsideration="乐政复决字〔示例〕5号", basis=NOTICE_OF_RIGHTS,
        text="复议中发现，同类案件的告知书均未写明陈述、申辩的期限。", demands="自查同类案件并补正\n修改告知书文本",
    )  # fmt: skip
    answer_letter(letter_id=opinion.pk, by=office.by("agriculture", "head"), at=office.ago(8),
                  text="已自查十二件并修改文本。", evidence=[portrait("matters", long_hair=False)])  # fmt: skip
    ParameterValue.objects.create(
        agency=office.staff.agencies["county"], code=NOTICE_USED, value=True, from_on=clock.day_of(office.ago(60)),
        source="演示：本级监督机构使用行政监督通知书", set_by="system", set_at=office.ago(60),
    )  # fmt: skip
    notified = _open(office, 7, "housing", "施工许可案件未说明理由")
    notified.found("illegal")
    notified.do(issue_letter, 7, kind="notice", text="三份决定书均未说明理由。", basis="山东省行政程序规定第七十条",
                demands="补充说明理由并送达\n组织一次培训")  # fmt: skip


def _government(laid: Laid) -> None:
    laid.found("non_performance")
    laid.wrote("urging")
    laid.do(judge_answer, 30, outcome="not_corrected", text="逾期未反馈，也未处理。")
    person = laid.office.staff.of("urban", "fifth")
    laid.do(propose_treatment, 31, person_id=person.pk, treatment="disqualify", text="接到交办后长期不处理，情节严重。")
    laid.do(propose_decision, 31, text="建议责令限期履行，并在全市通报。")


def _open(office: Office, days: int, organ: str, title: str) -> Laid:
    made = open_matter(
        by=office.by("justice", "supervisor"), at=office.ago(days), agency_id=office.staff.agencies[organ].pk,
        origin="referral", origin_note="市12345热线交办单（示例）", title=title, summary=SUMMARY,
    )  # fmt: skip
    return Laid(office, made, days)
