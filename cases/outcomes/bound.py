"""The pages of the acts on ends, transfers and remedies, bound to their forms."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cases.forms.base import ActForm
from cases.models import Case
from cases.outcomes import ending_forms as e
from cases.outcomes import police_forms as p
from cases.outcomes import remedy_forms as r
from cases.outcomes.approve_transfer import approve_transfer
from cases.outcomes.conclude_remedy import conclude_remedy
from cases.outcomes.decide_anew import decide_anew
from cases.outcomes.decline_penalty import decline_penalty
from cases.outcomes.form_team import form_team
from cases.outcomes.hand_over_crime import hand_over_crime
from cases.outcomes.object_to_refusal import ask_police_again, ask_procuratorate
from cases.outcomes.record_police_answer import record_police_answer
from cases.outcomes.record_remedy import record_remedy, update_remedy
from cases.outcomes.report_crime import report_crime
from cases.outcomes.send_to_police import send_to_police
from cases.outcomes.transfer_case import transfer_case
from cases.outcomes.withdraw_case import withdraw_case
from cases.pages import Page, bind


def bind_all() -> None:
    """Bind every page of this area, once."""
    _remedies()
    _endings()
    _police()


def _remedies() -> None:

    for page in (
        Page("record_remedy", _("Record a reconsideration or lawsuit"), r.RemedyForm, record_remedy, icon="scale",
             submit=_("Record"), offered=_served, any_time=True),
        Page("update_remedy", _("Acceptance of a remedy"), r.UpdateForm, update_remedy, icon="scale",
             submit=_("Record"), offered=_runs, any_time=True),
        Page("conclude_remedy", _("Outcome of a remedy"), r.ConcludeForm, conclude_remedy, icon="gavel",
             submit=_("Record the outcome"), offered=_runs, any_time=True),
        Page("decide_anew", _("Open the case to decide anew"), ActForm, decide_anew, icon="folder-plus", duty="intake",
             submit=_("Open the case"), offered=_anew, any_time=True),
    ):  # fmt: skip
        bind(page)


def _endings() -> None:

    for page in (
        Page("decline_penalty", _("Decide on no penalty"), e.NoPenaltyForm, decline_penalty,
             submit=_("Decide on no penalty")),
        Page("transfer_case", _("Transfer to another agency"), e.TransferForm, transfer_case,
             submit=_("Transfer the case")),
        Page("withdraw_case", _("Withdraw the case"), e.WithdrawForm, withdraw_case, submit=_("Withdraw the case")),
    ):  # fmt: skip
        bind(page)


def _police() -> None:

    for page in (
        Page("form_team", _("Form the special team"), p.TeamForm, form_team, submit=_("Form the team"),
             help=_("From now on the ninety days stand still.")),
        Page("report_crime", _("Report the suspected crime"), p.ReportForm, report_crime, submit=_("File the report")),
        Page("approve_transfer", _("Decide on the transfer"), p.ApproveForm, approve_transfer, submit=_("Decide"),
             help=_("Only the principal head decides, within three days of the report.")),
        Page("send_to_police", _("Send to the police"), p.SendForm, send_to_police, submit=_("Send it"),
             help=_("Within twenty-four hours of the approval.")),
        Page("record_police_answer", _("Record the answer of the police"), p.PoliceAnswerForm, record_police_answer,
             submit=_("Record")),
        Page("ask_police_again", _("Ask the police to reconsider"), p.ObjectForm, ask_police_again,
             submit=_("Ask them")),
        Page("ask_procuratorate", _("Ask the procuratorate"), p.ObjectForm, ask_procuratorate, submit=_("Ask it")),
        Page("hand_over_crime", _("Hand over to the police"), p.HandOverForm, hand_over_crime, submit=_("Hand over")),
    ):  # fmt: skip
        bind(page)


def _served(case: Case) -> bool:
    return case.services.filter(document="decision").exists()


def _runs(case: Case) -> bool:
    return case.remedies.filter(outcome="", refused_on__isnull=True).exists()


def _anew(case: Case) -> bool:
    return case.remedies.filter(outcome="anew", answer__isnull=True).exists()
