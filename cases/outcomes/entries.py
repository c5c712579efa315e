"""Ends of a case other than a penalty: transfers, police, remedies: what this area enters elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.acts import Act, register

ACTS = (
    ("decline_penalty", "不予行政处罚", "Decide on no penalty"),
    ("transfer_case", "移送其他机关", "Transfer to another agency"),
    ("withdraw_case", "撤销立案、终止调查", "Withdraw the case"),
    ("form_team", "指定专案组", "Form the special team"),
    ("report_crime", "书面移送报告", "Report the suspected crime"),
    ("approve_transfer", "正职负责人审批移送", "Decide on the transfer"),
    ("send_to_police", "移送公安机关", "Send to the police"),
    ("record_police_answer", "公安机关答复", "Record the answer of the police"),
    ("ask_police_again", "提请公安机关复议", "Ask the police to reconsider"),
    ("ask_procuratorate", "建议检察机关立案监督", "Ask the procuratorate"),
    ("hand_over_crime", "移交物品材料", "Hand over to the police"),
)


def enter_all() -> None:
    """Enter the pages of acts and the panel of remedies."""
    from cases import panels  # noqa: PLC0415 (models are ready only now)
    from cases.access import case_worker  # noqa: PLC0415
    from cases.outcomes import bound, panel  # noqa: PLC0415
    from enforcement.web import navigation  # noqa: PLC0415
    from enforcement.web.navigation import MenuEntry  # noqa: PLC0415

    for code, zh, en in ACTS:
        register(Act(code, zh, en, "case_step"))
    bound.bind_all()
    panels.enter("remedies", 30, "cases/outcomes/_remedies.html", panel.remedies)
    panels.enter("archived", 5, "cases/outcomes/_archive.html", panel.archived)
    navigation.enter(
        MenuEntry("remedy_list", _("Reconsiderations and lawsuits"), "scale", case_worker, "supervise", 40)
    )  # fmt: skip
