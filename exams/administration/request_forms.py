"""Forms of accommodations, exemptions, measures of discipline and make-up sessions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Post
from exams.administration.accommodate import MOST_MINUTES, MOST_PERCENT
from exams.administration.forms import DecisionForm, offer
from exams.forms import Moment
from exams.models import Candidate, Discipline, Exam, Exemption


class _Needs(forms.Form):
    """What is needed."""

    minutes = forms.IntegerField(label=_("More minutes"), min_value=0, max_value=MOST_MINUTES, required=False)
    percent = forms.IntegerField(label=_("More time in percent"), min_value=0, max_value=MOST_PERCENT, required=False)
    large_text = forms.BooleanField(label=_("Large text"), required=False)
    reader = forms.BooleanField(label=_("A person who reads aloud"), required=False)
    own_room = forms.BooleanField(label=_("A room alone"), required=False)

    def clean_minutes(self) -> int:
        """Return 0 for none."""
        return self.cleaned_data["minutes"] or 0

    def clean_percent(self) -> int:
        """Return 0 for none."""
        return self.cleaned_data["percent"] or 0


class AccommodationForm(_Needs):
    """What a candidate asks for."""

    reason = forms.CharField(
        label=_("Why you need it"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In your own words. Only you and those who decide read it."),
    )


class GrantForm(DecisionForm, _Needs):
    """What is granted, perhaps other than what was asked for."""

    field_order = ("outcome", "minutes", "percent", "large_text", "reader", "own_room", "decision")


class ExemptionForm(forms.Form):
    """A request to exempt somebody."""

    person_id = forms.TypedChoiceField(label=_("Person"), coerce=int)
    subject = forms.ChoiceField(label=_("Subject"), choices=Exam.Subject.choices)
    ground = forms.ChoiceField(label=_("Ground of exemption"), choices=Exemption.Ground.choices)
    evidence = forms.CharField(label=_("Certificate and its number"), max_length=120)
    from_on = forms.DateField(label=_("From"))
    until_on = forms.DateField(label=_("Until"), required=False, help_text=_("Empty: without an end."))
    reason = forms.CharField(
        label=_("Remarks"), max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, posts: QuerySet[Post], **more: Any) -> None:
        """Offer the people who hold these posts."""
        super().__init__(*args, **more)
        offer(self.fields["person_id"], [(p.person_id, f"{p.person.name}, {p.agency.title}") for p in posts])


class DisciplineForm(forms.Form):
    """A measure against a candidate."""

    level = forms.ChoiceField(label=_("Measure taken"), choices=Discipline.Level.choices, widget=forms.RadioSelect)
    years = forms.TypedChoiceField(
        label=_("Length of a bar"), coerce=int, required=False, empty_value=None, help_text=_("Only for a bar.")
    )
    reason = forms.CharField(
        label=_("What the candidate did"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The candidate reads it."),
    )

    def __init__(self, *args: Any, most: int, **more: Any) -> None:
        """Offer bars of one year up to ``most``."""
        super().__init__(*args, **more)
        years = [(n, _("%(n)d years") % {"n": n} if n > 1 else _("1 year")) for n in range(1, most + 1)]
        offer(self.fields["years"], [("", "—"), *years])


class LiftForm(forms.Form):
    """Why a measure is lifted."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class MakeUpForm(forms.Form):
    """A make-up session with those who failed or did not come."""

    title = forms.CharField(label=_("Title"), max_length=80)
    opens_at = Moment(label=_("Opens"))
    closes_at = Moment(label=_("Closes"))
    person_ids = forms.TypedMultipleChoiceField(label=_("Candidates"), coerce=int, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, people: list[tuple[Candidate, str]], **more: Any) -> None:
        """Offer these candidates."""
        super().__init__(*args, **more)
        words = {"failed": _("failed"), "absent": _("did not come"), "void": _("sitting declared void")}
        rows = [(c.person_id, f"{c.person.name}, {c.agency.title} ({words[why]})") for c, why in people]
        offer(self.fields["person_ids"], rows)
