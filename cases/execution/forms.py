"""Forms of payment in parts, additional fines, demand, agreement and enforcement."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from cases.execution.conclude_enforcement import ENDS
from cases.execution.money import money_of
from cases.execution.receipts import CHANNELS, GROUNDS, RECEIPTS
from cases.forms.base import (
    OFFICERS,
    OFFICERS_HELP,
    OUTCOME,
    ActForm,
    MoneyField,
    PeopleField,
    choice,
    day_field,
    long_text,
    tick,
)
from cases.forms.measures import two_tongues
from cases.service import METHODS
from enforcement import clock

MOST_PARTS = 6


def add_parts(form: forms.Form) -> None:
    """Add fields for the parts of a plan: a last day and an amount each."""
    for n in range(1, MOST_PARTS + 1):
        form.fields[f"part_on_{n}"] = day_field(now_("Part %(n)d: last day") % {"n": n}, required=False)
        form.fields[f"part_amount_{n}"] = MoneyField(label=now_("Part %(n)d: yuan") % {"n": n})


def parts_in(data: dict[str, Any]) -> list[tuple[date, Decimal]]:
    """Take the parts of a plan out of the cleaned data."""
    pairs = [(data.pop(f"part_on_{n}", None), data.pop(f"part_amount_{n}", 0)) for n in range(1, MOST_PARTS + 1)]
    return [(on, Decimal(amount)) for on, amount in pairs if on and amount]


class ReceiveForm(ActForm):
    """Money that came in."""

    days = ("paid_on",)
    amount = MoneyField(label=_("Paid (yuan)"), required=True)
    paid_on = day_field(_("Day"))
    channel = forms.ChoiceField(label=_("How it was paid"))
    ground = forms.ChoiceField(label=_("On the spot: on which ground"), required=False)
    receipt_kind = forms.ChoiceField(label=_("Kind of receipt"))
    receipt = forms.CharField(label=_("Number of the fiscal receipt"), max_length=40)

    def prepare(self) -> None:
        """Offer the ways, grounds and receipts; begin with what is due next."""
        offer_ways(self)
        due = money_of(self.case, clock.today()).next_due
        if due:
            self.initial.setdefault("amount", due[1])


def offer_ways(form: forms.Form) -> None:
    """Offer how money may come in."""
    form.fields["channel"].choices = two_tongues(CHANNELS)  # type: ignore[attr-defined]
    form.fields["ground"].choices = [("", "—"), *two_tongues(GROUNDS)]  # type: ignore[attr-defined]
    form.fields["receipt_kind"].choices = two_tongues(RECEIPTS)  # type: ignore[attr-defined]


class DemandForm(ActForm):
    """Service of the demand."""

    days = ("served_on",)
    served_on = day_field(_("Served on"))
    method = choice(_("How it was served"))
    receiver = forms.CharField(label=_("Received by"), max_length=60, required=False)
    officer_ids = PeopleField(label=OFFICERS, help_text=OFFICERS_HELP)

    def prepare(self) -> None:
        """Offer the ways of service and the officers."""
        self.fields["method"].choices = two_tongues(METHODS)  # type: ignore[attr-defined]
        self.fields["method"].initial = "direct"
        self.offer_officers("officer_ids")


class AnswerForm(ActForm):
    """What the party said to the demand."""

    days = ("made_on",)
    made_on = day_field(_("Day"))
    text = long_text(_("What the party said"))
    reply = long_text(_("Whether its facts and reasons hold, and why"))


class OutcomeForm(ActForm):
    """Only the outcome."""

    outcome = choice(OUTCOME)

    def prepare(self) -> None:
        """Offer the outcomes of the chart."""
        self.offer_outcomes()


class AgreementForm(ActForm):
    """What was agreed."""

    terms = long_text(_("What was agreed"))
    waives_surcharge = tick(_("The additional fine is waived: the party took remedial measures"))

    def prepare(self) -> None:
        """Add the parts."""
        add_parts(self)

    def clean(self) -> dict[str, Any]:
        """Gather the parts."""
        data = dict(self.cleaned_data)
        parts = parts_in(data)
        return {**data, "parts": parts}


class CourtForm(ActForm):
    """The court, and what is asked for."""

    court = forms.CharField(label=_("Court"), max_length=80, initial="乐陵市人民法院")
    surcharge = forms.DecimalField(
        label=_("Additional fine claimed (yuan)"), required=False, min_value=0, max_digits=14, decimal_places=2,
        help_text=_("Empty: as its working stands today. Never more."),
    )  # fmt: skip
    note_text = forms.CharField(label=_("Remark"), max_length=200, required=False)


class OwnForm(ActForm):
    """How the agency enforces by itself."""

    manner = long_text(_("Manner and time of the enforcement"))


class EnforcedForm(OutcomeForm):
    """How the enforcement ended."""

    ground = forms.ChoiceField(label=_("Ended: on which ground"), required=False)
    text = long_text(_("Remark"), rows=3, required=False)

    def prepare(self) -> None:
        """Offer outcomes and grounds."""
        super().prepare()
        self.fields["ground"].choices = [("", "—"), *two_tongues(ENDS)]  # type: ignore[attr-defined]


class HandInForm(ActForm):
    """Money on its way from the officers to the bank."""

    payment_id = forms.TypedChoiceField(label=_("Payment"), coerce=int)
    handed_in_on = day_field(_("Handed in to the agency on"), required=False)
    banked_on = day_field(_("Banked on"), required=False)

    def prepare(self) -> None:
        """Offer what is not at the bank yet."""
        rows = self.case.payments.filter(channel="on_the_spot", banked_on__isnull=True, amount__gt=0)
        self.fields["payment_id"].choices = [(p.pk, f"{p.on} · {p.amount}") for p in rows]  # type: ignore[attr-defined]
