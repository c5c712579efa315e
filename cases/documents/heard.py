"""What a decision says of how the party was heard: what was told, what it said, the hearing, what was adopted.

Sources: 行政处罚法第四十五条、第六十二条至第六十五条; 市场监督管理行政处罚程序规定第六十二条.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cases.documents.layout import chinese_day
from cases.documents.wording import ended
from cases.models import Decision, Defence, Hearing, Notice
from cases.rules.older import is_older

UNHELD: Final = {
    "withdrawn": "后撤回听证申请", "waived": "后放弃听证权利", "party_ended": "后因当事人死亡或者终止，听证终止",
    "no_show": "经依法通知，无正当理由拒不出席，视为放弃听证权利",
    "walk_out": "在听证中未经许可中途退出，视为放弃听证权利",
    "late": "因超过法定申请期限，本机关不予受理", "no_right": "因不属于可以要求听证的范围，本机关不予受理",
    "not_party": "因申请人不是当事人或者未取得授权，本机关不予受理",
}  # fmt: skip


def heard_of(decision: Decision) -> str:
    """Return what was told, what the party said, the hearing held on its request, and what was adopted and why."""
    notice = decision.notice
    if notice is None:
        return "本机关已依法听取当事人意见。"
    hearings = list(decision.case.hearings.select_related("notice"))
    before = [one for one in hearings if one.notice is not None and one.notice != notice]
    now = [one for one in hearings if one not in before]
    said = [
        *(f"就{one.notice.number}告知书，{_hearing(one)}" for one in before if one.notice and _hearing(one)),
        f"本机关于{chinese_day(notice.served_on)}向当事人送达{notice.number}告知书，告知拟作出的处罚及其享有的权利。",
        _words(notice, decision, now),
        *(_hearing(one) for one in now),
        f"经复核：{ended(decision.defence_reply)}" if decision.defence_reply else "",
    ]
    on_record = any(one.held_on for one in hearings) and not is_older(decision.decided_on)
    return "".join([*said, "本机关根据听证笔录作出本决定。" if on_record else ""])


def _words(notice: Notice, decision: Decision, hearings: Sequence[Hearing]) -> str:
    """Return what the party said to the notice, or that it waived or kept silent."""
    rows = list(notice.defences.all())
    said = "".join(_statement(row) for row in rows if row.text.strip())
    asked = bool(hearings) or any(row.hearing_requested for row in rows)
    hearing = notice.hearing_right and not asked
    if any(row.waived for row in rows):
        also = "和要求听证的权利" if hearing else "的权利"
        return f"{said}当事人书面明确放弃{'继续' if said else ''}陈述、申辩{also}。"
    if said or asked:
        return f"{said}当事人在法定期限内未要求听证。" if hearing else said
    if decision.defence_reply:
        return f"当事人提出陈述、申辩{'，在法定期限内未要求听证' if hearing else ''}。"
    return f"当事人在法定期限内未提出陈述、申辩{'，未要求听证' if hearing else ''}。"


def _statement(row: Defence) -> str:
    spoke = "在期限届满后提出陈述、申辩" if row.late else "提出陈述、申辩"
    did = "要求听证，并陈述" if row.hearing_requested else spoke
    return f"当事人于{chinese_day(row.made_on)}{did}：{ended(row.text)}"


def _hearing(one: Hearing) -> str:
    """Return how a hearing came about and ended; "" for one that is still to come."""
    if one.held_on is None:
        how = UNHELD.get(one.end_reason, "后听证终止")
        return f"当事人于{chinese_day(one.requested_on)}申请听证，{how}。" if one.ended_on else ""
    openly, chair = "公开" if one.is_public else "不公开", f"，由{one.chair_name}主持" if one.chair_name else ""
    asked = f"根据当事人{chinese_day(one.requested_on)}的申请"
    return f"{asked}，本机关于{chinese_day(one.held_on)}{openly}举行听证{chair}。"
