"""Forms of notice and defence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.forms.base import (
    OFFICERS,
    OFFICERS_HELP,
    OUTCOME,
    ActForm,
    FileField,
    PeopleField,
    choice,
    day_field,
    long_text,
    tick,
)
from cases.forms.measures import two_tongues
from cases.hear_defence import hear_defence, offered
from cases.models import Case
from cases.notify_party import hearing_right, last_day, notify_party, prepared
from cases.pages import Page, bind
from cases.prepare_notice import prepare_notice
from cases.service import METHODS
from enforcement import clock
from enforcement.flowcharts.models import StepRecord

HOW = [("written", _("in writing")), ("oral", _("orally, recorded here"))]


class NotifyForm(ActForm):
    """Service of the notice."""

    days = ("served_on",)
    served_on = day_field(_("Served on"))
    method = choice(_("How it was served"))
    receiver = forms.CharField(label=_("Received by"), max_length=60, required=False)
    consent = tick(_("Electronic service: the party consented in writing"))
    posted_on = day_field(_("Public notice: posted on"), required=False)
    remark = forms.CharField(
        label=_("Remark"), max_length=200, required=False, help_text=_("For a document left: the witness or recording.")
    )
    officer_ids = PeopleField(label=OFFICERS, help_text=OFFICERS_HELP)

    def prepare(self) -> None:
        """Offer the ways of service and the officers."""
        self.fields["method"].choices = two_tongues(METHODS)  # type: ignore[attr-defined]
        self.fields["method"].initial = "direct"
        self.offer_officers("officer_ids")


class DefenceForm(ActForm):
    """What the party said, and how the case goes on."""

    days = ("made_on",)
    made_on = day_field(_("Day on which the party spoke, or on which its period ended"))
    text = long_text(_("What the party said"), rows=4, required=False, help_text=_("Empty if it said nothing."))
    form = choice(_("How the party spoke"), choices=HOW, initial="written", required=False)
    said_by = forms.CharField(label=_("Who spoke, if not the party itself"), max_length=60, required=False)
    waived = tick(_("The party waived its rights expressly, in writing"))
    express = tick(_("The agent's authority to waive is express"))
    waiver = FileField(label=_("The signed waiver, scanned or photographed"), required=False)
    accepted = forms.TypedChoiceField(
        label=_("Do its reasons hold?"), required=False, empty_value=None, coerce=lambda given: given == "yes",
        choices=[("", "—"), ("yes", _("Yes, adopted")), ("no", _("No, not adopted"))],
    )  # fmt: skip
    recheck = long_text(_("What the recheck found"), rows=3, required=False)
    outcome = choice(OUTCOME, help_text=_("Only what the law leaves open for this case."))

    def prepare(self) -> None:
        """Offer the lawful outcomes alone."""
        self.offer_outcomes(offered(self.case, clock.today())[0])


def _notice_facts(_request: HttpRequest, case: Case, _record: StepRecord) -> dict[str, Any]:
    today = clock.today()
    why = hearing_right(case, today)
    return {
        "proposal": case.proposals.last(), "hearing_why": why, "until": last_day(case, today),
        "ready": prepared(case, right=bool(why)),
    }  # fmt: skip


def _not_written(case: Case) -> bool:
    return case.proposals.exists() and prepared(case, right=bool(hearing_right(case, clock.today()))) is None


def _defence_facts(_request: HttpRequest, case: Case, _record: StepRecord) -> dict[str, Any]:
    notice, today = case.notices.last(), clock.today()
    return {
        "notice": notice, "runs": notice is not None and today <= notice.defence_until, "why": offered(case, today)[1]
    }  # fmt: skip


bind(
    Page(
        "notify_party",
        _("Notify the party before the penalty"),
        NotifyForm,
        notify_party,
        submit=_("Record the service"),
        template="cases/notify.html",
        context=_notice_facts,
    )
)
bind(
    Page(
        "prepare_notice", _("Write the notice to hand over"), ActForm, prepare_notice,
        submit=_("Number it and put it into the file"), offered=_not_written, icon="file-text",
        help=_("It tells the period from the day of receipt, so it can be printed before anybody knows that day."),
        template="cases/prepare_notice.html", context=_notice_facts, step_acts=frozenset({"notify_party"}),
    )
)  # fmt: skip
bind(
    Page(
        "hear_defence",
        _("Hear and recheck the defence"),
        DefenceForm,
        hear_defence,
        submit=_("Record"),
        template="cases/defence.html",
        context=_defence_facts,
    )
)
