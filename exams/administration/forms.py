"""Forms of administration that several pages share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exams.models.administration import Request


def offer(field: forms.Field, choices: list[tuple[Any, Any]]) -> None:
    """Give a field its choices."""
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 (tells the type checker)
    field.choices = choices


class ReasonForm(forms.Form):
    """Why something is asked for."""

    reason = forms.CharField(label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class DecisionForm(forms.Form):
    """What is decided on a request, and why."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[(Request.State.GRANTED, _("grant it")), (Request.State.REFUSED, _("refuse it"))],
        widget=forms.RadioSelect,
    )
    decision = forms.CharField(
        label=_("Grounds of the decision"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when it is refused; the person who asked reads it."),
    )
