"""Forms of marking, appeals and regrades."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exams.models import Appeal


def points_field(full: int, label: Any, **more: Any) -> forms.DecimalField:
    """Return a field for points up to ``full`` hundredths, written as points."""
    top = Decimal(full) / 100
    return forms.DecimalField(label=label, min_value=0, max_value=top, decimal_places=2, **more)


def hundredths(points: Decimal) -> int:
    """Return points as 1/100 points."""
    return int(points * 100)


class MarkForm(forms.Form):
    """Points for one answer in words, with a note."""

    sitting_id = forms.IntegerField(widget=forms.HiddenInput)
    item = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)
    field_order = ("points", "note", "sitting_id", "item")

    def __init__(self, *args: Any, full: int, **more: Any) -> None:
        """Take the full points (1/100)."""
        super().__init__(*args, **more)
        widget = forms.NumberInput(attrs={"autofocus": True, "step": "0.5", "inputmode": "decimal"})
        words = _("From 0 to %(points)s. Enter saves and opens the next answer.") % {"points": f"{full / 100:g}"}
        self.fields["points"] = points_field(full, _("Points given"), widget=widget, help_text=words)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Give the points in hundredths."""
        data = super().clean() or {}
        if "points" in data:
            data["points"] = hundredths(data["points"])
        return data


class AppealForm(forms.Form):
    """An appeal: which questions, and why."""

    items = forms.TypedMultipleChoiceField(
        label=_("Questions"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None for the paper as a whole."),
    )  # fmt: skip
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, numbers: int, **more: Any) -> None:
        """Offer the questions of the paper."""
        super().__init__(*args, **more)
        field = self.fields["items"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 (tells the type checker)
        field.choices = [(n, str(n)) for n in range(1, numbers + 1)]


class RecheckForm(forms.Form):
    """A re-check: words, and other points for answers in words."""

    words = forms.CharField(
        label=_("Result of the re-check"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, in_words: Sequence[tuple[int, int]] = (), **more: Any) -> None:
        """Take (number, full points) of the answers in words that may get other points."""
        super().__init__(*args, **more)
        self._numbers = [number for number, _full in in_words]
        for number, full in in_words:
            label = _("Other points for question %(number)s") % {"number": number}
            words = _("Leave empty if the marks stand. At most %(points)s.") % {"points": f"{full / 100:g}"}
            self.fields[f"points_{number}"] = points_field(full, label, required=False, help_text=words)

    def clean(self) -> dict[str, Any]:
        """Put the points together as the act takes them."""
        data = super().clean() or {}
        given = {number: data.pop(f"points_{number}", None) for number in self._numbers}
        data["marks"] = {number: hundredths(points) for number, points in given.items() if points is not None}
        return data


class DecideForm(forms.Form):
    """A decision on an appeal."""

    outcome = forms.ChoiceField(label=_("Decision"), choices=Appeal.Outcome.choices, widget=forms.RadioSelect)
    grounds = forms.CharField(
        label=_("Grounds"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The candidate reads them."),
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why all papers are to be marked again."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class VoteForm(forms.Form):
    """A word on a regrade."""

    agrees = forms.TypedChoiceField(
        label=_("Your word"), choices=(("1", _("I agree: apply it")), ("0", _("I refuse it"))),
        coerce=lambda value: value == "1", widget=forms.RadioSelect, empty_value=None,
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), max_length=200, required=False, help_text=_("Needed where you refuse."))


class SheetForm(forms.Form):
    """What stands on a result sheet."""

    number = forms.IntegerField(label=_("Result no."), min_value=1, max_value=2**63 - 1)
    points = forms.DecimalField(
        label=_("Points reached"), min_value=0, max_digits=8, decimal_places=2, help_text=_("As the sheet says.")
    )
    code = forms.CharField(
        label=_("Code of the sheet"), max_length=100, widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
        help_text=_("The two lines at the foot of the sheet: 64 digits and letters. Blanks do not matter."),
    )  # fmt: skip

    def clean_code(self) -> str:
        """Refuse what cannot be a code, so that a slip is told from a forgery."""
        code = "".join(str(self.cleaned_data["code"]).split()).lower()
        if not re.fullmatch("[0-9a-f]{64}", code):
            raise forms.ValidationError(_("A code has 64 characters, 0 to 9 and a to f. Look whether all were copied."))
        return code
