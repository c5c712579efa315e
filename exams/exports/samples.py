"""An item of each type, for the templates: what is asked is law, the wording is ours."""

from __future__ import annotations

from datetime import date
from typing import Any

from exams.imports.draft import RIGHT_WRONG, Case, Draft, Law

_LAW = Law("中华人民共和国行政处罚法", "行政处罚法", "2021年修订", date(2021, 7, 15))
_CASE = Case(
    "AL-001",
    "某县市场监督管理局在检查中发现，甲餐饮店使用超过保质期的食品原料，货值金额300元。执法人员二人出示证件后制作了现场笔录，"
    "当事人在笔录上签字。",
)


def _draft(code: str, type_: str, stem: str, **facts: Any) -> Draft:
    return Draft(
        **{
            "place": code, "law": _LAW, "code": code, "type": type_, "stem": stem, "options": (), "key": (),
            "article": "", "explanation": "", "difficulty": 2, **facts,
        }
    )  # fmt: skip


SAMPLES = (
    _draft(
        "CF-001", "single", "下列属于行政处罚的是（  ）。", options=("通报批评", "查封场所", "冻结存款", "加处罚款"),
        key=("A",), article="第九条", explanation="通报批评为第九条第一项所列。", difficulty=1, topic="处罚种类",
    ),
    _draft(
        "CF-002", "multiple", "行政机关作出下列处罚决定之前，应当告知当事人有要求听证的权利的有（  ）。",
        options=("较大数额罚款", "降低资质等级", "警告", "责令停产停业"), key=("A", "B", "D"), article="第六十三条",
        explanation="第六十三条第一款列举了应当告知听证权利的情形，警告不在其中。", topic="听证程序",
    ),
    _draft(
        "CF-003", "true_false",
        "行政处罚应当由具有行政执法资格的执法人员实施，执法人员不得少于两人，法律另有规定的除外。",
        options=RIGHT_WRONG, key=("A",), article="第四十二条第一款", difficulty=1,
    ),
    _draft(
        "CF-004", "fill_in",
        "违法行为在____年内未被发现的，不再给予行政处罚；涉及公民生命健康安全、金融安全且有危害后果的，"
        "上述期限延长至____年。法律另有规定的除外。",
        words=(("二", "2", "两"), ("五", "5")), article="第三十六条第一款", topic="追责时效",
    ),
    _draft(
        "CF-005", "short_answer", "简述行政机关实施行政处罚时，对当事人的同一个违法行为不得给予两次以上罚款的含义。",
        guide="同一个违法行为违反多个法律规范应当给予罚款处罚的，按照罚款数额高的规定处罚，不得就同一行为再次罚款。",
        points=("指明限于同一个违法行为（2分）", "指明限制的是罚款（1分）", "指明按照罚款数额高的规定处罚（2分）"),
        article="第二十九条", difficulty=3,
    ),
    _draft(
        "AL-001-1", "single", "对甲餐饮店作出罚款决定前，行政机关应当告知当事人的内容不包括（  ）。",
        options=("拟作出的处罚内容", "事实、理由、依据", "陈述、申辩的权利", "执法人员的家庭住址"), key=("D",),
        article="第四十四条", case=_CASE, order=1,
    ),
    _draft(
        "AL-001-2", "true_false", "甲餐饮店要求陈述、申辩的，行政机关可以因此加重处罚。",
        options=RIGHT_WRONG, key=("B",), article="第四十五条第二款", case=_CASE, order=2,
    ),
)  # fmt: skip
