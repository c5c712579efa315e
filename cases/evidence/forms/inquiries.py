"""Forms of an interview and of a sampling."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.evidence.record_interview import record_interview
from cases.evidence.take_sample import take_sample
from cases.forms.base import HELPERS, HELPERS_HELP, OFFICERS, OFFICERS_HELP, ActForm, PeopleField, day_field, long_text
from cases.forms.base import tick as box
from cases.pages import Page, bind

WHEN = frozenset({"check_clue", "investigate", "preserve", "seize", "record"})


class MomentField(forms.DateTimeField):
    """A day and an hour."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class WithOfficers(ActForm):
    """What every record of two officers asks."""

    place = forms.CharField(label=_("Place"), max_length=120)
    officer_ids = PeopleField(label=OFFICERS, help_text=OFFICERS_HELP)
    helper_ids = PeopleField(label=HELPERS, help_text=HELPERS_HELP, required=False)
    credentials_shown = box(_("The officers showed their credentials"))
    rights_told = box(_("The party was told its rights (defence, recusal)"))

    def prepare(self) -> None:
        """Offer the officers and the helpers."""
        self.offer_officers("officer_ids")
        self.offer_helpers("helper_ids")


class InterviewForm(WithOfficers):
    """Questions and answers."""

    field_order = ("respondent", "capacity", "begun_at", "ended_at", "place", "answers")
    respondent = forms.CharField(label=_("Who was questioned"), max_length=80)
    capacity = forms.CharField(
        label=_("In which capacity"), max_length=60, help_text=_("Party, legal representative, employee, witness …")
    )  # fmt: skip
    begun_at = MomentField(label=_("Interview began"))
    ended_at = MomentField(label=_("Interview ended"))
    answers = long_text(
        _("Questions and answers"), rows=14,
        help_text=_("Begin each line with Q: or A: (问：, 答：), one after the other."),
        initial="问：我们是执法人员，已向您出示执法证件，告知您有陈述、申辩和申请回避的权利，听清楚了吗？\n答：\n问：\n答：",
    )  # fmt: skip
    alone = box(_("The person was questioned alone"))
    read_over = box(_("The record was read by the person, or read out"))
    pages = forms.IntegerField(label=_("Pages of the record"), min_value=1, max_value=200, initial=1)
    pages_signed = forms.IntegerField(label=_("Pages that the person signed"), min_value=0, max_value=200, initial=1)
    refusal_note = forms.CharField(
        label=_("If pages are not signed: why, and who witnessed it"), max_length=200, required=False
    )  # fmt: skip


class SampleForm(WithOfficers):
    """What was taken, and what is kept back under seal."""

    days = ("held_on",)
    field_order = ("name", "batch", "taken", "kept_back", "seal_number", "kept_at_place", "held_on", "place")
    name = forms.CharField(label=_("What was sampled"), max_length=120)
    batch = forms.CharField(label=_("Batch or specification"), max_length=80, required=False)
    taken = forms.CharField(label=_("How much was taken"), max_length=60)
    kept_back = forms.CharField(label=_("How much of it is kept back"), max_length=60)
    seal_number = forms.CharField(label=_("Number of the seal"), max_length=40)
    kept_at_place = forms.CharField(label=_("Where it is kept"), max_length=120)
    held_on = day_field(_("Day"))
    subject = forms.CharField(label=_("Who was questioned or what was inspected"), max_length=80, required=False)


bind(
    Page(
        "record_interview", _("Record an interview"), InterviewForm, record_interview, step_acts=WHEN,
        icon="messages", submit=_("Record"), help=_("One person at a time, read over and signed page by page."),
    )
)  # fmt: skip
bind(
    Page(
        "take_sample", _("Take a sample"), SampleForm, take_sample, step_acts=WHEN, icon="test-pipe",
        submit=_("Record"), help=_("Part of it is kept back under seal, so that it can be tested again."),
    )
)  # fmt: skip
