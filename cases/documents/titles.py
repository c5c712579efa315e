"""The papers of a case by code: their Chinese titles, and whether they belong to the inner file (副卷).

They stand in the catalogue of templates; which are inner follows 市场监督管理行政处罚程序规定第七十八条.
"""

from __future__ import annotations

from typing import Final

from cases.drafting.base import everything

TITLES: Final[dict[str, tuple[str, bool]]] = {
    **{template.key: (template.title, template.inner) for template in everything() if template.key == template.code},
    "SX": ("现场证据", False),
    "SG": ("当场告知及陈述申辩笔录", False),
    "SM": ("当事人签名", False),
    "SP": ("财政专用票据（当场收缴）", False),
    "SW": ("逾期未缴处置记录", False),
    "CSX": ("当事人书面陈述申辩材料", False),
    "TQM": ("听证笔录签名", False),
    "TBS": ("听证不予受理通知书", False),
    "FQ": ("放弃陈述申辩（听证）声明", False),
    "FSQ": ("法制审核送审单", True),
    "FSB": ("补充材料通知", True),
    "FSY": ("对法制审核意见的异议", True),
    "FSX": ("法制审核意见分歧协调记录", True),
    "FS": ("重大执法决定法制审核意见书", True),
    "TL": ("案件集体讨论记录", True),
    "JS": ("行政处罚决定审批表", True),
    "JD": ("行政处罚决定书", False),
    "SD": ("送达回证（决定书）", False),
    "GS": ("行政处罚信息公示审批表", True),
    "YQ": ("延期（分期）缴纳罚款批准书", False),
    "JK": ("缴款记录", False),
    "JA": ("结案审批表", False),
    "ML": ("卷内目录", False),
    "BK": ("卷内备考表", False),
    "BC1": ("先行登记保存证据审批表", True),
    "BC2": ("先行登记保存证据通知书", False),
    "BC3": ("先行登记保存证据清单", False),
    "BC4": ("先行登记保存证据处理通知书", False),
    "CF0": ("实施行政强制措施审批表", True),
    "CF1": ("查封（扣押）决定书", False),
    "CF2": ("查封（扣押）财物清单", False),
    "CF3": ("现场笔录", False),
    "CF4": ("延长查封（扣押）期限通知书", False),
    "CF5": ("解除（处理）查封（扣押）决定书", False),
    "ZJP": ("证据排除意见书", True),
    "ZJM": ("证据目录", False),
    "HS": ("证据交接单", False),
    "JG": ("检测（检验、鉴定）结果告知书", False),
    "LX": ("执法音像记录登记表", True),
    "HB0": ("回避申请书", False),
    "JJ": ("案件移交清单", True),
    "ZZ0": ("中止调查审批表", True),
    "YH": ("延长核查期限审批表", True),
    "GJ": ("举报处理情况告知书", True),
    "JBF": ("交办（移送）事项回复函", True),
    "BQ": ("补办批准手续审批表", True),
    "GX": ("更正说明", False),
    "YZ": ("延长办理期限审批表", True),
    "CB": ("催告陈述申辩笔录", False),
    "XY": ("执行协议", False),
    "ZX": ("执行结果记录", False),
    "SJ": ("罚款上缴记录", True),
    "ZA": ("移送涉嫌犯罪案件专案组指定书", True),
    "YB": ("移送涉嫌犯罪案件的报告", True),
    "YP": ("移送涉嫌犯罪案件审批表", True),
    "GA": ("公安机关立案（不予立案）通知书", False),
    "GY": ("涉嫌犯罪案件物品材料交接清单", False),
    "YF": ("提请公安机关复议（检察机关立案监督）意见书", False),
    "FJ": ("行政复议（行政诉讼）情况记录", False),
    "ZB": ("重大行政处罚决定备案报告", True),
    "TM": ("处罚决定脱敏稿", True),
    "QT": ("其他材料", False),
}


def title_of(code: str, otherwise: str = "") -> str:
    """Return the title of a paper: the one given, else the catalogue's."""
    return otherwise or (TITLES[code][0] if code in TITLES else code)


def is_inner(code: str) -> bool:
    """Return whether a paper belongs to the inner file."""
    return TITLES.get(code, ("", False))[1]
