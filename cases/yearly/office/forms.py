"""Forms of the law office."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.yearly.models import SectionMember, TrainingEvent
from enforcement.organisation.models import Agency, Post


class MemberForm(forms.Form):
    """Somebody in the legal section."""

    role = forms.ChoiceField(label=_("Post in legal work"), choices=SectionMember.Role.choices)
    person_id = forms.TypedChoiceField(label=_("Person of the agency"), coerce=int, required=False, empty_value=None)
    name = forms.CharField(
        label=_("Name of an outside counsel"), max_length=60, required=False,
        help_text=_("Only where nobody of the agency was chosen above."),
    )  # fmt: skip
    is_reviewer = forms.BooleanField(label=_("Reviews decisions (法制审核人员)"), required=False)
    qualification = forms.CharField(
        label=_("Number of the legal qualification"), max_length=40, required=False,
        help_text=_("Left empty, the number in the person's register is taken."),
    )  # fmt: skip
    from_on = forms.DateField(label=_("Holds it since"))
    source = forms.CharField(label=_("Document that says so"), max_length=200)

    def __init__(self, *args: Any, agency: Agency, on: date, **kwargs: Any) -> None:
        """Offer the people with a post in the agency."""
        super().__init__(*args, **kwargs)
        posts = Post.objects.filter(Q(to_on=None) | Q(to_on__gte=on), agency=agency, from_on__lte=on)
        people = {post.person_id: f"{post.person.name} {post.title}" for post in posts.select_related("person")}
        chosen = self.fields["person_id"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 (told to the type checker)
        chosen.choices = [("", "—"), *sorted(people.items(), key=lambda one: one[1])]


class EndMemberForm(forms.Form):
    """The last day of a place."""

    to_on = forms.DateField(label=_("Last day"))


class EventForm(forms.Form):
    """A class or lecture that was held."""

    kind = forms.ChoiceField(label=_("What was held"), choices=TrainingEvent.Kind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label=_("Title"), max_length=80)
    held_on = forms.DateField(label=_("Held on"))
    attendees = forms.IntegerField(label=_("How many people attended"), min_value=1, max_value=9999)
    evidence = forms.CharField(
        label=_("What proves it"), max_length=200, help_text=_("Number of the notice, minutes, sign-in sheet.")
    )


class WithdrawEventForm(forms.Form):
    """Why an entry does not count."""

    reason = forms.CharField(label=_("Why it does not count"), max_length=200)
