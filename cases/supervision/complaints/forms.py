"""Forms of complaints: the sender's, the one that asks for the code, and the supervisor's answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.supervision.complaints import code, complain
from cases.supervision.complaints.concerned import agencies_named
from cases.supervision.complaints.models import Complaint


class ComplainForm(forms.Form):
    """What a citizen says; only what it is about, when, where and what happened must be filled in."""

    kind = forms.ChoiceField(label=_("What is it about?"), choices=Complaint.Kind.choices, widget=forms.RadioSelect)
    officer = forms.CharField(
        label=_("Card number or name of the officer, if you know it"), max_length=100, required=False,
        help_text=_("The number stands on the credential. Several officers: write all you know."),
    )  # fmt: skip
    agency = forms.ChoiceField(label=_("Which unit, if you know it"), required=False)
    case_number = forms.CharField(
        label=_("Number of the decision or of the case, if you have a paper"), max_length=60, required=False
    )
    happened_on = forms.DateField(label=_("On which day?"))
    place = forms.CharField(label=_("At which place?"), max_length=100)
    words = forms.CharField(
        label=_("What happened?"), min_length=complain.LEAST, max_length=complain.MOST,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("20 to 2000 characters: who did what, in which order, and who saw it."),
    )  # fmt: skip
    name = forms.CharField(label=_("Your name (not necessary)"), max_length=60, required=False)
    phone = forms.CharField(
        label=_("Your telephone (not necessary)"), max_length=30, required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        help_text=_("Only for questions about this complaint. Kept encrypted; only the supervisors who examine it can "
                    "see it, and each view is recorded. Neither the officer nor the officer's unit learns it."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["agency"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 (told to the type checker)
        chosen.choices = [("", _("I do not know")), *agencies_named().items()]


class TrackForm(forms.Form):
    """The tracking code."""

    code = forms.CharField(
        label=_("Tracking code"), max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Twelve digits; you were told them when you sent the complaint."),
    )  # fmt: skip

    def clean_code(self) -> str:
        """Return the twelve digits, spaces and hyphens left out."""
        found = code.plain(self.cleaned_data["code"])
        if not found:
            raise forms.ValidationError(_("A tracking code has twelve digits. Compare it with what you wrote down."))
        return found


class AnswerComplaintForm(forms.Form):
    """What was found, in words that the sender reads."""

    outcome = forms.ChoiceField(label=_("What was found"), choices=Complaint.Outcome.choices, widget=forms.RadioSelect)
    passed_to = forms.CharField(
        label=_("Passed on to"),
        max_length=80,
        required=False,
        help_text=_("Only where another body is to answer: which one."),
    )
    answer = forms.CharField(
        label=_("Answer to the sender"), max_length=1000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("The sender reads it with the tracking code. Name no other persons."),
    )  # fmt: skip
