"""Ends of a case other than a penalty: transfers, police, remedies: what this area enters elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cases.models import Case
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
    from cases.outcomes import panel  # noqa: PLC0415
    from enforcement.web import navigation  # noqa: PLC0415
    from enforcement.web.navigation import MenuEntry  # noqa: PLC0415

    for code, zh, en in ACTS:
        register(Act(code, zh, en, "case_step"))
    _remedies()
    _endings()
    _police()
    panels.enter("remedies", 30, "cases/outcomes/_remedies.html", panel.remedies)
    panels.enter("archived", 5, "cases/outcomes/_archive.html", panel.archived)
    navigation.enter(
        MenuEntry("remedy_list", _("Reconsiderations and lawsuits"), "scale", case_worker, "supervise", 40)
    )  # fmt: skip


def _remedies() -> None:
    from cases.forms.base import ActForm  # noqa: PLC0415
    from cases.outcomes import remedy_forms as f  # noqa: PLC0415
    from cases.outcomes.conclude_remedy import conclude_remedy  # noqa: PLC0415
    from cases.outcomes.decide_anew import decide_anew  # noqa: PLC0415
    from cases.outcomes.record_remedy import record_remedy, update_remedy  # noqa: PLC0415
    from cases.pages import Page, bind  # noqa: PLC0415

    for page in (
        Page("record_remedy", _("Record a reconsideration or lawsuit"), f.RemedyForm, record_remedy, icon="scale",
             submit=_("Record"), offered=_served, any_time=True),
        Page("update_remedy", _("Acceptance of a remedy"), f.UpdateForm, update_remedy, icon="scale",
             submit=_("Record"), offered=_runs, any_time=True),
        Page("conclude_remedy", _("Outcome of a remedy"), f.ConcludeForm, conclude_remedy, icon="gavel",
             submit=_("Record the outcome"), offered=_runs, any_time=True),
        Page("decide_anew", _("Open the case to decide anew"), ActForm, decide_anew, icon="folder-plus", duty="intake",
             submit=_("Open the case"), offered=_anew, any_time=True),
    ):  # fmt: skip
        bind(page)


def _endings() -> None:
    from cases.outcomes import ending_forms as f  # noqa: PLC0415
    from cases.outcomes.decline_penalty import decline_penalty  # noqa: PLC0415
    from cases.outcomes.transfer_case import transfer_case  # noqa: PLC0415
    from cases.outcomes.withdraw_case import withdraw_case  # noqa: PLC0415
    from cases.pages import Page, bind  # noqa: PLC0415

    for page in (
        Page("decline_penalty", _("Decide on no penalty"), f.NoPenaltyForm, decline_penalty,
             submit=_("Decide on no penalty")),
        Page("transfer_case", _("Transfer to another agency"), f.TransferForm, transfer_case, submit=_("Transfer")),
        Page("withdraw_case", _("Withdraw the case"), f.WithdrawForm, withdraw_case, submit=_("Withdraw the case")),
    ):  # fmt: skip
        bind(page)


def _police() -> None:
    from cases.outcomes import police_forms as f  # noqa: PLC0415
    from cases.outcomes.approve_transfer import approve_transfer  # noqa: PLC0415
    from cases.outcomes.form_team import form_team  # noqa: PLC0415
    from cases.outcomes.hand_over_crime import hand_over_crime  # noqa: PLC0415
    from cases.outcomes.object_to_refusal import ask_police_again, ask_procuratorate  # noqa: PLC0415
    from cases.outcomes.record_police_answer import record_police_answer  # noqa: PLC0415
    from cases.outcomes.report_crime import report_crime  # noqa: PLC0415
    from cases.outcomes.send_to_police import send_to_police  # noqa: PLC0415
    from cases.pages import Page, bind  # noqa: PLC0415

    for page in (
        Page("form_team", _("Form the special team"), f.TeamForm, form_team, submit=_("Form the team"),
             help=_("From now on the ninety days stand still.")),
        Page("report_crime", _("Report the suspected crime"), f.ReportForm, report_crime, submit=_("File the report")),
        Page("approve_transfer", _("Decide on the transfer"), f.ApproveForm, approve_transfer, submit=_("Decide"),
             help=_("Only the principal head decides, within three days of the report.")),
        Page("send_to_police", _("Send to the police"), f.SendForm, send_to_police, submit=_("Send it"),
             help=_("Within twenty-four hours of the approval.")),
        Page("record_police_answer", _("Record the answer of the police"), f.PoliceAnswerForm, record_police_answer,
             submit=_("Record")),
        Page("ask_police_again", _("Ask the police to reconsider"), f.ObjectForm, ask_police_again,
             submit=_("Ask them")),
        Page("ask_procuratorate", _("Ask the procuratorate"), f.ObjectForm, ask_procuratorate, submit=_("Ask it")),
        Page("hand_over_crime", _("Hand over to the police"), f.HandOverForm, hand_over_crime, submit=_("Hand over")),
    ):  # fmt: skip
        bind(page)


def _served(case: Case) -> bool:
    return case.services.filter(document="decision").exists()


def _runs(case: Case) -> bool:
    return case.remedies.filter(outcome="", refused_on__isnull=True).exists()


def _anew(case: Case) -> bool:
    return case.remedies.filter(outcome="anew", answer__isnull=True).exists()
