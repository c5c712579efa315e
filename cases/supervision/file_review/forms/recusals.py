"""Forms of the recusal of scorers and of the second signature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.base import choice, long_text
from cases.supervision.file_review.models import ReviewRound
from enforcement.organisation.models import Agency

YES, NO = "yes", "no"


class AskRecusalForm(forms.Form):
    """Whose recusal, and why."""

    agency_id = forms.TypedChoiceField(label=_("For the agency"), coerce=int)
    scorer_id = forms.TypedChoiceField(label=_("Scorer"), coerce=int)
    reason = long_text(
        _("Reason"), rows=4,
        help_text=_("What ties this person to the case, the party or the officers, and how you know."),
    )  # fmt: skip

    def __init__(self, *args: Any, round_: ReviewRound, agencies: Sequence[Agency], **more: Any) -> None:
        super().__init__(*args, **more)
        own, people = self.fields["agency_id"], self.fields["scorer_id"]
        own.choices = [(a.pk, a.title) for a in agencies]  # type: ignore[attr-defined]
        people.choices = [(p.pk, p.name) for p in round_.scorers.order_by("name", "pk")]  # type: ignore[attr-defined]


class _DecisionForm(forms.Form):
    """A yes or a no, given to the act as a truth."""

    name = ""

    def clean(self) -> dict[str, Any]:
        """Turn the choice into a truth."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.name in cleaned:
            cleaned[self.name] = cleaned[self.name] == YES
        return cleaned


class DecideRecusalForm(_DecisionForm):
    """Granted or refused, and why."""

    name = "granted"
    granted = choice(
        _("Decision"), choices=((YES, _("granted: others take the files over")), (NO, _("refused: the scorer stays")))
    )  # fmt: skip
    reason = long_text(_("Reason"), rows=4)


class SignForm(_DecisionForm):
    """Whether the second signs."""

    name = "agrees"
    agrees = choice(
        _("Your signature"),
        choices=((YES, _("I checked the file too and sign")), (NO, _("I do not agree: look at it again"))),
    )  # fmt: skip
    text = long_text(_("What must be looked at again"), rows=3, required=False)
