"""Forms of phones and visits."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from certification.models import Rating


class WithdrawForm(forms.Form):
    """Why the office withdraws a phone."""

    words = forms.CharField(
        label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The holder reads it."),
    )  # fmt: skip


class RateForm(forms.Form):
    """Five grades, and words for those who wish."""

    grade = forms.TypedChoiceField(
        label=_("How was this visit?"), choices=Rating.Grade.choices, coerce=int, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What you want to say (not necessary)"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The supervisors read it. Do not write names or telephones of your own."),
    )  # fmt: skip


class ReviewForm(forms.Form):
    """What came of an alarm or a low rating."""

    review = forms.CharField(label=_("What you found"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
