"""Forms of the ends of a case: no penalty, transfer, withdrawal."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.base import OFFICERS, OFFICERS_HELP, ActForm, PeopleField, choice, day_field, long_text
from cases.forms.measures import two_tongues
from cases.outcomes.grounds import NO_PENALTY, TRANSFER, WITHDRAWAL, choices
from cases.service import METHODS

GROUND = _("Ground in law")
REASON = _("Facts that bring the case under this ground")


class NoPenaltyForm(ActForm):
    """Why there is no penalty, how the party was educated, and the service."""

    days = ("served_on",)
    ground = choice(GROUND)
    reason = long_text(REASON)
    education = long_text(_("How the party was educated"), rows=3, required=False)
    served_on = day_field(_("Served on"))
    method = choice(_("How it was served"))
    receiver = forms.CharField(label=_("Received by"), max_length=60, required=False)
    officer_ids = PeopleField(label=OFFICERS, help_text=OFFICERS_HELP)

    def prepare(self) -> None:
        """Offer grounds, ways of service and officers."""
        self.fields["ground"].choices = two_tongues(choices(NO_PENALTY))  # type: ignore[attr-defined]
        self.fields["method"].choices = two_tongues(METHODS)  # type: ignore[attr-defined]
        self.fields["method"].initial = "direct"
        self.offer_officers("officer_ids")


class TransferForm(ActForm):
    """Who is in charge, and why."""

    ground = choice(GROUND)
    receiver = forms.CharField(label=_("Agency that takes the case over"), max_length=80)
    reason = long_text(_("Why that agency is in charge"))
    designation = forms.CharField(
        label=_("Designation by the common superior"), max_length=60, required=False,
        help_text=_("Needed where the case was itself transferred here."),
    )  # fmt: skip
    receipt = forms.CharField(label=_("Number of the receipt"), max_length=60, required=False)

    def prepare(self) -> None:
        """Offer the grounds."""
        self.fields["ground"].choices = two_tongues(choices(TRANSFER))  # type: ignore[attr-defined]


class WithdrawForm(ActForm):
    """Why the case is withdrawn."""

    ground = choice(GROUND)
    reason = long_text(REASON)

    def prepare(self) -> None:
        """Offer the grounds."""
        self.fields["ground"].choices = two_tongues(choices(WITHDRAWAL))  # type: ignore[attr-defined]
