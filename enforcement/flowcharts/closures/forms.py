"""Forms: a notice of holidays, the closure of an agency."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.flowcharts.closures.notice_file import text_of_file
from enforcement.flowcharts.closures.reading import NotReadable, StatedDay, read_text
from enforcement.organisation.models import Agency

TEXT_HELP = _("Copy the sentences of the notice, or write one day or span a line, for example:")
EXAMPLE = "2027-10-01 至 2027-10-07 放假 国庆节"


class DaysForm(forms.Form):
    """The days that a text says; subclasses say of which year."""

    text = forms.CharField(
        label=_("Days off and days worked"), widget=forms.Textarea(attrs={"rows": 9}), max_length=20000, required=False,
        help_text=format_lazy("{text} {example}", text=TEXT_HELP, example=EXAMPLE),
    )  # fmt: skip

    def days_of(self, text: str, year: int) -> list[StatedDay]:
        """Return the days, the faults of the text on its field.

        Raises:
            ValidationError: with each line that cannot be read.
        """
        try:
            return read_text(text, year)
        except NotReadable as fault:
            raise ValidationError({"text": str(fault).splitlines()}) from None


class NoticeForm(DaysForm):
    """A notice: its year, number, text or file."""

    year = forms.IntegerField(label=_("Year"), min_value=2005, max_value=2039)
    whole = forms.TypedChoiceField(
        label=_("It tells"), widget=forms.RadioSelect, coerce=lambda v: v == "whole", initial="whole",
        choices=[("whole", _("the whole year")), ("days", _("single days of a year that is known"))],
    )  # fmt: skip
    notice_number = forms.CharField(label=_("Number of the notice"), max_length=80)
    notice = forms.FileField(
        label=_("Notice as a file"), required=False, widget=forms.FileInput(attrs={"accept": ".txt,.xlsx,.pdf"}),
        help_text=_("A text or a workbook is read where the box is empty; a PDF is only kept."),
    )  # fmt: skip
    field_order = ("year", "whole", "notice_number", "text", "notice")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with the next year."""
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = clock.today().year + 1

    def clean(self) -> dict[str, Any]:
        """Return the facts of the act."""
        given = super().clean() or {}
        if self.errors:
            return given
        file = given.pop("notice")
        content = file.read() if file else b""
        year, text = given["year"], given.pop("text")
        try:
            text = text if text.strip() or not content else text_of_file(content)
        except NotReadable as fault:
            raise ValidationError({"notice": str(fault)}) from None
        return {
            "days": self.days_of(text, year), "year": year if given["whole"] else 0, "notice": content,
            "notice_name": file.name[:120] if file else "", "notice_number": given["notice_number"],
        }  # fmt: skip


class ClosureForm(DaysForm):
    """The closure of an agency."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("Agency"), empty_label=None)
    order_number = forms.CharField(label=_("Order of the closure"), max_length=80)
    legal_basis = forms.CharField(
        label=_("Law that lets it move statutory terms"), max_length=160, required=False,
        help_text=_("Leave it empty if there is none: statutory terms then run on, internal ones skip these days."),
    )  # fmt: skip
    field_order = ("agency", "order_number", "text", "legal_basis")

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        """Offer the agencies that the person heads."""
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Return the facts of the act."""
        given = super().clean() or {}
        if self.errors:
            return given
        days = self.days_of(given.pop("text"), clock.today().year)
        return {"days": days, "agency_id": given.pop("agency").pk, **given}
