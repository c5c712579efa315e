"""Forms of a transfer to the police."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.base import OFFICERS_HELP, OUTCOME, ActForm, PeopleField, choice, day_field, long_text, tick


class TeamForm(ActForm):
    """The crime and the team."""

    crime = forms.CharField(label=_("Suspected crime"), max_length=80)
    officer_ids = PeopleField(label=_("Officers of the special team"), help_text=OFFICERS_HELP)

    def prepare(self) -> None:
        """Offer the officers."""
        self.offer_officers("officer_ids")


class ReportForm(ActForm):
    """The written report."""

    report = long_text(_("Facts, amounts and evidence that point to a crime"), rows=8)


class ApproveForm(ActForm):
    """The decision of the principal head."""

    outcome = choice(OUTCOME)
    reasons = long_text(_("Reasons (needed for a refusal)"), rows=3, required=False)

    def prepare(self) -> None:
        """Offer the outcomes."""
        self.offer_outcomes()


class SendForm(ActForm):
    """What is sent, to whom, against which receipt."""

    police = forms.CharField(label=_("Police organ"), max_length=80, initial="乐陵市公安局")
    receipt = forms.CharField(label=_("Number of the receipt"), max_length=60)
    has_report = tick(_("The investigation report goes with it"))
    has_list = tick(_("The list of things goes with it"))
    tests = forms.CharField(label=_("Test reports or expert opinions"), max_length=200, required=False)


class PoliceAnswerForm(ActForm):
    """What the police answered."""

    days = ("answered_on",)
    outcome = choice(OUTCOME)
    answered_on = day_field(_("Answered on"))
    document = forms.CharField(label=_("Number of the answer"), max_length=60, required=False)

    def prepare(self) -> None:
        """Offer the outcomes of the chart."""
        self.offer_outcomes()


class ObjectForm(ActForm):
    """Why the refusal is wrong."""

    reasons = long_text(_("Why the facts amount to a crime"))


class HandOverForm(ActForm):
    """What is handed over."""

    days = ("handed_over_on",)
    items = long_text(_("Papers and things handed over"))
    handed_over_on = day_field(_("Handed over on"))
    party_told_on = day_field(
        _("Party told in writing on"), required=False, help_text=_("Needed where things are seized or preserved.")
    )  # fmt: skip
