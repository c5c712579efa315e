"""What the law leaves open about marking and appeals, with where each default comes from."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.organisation.parameters import Parameter, declare

DIFFERENCE: Final = "exam.marking_difference"
OWN_AGENCY: Final = "exam.marking_own_agency"
APPEAL_DAYS: Final = "exam.appeal_days"
APPEAL_DAY_KIND: Final = "exam.appeal_day_kind"


def declare_all() -> None:
    """Enter every parameter of this area in the register."""
    for parameter in _ALL:
        declare(parameter)


_ALL: Final = (
    Parameter(
        DIFFERENCE,
        _("Difference of two marks from which a third person decides"),
        "integer",
        20,
        "通行做法：主观题双评，分差超过该题分值的一定比例时由第三人评定；比例未见公开规定",
        "unsure",
        unit=_("% of the item's points"),
    ),
    Parameter(
        OWN_AGENCY,
        _("Markers may read answers of candidates of their own agency"),
        "boolean",
        False,  # noqa: FBT003
        "通行做法：阅卷回避本单位考生",
        "likely",
    ),
    Parameter(
        APPEAL_DAYS,
        _("Days to appeal against a result"),
        "integer",
        5,
        "实践做法：成绩公布后数日内可申请复核，期限由考试公告写明；山东省规定待确认",
        "unsure",
        unit=_("days"),
    ),
    Parameter(
        APPEAL_DAY_KIND,
        _("How the days to appeal are counted"),
        "choice",
        "working",
        "实践做法：多按工作日计算；山东省规定待确认",
        "unsure",
        choices=("working", "calendar"),
    ),
)
