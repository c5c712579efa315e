"""What the law leaves open about showing a credential on a phone, with where each default comes from."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.organisation.parameters import Parameter, declare

DAYS: Final = "display.device_days"
DEVICES: Final = "display.devices"
LOG: Final = "display.visit_log"
KEPT: Final = "display.visit_kept_days"
APART_KM: Final = "display.apart_km"
APART_MINUTES: Final = "display.apart_minutes"
DAYS_MOST: Final = 7
"""A verifier that never fetches a list of states believes a phone no longer than this."""

DESIGN: Final = "本系统设计取值；上位规定未见，待确认"
SAMPLES: Final = "国务院办公厅关于严格规范涉企行政检查的意见（国办发〔2024〕54号）；江门“亮码入企”、深圳监督码（样本）"
KEPT_BY: Final = "个人信息保护法第十九条（最短必要）；网络安全法第二十三条（网络日志不少于六个月）"


def declare_all() -> None:
    """Enter every parameter of showing in the register."""
    for parameter in _ALL:
        declare(parameter)


_ALL: Final = (
    Parameter(
        DAYS, _("Days for which a bound phone shows a credential without contact (7 at most)"), "integer",
        DAYS_MOST, DESIGN, "unsure", unit=_("days"),
    ),
    Parameter(DEVICES, _("Phones one credential may be shown on"), "integer", 1, DESIGN, "unsure"),
    Parameter(
        LOG, _("Officers announce visits to enterprises when they show the code"), "boolean", default=False,
        source=SAMPLES, confidence="unsure",
    ),
    Parameter(KEPT, _("Days for which announced visits are kept"), "integer", 180, KEPT_BY, "likely", unit=_("days")),
    Parameter(
        APART_KM, _("Distance between two visits with one credential that raises an alarm"), "integer", 30, DESIGN,
        "unsure", unit=_("km"),
    ),
    Parameter(
        APART_MINUTES, _("Minutes within which two visits far apart raise an alarm"), "integer", 20, DESIGN, "unsure",
        unit=_("minutes"),
    ),
)  # fmt: skip
