"""Forms of a meeting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.collective.call_meeting import first_day, waiting_for_roll
from cases.convene import seats_of
from cases.forms.base import PeopleField, PersonField
from cases.models import Meeting
from enforcement import clock
from enforcement.organisation.models import Agency
from enforcement.web.times import say_day


class CallForm(forms.Form):
    """Day, place and agenda."""

    planned_on = forms.DateField(label=_("Day of the meeting"))
    place = forms.CharField(label=_("Place"), max_length=120)
    discussion_ids = forms.TypedMultipleChoiceField(
        label=_("Cases on the agenda, in this order"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    urgent_reason = forms.CharField(
        label=_("If it is sooner than the term: why it is urgent"), max_length=200, required=False
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["discussion_ids"]
        field.choices = [(d.pk, f"{d.case} · {d.case.party.name} · {d.case.cause}") for d in waiting_for_roll(agency)]
        field.initial = [pk for pk, _text in field.choices]
        first = first_day(agency, clock.today())
        self.fields["planned_on"].initial = first
        self.fields["planned_on"].help_text = gettext("Papers sent today: from %(day)s on.") % {"day": say_day(first)}


class RollForm(forms.Form):
    """Who is there."""

    held_on = forms.DateField(label=_("Day of the meeting"))
    present_ids = PeopleField(label=_("Members present"))
    head_id = PersonField(label=_("Who presides (head, or the leader who stands in)"))
    recorder = forms.CharField(label=_("Recorder"), max_length=60, required=False)
    attending = forms.CharField(
        label=_("Who attends without a vote (lead officers, reviewers)"), max_length=300, required=False
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = seats_of(meeting.agency)
        choices = [(str(p.pk), f"{p.name} · {post.title}" if post else p.name) for p, post in seats]
        for name in ("present_ids", "head_id"):
            field: Any = self.fields[name]
            field.choices = choices
        self.fields["present_ids"].initial = [code for code, _text in choices]
        self.fields["head_id"].initial = next((str(p.pk) for p, post in seats if post and post.is_head), None)
        self.fields["held_on"].initial = clock.today()
