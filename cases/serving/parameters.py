"""What the law leaves open about service and publication: days of a public notice, channels of publication."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from enforcement.organisation.parameters import REGISTRY, Parameter, declare

NOTICE_DAYS: Final = "case.public_notice_days"
CHANNELS: Final = "case.publication_channels"
FILING_DAYS: Final = "case.heavy_filing_days"
SITE: Final[dict[str, Any]] = {
    "code": "site", "title": "行政执法信息公示平台", "fields": [], "days": 7, "skip_warning": False,
    "basis": "国办发〔2018〕118号第六项；中华人民共和国行政处罚法第四十八条", "light_months": 0, "years": 0,
}  # fmt: skip
MARKET: Final[dict[str, Any]] = {
    "code": "market", "title": "国家企业信用信息公示系统", "fields": ["market"], "days": 20, "skip_warning": True,
    "skip_on_spot": True,
    "basis": "市场监督管理行政处罚信息公示规定第二条、第八条、第九条、第十三条、第十四条",
    "light_months": 3, "light_fine": 0, "years": 3,
}  # fmt: skip
EARLY_MONTHS: Final = "case.early_end_months"
HEAVY: Final = "case.early_end_never"
PUBLISH_ALL: Final = "case.publish_all"
IN_SEARCH: Final = "case.decisions_in_search"
PARAMETERS: Final = (
    Parameter(
        PUBLISH_ALL, _("Which decisions are proposed for publication"), "choice", "influence",
        "中华人民共和国行政处罚法第四十八条：具有一定社会影响的；国办发〔2018〕118号第六项：处罚结果均公开，待确认",
        "unsure",
        choices=("influence", "all"),
    ),
    Parameter(
        IN_SEARCH, _("Which published decisions search engines may show"), "choice", "organisations",
        "中华人民共和国行政处罚法第四十八条、第五十条；个人信息保护法第六条（最小范围）；搜索引擎收录未见明文，待客户确认",
        "unsure",
        choices=("none", "organisations", "all"),
    ),
    Parameter(
        NOTICE_DAYS, _("Days of a public notice, by field of enforcement"), "json",
        {"": 30, "transport": 60, "agriculture": 60},
        "中华人民共和国民事诉讼法第九十五条：三十日；交通运输行政执法程序规定第十八条、农业行政处罚程序规定第七十二条：六十日",
        "sure",
    ),
    Parameter(
        CHANNELS, _("Channels of publication with their terms"), "json", [SITE, MARKET],
        "国办发〔2018〕118号第六项；市场监督管理行政处罚信息公示规定（较低数额罚款的标准待确认，按零元）；地方信用平台待确认",
        "likely",
    ),
    Parameter(
        EARLY_MONTHS, _("Months of display before a party may ask to end it early"), "integer", 6,
        "市场监督管理行政处罚信息公示规定第十四条：符合条件的可以提前停止公示；最短公示时间待确认，按六个月", "unsure",
        unit=_("months"),
    ),
    Parameter(
        HEAVY, _("Kinds of penalty that are shown for their whole time"), "json",
        ["suspend_licence", "downgrade", "revoke_licence", "restrict", "shutdown", "close"],
        "市场监督管理行政处罚信息公示规定第十四条：较重的行政处罚不得提前停止公示；种类待确认", "likely",
    ),
    Parameter(
        FILING_DAYS, _("Days to file a heavy decision with the justice bureau"), "integer", 15,
        "山东省规范行政处罚裁量权办法第二十三条（期限待确认，按十五日）", "unsure", unit=_("days"),
    ),
)  # fmt: skip


def declare_all() -> None:
    """Enter the parameters in the register (once)."""
    for parameter in PARAMETERS:
        if parameter.code not in REGISTRY:
            declare(parameter)
