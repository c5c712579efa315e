"""The one form of the phone, and the short ones after it."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.discretion.models import Grade
from cases.forms.base import ActForm, MoneyField, long_text, tick
from cases.models import Party
from cases.summary.choices import Choices
from cases.summary.models import OnSpot

KINDS = [("warning", _("warning (警告)")), ("fine", _("fine (罚款)"))]
PNG = "data:image/png;base64,"


class SpotForm(forms.Form):
    """Everything that two officers record on the spot, in the order of the law."""

    second_id = forms.TypedChoiceField(label=_("Second officer"), coerce=int)
    benchmark_id = forms.TypedChoiceField(label=_("Offence"), coerce=int, required=False, empty_value=None)
    cause = forms.CharField(label=_("Offence, if it is not in the list"), max_length=120, required=False)
    penalty = forms.CharField(
        label=_("Provision of the penalty, if it is not in the list"), max_length=200, required=False
    )
    party_kind = forms.ChoiceField(label=_("The party is"), choices=Party.Kind.choices, widget=forms.RadioSelect)
    party_name = forms.CharField(label=_("Name of the party"), max_length=80)
    party_code = forms.CharField(label=_("Identity number or credit code"), max_length=18, required=False)
    party_phone = forms.CharField(label=_("Phone of the party"), max_length=20, required=False)
    party_address = forms.CharField(label=_("Address of the party"), max_length=120, required=False)
    place = forms.CharField(label=_("Place of the act"), max_length=120)
    facts = long_text(_("What was seen"), rows=3)
    photo = forms.FileField(
        label=_("Photo of the scene"), required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png", "capture": "environment"}),
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(label=_("Penalty"), choices=KINDS, widget=forms.CheckboxSelectMultiple)
    grade = forms.ChoiceField(label=_("Grade"), required=False, choices=[("", "—"), *Grade.Code.choices])
    fine = MoneyField(label=_("Fine (yuan)"))
    rights_told = tick(
        _("We showed our credentials and told the party the penalty, the facts, the basis and its rights")
    )
    defence = long_text(
        _("What the party says in its defence"), rows=2, required=False,
        help_text=_("Empty if nothing. A defence never makes the penalty heavier."),
    )  # fmt: skip
    defence_reply = forms.CharField(label=_("Our answer to it"), max_length=300, required=False)
    ground = forms.ChoiceField(
        label=_("How the fine is paid"), required=False,
        choices=[("", _("at the bank or electronically, within 15 days")), *OnSpot.Ground.choices],
    )  # fmt: skip
    receipt = forms.CharField(label=_("Number of the fiscal receipt"), max_length=40, required=False)
    refusal = forms.CharField(label=_("Why the party did not sign"), max_length=200, required=False)
    signature = forms.CharField(required=False, widget=forms.HiddenInput)
    password = forms.CharField(
        label=_("Password of the second officer"), required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Typed by the second officer here. Empty: the second officer confirms on the own phone."),
    )  # fmt: skip

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        self.fields["second_id"].choices = choices.seconds  # type: ignore[attr-defined]
        self.fields["benchmark_id"].choices = [("", "—"), *choices.offences]  # type: ignore[attr-defined]
        self.initial = {"second_id": choices.last_second, "party_kind": "person", "kinds": ["fine"], **self.initial}

    def clean(self) -> dict[str, Any]:
        """Return the facts as the act takes them: photo and signature as bytes, tuples for lists."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        photo = cleaned.pop("photo", None)
        cleaned |= {
            "photos": (photo.read(),) if photo else (), "signature": self._signature(cleaned.get("signature", "")),
            "kinds": tuple(cleaned.get("kinds", ())), "agency_id": self.choices.agency.pk, "field": self.choices.field,
        }  # fmt: skip
        return cleaned

    def _signature(self, drawn: str) -> bytes:
        try:
            return base64.b64decode(drawn.removeprefix(PNG), validate=True) if drawn.startswith(PNG) else b""
        except binascii.Error:
            return b""


class ConfirmForm(ActForm):
    """Nothing to type: the second officer confirms by sending."""


class ReportForm(ActForm):
    """The report to the agency."""

    remark = forms.CharField(label=_("Remark"), max_length=200, required=False)


class BankForm(ActForm):
    """Collected money paid into the bank."""

    slip = forms.CharField(label=_("Number of the bank's slip"), max_length=40)


class UnpaidForm(ActForm):
    """What is done about a fine that was not paid."""

    text = long_text(_("How the unpaid fine is dealt with"), rows=3)
