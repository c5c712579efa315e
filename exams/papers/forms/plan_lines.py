"""The lines of a plan in the form of an exam: rows of items, shares of laws."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exams.models import ItemType
from exams.papers.blueprint import CASE, EASIEST, HARDEST, PERCENT, Row, Share
from exams.papers.defaults import hundredths
from exams.papers.forms.lines import Line

LEVELS = [(n, n) for n in range(EASIEST, HARDEST + 1)]
PLAIN = {"size": "", "topic": "", "easiest": str(EASIEST), "hardest": str(HARDEST)}
"""What a row says that only names type, law, number and points."""


class Number(forms.DecimalField):
    """A number of points, marks or levels with up to two decimals; the form's facts have it in 1/100."""

    def clean(self, value: Any) -> Any:
        """Return it in 1/100."""
        number = super().clean(value)
        return None if number is None else hundredths(str(number))

    def prepare_value(self, value: Any) -> Any:
        """Show it as people write it."""
        return f"{value / 100:g}" if isinstance(value, int) else value


class RowForm(Line):
    """A row of the plan."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Type"), choices=[*ItemType.choices, (CASE, gettext_lazy("case with several questions"))]
    )
    law = forms.ChoiceField(label=gettext_lazy("Law"), required=False)
    count = forms.IntegerField(label=gettext_lazy("How many"), min_value=1, max_value=400)
    points = Number(label=gettext_lazy("Points each"), min_value=Decimal("0.01"), max_value=100, decimal_places=2)
    size = forms.IntegerField(
        label=gettext_lazy("Questions in a case"), min_value=1, max_value=20, required=False,
        help_text=gettext_lazy("Of cases only; the points are those of each question."),
    )  # fmt: skip
    topic = forms.CharField(
        label=gettext_lazy("Topic"), max_length=60, required=False, widget=forms.TextInput(attrs={"list": "topics"})
    )
    easiest = forms.TypedChoiceField(label=gettext_lazy("Difficulty from"), choices=LEVELS, coerce=int)
    hardest = forms.TypedChoiceField(label=gettext_lazy("Difficulty to"), choices=LEVELS, coerce=int)

    def __init__(self, *args: Any, laws: Sequence[str], **more: Any) -> None:
        """Offer these laws, and the one that stands there already."""
        super().__init__(*args, **more)
        _offer_law(self, laws, _("any law of the bank"))

    @property
    def is_narrow(self) -> bool:
        """Whether more than type, law, number and points is said."""
        return any(str(self[name].value() or "") != value for name, value in PLAIN.items())

    def clean(self) -> dict[str, Any]:
        """Check that levels are in order and only cases have a size."""
        data = super().clean() or {}
        if data.get("easiest", EASIEST) > data.get("hardest", HARDEST):
            self.add_error("hardest", _("This must not be below the easiest."))
        is_case = data.get("kind") == CASE
        if is_case and not data.get("size"):
            self.add_error("size", _("Say how many questions each case has."))
        data["size"] = data.get("size") or 1 if is_case else 1
        return data

    def row(self) -> Row:
        """Return the row."""
        return Row(**self.cleaned_data)


class ShareForm(Line):
    """A law's part of the marks."""

    law = forms.ChoiceField(label=gettext_lazy("Law"))
    at_least = forms.IntegerField(
        label=gettext_lazy("At least, in % of the marks"), min_value=0, max_value=100, required=False
    )
    at_most = forms.IntegerField(
        label=gettext_lazy("At most, in % of the marks"), min_value=0, max_value=100, required=False
    )

    def __init__(self, *args: Any, laws: Sequence[str], **more: Any) -> None:
        """Offer these laws, and the one that stands there already."""
        super().__init__(*args, **more)
        _offer_law(self, laws, "")

    def clean(self) -> dict[str, Any]:
        """Check that the bounds are in order."""
        data = super().clean() or {}
        low, high = data.get("at_least") or 0, data.get("at_most")
        if high is not None and low > high:
            self.add_error("at_most", _("This must not be below the least."))
        return data

    def share(self) -> Share:
        """Return the share."""
        low, high = self.cleaned_data["at_least"], self.cleaned_data["at_most"]
        return Share(self.cleaned_data["law"], low or 0, PERCENT if high is None else high)


def _offer_law(form: forms.Form, laws: Sequence[str], none: str) -> None:
    """Offer laws, and the one that stands there although this bank has no item of it."""
    present = str(form["law"].value() or "")
    others = [] if not present or present in laws else [present]
    choose(form.fields["law"], [("", none or "—"), *((law, law) for law in [*laws, *others])])


def choose(field: forms.Field, choices: Sequence[tuple[Any, Any]]) -> None:
    """Offer choices in a field."""
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 (tells the type checker)
    field.choices = list(choices)
