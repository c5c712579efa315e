"""The closed vocabulary of merge fields: field → what it is called, also the label under which it is asked for."""

from __future__ import annotations

from typing import Final

VOCABULARY: Final[dict[str, str]] = {
    "today": "今日", "case.number": "案号", "case.cause": "案由", "case.summary": "案件情况", "case.place": "发生地点",
    "case.source": "案件来源", "case.clue_number": "案源编号",
    "case.clue_on": "案源登记日期", "case.act_on": "行为日期",
    "case.filed_on": "立案日期", "case.legal_basis": "涉嫌违反的规定", "case.closed_on": "结案日期",
    "party.name": "当事人", "party.block": "当事人基本情况", "party.code": "当事人证件号码",
    "party.address": "当事人地址",
    "party.representative": "法定代表人（负责人）",
    "agency.name": "本机关", "agency.address": "本机关地址", "agency.phone": "本机关电话",
    "agency.contact": "本机关联系方式",
    "agency.government": "行政复议机关",
    "officers.all": "执法人员", "officers.lead": "主办人员", "officers.others": "协办人员",
    "proposal.facts": "拟认定事实", "proposal.evidence": "拟认定证据", "proposal.basis": "拟处罚依据",
    "proposal.discretion": "拟裁量理由", "proposal.penalty": "拟处罚内容",
    "check.opinion": "审核意见", "review.opinion": "法制审核意见",
    "notice.number": "告知书文号", "notice.served_on": "告知书送达日期", "notice.facts": "告知的事实",
    "notice.evidence": "告知的证据", "notice.basis": "告知的依据", "notice.discretion": "告知的裁量理由",
    "notice.penalty": "告知的处罚内容", "notice.defence_until": "陈述申辩截止日期",
    "notice.earlier": "被替代的告知书文号",
    "defence.text": "陈述申辩意见", "defence.recheck": "复核意见",
    "hearing.requested_on": "听证申请日期", "hearing.planned_on": "听证日期", "hearing.held_on": "听证举行日期",
    "hearing.place": "听证地点", "hearing.chair": "听证主持人", "hearing.recorder": "听证记录员",
    "hearing.attendance": "听证参加人", "hearing.record": "听证记录", "hearing.report": "听证报告内容",
    "discussion.held_on": "讨论日期", "discussion.conclusion": "讨论结论",
    "decision.number": "决定书文号", "decision.decided_on": "决定日期", "decision.facts": "违法事实",
    "decision.evidence": "认定的证据", "decision.heard": "告知和陈述申辩情况", "decision.basis": "处罚依据",
    "decision.discretion": "裁量理由", "decision.penalty": "处罚决定内容", "decision.performance": "履行方式和期限",
    "decision.remedies": "救济途径和期限", "decision.publish": "是否公开",
    "measure.items": "措施涉及的物品", "measure.taken_on": "措施实施日期", "measure.due_on": "措施截止日期",
}  # fmt: skip
