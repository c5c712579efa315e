"""Who enforces, and with which powers: 执法主体, 权责清单, 办事指南 (国办发〔2018〕118号第四项)."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.publicity.lists.kinds import Field, Kind

NATURES: Final = (
    "行政处罚", "行政强制", "行政检查", "行政许可", "行政征收", "行政确认", "行政裁决", "行政给付", "行政奖励",
    "其他行政权力",
)  # fmt: skip
BODIES: Final = ("法定行政机关", "法律法规授权的组织", "受委托的组织")

SUBJECT: Final = Kind(
    "subjects", _("Who enforces here"),
    _("Which bodies enforce the law, set up by which provision, with which duties."),
    "国办发〔2018〕118号第四项；山东省行政执法监督条例第九条", "building-bank",
    (
        Field("code", "编号", _("No."), needed=False),
        Field("title", "主体名称", _("Name of the body")),
        Field("nature", "主体类别", _("Kind of body"), "choice", among=BODIES),
        Field("basis", "设立或授权依据", _("Basis on which it is set up or authorised"), "long"),
        Field("duties", "主要职责", _("Main duties"), "long"),
        Field("address", "办公地址", _("Address of the office")),
        Field("hours", "办公时间", _("Office hours"), needed=False),
        Field("phone", "办公电话", _("Telephone of the office")),
        Field("watch_phone", "监督电话", _("Telephone for complaints")),
    ),
    ("1", "示例单位", "法定行政机关", "某某法第一条；“三定”规定", "负责某某领域的行政执法", "某某路1号",
     "工作日 8:30—17:30", "0534-0000000", "12345"),
)  # fmt: skip

POWER: Final = Kind(
    "powers", _("List of powers and duties"),
    _("What the agency may do, on which basis, within which time, and what you can do against it."),
    "国办发〔2018〕118号第四项；中华人民共和国行政处罚法第三十九条", "list-check",
    (
        Field("code", "事项编码", _("Item code")),
        Field("title", "职权名称", _("Power")),
        Field("nature", "职权类别", _("Kind of power"), "choice", among=NATURES),
        Field("basis", "实施依据", _("Legal basis of the power"), "long"),
        Field("object", "行使对象", _("On whom it is used")),
        Field("conditions", "行使条件", _("On which conditions"), "long", needed=False),
        Field("chart", "流程图代码", _("Procedure chart"), "chart", needed=False),
        Field("intake", "承办机构", _("Who takes the matter in")),
        Field("approval", "审批机构", _("Who approves or decides")),
        Field("legal_days", "法定时限（日）", _("Days that the law allows"), "days", needed=False),
        Field("promised_days", "承诺时限（日）", _("Days that the agency promises"), "days", needed=False),
        Field("duties", "责任事项", _("What the agency must do"), "long"),
        Field("remedies", "救济途径", _("Your remedies"), "long"),
        Field("watch_phone", "监督电话", _("Telephone for complaints")),
    ),
    ("SL-CF-001", "示例：对违反规定堆放物料的处罚", "行政处罚", "某某条例第四十二条", "公民、法人和其他组织",
     "", "P", "执法中队", "机关负责人", "90", "60", "立案、调查、审核、告知、决定、送达、执行",
     "六十日内申请行政复议，或者六个月内提起行政诉讼", "12345"),
)  # fmt: skip

GUIDE: Final = Kind(
    "guides", _("Service guides"), _("Where to go, what to bring, how long it takes."),
    "国办发〔2018〕118号第四项", "map-2",
    (
        Field("code", "编号", _("No."), needed=False),
        Field("title", "事项名称", _("Matter")),
        Field("who", "申请人或适用对象", _("For whom")),
        Field("materials", "所需材料", _("What to bring"), "long"),
        Field("steps", "办理步骤", _("How it goes"), "long"),
        Field("place", "办理地点", _("Where")),
        Field("hours", "办理时间", _("When it is open")),
        Field("promised_days", "办结时限（日）", _("Days until it is done"), "days", needed=False),
        Field("fee", "收费", _("Fee")),
        Field("phone", "咨询电话", _("Telephone for questions")),
    ),
    ("1", "示例：缴纳罚款", "被处罚的单位和个人", "处罚决定书", "持决定书到代收银行缴纳，或者扫码缴纳",
     "某某银行各网点", "银行营业时间", "", "不收费", "0534-0000000"),
)  # fmt: skip
