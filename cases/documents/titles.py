"""The papers of a case by code: their Chinese titles, and whether they belong to the inner file (副卷).

Which papers are inner follows 市场监督管理行政处罚程序规定第七十八条.
"""

from __future__ import annotations

from typing import Final

TITLES: Final[dict[str, tuple[str, bool]]] = {
    "AY": ("案源登记表", True),
    "HC": ("核查笔录", False),
    "LA": ("立案审批表", False),
    "BL": ("不予立案审批表", True),
    "ZD": ("指定办案人员通知书", False),
    "BG": ("变更主办人审批表", True),
    "XW": ("询问笔录", False),
    "XC": ("现场检查（勘验）笔录", False),
    "CY": ("抽样取证凭证", False),
    "JY": ("检验（检测、鉴定）记录", False),
    "ZJX": ("证据提取单", False),
    "ZJ": ("案件调查终结报告", False),
    "SH": ("案件审核意见书", True),
    "NC": ("行政处罚有关事项审批表", True),
    "GZ": ("行政处罚告知书", False),
    "SD1": ("送达回证（告知书）", False),
    "CS": ("陈述申辩笔录", False),
    "FH": ("陈述申辩复核意见书", True),
    "CSX": ("当事人书面陈述申辩材料", False),
    "TBS": ("听证不予受理通知书", False),
    "FQ": ("放弃陈述申辩（听证）声明", False),
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
    "WT": ("委托检测（检验、鉴定）书", False),
    "JG": ("检测（检验、鉴定）结果告知书", False),
    "LX": ("执法音像记录登记表", True),
    "HB0": ("回避申请书", False),
    "HB": ("回避决定书", False),
    "JJ": ("案件移交清单", True),
    "ZZ0": ("中止调查审批表", True),
    "ZZ": ("中止调查决定书", False),
    "HF": ("恢复调查决定书", False),
    "YH": ("延长核查期限审批表", True),
    "GJ": ("举报处理情况告知书", True),
    "JBF": ("交办（移送）事项回复函", True),
    "BQ": ("补办批准手续审批表", True),
    "YZ": ("延长办理期限审批表", True),
    "CH": ("公示信息撤回审批表", True),
    "QT": ("其他材料", False),
}


def title_of(code: str, otherwise: str = "") -> str:
    """Return the title of a paper."""
    return TITLES[code][0] if code in TITLES else otherwise or code


def is_inner(code: str) -> bool:
    """Return whether a paper belongs to the inner file."""
    return TITLES.get(code, ("", False))[1]
