"""What the law leaves open about yearly reports and the work of the law office."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.yearly.counting.penalties import ORDERS
from enforcement.organisation.parameters import Parameter, declare

ORDER: Final = "yearly.penalty_order"
SECTION: Final = "law.section_people"
SECTION_TOWN: Final = "law.section_people_town"
CLASSES: Final = "law.leaders_classes"
LECTURES: Final = "law.lectures"
NOTICE: Final = "yearly.notice_days"


def declare_all() -> None:
    """Enter every parameter in the register."""
    for parameter in _ALL:
        declare(parameter)


_ALL: Final = (
    Parameter(
        ORDER, _("Order of penalties from light to heavy, where several in one case count once"), "choice", "datong",
        "大同市行政执法统计年报填报说明；山东某县统计表将吊销列于限制开展生产经营活动之前（shandong），待客户确认",
        "unsure", choices=tuple(ORDERS), of_supervisor=True,
    ),
    Parameter(
        NOTICE, _("Days before 31 January from which the yearly report is shown as urgent"), "integer", 10,
        "国办发〔2018〕118号第六项只规定1月31日前公开；提前提醒的天数由本级自定", "unsure", unit=_("days"),
    ),
    Parameter(
        SECTION, _("People in the legal section of a department"), "integer", 3,
        "乐陵市2018年度法治政府建设实施方案第四十二项：部门法制科不少于3人", "likely", unit=_("people"),
    ),
    Parameter(
        SECTION_TOWN, _("People in the legal section of a township or street"), "integer", 2,
        "乐陵市2018年度法治政府建设实施方案第四十二项：乡镇街道不少于2人，可在党政办挂牌", "likely", unit=_("people"),
    ),
    Parameter(
        CLASSES, _("Classes on the law for leading officials that a government holds in a year"), "integer", 1,
        "乐陵市2018年度法治政府建设实施方案第三十五项：政府每年至少举办1期领导干部法治专题培训班", "likely",
    ),
    Parameter(
        LECTURES, _("Lectures on the law that the leadership of a government or township attends in a year"), "integer",
        2, "法治政府建设实施纲要（2021－2025年）：地方各级政府领导班子每年举办两期以上法治专题讲座；实施方案第三十五项",
        "sure",
    ),
)  # fmt: skip
