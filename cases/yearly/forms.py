"""Forms of yearly reports."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.yearly.catalogue import TABLES, entered_lines
from cases.yearly.models import YearlyReport


class FiguresForm(forms.Form):
    """The figures that the system has no data for; an empty field is left as it is."""

    def __init__(self, *args: Any, report: YearlyReport, **kwargs: Any) -> None:
        """Offer a field for each line that is entered, with what stands there."""
        super().__init__(*args, **kwargs)
        there = {one.line: one for one in report.figures.all()}
        for table in TABLES:
            for line in table.lines:
                if line.entered:
                    one = there.get(line.code)
                    self.fields[_name(line.code)] = forms.IntegerField(
                        label=str(line.title), min_value=0, max_value=10**9, required=False,
                        initial=one.amount if one else None, help_text=one.source if one else "",
                    )  # fmt: skip
        self.fields["source"] = forms.CharField(
            label=_("Where these figures come from"), max_length=200, required=False,
            help_text=_("The system, register or letter, for example: approval system, statistics of 8 January. It is "
                        "kept with each figure that you change here."),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Return the figures by line, and their source."""
        given = self.cleaned_data
        told = {line.code: given.get(_name(line.code)) for line in entered_lines()}
        return {"figures": {k: v for k, v in told.items() if v is not None}, "source": given.get("source", "")}


class ReturnForm(forms.Form):
    """Why a report goes back."""

    reason = forms.CharField(label=_("What is to be changed"), max_length=300, widget=forms.Textarea(attrs={"rows": 4}))


class CorrectForm(forms.Form):
    """Why a published report is corrected."""

    reason = forms.CharField(
        label=_("What is wrong in it"), max_length=300, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The public reads it beside the new version; the old version stays readable."),
    )  # fmt: skip


def _name(code: str) -> str:
    return code.replace(".", "_")
