"""Forms of the list of major decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.hearing.forms.amounts import offer_where
from cases.models import MajorDecision
from cases.terms import kind_choices
from enforcement.organisation.models import Agency


class MajorForm(forms.Form):
    """A line of the list."""

    agency_id = forms.TypedChoiceField(label=_("Agency"), coerce=int)
    title = forms.CharField(label=_("What is reviewed, in words"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind of decision"), choices=MajorDecision.Kind.choices, initial="penalty")
    level = forms.CharField(label=_("Level of enforcement"), max_length=60, required=False)
    field = forms.ChoiceField(label=_("Field"), required=False)
    penalty = forms.ChoiceField(label=_("Kind of penalty"), required=False)
    amount = forms.DecimalField(
        label=_("Amount from which it is major (yuan)"), min_value=0, max_digits=14, decimal_places=2, required=False
    )
    from_on = forms.DateField(label=_("Holds from"))
    source = forms.CharField(label=_("Document that says so"), max_length=200)

    def __init__(self, *args: Any, agencies: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_where(self, agencies)
        chosen: Any = self.fields["penalty"]
        chosen.choices = [("", _("any kind")), *kind_choices()]
