"""A list to be checked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certification.officers.forms.moves import AgencyChoice
from enforcement.organisation.models import Agency

MOST_BYTES = 24 * 1024 * 1024


class IntakeForm(forms.Form):
    """Whose officers, and the file."""

    agency = AgencyChoice(
        queryset=Agency.objects.none(),
        label=_("Agency"),
        help_text=_("The list may name it and all agencies below it."),
    )
    file = forms.FileField(
        label=_("List of officers"), widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("A workbook (.xlsx) or a table of text (.csv), at most 24 MB."),
    )  # fmt: skip

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        """Refuse a file that is too large."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 24 MB: divide the list by agency."))
        return file
