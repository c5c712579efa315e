"""Forms of the exchange."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.exchange.scopes import SCOPES


class TokenForm(forms.Form):
    """A token for a program."""

    agency_id = forms.TypedChoiceField(
        label=_("Agency whose data is read"), coerce=int, help_text=_("The agencies below it are read too.")
    )
    title = forms.CharField(
        label=_("Which program reads, and whose"),
        max_length=80,
        help_text=_("Such as: county data platform, big data bureau"),
    )
    purpose = forms.CharField(label=_("Basis and purpose"), max_length=200)
    scopes = forms.MultipleChoiceField(
        label=_("What may be read"), choices=list(SCOPES.items()), widget=forms.CheckboxSelectMultiple
    )
    expires_on = forms.DateField(
        label=_("Last day"), help_text=_("At most the term of the settings, a year by default.")
    )

    def __init__(self, *args: Any, agencies: list[tuple[int, str]], **kwargs: Any) -> None:
        """Offer the agencies that the person administers."""
        super().__init__(*args, **kwargs)
        self.fields["agency_id"].choices = agencies  # type: ignore[attr-defined]
