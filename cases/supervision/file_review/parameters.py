"""What the law leaves open about the review of files."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.organisation.parameters import Parameter, declare

EXCELLENT: Final = "file_review.excellent"
GOOD: Final = "file_review.good"
PASSED: Final = "file_review.passed"
DIFFERENCE: Final = "file_review.difference"
COMBINE: Final = "file_review.combine"
OBJECTION: Final = "file_review.objection_days"
RECHECK: Final = "file_review.recheck_days"
LEAD: Final = "file_review.lead_hours"
NEAREST, THIRD_ALONE = "nearest_two", "third_alone"
GRADES: Final = "广东省的案卷评查分档（90、75、60分）；山东省评分标准待客户确认"
TERMS: Final = "广东省案卷评查规定第十二条（异议十个工作日、复核十个工作日）；山东省规定待客户确认"


def declare_all() -> None:
    """Enter every parameter of the review of files in the register."""
    for parameter in _ALL:
        declare(parameter)


_ALL: Final = (
    Parameter(
        EXCELLENT, _("File review: points from which a file is excellent"), "decimal", Decimal(90), GRADES, "likely",
        of_supervisor=True, most=100,
    ),
    Parameter(
        GOOD, _("File review: points from which a file is good"), "decimal", Decimal(75), GRADES, "likely",
        of_supervisor=True, most=100,
    ),
    Parameter(
        PASSED, _("File review: points from which a file passes"), "decimal", Decimal(60), GRADES, "likely",
        of_supervisor=True, most=100,
    ),
    Parameter(
        DIFFERENCE, _("File review: difference of two scores above which a third person scores"), "decimal",
        Decimal(10), "未见明文，待客户确认", "unsure",
        of_supervisor=True, most=100,
    ),
    Parameter(
        COMBINE, _("File review: how the score of a third person counts"), "choice", NEAREST,
        "未见明文，待客户确认：默认取最接近的两个分数的平均分", "unsure", choices=(NEAREST, THIRD_ALONE),
        of_supervisor=True,
    ),
    Parameter(
        OBJECTION, _("File review: working days for an objection to the result"), "integer", 10, TERMS, "likely",
        unit=_("working days"),
        of_supervisor=True,
    ),
    Parameter(
        RECHECK, _("File review: working days for checking a file again"), "integer", 10, TERMS, "likely",
        unit=_("working days"),
        of_supervisor=True,
    ),
    Parameter(
        LEAD, _("File review: hours between freezing the list and the public value"), "integer", 2,
        "本系统的设计：其间账本的检查点已公开，名单和承诺不能再改", "sure", unit=_("hours of the clock"),
        of_supervisor=True,
    ),
)  # fmt: skip
