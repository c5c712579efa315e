"""The form of an agency's own template."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class OwnTemplateForm(forms.Form):
    """Title, text, what is asked, and the day from which it holds."""

    title = forms.CharField(label=_("Title of the paper"), max_length=60)
    body = forms.CharField(
        label=_("Text of the template"),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 18, "class": "template-text"}),
    )
    asks = forms.CharField(
        label=_("What is asked"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One to a line: label | line, text or day; or choices with / between them."),
    )  # fmt: skip
    effective_on = forms.DateField(label=_("Template in use from"))
