"""What the law leaves open about publicity."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.supervision.complaints.concerned import receiver
from enforcement import clock
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import REGISTRY, Parameter, declare, value

LICENCE: Final = "publicity.open_data_licence"


def declare_all() -> None:
    """Enter every parameter of publicity in the register (once)."""
    for parameter in _ALL:
        if parameter.code not in REGISTRY:
            declare(parameter)


def licence() -> str:
    """Return under which terms the open data may be used: the setting of the lowest government."""
    try:
        agency = receiver()
    except Agency.DoesNotExist:
        return str(REGISTRY[LICENCE].default)
    return str(value(LICENCE, agency=agency, on=clock.today()))


_ALL: Final = (
    Parameter(
        LICENCE, _("Terms under which open data may be used"), "text",
        "可免费下载、复制和再利用，须注明来源和取得日期；不得据以识别、骚扰个人",
        "公共数据开放许可条款由本级政府确定，未见统一文本，待客户确认", "unsure",
    ),
)  # fmt: skip
