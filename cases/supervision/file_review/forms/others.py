"""Forms of objections and of score sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Agency

LARGEST: Final = 2 * 1024 * 1024


class ObjectionForm(forms.Form):
    """What the agency objects to, and why."""

    objection = forms.CharField(
        label=_("Which items you object to, and why"), max_length=2000, widget=forms.Textarea({"rows": 5}),
        help_text=_("At least 20 characters. Once, within the days; others than the scorers check the file again."),
    )  # fmt: skip


class SheetForm(forms.Form):
    """The document that sets a score sheet, and the workbook with it."""

    agency_id = forms.TypedChoiceField(label=_("Agency"), coerce=int)
    title = forms.CharField(label=_("Title of the sheet"), max_length=120)
    source = forms.CharField(
        label=_("Where it comes from"), max_length=200, help_text=_("The document that sets it, with its number.")
    )
    from_on = forms.DateField(label=_("In force from"))
    file = forms.FileField(label=_("Workbook (.xlsx)"), widget=forms.FileInput(attrs={"accept": ".xlsx"}))

    def __init__(self, *args: Any, agencies: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency_id"].choices = [(a.pk, a.title) for a in agencies]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the file."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        file = cleaned.pop("file", None)
        if file is not None:
            if file.size > LARGEST:
                self.add_error("file", _("The workbook is larger than 2 MB."))
            file.seek(0)
            cleaned["content"] = file.read()
        return cleaned
