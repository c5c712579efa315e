"""The acts that steps of a flowchart may bind: the vocabulary, and what apps bind to it when they are ready.

A chart sets order, duty, limits, documents and guards; the act's code does the work. ``record`` is built in: documents
and an outcome, for steps an agency adds that need no page of their own.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Act:
    """An act by its code, with its titles and the name of the address where it is done ("" until an app binds one)."""

    code: str
    title_zh: str
    title_en: str = ""
    url_name: str = ""

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.title_en if self.title_en and (get_language() or "").startswith("en") else self.title_zh


_PENALTY = """
register_clue 线索登记 Register the clue
check_clue 立案前核查 Check before filing
file_case 立案审批 Approve the filing
assign 指定办案人员 Assign the officers
investigate 调查取证 Investigate and take evidence
preserve 先行登记保存 Preserve evidence
seize 查封扣押 Seal up or seize
lift_suspension 恢复调查 Resume the investigation
conclude_investigation 调查终结 Conclude the investigation
check_case 案件审核 Check the case file
propose 拟处理意见审批 Approve the proposed handling
notify_party 处罚事先告知 Notify the party
hear_defence 陈述申辩与复核 Hear and recheck the defence
review 法制审核 Legal review
decide 负责人审查决定 Decide
draw_up_decision 制作决定书 Draw up the written decision
serve 送达 Serve the decision
publish_decision 决定公开 Publish the decision
record_payment 缴款与履行 Record payment and performance
close_case 结案 Close the case
archive_case 立卷归档 Archive the file
"""
_HEARING = """
confirm_hearing_right 确认听证权利 Confirm the right to a hearing
request_hearing 听证申请 Record the request
accept_hearing 受理听证 Accept the request
designate_chair 指定主持人 Designate the chair
schedule_hearing 确定时间地点 Fix date and place
notify_hearing 送达听证通知 Serve the hearing notice
announce_hearing 听证公告 Announce the hearing
hold_hearing 举行听证 Hold the hearing
sign_hearing_record 核对并签名 Check and sign the record
report_hearing 听证报告 Report on the hearing
return_hearing 听证结果移回 Return the result
adjourn_hearing 延期听证 Adjourn
end_hearing 终止听证 End the hearing
"""
_DISCUSSION = """
refer_discussion 提请集体讨论 Refer to collective discussion
submit_agenda 提交议题材料 Submit agenda and papers
convene 召集并点名 Convene and call the roll
reconvene 重新召集 Convene again
report_case 汇报案情 Report on the case
hear_members 逐人发表意见 Hear each member
conclude_discussion 形成结论 Conclude the discussion
state_reasons 说明理由 State the reasons
sign_minutes 签署纪要 Sign the minutes
return_discussion 结论移回 Return the conclusion
"""
_CREDENTIAL = """
apply 申领 Apply
announce_applicant 公示 Announce the applicant
examine_application 资格初审 Pre-check the application
review_application 逐级审核 Review level by level
record_training 培训 Record training
pass_public_exam 公共法律知识考试 Public law exam
pass_professional_exam 专业法律知识考试 Professional law exam
register_resit 补考登记 Register for a resit
issue 核发证件 Issue the credential
hold_credential 持证 Hold the credential
check_annually 年度审验 Annual check
change 变更 Change
renew 换证 Renew
replace 补证 Replace
suspend 暂扣 Suspend
cancel 注销 Cancel
revoke 吊销 Revoke
"""


def _listed(text: str) -> dict[str, Act]:
    rows = (line.split(" ", 2) for line in text.strip().splitlines())
    return {code: Act(code, zh, en) for code, zh, en in rows}


VOCABULARY: dict[str, Act] = {
    "record": Act("record", "办理记录", "Record the step"),
    **_listed(_PENALTY),
    **_listed(_HEARING),
    **_listed(_DISCUSSION),
    **_listed(_CREDENTIAL),
}
_registered: dict[str, Act] = {}


def register(act: Act) -> Act:
    """Enter an act, or bind a known one to its page (once an app; a second call with the same code replaces it)."""
    _registered[act.code] = act
    return act


def codes() -> frozenset[str]:
    """Return every act that a chart may name."""
    return frozenset(VOCABULARY) | frozenset(_registered)


def act_of(code: str) -> Act | None:
    """Return an act by its code."""
    return _registered.get(code) or VOCABULARY.get(code)


def bound() -> frozenset[str]:
    """Return the acts that an app has bound to a page."""
    return frozenset(code for code, act in _registered.items() if act.url_name)
