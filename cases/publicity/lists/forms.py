"""Forms of public lists: a draft from a workbook or a copy, and one row, with a field for each column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.publicity.lists.checking import LONG, LONGEST
from cases.publicity.lists.kinds import Field, Kind
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.organisation.models import Agency

LARGEST = 5 * 1024 * 1024


class DraftForm(forms.Form):
    """From which day the version holds, and the workbook with its rows, or none for a copy."""

    agency_id = forms.TypedChoiceField(label=_("Agency"), coerce=int)
    from_on = forms.DateField(label=_("In force from"))
    document_number = forms.CharField(label=_("Document number"), max_length=60, required=False)
    file = forms.FileField(
        label=_("Workbook (.xlsx)"), required=False, widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("Leave it out to begin with a copy of the version in force."),
    )  # fmt: skip
    only_check = forms.BooleanField(
        label=_("Only check, take nothing in"), required=False,
        help_text=_("Untick it and choose the file again once the check finds nothing."),
    )  # fmt: skip

    def __init__(self, *args: Any, agencies: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency_id"].choices = [(a.pk, a.title) for a in agencies]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the file."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        cleaned["content"] = None
        if file is not None:
            if file.size > LARGEST:
                self.add_error("file", _("The workbook is larger than 5 MB."))
            file.seek(0)
            cleaned["content"] = file.read()
        return cleaned


class RowForm(forms.Form):
    """One row of a list; its cleaned data are the ``facts`` of the row alone."""

    def __init__(self, *args: Any, kind: Kind, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in kind.fields:
            self.fields[field.code] = _form_field(field, agency)

    def clean(self) -> dict[str, Any]:
        """Return the facts as texts; days as ISO dates."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        return {"facts": {code: str(given) for code, given in cleaned.items() if given not in (None, "")}}


def _form_field(field: Field, agency: Agency) -> forms.Field:
    more: dict[str, Any] = {"label": field.label, "required": field.needed}
    if field.kind == "date":
        return forms.DateField(**more)
    if field.kind == "days":
        return forms.IntegerField(min_value=0, max_value=9999, **more)
    if field.kind in {"choice", "chart"}:
        found = _charts(agency) if field.kind == "chart" else [(text, text) for text in field.among]
        return forms.ChoiceField(choices=[("", "—"), *found], **more)
    widget = forms.Textarea(attrs={"rows": 3}) if field.kind == "long" else None
    return forms.CharField(max_length=LONGEST.get(field.code, LONG), widget=widget, **more)


def _charts(agency: Agency) -> list[tuple[str, str]]:
    rows = FlowchartVersion.objects.filter(status="published", flowchart__agency_id__in=agency.line)
    found = {one.flowchart.code: one.flowchart.name for one in rows.select_related("flowchart")}
    return [(code, f"{code} {name}") for code, name in sorted(found.items())]
