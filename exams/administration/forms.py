"""Forms of administration that several pages share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exams.models.administration import Request

MOST_BYTES = 12 * 1024 * 1024


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


class RosterForm(forms.Form):
    """A roster to be checked."""

    file = forms.FileField(
        label=_("Roster"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        help_text=_("A workbook (.xlsx) or a table of text (.csv), at most 12 MB."),
    )
    create_accounts = forms.BooleanField(
        label=_("Open accounts for people whom the system does not know"),
        required=False,
        help_text=_(
            "They get a user name and a one-time code on their admission ticket and set a password themselves."
        ),
    )
