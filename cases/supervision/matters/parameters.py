"""What the law leaves open about supervision matters and their letters."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.organisation.parameters import REGISTRY, Parameter, declare

URGING: Final = "matter.urging_days"
OPINION: Final = "matter.opinion_days"
DECISION: Final = "matter.execution_days"
NOTICE: Final = "matter.notice_days"
NOTICE_USED: Final = "matter.notice_used"
SERIOUS: Final = "matter.serious_cases_a_year"
JUDGED: Final = "matter.judged_bars"
_DAYS: Final = _("days")
_OPEN: Final = "行政执法监督条例第二十七条：期限在督办函中载明，条例未规定天数，待客户确认"

_ALL: Final = (
    Parameter(
        URGING, _("Days for the organ to act on an urging letter"), "integer", 15, _OPEN, "unsure", unit=_DAYS,
        of_supervisor=True,
    ),
    Parameter(
        OPINION, _("Days for the organ to correct and report on an opinion letter"), "integer", 30,
        "山东省行政执法监督条例第二十八条", "sure", unit=_DAYS,
        of_supervisor=True,
    ),
    Parameter(
        DECISION, _("Days for the organ to report on executing a decision on supervision"), "integer", 30,
        "山东省行政执法监督条例第二十九条", "sure", unit=_DAYS,
        of_supervisor=True,
    ),
    Parameter(
        NOTICE, _("Days for the organ to report on a notice of supervision"), "integer", 30,
        "山东省行政程序规定第一百二十八条", "sure", unit=_DAYS,
        of_supervisor=True,
    ),
    Parameter(
        NOTICE_USED, _("Notices of supervision (行政监督通知书) are issued where the rules of procedure were broken"),
        "boolean",
        default=False, confidence="unsure",
        source="山东省行政程序规定第一百二十八条；《行政执法监督条例》施行后是否仍单独使用，待客户确认",
        of_supervisor=True,
    ),
    Parameter(
        JUDGED, _("A finished reconsideration or judgment bars supervision of the case"), "boolean",
        default=False, confidence="unsure",
        source="行政执法监督条例第三十三条第三款：不得重复监督；复议、诉讼已终结的是否也不再监督，待客户确认",
        of_supervisor=True,
    ),
    Parameter(
        SERIOUS, _("Cases set aside in a year after which the head of the organ answers for it"), "integer", 3,
        "法治政府建设实施方案：一年内多起严重违法案件应追究主要负责人；起数未定，待客户确认", "unsure", unit=_("cases"),
        of_supervisor=True,
    ),
)  # fmt: skip


def declare_all() -> None:
    """Enter every parameter of matters in the register (once)."""
    for parameter in _ALL:
        if parameter.code not in REGISTRY:
            declare(parameter)
