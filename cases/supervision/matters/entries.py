"""What matters enter elsewhere: acts of the chart, settings, menu, to-do items, the panel, alarms on letters."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from cases import panels
from cases.supervision import sources
from cases.supervision.matters import desk, overdue, panel, parameters
from cases.supervision.matters.access import sees_matters
from cases.supervision.matters.acting import ORGAN
from enforcement.flowcharts import acts
from enforcement.flowcharts.acts import Act
from enforcement.organisation.access import duty
from enforcement.web import navigation, worklist
from enforcement.web.navigation import MenuEntry

ACTS: Final = (
    Act("open_matter", "登记监督线索", "Open a supervision matter", "matter_open"),
    Act("triage_matter", "研判监督线索", "Triage a supervision matter", "matter"),
    Act("correct_on_spot", "记录当场纠正", "Record a correction on the spot", "matter"),
    Act("find_on_matter", "监督调查", "Investigate a supervision matter", "matter"),
    Act("issue_urging", "制发督办函", "Issue an urging letter", "matter"),
    Act("issue_opinion", "制发意见书", "Issue an opinion letter", "matter"),
    Act("judge_answer", "核查纠正情况", "Judge the report on a letter", "matter"),
    Act("recheck_objection", "复核异议", "Re-check an objection", "matter"),
    Act("answer_proposal", "答复处理建议", "Answer a proposal of the supervisors", "matter"),
    Act("decide_matter", "作出监督决定", "Decide on supervision", "matter"),
    Act("verify_execution", "核查执行情况", "Verify the execution of a decision on supervision", "matter"),
    Act("end_follow_up", "通报、建议和移送办结", "End what follows a supervision matter", "matter"),
    Act("close_matter", "销号归档", "Close a supervision matter", "matter"),
)


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
    for act in ACTS:
        acts.register(act)
    navigation.enter(MenuEntry("matters", _("Supervision matters"), "eye-check", sees_matters, "supervise", 25))
    navigation.enter(MenuEntry("matter_letters", _("Letters of supervision"), "mail", duty(ORGAN), "work", 60))
    worklist.enter("supervision.matters", desk.to_do)
    panels.enter("supervision.matters", 45, "supervision/matters/panel.html", panel.supervision)
    sources.enter("R38", overdue.find)
