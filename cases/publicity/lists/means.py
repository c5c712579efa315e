"""By which means an agency enforces: 委托书 (行政处罚法第二十条), 随机抽查事项清单, 监控设备设置地点 (第四十一条)."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.publicity.lists.kinds import Field, Kind

DELEGATION: Final = Kind(
    "delegations", _("Delegation letters"),
    _("Which organisations enforce in the name of the agency, for what and how long."),
    "中华人民共和国行政处罚法第二十条第二款、第三款", "writing-sign",
    (
        Field("code", "委托书编号", _("No. of the letter")),
        Field("title", "受委托组织", _("Organisation")),
        Field("basis", "委托依据", _("Basis of the delegation"), "long"),
        Field("matters", "委托事项", _("Delegated matters"), "long"),
        Field("powers", "委托权限", _("Powers delegated"), "long"),
        Field("area", "实施区域", _("Delegated area"), needed=False),
        Field("from_on", "委托起始日", _("Delegated from"), "date"),
        Field("until_on", "委托截止日", _("Delegated until"), "date"),
        Field("watch", "监督方式", _("How the agency supervises it"), "long"),
    ),
    ("示例委〔2026〕1号", "示例执法大队", "某某规章第五条", "对某某行为的调查取证", "不得作出处罚决定", "示例街道",
     "2026-01-01", "2026-12-31", "每季度检查一次，委托机关对后果承担法律责任"),
    ordered=(("from_on", "until_on"),),
)  # fmt: skip

CHECKS: Final = Kind(
    "checks", _("Random-check list"), _("What is inspected at random, how, and how often at most."),
    "国办发〔2018〕118号第四项；国办发〔2015〕58号", "dice-5",
    (
        Field("code", "编号", _("No."), needed=False),
        Field("title", "抽查事项", _("Matter of the check")),
        Field("object", "抽查对象", _("Who is checked")),
        Field("content", "抽查内容", _("What is looked at"), "long"),
        Field("basis", "抽查依据", _("Basis of the check"), "long"),
        Field("way", "抽查方式", _("How it is checked")),
        Field("ratio", "抽查比例", _("Share that is drawn")),
        Field("frequency", "抽查频次", _("How often")),
        Field("joint", "联合抽查", _("Checked jointly with others"), "choice", among=("是", "否")),
    ),
    ("1", "示例：农药经营检查", "农药经营者", "经营许可、购销台账", "某某条例第三条", "现场检查", "5%",
     "每年不超过一次", "是"),
)  # fmt: skip

SITES: Final = Kind(
    "sites", _("Monitoring sites"), _("Where cameras and other devices record breaches of the law."),
    "中华人民共和国行政处罚法第四十一条", "device-cctv",
    (
        Field("code", "设备编号", _("No. of the device")),
        Field("title", "设置地点", _("Where it stands")),
        Field("device", "设备类型", _("Device")),
        Field("purpose", "记录的违法行为", _("Which breaches it records"), "long"),
        Field("standard", "符合的标准", _("Standard that it meets")),
        Field("legal_on", "法制审核日期", _("Legal review on"), "date"),
        Field("technical_on", "技术审核日期", _("Technical review on"), "date"),
        Field("from_on", "启用日期", _("In use from"), "date"),
        Field("until_on", "停用日期", _("In use until"), "date", needed=False),
        Field("sign", "现场标志", _("Sign at the site"), needed=False),
    ),
    ("示例-001", "示例路与示例街路口北侧", "固定式电子监控", "超限运输", "某某标准", "2026-01-05", "2026-01-08",
     "2026-02-01", "", "设有“电子监控”标志"),
    ordered=(("legal_on", "from_on"), ("technical_on", "from_on"), ("from_on", "until_on")),
)  # fmt: skip
