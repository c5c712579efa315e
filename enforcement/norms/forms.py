"""Forms of the register."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enforcement.norms.models import Level
from enforcement.organisation.models import Agency

LARGEST = 5 * 2**20


class VersionForm(forms.Form):
    """A version: where it was published, its days, and the articles that it changes."""

    label = forms.CharField(label=_("Version"), max_length=60, help_text=_("Such as: revised in 2021."))
    document_number = forms.CharField(
        label=_("Document number"), max_length=60, help_text=_("Of the order or the document that published it.")
    )
    published_on = forms.DateField(label=_("Promulgated on"))
    published_in = forms.CharField(
        label=_("Where it was published"), max_length=200, help_text=_("The gazette or the address: one place counts.")
    )
    from_on = forms.DateField(label=_("In force from"))
    until_on = forms.DateField(
        label=_("Last day in force"), required=False, help_text=_("Needed for a normative document; else left empty.")
    )
    changes = forms.CharField(
        label=_("Articles that it changes"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "One to a line, then a space and amended (修改), added (新增) or repealed (废止). A renewal changes none."
        ),
    )  # fmt: skip


class NormForm(VersionForm):
    """A norm with its first version."""

    title = forms.CharField(label=_("Full title"), max_length=120, help_text=_("As it is cited, without its brackets."))
    level = forms.ChoiceField(label=_("Kind"), choices=Level.choices)
    issuer = forms.CharField(label=_("Body that made it"), max_length=80)
    agency_id = forms.TypedChoiceField(
        label=_("Agency of this system that issued it"), coerce=lambda v: int(v) if v else None, empty_value=None,
        required=False,
    )  # fmt: skip
    registration_number = forms.CharField(
        label=_("Registration number"), max_length=40, required=False,
        help_text=_("Of the unified registration; needed for a normative document."),
    )  # fmt: skip
    also = forms.CharField(
        label=_("Also cited as"),
        max_length=120,
        required=False,
        help_text=_("Such as the number of the order that issued it."),
    )
    field_order = ("title", "level", "issuer", "agency_id", "registration_number", "also")

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["changes"]
        listed = [("", _("none: issued elsewhere")), *((a.pk, a.title) for a in agencies)]
        self.fields["agency_id"].choices = listed  # type: ignore[attr-defined]


class ImportForm(forms.Form):
    """A workbook of norms."""

    file = forms.FileField(label=_("Workbook (.xlsx)"), widget=forms.FileInput(attrs={"accept": ".xlsx"}))
    only_check = forms.BooleanField(
        label=_("Only check, take nothing in"), required=False,
        help_text=_("Untick it and choose the file again once the check finds nothing."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Read the file."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        file = cleaned.pop("file", None)
        if file is not None and file.size > LARGEST:
            self.add_error("file", _("The workbook is larger than 5 MB."))
        elif file is not None:
            cleaned["content"] = file.read()
        return cleaned


class EndForm(forms.Form):
    """The end of a norm."""

    last_on = forms.DateField(label=_("Last day in force"))
    document_number = forms.CharField(label=_("Document that ended it"), max_length=60)
    reason = forms.CharField(
        label=_("Why it ended"), max_length=200, help_text=_("Repealed, or replaced by which norm.")
    )


class RejectForm(forms.Form):
    """Why an entry is rejected."""

    reason = forms.CharField(label=_("What is wrong with it"), max_length=200)
