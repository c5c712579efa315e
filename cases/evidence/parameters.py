"""What the law leaves open about tests and inspections."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.organisation.parameters import REGISTRY, Parameter, declare

RETEST_DAYS: Final = "case.retest_days"
INSPECTION_CAP: Final = "case.inspections_a_year"
PARAMETERS: Final = (
    Parameter(
        RETEST_DAYS, _("Working days to ask for another test"), "integer", 7,
        "食品安全抽样检验管理办法第三十条：七个工作日；其他领域无统一规定，待确认", "unsure", (), _("days"),
    ),
    Parameter(
        INSPECTION_CAP, _("Planned inspections of one enterprise in a year"), "integer", 2,
        "国办发〔2024〕54号第四项：公布年度检查频次上限；次数由主管部门确定，待确认", "unsure",
    ),
)  # fmt: skip


def declare_all() -> None:
    """Enter every parameter in the register (once)."""
    for parameter in PARAMETERS:
        if parameter.code not in REGISTRY:
            declare(parameter)
