"""What the law leaves open about publicity."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.supervision.complaints.concerned import receiver
from enforcement import clock
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import REGISTRY, Parameter, declare, value

LICENCE: Final = "publicity.open_data_licence"
LEAST_ANSWERS: Final = "survey.least_answers"
CODE_DAYS: Final = "survey.code_days"
RESULT_DAYS: Final = {"inspection": "publicity.inspection_days", "permit": "publicity.permit_days"}


def declare_all() -> None:
    """Enter every parameter of publicity in the register (once)."""
    for parameter in _ALL:
        if parameter.code not in REGISTRY:
            declare(parameter)


def licence() -> str:
    """Return under which terms the open data may be used: the setting of the lowest government."""
    return str(value(LICENCE, agency=top(), on=clock.today()))


def top() -> Agency | None:
    """Return the government that answers for this site, the lowest one; None in an installation without agencies."""
    try:
        return receiver()
    except Agency.DoesNotExist:
        return None


_ALL: Final = (
    Parameter(
        LICENCE, _("Terms under which open data may be used"), "text",
        "可免费下载、复制和再利用，须注明来源和取得日期；不得据以识别、骚扰个人",
        "公共数据开放许可条款由本级政府确定，未见统一文本，待客户确认", "unsure",
    ),
    *(
        Parameter(
            code, title, "integer", days,
            "国办发〔2018〕118号第六项：行政许可、行政处罚七个工作日，其他执法决定二十个工作日，法律、行政法规另有规定的除外",
            unit=_("working days"), of_supervisor=True, least=1,
        )
        for code, title, days in (
            (RESULT_DAYS["inspection"], _("Working days to publish the result of an inspection"), 20),
            (RESULT_DAYS["permit"], _("Working days to publish the result of a permit"), 7),
        )
    ),
    Parameter(
        LEAST_ANSWERS, _("Answers of a quarter before the survey's results are shown"), "integer", 10,
        "法律未规定；为防止识别答卷人并避免以偏概全，按十份，待客户确认", "unsure",
        of_supervisor=True,
    ),
    Parameter(
        CODE_DAYS, _("Days in which the code of a survey may be used"), "integer", 180,
        "法律未规定；与提起行政诉讼的六个月相当，待客户确认", "unsure", unit=_("days"),
        of_supervisor=True,
    ),
)  # fmt: skip
