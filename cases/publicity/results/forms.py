"""Forms of results: the text for the public, the check, why one is not shown, why one is withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.base import choice, day_field, tick
from cases.models import Party
from cases.publicity.results.models import ShownResult
from enforcement import clock
from enforcement.organisation.models import Agency


class InspectionResultForm(forms.Form):
    """What the public reads of an inspection; the name of a natural person is masked by the system."""

    object_kind = choice(_("Who was inspected"), choices=Party.Kind.choices, initial=Party.Kind.ORGANISATION)
    matter = forms.CharField(label=_("What was inspected"), max_length=120)
    result = forms.CharField(label=_("Result of the act"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class PermitResultForm(forms.Form):
    """The result of a permit that was decided outside this system."""

    agency_id = forms.TypedChoiceField(label=_("Agency"), coerce=int)
    number = forms.CharField(label=_("Document number"), max_length=60)
    object_kind = choice(_("Kind of applicant"), choices=Party.Kind.choices, initial=Party.Kind.ORGANISATION)
    object_name = forms.CharField(
        label=_("Name of the applicant"), max_length=80,
        help_text=_("In full: of a natural person the public reads only the surname, as the agency's setting says."),
    )  # fmt: skip
    matter = forms.CharField(label=_("Permit"), max_length=120)
    result = forms.CharField(
        label=_("Result of the act"), max_length=500,
        help_text=_("Granted, refused, changed, extended, withdrawn or revoked."),
    )  # fmt: skip
    done_on = day_field(_("Decided on"))

    def __init__(self, *args: Any, agencies: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency_id"].choices = [(a.pk, a.title) for a in agencies]  # type: ignore[attr-defined]
        self.fields["done_on"].initial = clock.today()


class CheckForm(forms.Form):
    """The check for secrets and personal data."""

    secrecy_checked = tick(_("I checked the text: no state or business secrets, no personal data"))


class WithholdForm(forms.Form):
    """On which ground a result is not shown, and why."""

    ground = choice(_("Ground"), choices=ShownResult.Ground.choices)
    reason = forms.CharField(label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class WithdrawResultForm(forms.Form):
    """Why a result leaves the public page."""

    reason = forms.CharField(label=_("Reason, shown to the public"), max_length=200)
