"""What the law leaves open about the life of a credential, with where each default comes from."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from certification.lifecycle.grounds import REVOCATION, SUSPENSION
from enforcement.organisation.parameters import Parameter, declare

REVIEW_LEVELS: Final = "credential.review_levels"
ISSUED_BY: Final = "credential.issued_by"
CHECK_DUE: Final = "credential.check_due"
UNCHECKED_LAPSES: Final = "credential.unchecked_lapses"
REMINDER_DAYS: Final = "credential.reminder_days"
RENEWAL_DAYS: Final = "credential.renewal_days"
FIELD_EXAM: Final = "credential.field_change_exam"
LOSS_DAYS: Final = "credential.loss_notice_days"
TELL_DAYS: Final = "credential.suspension_notice_days"
SUSPENSION_GROUNDS: Final = "credential.suspension_grounds"
REVOCATION_GROUNDS: Final = "credential.revocation_grounds"
NEVER_AGAIN_GROUNDS: Final = "credential.never_again_grounds"
DECIDER: Final = "credential.revocation_decider"
HEARING_DAYS: Final = "credential.revocation_hearing_days"
REVIEW_DAYS: Final = "credential.revocation_review_days"

_ALL: Final = (
    Parameter(
        REVIEW_LEVELS, _("Levels that review an application, lowest first (sign or name of each agency)"), "json", [],
        "行政执法监督条例第十七条；118号第二十三项：逐级审核上报；空为一级（持有资格初审职责的机关），"
        "上级尚未接入本系统时由移交材料包代替；山东省规定待确认", "unsure",
    ),
    Parameter(
        ISSUED_BY, _("Who numbers and issues the card"), "choice", "here",
        "法治政府建设实施纲要（2021－2025年）第十五项：证件由省统一制发；"
        "here 本系统编号登记（省平台接入前的默认做法，待确认），province 移交后导入省里的证号",
        "unsure", choices=("here", "province"),
    ),
    Parameter(
        CHECK_DUE, _("Last day of the annual check (month-day of the year after)"), "text", "03-31",
        "交通运输行政执法证件管理规定第二十七条：每年审验一次；截止日为本系统默认，山东省规定待确认", "unsure",
    ),
    Parameter(
        UNCHECKED_LAPSES, _("Whose credential lapses where the annual check was not done"), "choice", "transport",
        "交通运输行政执法证件管理规定第三十条：未经审验的证件自行失效，适用于交通运输执法证件；"
        "其他领域未见山东省规定，默认不失效",
        "unsure", choices=("transport", "all", "nobody"),
    ),
    Parameter(
        REMINDER_DAYS, _("Days before the last day on which holder and agency are reminded"), "json", [60, 30, 7],
        "本系统默认：到期前60日、30日、7日各提醒一次", "sure",
    ),
    Parameter(
        RENEWAL_DAYS, _("Days before the last day from which a credential is renewed"), "integer", 90,
        "实践做法：到期前三个月内申请换证；山东省规定待确认", "unsure", unit=_("days"),
    ),
    Parameter(
        FIELD_EXAM, _("A new field of enforcement asks for a pass of professional law"), "boolean",
        default=True, source="安徽省做法：变更执法领域的，须参加相应的专业法律知识考试；山东省规定待确认",
        confidence="unsure",
    ),
    Parameter(
        LOSS_DAYS, _("Days in which a lost card is announced"), "integer", 3,
        "交通运输行政执法证件管理规定第二十四条：三日内公告声明作废，再行补发（样本）", "likely", unit=_("days"),
    ),
    Parameter(
        TELL_DAYS, _("Days in which unit and issuer are told of a suspension"), "integer", 3,
        "辽宁省：暂扣之日起三日内通知所在单位和发证机关（样本）；山东省规定待确认", "unsure", unit=_("days"),
    ),
    Parameter(
        SUSPENSION_GROUNDS, _("Grounds for suspension that apply here"), "json", list(SUSPENSION),
        "交通运输行政执法证件管理规定第三十一条；山东省行政执法监督条例第三十八条", "likely",
    ),
    Parameter(
        REVOCATION_GROUNDS, _("Grounds for revocation that apply here"), "json", list(REVOCATION),
        "交通运输行政执法证件管理规定第三十三条；山东省规范行政处罚裁量权办法第二十五条", "likely",
    ),
    Parameter(
        NEVER_AGAIN_GROUNDS, _("Grounds for revocation after which nobody may apply again"), "json",
        [code for code, ground in REVOCATION.items() if ground.for_life],
        "交通运输行政执法证件管理规定第三十四条：因规定情形被吊销的不得再次申领；"
        "适用的情形以条文和山东省规定为准", "unsure",
    ),
    Parameter(
        DECIDER, _("Who decides to revoke"), "choice", "justice",
        "山东省行政程序规定第一百三十六条：由本级政府法制机构决定取消行政执法资格；"
        "行政执法监督条例第三十二条：监督机构建议、有权机关决定；issuer 为发证机关", "likely",
        choices=("justice", "issuer"),
    ),
    Parameter(
        HEARING_DAYS, _("Days in which the officer may make a statement before a revocation"), "integer", 5,
        "本系统默认：参照行政处罚听证申请期限五日；未见公开规定", "unsure", unit=_("days"),
    ),
    Parameter(
        REVIEW_DAYS, _("Days in which the officer may ask for a review, and in which it is decided"), "integer", 30,
        "交通运输行政执法证件管理规定第三十五条：三十日内申请复核，三十日内作出复核决定（样本）",
        "likely", unit=_("days"),
    ),
)  # fmt: skip


def declare_all() -> None:
    """Enter every parameter of the life cycle in the register."""
    for parameter in _ALL:
        declare(parameter)
