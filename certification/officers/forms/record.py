"""A record itself, and what its officer says is wrong."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from certification.fields import FIELDS
from certification.models import Correction

SEXES: Final = [("m", pgettext_lazy("person", "male")), ("f", pgettext_lazy("person", "female"))]


def field_choices() -> list[tuple[str, str]]:
    """Return the fields of enforcement to choose from."""
    return [(field.code, field.title) for field in FIELDS.values()]


def confirmation() -> forms.BooleanField:
    """Return the tick by which somebody confirms the characters of a name."""
    return forms.BooleanField(
        label=_("The usual characters are meant"), required=False,
        help_text=_("Only if the system says that the name has compatibility forms: compare with the identity card."),
    )  # fmt: skip


class AmendForm(forms.Form):
    """Name, sex, fields and area."""

    name = forms.CharField(label=_("Name"), max_length=60, help_text=_("As on the identity card."))
    confirmed = confirmation()
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", "—"), *SEXES], required=False)
    codes = forms.MultipleChoiceField(
        label=_("Fields of enforcement"), choices=field_choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    area = forms.CharField(label=_("Area of enforcement"), max_length=60, required=False)


class CorrectionForm(forms.Form):
    """What is wrong."""

    about = forms.ChoiceField(label=_("Wrong part of the record"), choices=Correction.About.choices)
    words = forms.CharField(
        label=_("What is right"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Write what the record should say, and which paper shows it."),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """What was found."""

    outcome = forms.ChoiceField(
        label=_("Found"), widget=forms.RadioSelect,
        choices=[("corrected", _("It was wrong; the record is corrected")), ("refused", _("The record is right"))],
    )  # fmt: skip
    answer = forms.CharField(label=_("Answer to the officer"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
