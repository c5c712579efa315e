"""Forms of ceremonies; their fields are named like the facts of ``propose``."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certification.keys.opening import roots_are_here
from certification.models import SigningKey
from certification.token import ED25519, SUITES


class Lines(forms.CharField):
    """A list, one entry a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # a list, not a text
        """Return the lines that are not empty."""
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]


class GroundForm(forms.Form):
    """Why, and by which document."""

    ground = forms.CharField(
        label=_("Why, and by which document"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )


class MakeForm(GroundForm):
    """A new key."""

    use = forms.ChoiceField(label=_("It signs"), choices=SigningKey.Use.choices)
    suite = forms.TypedChoiceField(
        label=_("Kind of signature"), choices=[(code, suite.name) for code, suite in SUITES.items()], coerce=int,
        initial=ED25519, help_text=_("SM2 where the assessment of commercial cryptography applies."),
    )  # fmt: skip
    numbers = Lines(
        label=_("Beginnings of card numbers"), required=False,
        help_text=_("One a line, such as 151481. Only for a key that signs credentials."),
    )  # fmt: skip
    agencies = Lines(
        label=_("Only for these agencies"), required=False,
        help_text=_("Exact names, one a line. Empty: for every agency."),
    )  # fmt: skip
    not_before = forms.DateField(label=_("May sign from"))
    not_after = forms.DateField(label=_("May sign until"))
    retire_former = forms.BooleanField(
        label=_("Let the former keys of this use sign nothing more"), required=False,
        help_text=_("What they signed stays valid."),
    )  # fmt: skip
    field_order = ("use", "suite", "numbers", "agencies", "not_before", "not_after", "retire_former", "ground")


class RetireForm(GroundForm):
    """A key that shall sign nothing more."""

    kid = forms.TypedChoiceField(label=_("Signing key"), coerce=int)
    field_order: tuple[str, ...] = ("kid", "ground")
    states: tuple[str, ...] = (SigningKey.Status.ACTIVE,)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = SigningKey.objects.filter(status__in=self.states).order_by("-kid")
        self.fields["kid"].choices = [  # type: ignore[attr-defined]  # a choice field
            (key.kid, f"{key.kid} · {key.suite_name} · {key.get_use_display()} · {key.not_before} – {key.not_after}")
            for key in rows
        ]


class CompromiseForm(RetireForm):
    """A key that fell into other hands."""

    since_on = forms.DateField(
        label=_("In other hands since"), help_text=_("The first day on which somebody else may have signed with it.")
    )
    field_order = ("kid", "since_on", "ground")
    states = (SigningKey.Status.ACTIVE, SigningKey.Status.RETIRED)


class HandOverForm(GroundForm):
    """The hand-over to the next root."""

    statement = forms.CharField(
        label=_("What the present root signed"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Made on the machine of the root keys with manage.py sign_key_list --hand-over."),
    )  # fmt: skip
    field_order = ("statement", "ground")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if roots_are_here():
            del self.fields["statement"]
