"""Forms of the investigation: an inquiry, and its end."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.asking import outcomes_of
from cases.forms.base import (
    HELPERS,
    HELPERS_HELP,
    OFFICERS,
    OFFICERS_HELP,
    OUTCOME,
    ActForm,
    PeopleField,
    choice,
    day_field,
    long_text,
    tick,
)
from cases.investigate import investigate
from cases.models import Inquiry
from cases.pages import Page, bind
from cases.record_inquiry import BOTH, record_inquiry


class InquiryForm(ActForm):
    """An inspection, a sampling, a test, papers taken; an interview has its own page."""

    days = ("held_on",)
    kind = choice(_("Kind"), choices=Inquiry.Kind.choices)
    held_on = day_field(_("Day"))
    place = forms.CharField(label=_("Place"), max_length=120)
    subject = forms.CharField(label=_("What was inspected, or who handed it over"), max_length=80)
    summary = long_text(_("Record"), rows=8)
    officer_ids = PeopleField(label=OFFICERS, help_text=OFFICERS_HELP)
    helper_ids = PeopleField(label=HELPERS, help_text=HELPERS_HELP, required=False)
    credentials_shown = tick(_("The officers showed their credentials"))
    rights_told = tick(_("The party was told its rights (defence, recusal)"))

    def prepare(self) -> None:
        """Offer the officers; the check before filing is a kind of its own only there."""
        self.offer_officers("officer_ids")
        self.offer_helpers("helper_ids")
        but = {Inquiry.Kind.INTERVIEW}
        if self.step.node.act != "check_clue":
            but.add(Inquiry.Kind.CHECK)
        kinds = [(code, text) for code, text in Inquiry.Kind.choices if code not in but]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class InvestigateForm(ActForm):
    """How the investigation goes on."""

    outcome = choice(OUTCOME)
    ground = long_text(_("Ground (for every outcome but clear facts)"), rows=3, required=False)
    officer_ids = PeopleField(label=OFFICERS, help_text=OFFICERS_HELP)

    def prepare(self) -> None:
        """Offer the officers and the outcomes, but recusal while a request is to be decided beside the step."""
        pending = self.case.recusals.filter(decided_on__isnull=True).exists()
        self.offer_outcomes(code for code, _text in outcomes_of(self.step) if code != "recusal" or not pending)
        self.offer_officers("officer_ids")


bind(
    Page(
        "investigate",
        _("End or interrupt the investigation"),
        InvestigateForm,
        investigate,
        submit=_("Submit the outcome"),
        help=_("Record interviews and inspections first: they are listed beside this step on the page of the case."),
        template="cases/investigate.html",
    )
)
bind(
    Page(
        "record_inquiry",
        _("Record an inquiry"),
        InquiryForm,
        record_inquiry,
        step_acts=frozenset(BOTH),
        icon="clipboard-text",
        submit=_("Record"),
        help=_("An inspection, sampling, test or taking of papers, by two officers. An interview has its own page."),
    )
)
