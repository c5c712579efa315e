"""Qualification and certificates."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from certification.models import Certificate
from enforcement import clock


class QualificationForm(forms.Form):
    """A legal qualification."""

    number = forms.CharField(label=_("Number of the certificate"), max_length=40)
    granted_on = forms.DateField(label=_("Day of the grant"))
    document = forms.CharField(
        label=_("Document seen"),
        max_length=80,
        initial="法律职业资格证书",
        help_text=_("What was shown as the original."),
    )


class CertificateForm(forms.Form):
    """A certificate of a hearing chair or a supervisor."""

    kind = forms.ChoiceField(label=_("Kind of certificate"), choices=Certificate.Kind.choices)
    number = forms.CharField(label=_("Number of the certificate"), max_length=32)
    issuer = forms.CharField(label=_("Issued by"), max_length=60, initial="山东省司法厅")
    valid_from = forms.DateField(label=_("First day of validity"), initial=clock.today)
    valid_to = forms.DateField(
        label=_("Last day of validity"), required=False, help_text=_("Empty if none is written.")
    )


class WithdrawForm(forms.Form):
    """Since when it no longer counts, and why."""

    withdrawn_on = forms.DateField(label=_("No longer counts from"), initial=clock.today)
    ground = forms.CharField(label=_("Why"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))
