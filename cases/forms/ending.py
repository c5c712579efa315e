"""Forms of payment, closing, archiving, and of steps without an act of their own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.archive_case import archive_case
from cases.asking import rule_of
from cases.assign import WHILE_HANDLED
from cases.attach_paper import attach_paper
from cases.close_case import REASONS, close_case
from cases.execution.forms import add_parts, offer_ways, parts_in
from cases.forms.base import (
    OFFICERS,
    OFFICERS_HELP,
    OUTCOME,
    ActForm,
    FileField,
    MoneyField,
    PeopleField,
    choice,
    day_field,
    long_text,
)
from cases.forms.measures import HeadField, two_tongues
from cases.models import Case
from cases.outcomes.closing import likely_reason
from cases.pages import Page, bind
from cases.record import RECUSAL, record
from cases.record_payment import owed, record_payment
from enforcement import clock
from enforcement.flowcharts.models import StepRecord


class PaymentForm(ActForm):
    """What was paid, or until when it may be."""

    days = ("paid_on",)
    outcome = choice(OUTCOME)
    amount = MoneyField(label=_("Paid (yuan)"))
    paid_on = day_field(_("Day"))
    channel = forms.ChoiceField(label=_("How it was paid"))
    ground = forms.ChoiceField(label=_("On the spot: on which ground"), required=False)
    receipt_kind = forms.ChoiceField(label=_("Kind of receipt"), required=False)
    receipt = forms.CharField(label=_("Number of the fiscal receipt"), max_length=40, required=False)
    reason = forms.CharField(label=_("Deferral: why the party asks for it"), max_length=200, required=False)
    due_on = day_field(_("Deferral: new last day to pay"), required=False)
    approved_by_id = HeadField(label=_("Deferral: approved by"), required=False)

    def prepare(self) -> None:
        """Offer the outcomes and begin with what is owed."""
        self.offer_outcomes()
        offer_ways(self)
        add_parts(self)
        self.fields["approved_by_id"].offer(self.case)  # type: ignore[attr-defined]
        if hasattr(self.case, "decision"):
            self.initial.setdefault("amount", owed(self.case) or None)

    def clean(self) -> dict[str, Any]:
        """Gather the parts of a plan."""
        data = dict(self.cleaned_data)
        parts = parts_in(data)
        return {**data, "parts": parts}


class CloseForm(ActForm):
    """Why the case is closed."""

    reason = choice(_("Reason"))
    opinion = long_text(_("Opinion"), rows=3, required=False)

    def prepare(self) -> None:
        """Offer the reasons; the way the case came here is the first guess."""
        self.fields["reason"].choices = two_tongues(REASONS)  # type: ignore[attr-defined]
        self.fields["reason"].initial = likely_reason(self.case, clock.today()) or "performed"


class ArchiveForm(ActForm):
    """The note for reference."""

    pages = forms.IntegerField(label=_("Pages on paper"), min_value=0, required=False, initial=0)
    remark = long_text(_("Remark"), rows=3, required=False)

    def clean_pages(self) -> int:
        """Return the number, zero where none was typed."""
        return self.cleaned_data["pages"] or 0


class RecordForm(ActForm):
    """A step without an act of its own."""

    outcome = choice(OUTCOME)
    text = long_text(_("What was done"), rows=5)
    recused_ids = PeopleField(label=_("Who is recused"), required=False)
    officer_ids = PeopleField(label=OFFICERS, help_text=OFFICERS_HELP, required=False)
    file = FileField(label=_("Signed paper (scan or photograph)"), required=False)

    def prepare(self) -> None:
        """Offer the outcomes, and people where the step asks for them."""
        self.offer_outcomes()
        rule = rule_of(self.step)
        if any(role.certified for role in rule.roles):
            self.offer_officers("officer_ids")
        else:
            del self.fields["officer_ids"]
        if rule.code == RECUSAL:
            self.fields["recused_ids"].choices = [  # type: ignore[attr-defined]
                (a.person_id, a.name) for a in self.case.assignments.filter(to_on__isnull=True)
            ]
        else:
            del self.fields["recused_ids"]

    def clean(self) -> dict[str, Any]:
        """Add which step it is."""
        return {**self.cleaned_data, "record_id": self.step.pk}


class AttachForm(ActForm):
    """A file for the case."""

    title = forms.CharField(label=_("What it is"), max_length=120)
    file = FileField(label=_("File"))


def _payment_facts(_request: HttpRequest, case: Case, _record: StepRecord) -> dict[str, Any]:
    return {"owed": owed(case) if hasattr(case, "decision") else None}


bind(
    Page(
        "record_payment",
        _("Payment and performance"),
        PaymentForm,
        record_payment,
        submit=_("Record"),
        template="cases/payment.html",
        context=_payment_facts,
    )
)
bind(Page("close_case", _("Close the case"), CloseForm, close_case, submit=_("Close the case")))
bind(
    Page(
        "archive_case",
        _("Archive the file"),
        ArchiveForm,
        archive_case,
        submit=_("Archive"),
        help=_("The list of papers is made now. After that nothing can be added to the file."),
    )
)
bind(Page("record", _("Record the step"), RecordForm, record, submit=_("Record")))
bind(
    Page(
        "attach_paper",
        _("Add a paper"),
        AttachForm,
        attach_paper,
        icon="paperclip",
        submit=_("Add to the file"),
        step_acts=WHILE_HANDLED | {"check_clue", "file_case", "assign", "archive_case", "record"},
    )
)
