"""What the law leaves open about officers and their photos."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.organisation.parameters import Parameter, declare

CANCEL_DAYS: Final = "credential.cancel_days"


def declare_all() -> None:
    """Enter every parameter of officers in the register."""
    for parameter in _ALL:
        declare(parameter)


_ALL: Final = (
    Parameter(
        CANCEL_DAYS, _("Days in which the card of somebody who left is cancelled"), "integer", 15,
        "交通运输行政执法人员管理规定第二十五条：离岗应注销证件（样本，未定期限）；天数为本系统默认，待确认", "unsure",
        unit=_("days"),
    ),
)  # fmt: skip
