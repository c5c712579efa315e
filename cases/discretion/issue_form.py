"""The form that takes in an issue of benchmarks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Agency

LARGEST = 5 * 1024 * 1024


class IssueForm(forms.Form):
    """The document that issues the benchmarks, and the workbook with them."""

    agency_id = forms.TypedChoiceField(label=_("Agency"), coerce=int)
    title = forms.CharField(label=_("Title of the document"), max_length=120)
    document_number = forms.CharField(label=_("Document number"), max_length=60)
    from_on = forms.DateField(label=_("In force from"))
    file = forms.FileField(label=_("Workbook (.xlsx)"), widget=forms.FileInput(attrs={"accept": ".xlsx"}))
    only_check = forms.BooleanField(
        label=_("Only check, take nothing in"), required=False,
        help_text=_("Untick it and choose the file again once the check finds nothing."),
    )  # fmt: skip

    def __init__(self, *args: Any, agencies: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency_id"].choices = [(a.pk, a.title) for a in agencies]  # type: ignore[attr-defined]
        self.fields["only_check"].initial = True

    def clean(self) -> dict[str, Any]:
        """Read the file."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file is not None:
            if file.size > LARGEST:
                self.add_error("file", _("The workbook is larger than 5 MB."))
            file.seek(0)
            cleaned["content"] = file.read()
        return cleaned
