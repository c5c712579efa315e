"""What the law leaves open about recusal and about answers to those who sent a clue."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.organisation.parameters import REGISTRY, Parameter, declare

TELL_DAYS: Final = "case.tell_reporter_days"
HEAD_RECUSAL: Final = "case.head_recusal"
PARAMETERS: Final = (
    Parameter(
        HEAD_RECUSAL,
        _("Who decides on the recusal of the principal head"),
        "choice",
        "collective",
        "市场监督管理行政处罚程序规定第四条、农业行政处罚程序规定第五条：集体讨论决定；"
        "山东省行政程序规定第二十二条：本级人民政府或者上一级行政机关决定",
        "unsure",
        ("collective", "superior"),
    ),
    Parameter(
        TELL_DAYS,
        _("Working days to tell a known reporter whether the case is filed"),
        "integer",
        5,
        "市场监督管理投诉举报处理暂行办法第三十一条第二款",
        "likely",
        (),
        _("days"),
    ),
)


def declare_all() -> None:
    """Enter every parameter in the register (once)."""
    for parameter in PARAMETERS:
        if parameter.code not in REGISTRY:
            declare(parameter)
