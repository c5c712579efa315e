"""Forms of proctoring. Their fields are named as the acts' keywords; minutes become seconds here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exams.forms import Moment
from exams.models import SimilarPair
from exams.proctoring.check_in import HOW
from exams.proctoring.intervention import LONGEST_REASON

MOST_MINUTES = 480


class ReasonForm(forms.Form):
    """A reason, and for many at once the word that one is sure."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"list": "reasons", "autocomplete": "off"}),
        help_text=_("It is kept for good, with your name and the time."),
    )

    def __init__(self, *args: Any, sure: str = "", **more: Any) -> None:
        """Ask ``sure`` before the act, where there is something to be sure of."""
        super().__init__(*args, **more)
        if sure:
            self.fields["sure"] = forms.BooleanField(label=sure)

    def clean(self) -> dict[str, Any]:
        """Leave out what the act does not take."""
        data = super().clean() or {}
        data.pop("sure", None)
        return data


class MinutesForm(ReasonForm):
    """A reason and a number of minutes."""

    minutes = forms.IntegerField(label=_("How many minutes"), min_value=1, max_value=MOST_MINUTES)

    field_order: tuple[str, ...] = ("minutes",)

    def clean(self) -> dict[str, Any]:
        """Return seconds."""
        data = super().clean()
        if "minutes" in data:
            data["seconds"] = data.pop("minutes") * 60
        return data


class ExtendForm(MinutesForm):
    """More time."""

    also_not_begun = forms.BooleanField(
        label=_("Also for those who have not begun: they get it on top when they start"), required=False, initial=True
    )
    field_order = ("minutes", "also_not_begun")


class ReopenForm(MinutesForm):
    """Time to write again."""

    minutes = forms.IntegerField(
        label=_("Minutes from now on"), min_value=1, max_value=MOST_MINUTES, help_text=_("The paper ends after them.")
    )


class AdmitForm(ReasonForm):
    """Until when one may start."""

    until = Moment(label=_("May start until"))
    field_order = ("until",)


class CheckInForm(forms.Form):
    """By what an identity was checked."""

    how = forms.ChoiceField(label=_("Checked by"), choices=list(HOW.items()), widget=forms.RadioSelect)

    def __init__(self, *args: Any, sure: str = "", **more: Any) -> None:  # noqa: ARG002 (one by one needs no second word)
        """Take what the other forms take."""
        super().__init__(*args, **more)


class LateForm(forms.Form):
    """What becomes of a late packet."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=[
            ("in_time", _("Accept the answers that were given before the end, by that computer's own account")),
            ("all", _("Accept all answers")),
            ("reject", _("Reject them")),
        ],
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What happened in the room, who saw it, what the network log says."),
    )


class VerdictForm(forms.Form):
    """What a person found about a pair."""

    verdict = forms.ChoiceField(
        label=_("What you found"),
        widget=forms.RadioSelect,
        choices=[choice for choice in SimilarPair.Verdict.choices if choice[0] != SimilarPair.Verdict.OPEN],
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What you looked at (seats, video, statements) and what follows. It is kept for good."),
    )
