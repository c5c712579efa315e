"""The form of an opinion of reconsideration, issued here or received."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.base import FileField, day_field, long_text
from cases.models import Remedy
from cases.supervision.matters.letter_forms import BASIS
from enforcement import clock
from enforcement.organisation.models import Agency


class ReviewOpinionForm(forms.Form):
    """What the organ of reconsideration found, what it asks for, and from when the sixty days run."""

    agency_id = forms.TypedChoiceField(label=_("Addressed to"), coerce=int)
    case_id = forms.TypedChoiceField(
        label=_("Case that was reconsidered"), coerce=int, required=False, empty_value=None,
        help_text=_("Leave it empty where the opinion is about something else than a case."),
    )  # fmt: skip
    reconsideration = forms.CharField(label=_("Number of the reconsideration"), max_length=200)
    text = long_text(_("The problem"), rows=6)
    basis = forms.CharField(label=BASIS, max_length=300)
    demands = long_text(_("What must be corrected"), rows=4, help_text=_("One thing a line; each is followed up."))
    number = forms.CharField(
        label=_("Number of the letter, where it was received"), max_length=60, required=False,
        help_text=_("Leave it empty to issue the letter here: it is numbered and written for you."),
    )  # fmt: skip
    organ = forms.CharField(label=_("Organ of reconsideration that wrote it"), max_length=80, required=False)
    issued_on = day_field(_("Issued on"), initial=clock.today)
    received_on = day_field(_("Received by the organ on"), initial=clock.today, help_text=_("Sixty days run from it."))
    file = FileField(label=_("Scan of the letter, or of the receipt"), required=False)

    def __init__(self, *args: Any, agencies: list[Agency], issues: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organs: Any = self.fields["agency_id"]
        organs.choices = [(a.pk, a.title) for a in agencies]
        rows = Remedy.objects.filter(
            kind=Remedy.Kind.RECONSIDERATION, refused_on__isnull=True, case__agency__in=agencies
        )
        told = {r.case_id: f"{r.case} · {r.case.title}" for r in rows.select_related("case").order_by("-filed_on")}
        cases: Any = self.fields["case_id"]
        cases.choices = [("", _("none")), *told.items()]
        if not issues:  # an organ writes down what it received, and never issues to itself
            for name in ("number", "organ", "file"):
                self.fields[name].required, self.fields[name].help_text = True, ""
