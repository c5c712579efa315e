"""The parts of a progress report, and the words that they begin with: figures filled in, the rest for the author."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PARTS: Final[dict[str, str]] = {
    "all": "一、总体情况",
    "cases": "二、行政执法办案情况",
    "open": "三、行政执法公示与监督情况",
    "people": "四、执法队伍与法治培训情况",
    "remedies": "五、行政复议与行政应诉情况",
    "problems": "六、存在的主要问题",
    "plans": "七、下一年度工作安排",
}
WORDS: Final[dict[str, str]] = {
    "all": (
        "{year}年，{agency}所属{agencies}个行政执法单位共立案{case.filed}件、结案{case.closed}件，作出行政处罚决定"
        "{penalty.total}件（其中当场处罚{penalty.on_spot}件），实施行政检查{other.inspection}次。"
    ),
    "cases": (
        "作出不予处罚决定{case.no_penalty}件，减轻、从轻处罚{case.lighter}件，移送司法机关{case.police}件；实施查封、扣押"
        "{coercion.seize}件，申请法院强制执行{execution.court}件。普通程序决定中，经过听证的占{heard}%，经过法制审核的占"
        "{reviewed}%，经过集体讨论的占{discussed}%。有期限的办案环节按时办结率{timely}%。"
    ),
    "open": (
        "应公开的处罚决定按时公开率{published}%。执法监督系统发出预警{alarms}条，其中红色预警{red}条，经监督人员处理{settled}条；"
        "受理群众对执法的投诉举报{complaints}件，答复{answered}件，其中属实{founded}件。"
    ),
    "people": (
        "在编执法岗位人员{officer.posts}人，持有效执法证件{officer.valid}人，持证率{valid}%；法制审核人员{officer.reviewers}人；"
        "{agencies}个执法单位中，法制机构人数达到要求的{sections_full}个。举办领导干部法治专题培训班{classes}期，领导班子法治讲座"
        "{lectures}期；执法人员年度培训达到规定学时的占{trained}%。"
    ),
    "remedies": (
        "被申请行政复议{remedy.reconsidered}件，复议纠错{remedy.corrected}件；被提起行政诉讼{remedy.sued}件，败诉{remedy.lost}件；"
        "本年度作出的处罚决定被撤销或者确认违法{penalty.annulled}件。"
    ),
    "problems": "",
    "plans": "",
}


def first_words(figures: Mapping[str, str], agency: str) -> list[dict[str, str]]:
    """Return each part with the words it begins with."""
    told = {**figures, "agency": agency}
    return [{"code": code, "text": _filled(text, told)} for code, text in WORDS.items()]


def _filled(text: str, told: Mapping[str, str]) -> str:
    for name, value in told.items():
        text = text.replace(f"{{{name}}}", value)
    return text.replace("占—%", "无可统计").replace("率—%", "无可统计")


def paragraphs(parts: list[dict[str, str]]) -> list[str]:
    """Return headings and paragraphs in order."""
    found = []
    for part in parts:
        found.append(PARTS[part["code"]])
        found += [line.strip() for line in part["text"].splitlines() if line.strip()]
    return found
