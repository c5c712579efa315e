"""Forms of the confirmation of address, the redaction and the filing of heavy decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.forms.base import ActForm, FileField, choice, day_field, long_text, tick
from cases.models import Case
from cases.redaction import shown_name, summary
from cases.serving.end_display_early import OUTCOMES, ending, missing
from cases.serving.proposals import applied, proposals
from enforcement import clock
from enforcement.flowcharts.models import StepRecord
from enforcement.web.times import say_day


class AddressForm(ActForm):
    """Where the party wants its papers, as it signed."""

    days = ("signed_on",)
    address = forms.CharField(label=_("Address for service"), max_length=120)
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    electronic = tick(_("The party agrees to electronic service"))
    channel = forms.CharField(label=_("Mailbox, number or platform"), max_length=80, required=False)
    signed_by = forms.CharField(label=_("Signed by"), max_length=60)
    signed_on = day_field(_("Signed on"))
    file = FileField(label=_("Signed paper (scan or photograph)"), required=False)


class RedactForm(ActForm):
    """The text that the public will read."""

    party_shown = forms.CharField(label=_("Party as shown"), max_length=80)
    text = long_text(_("Text as the public reads it"), rows=12)

    def prepare(self) -> None:
        """Begin with the summary, every proposal followed."""
        text = applied(summary(self.case, self.case.decision), self.case)
        self.initial = {"party_shown": shown_name(self.case), "text": text, **self.initial}


def found_private(_request: HttpRequest, case: Case, _record: StepRecord) -> dict[str, Any]:
    """Return what the system took out of the summary by itself."""
    plain = f"{case.party.name}\n{case.decision.facts}\n{case.decision.legal_basis}"
    return {"proposals": proposals(plain, case), "last": case.redactions.last()}


class EarlyEndForm(ActForm):
    """The party's request to end the display early, and the answer."""

    days = ("requested_on",)
    posting_id = forms.TypedChoiceField(label=_("Channel"), coerce=int)
    requested_on = day_field(_("Asked for on"))
    promised_on = day_field(_("Written promise of"), required=False, help_text=_("The day on the party's promise."))
    outcome = choice(_("Answer to the party"), choices=list(OUTCOMES.items()))
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, help_text=_("Needed where the request is refused.")
    )  # fmt: skip

    def prepare(self) -> None:
        """Offer the channels whose display has an end."""
        self.fields["posting_id"].choices = [  # type: ignore[attr-defined]
            (one.pk, f"{one.title} · {say_day(one.until_on)}")
            for one in ending(self.case, clock.today())
            if one.until_on
        ]


def conditions(_request: HttpRequest, case: Case, _record: StepRecord) -> dict[str, Any]:
    """Return for each channel what stands in the way today, the promise left aside."""
    today = clock.today()
    return {"channels": [
        (one, list(missing(case, one, today, promised=True))) for one in ending(case, today)
    ]}  # fmt: skip


class HeavyForm(ActForm):
    """The filing with the justice bureau."""

    days = ("filed_on",)
    filed_on = day_field(_("Filed on"))
    receipt = forms.CharField(label=_("Number of the receipt"), max_length=60)
