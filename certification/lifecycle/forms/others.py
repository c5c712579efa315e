"""Forms of objections, corrections, proposals, things to do and hand-overs; their data are the acts' keywords."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certification.fields import FIELDS
from certification.lifecycle.forms.words import long_text
from certification.models import Application
from enforcement import clock

WORKBOOK_MOST = 5 * 1024 * 1024


class ObjectionForm(forms.Form):
    """What speaks against an applicant."""

    words = long_text(
        _("What speaks against this applicant"), help_text=_("Say when and where, so that it can be examined.")
    )
    name = forms.CharField(label=_("Your name"), max_length=60, required=False, help_text=_("You may leave it empty."))
    contact = forms.CharField(
        label=_("Phone or address"), max_length=80, required=False,
        help_text=_("If you want to be told what was found. The public does not see it."),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """What was found."""

    upheld = forms.TypedChoiceField(
        label=_("Finding"), choices=[("no", _("The objection is not right")), ("yes", _("The objection is right"))],
        coerce=lambda said: said == "yes", widget=forms.RadioSelect,
    )  # fmt: skip
    answer = long_text(_("What was found, and how"))


class CorrectForm(forms.Form):
    """What the application says."""

    codes = forms.MultipleChoiceField(
        label=_("Fields of enforcement"), widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(field.code, field.title) for field in FIELDS.values()],
    )  # fmt: skip
    area = forms.CharField(label=_("Area of enforcement"), max_length=60)
    post_proof = forms.CharField(label=_("Proof of the post (编制证明)"), max_length=80)

    def clean(self) -> dict[str, Any]:
        """Return the act's keywords."""
        data = super().clean() or {}
        data["fields"] = data.pop("codes", [])
        return data


class StatementForm(forms.Form):
    """What the officer says."""

    statement = long_text(
        _("Statement"),
        most=4000,
        help_text=_("What speaks for you, and which evidence. It is read before the decision."),
    )


class DecideForm(forms.Form):
    """Revoke or dismiss."""

    outcome = forms.ChoiceField(
        label=_("Decision"), widget=forms.RadioSelect,
        choices=[("carried", _("Revoke the credential")), ("dismissed", _("Dismiss the proposal"))],
    )  # fmt: skip
    reasons = long_text(_("Reasons"))
    document = forms.CharField(label=_("Number of the decision"), max_length=80, required=False)


class DismissForm(forms.Form):
    """Why a proposal is not followed."""

    reasons = long_text(_("Reasons"))


class TaskForm(forms.Form):
    """When and how it was done."""

    done_on = forms.DateField(label=_("Done on"), initial=clock.today)
    words = forms.CharField(
        label=_("How it was done"),
        max_length=200,
        help_text=_("The paper and page, the number of the letter, whom you told."),
    )


class RoundForm(forms.Form):
    """Which year, until when."""

    year = forms.IntegerField(label=_("Year that is checked"), min_value=2000, max_value=2100)
    due_on = forms.DateField(label=_("Last day for the results"))


class ApplicationsChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """Choose applications by person and agency."""

    def label_from_instance(self, row: Any) -> str:
        """Return name and agency."""
        return f"{row.person.name} · {row.agency.title}"


class HandOverForm(forms.Form):
    """Which applications go."""

    applications = ApplicationsChoice(
        queryset=Application.objects.none(), label=_("Applications"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, waiting: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["applications"].queryset = waiting  # type: ignore[attr-defined]
        self.fields["applications"].initial = [row.pk for row in waiting]

    def clean(self) -> dict[str, Any]:
        """Return the act's keywords."""
        data = super().clean() or {}
        return {"application_ids": [row.pk for row in data.get("applications", [])]}


class NumbersForm(forms.Form):
    """The workbook that came back."""

    file = forms.FileField(label=_("Workbook"), widget=forms.FileInput(attrs={"accept": ".xlsx"}))
    only_check = forms.TypedChoiceField(
        label=_("Check or take in"), coerce=lambda said: said == "check", initial="check", widget=forms.RadioSelect,
        choices=[("check", _("Check the workbook only")), ("take", _("Take the numbers in"))],
    )  # fmt: skip

    def clean_file(self) -> bytes:
        """Return the file's content."""
        content: bytes = self.cleaned_data["file"].read(WORKBOOK_MOST + 1)
        if len(content) > WORKBOOK_MOST:
            raise forms.ValidationError(_("The workbook is larger than 5 MB."))
        return content
