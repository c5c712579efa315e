"""Forms of the staff who draft, approve and publish charts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.bpmn import BpmnRefused, parse
from enforcement.flowcharts.bpmn.tree import LARGEST
from enforcement.flowcharts.problems import Problem
from enforcement.organisation.models import Agency


class DraftForm(forms.Form):
    """A BPMN file for an agency's chart; ``problems`` lists what is wrong in it."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("Agency"))
    code = forms.CharField(
        max_length=20, label=_("Code"), help_text=_("P, S, H, C, V or Q replace the chart that ships; others are new.")
    )
    bpmn = forms.FileField(
        allow_empty_file=True,  # the parser says what is wrong with it
        label=_("BPMN file"),
        widget=forms.FileInput(attrs={"accept": ".bpmn,.xml"}),
        help_text=_("BPMN 2.0, at most 512 KB."),
    )
    note = forms.CharField(
        max_length=300, label=_("What changed and why"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        """Offer the agencies whose charts the person may draft."""
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
        self.problems: list[Problem] = []

    def clean_bpmn(self) -> bytes:
        """Read the file and keep every problem it has with its line.

        Raises:
            ValidationError: for another kind of file, one too large, or one that is not accepted.
        """
        given = self.cleaned_data["bpmn"]
        if not (given.name or "").lower().endswith((".bpmn", ".xml")):
            raise ValidationError(_("This is not a BPMN file: its name ends in .bpmn or .xml."))
        content: bytes = given.read(LARGEST + 1)
        try:
            parse(content)
        except BpmnRefused as refused:
            self.problems = refused.problems
            raise ValidationError(str(refused.sentence)) from None
        return content


class ApproveForm(forms.Form):
    """An approver's word."""

    comment = forms.CharField(
        max_length=300, label=_("Comment"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )


class ObjectForm(forms.Form):
    """An approver's reasons against a version."""

    comment = forms.CharField(max_length=300, label=_("Reasons"), widget=forms.Textarea(attrs={"rows": 3}))


class PublishForm(forms.Form):
    """The day from which a version is in force."""

    effective_on = forms.DateField(label=_("In force from"), widget=forms.DateInput(attrs={"type": "date"}))


class WithdrawForm(forms.Form):
    """Why a version is taken back."""

    reason = forms.CharField(max_length=300, label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))


class SubmitForm(forms.Form):
    """Nothing to fill in: the examination decides."""
