"""The papers of a case by code: their Chinese titles, and whether they belong to the inner file (副卷).

They stand in the catalogue of templates; which are inner follows 市场监督管理行政处罚程序规定第七十八条.
"""

from __future__ import annotations

from typing import Final

from cases.drafting.base import everything

TITLES: Final[dict[str, tuple[str, bool]]] = {
    **{template.key: (template.title, template.inner) for template in everything() if template.key == template.code},
    "CSX": ("当事人书面陈述申辩材料", False),
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
    "YZ": ("延长办理期限审批表", True),
    "QT": ("其他材料", False),
}


def title_of(code: str, otherwise: str = "") -> str:
    """Return the title of a paper: the one given, else the catalogue's."""
    return otherwise or (TITLES[code][0] if code in TITLES else code)


def is_inner(code: str) -> bool:
    """Return whether a paper belongs to the inner file."""
    return TITLES.get(code, ("", False))[1]
