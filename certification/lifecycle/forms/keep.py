"""Forms of the acts that keep a credential going; their cleaned data are the acts' keywords."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certification.fields import FIELDS
from certification.lifecycle.forms.words import long_text
from certification.models import Credential
from enforcement import clock
from enforcement.organisation.models import Agency, Post


class OfCredential(forms.Form):
    """A form about a credential, which it gets as ``row``."""

    def __init__(self, *args: Any, row: Credential, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.prepare()

    def prepare(self) -> None:
        """Fill in what the credential says."""


class WordsForm(OfCredential):
    """Words alone."""

    ground = long_text(_("Circumstances"), most=300)


class DeliverForm(OfCredential):
    """When, and what was signed."""

    handed_on = forms.DateField(label=_("Given on"), initial=clock.today)
    receipt = forms.CharField(
        label=_("Signed paper receipt"), max_length=80, required=False,
        help_text=_("Its number or place. Leave it empty and the holder confirms on the phone."),
    )  # fmt: skip


class RenewForm(OfCredential):
    """The first day of the new card."""

    valid_from = forms.DateField(label=_("The new card begins on"))

    def prepare(self) -> None:
        """Begin on the day after the last."""
        self.fields["valid_from"].initial = self.row.valid_to + timedelta(days=1)


class AgencyChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own class is not generic at run time
    """Choose an agency by its title."""

    def label_from_instance(self, agency: Any) -> str:
        """Return its title."""
        return str(agency.title)


class ChangeForm(OfCredential):
    """What the new card says."""

    agency = AgencyChoice(
        queryset=Agency.objects.none(), label=_("Unit"), help_text=_("Units where the person holds a post.")
    )
    codes = forms.MultipleChoiceField(
        label=_("Fields of enforcement"), widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(field.code, field.title) for field in FIELDS.values()],
    )  # fmt: skip
    area = forms.CharField(label=_("Area of enforcement"), max_length=60)
    ground = long_text(_("Why it changes"), most=300)

    def prepare(self) -> None:
        """Start from what the card says; the principal field comes first."""
        today = clock.today()
        posts = Post.objects.filter(person=self.row.person_id, from_on__lte=today).exclude(to_on__lt=today)
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=posts.values("agency"))  # type: ignore[attr-defined]
        for name, value in (("agency", self.row.agency_id), ("codes", self.row.fields), ("area", self.row.area)):
            self.fields[name].initial = value

    def clean(self) -> dict[str, Any]:
        """Return the act's keywords; the field that was principal stays so while it is chosen."""
        data = super().clean() or {}
        if "agency" in data:
            data["agency_id"] = data.pop("agency").pk
        chosen = list(data.pop("codes", []))
        data["fields"] = sorted(chosen, key=lambda code: code != self.row.fields[0])
        return data
