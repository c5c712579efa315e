"""Forms of a round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.supervision.file_review.models import ReviewRound, ScoreSheet
from enforcement.flowcharts.models import Flowchart
from enforcement.organisation.models import Agency

CARRYING: Final = ("P", "S")
"""The charts that cases run on; the others are called by them, or are no cases."""


class OpenRoundForm(forms.Form):
    """What is drawn from, and by which public value."""

    title = forms.CharField(label=_("Title of the round"), max_length=120)
    sheet_id = forms.TypedChoiceField(label=_("Score sheet"), coerce=int)
    agency_ids = forms.TypedMultipleChoiceField(
        label=_("Agencies whose files are reviewed"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    closed_from = forms.DateField(label=_("Cases closed from"))
    closed_to = forms.DateField(label=_("Cases closed until"))
    procedures = forms.MultipleChoiceField(
        label=_("Procedures of the cases"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None for all of them."),
    )
    how = forms.ChoiceField(
        label=_("Which files"), choices=ReviewRound.How.choices, initial="random", widget=forms.RadioSelect
    )
    size = forms.IntegerField(label=_("How many files are drawn"), min_value=1, max_value=500, required=False)
    by_agency = forms.BooleanField(label=_("So many of each agency"), required=False, initial=True)
    value_kind = forms.ChoiceField(label=_("Public value that decides"), widget=forms.RadioSelect)
    value_source = forms.CharField(
        label=_("Which draw exactly"), max_length=120, required=False,
        help_text=_("Of a lottery: its name and issue number. It must be drawn after the list is frozen."),
    )  # fmt: skip
    value_at = forms.DateTimeField(label=_("When it is published at the earliest"))

    def __init__(
        self, *args: Any, sheets: Sequence[ScoreSheet], agencies: Sequence[Agency], checkpoints: bool, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        kinds = [c for c in ReviewRound.Value.choices if checkpoints or c[0] != ReviewRound.Value.CHECKPOINT]
        charts = Flowchart.objects.filter(code__in=CARRYING, versions__published_at__isnull=False)
        offered: dict[str, list[tuple[Any, Any]]] = {
            "sheet_id": [(s.pk, str(s)) for s in sheets], "agency_ids": [(a.pk, a.title) for a in agencies],
            "procedures": sorted(dict(charts.values_list("code", "title").distinct()).items()), "value_kind": kinds,
        }  # fmt: skip
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.fields["value_kind"].initial = kinds[0][0]
        if len(sheets) == 1:
            self.fields["sheet_id"].initial = sheets[0].pk


class DrawForm(forms.Form):
    """The public value."""

    value = forms.CharField(
        label=_("The numbers as they were published"), max_length=120,
        help_text=_("In their order, a blank between them. They are published beside the seed, so anybody compares."),
    )  # fmt: skip


class ReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class ScorersForm(forms.Form):
    """Who scores."""

    person_ids = forms.TypedMultipleChoiceField(
        label=_("Scorers"), coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose freely: the system gives no file to somebody of the same agency or who acted in the case."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person_ids"].choices = people  # type: ignore[attr-defined]
