"""Forms of the table of large amounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import HearingAmount
from certification.fields import FIELDS
from enforcement.organisation.models import Agency


class AmountForm(forms.Form):
    """A new line: for whom, of what, from which amount, since when and by which document."""

    agency_id = forms.TypedChoiceField(label=_("Agency"), coerce=int)
    field = forms.ChoiceField(label=_("Field"), required=False)
    party = forms.ChoiceField(label=_("The party is"), choices=HearingAmount.Party.choices)
    penalty = forms.ChoiceField(label=_("Penalty"), choices=HearingAmount.Penalty.choices)
    amount = forms.DecimalField(label=_("From this amount (yuan)"), min_value=0, max_digits=14, decimal_places=2)
    inclusive = forms.BooleanField(
        label=_("The amount itself counts (“以上”)"), required=False, initial=True,
        help_text=_("Without the tick only what is above it counts (“超过”)."),
    )  # fmt: skip
    from_on = forms.DateField(label=_("Holds from"))
    source = forms.CharField(label=_("Document that says so"), max_length=200)

    def __init__(self, *args: Any, agencies: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_where(self, agencies)


class EndForm(forms.Form):
    """The last day of a line."""

    to_on = forms.DateField(label=_("Last day in force"))


def offer_where(form: forms.Form, agencies: list[Agency]) -> None:
    """Offer the agencies whose lists the person keeps, and every field of enforcement."""
    chosen: Any = form.fields["agency_id"]
    chosen.choices = [(agency.pk, agency.title) for agency in agencies]
    fields: Any = form.fields["field"]
    fields.choices = [("", _("every field")), *((code, field.title) for code, field in FIELDS.items())]
