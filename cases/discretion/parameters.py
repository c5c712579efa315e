"""What the law leaves open about discretion."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.organisation.parameters import REGISTRY, Parameter, declare

LIGHTER: Final = "discretion.lighter_share"
HEAVIER: Final = "discretion.heavier_share"
WITHIN: Final = "discretion.share_of"
SOURCE: Final = (
    "市场监管总局关于规范市场监督管理行政处罚裁量权的指导意见（2022年）："
    "从轻为幅度中较低的百分之三十部分，从重为较高的百分之三十部分"
)


def declare_all() -> None:
    """Enter every parameter of discretion in the register (once)."""
    for parameter in _ALL:
        if parameter.code not in REGISTRY:
            declare(parameter)


_ALL: Final = (
    Parameter(LIGHTER, _("Lowest share of the range for a lighter penalty"), "decimal", 0.3, SOURCE, "likely"),
    Parameter(HEAVIER, _("Highest share of the range for a heavier penalty"), "decimal", 0.3, SOURCE, "likely"),
    Parameter(
        WITHIN, _("Range of which the share is taken: the statute's or the grade's"), "choice", "statute",
        f"{SOURCE}；以法定幅度为准，本机关基准另有规定的可改为以档次幅度为准", "likely", ("statute", "grade"),
    ),
)  # fmt: skip
