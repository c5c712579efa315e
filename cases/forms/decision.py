"""Forms of decision, document, service and publication."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.decide import decide
from cases.draw_up_decision import default_performance, default_remedies, draw_up_decision
from cases.forms.base import (
    OFFICERS,
    OFFICERS_HELP,
    OUTCOME,
    ActForm,
    MoneyField,
    PeopleField,
    choice,
    day_field,
    long_text,
    tick,
)
from cases.forms.measures import two_tongues
from cases.models import Case
from cases.pages import Page, bind
from cases.publish_decision import publish_decision, withdraw_publication
from cases.rules.loading import load
from cases.rules.preview import preview
from cases.rules.time import decision_day
from cases.serve import serve
from cases.service import METHODS
from cases.serving.channels import channels_of, proposed
from cases.terms import kind_choices
from enforcement import clock
from enforcement.flowcharts.models import StepRecord
from enforcement.web.times import say_moment


class DecideForm(ActForm):
    """The decision, which begins with what was notified."""

    outcome = choice(OUTCOME)
    kinds = forms.MultipleChoiceField(label=_("Kinds of penalty"), required=False, widget=forms.CheckboxSelectMultiple)
    fine = MoneyField(label=_("Fine (yuan)"))
    confiscation = MoneyField(label=_("Confiscation (yuan)"))
    other = forms.CharField(label=_("Other terms"), max_length=300, required=False)
    discretion = long_text(_("Benchmark used, and why"), rows=3, required=False)
    defence_reply = long_text(_("Whether the defence is adopted, and why"), rows=3, required=False)
    publish = tick(_("Publish the decision: it has some influence on society"))
    publish_reason = forms.CharField(label=_("Why it is published or not"), max_length=200, required=False)

    def prepare(self) -> None:
        """Begin with the notice."""
        self.offer_outcomes()
        self.fields["kinds"].choices = kind_choices()  # type: ignore[attr-defined]
        told = self.case.notices.last() or self.case.proposals.last()
        if told is not None:
            self.initial = {
                "kinds": told.kinds, "fine": told.fine or None, "confiscation": told.confiscation or None,
                "other": told.other, "discretion": told.discretion, **self.initial,
            }  # fmt: skip
        why = proposed(self.case, clock.today())
        if why:
            self.initial = {"publish": True, "publish_reason": why, **self.initial}


class DrawUpForm(ActForm):
    """The texts of the document that the law asks for, and the seal."""

    performance = forms.CharField(label=_("How and by when to perform"), max_length=300, widget=forms.Textarea)
    remedies = forms.CharField(label=_("Remedies and their terms"), max_length=400, widget=forms.Textarea)
    sealed = tick(_("The document bears the seal of the agency"))

    def prepare(self) -> None:
        """Begin with the wording of the law."""
        decision = getattr(self.case, "decision", None)
        if decision is not None:
            texts = {"performance": default_performance(decision), "remedies": default_remedies(decision)}
            self.initial = {**texts, **self.initial}


class ServeForm(ActForm):
    """Service of the decision."""

    days = ("served_on",)
    served_on = day_field(_("Served on"))
    method = choice(_("How it was served"))
    receiver = forms.CharField(label=_("Received by"), max_length=60, required=False)
    posted_on = day_field(_("Post or public notice: sent or posted on"), required=False)
    tracking = forms.CharField(label=_("Post: tracking number"), max_length=40, required=False)
    witness = forms.CharField(label=_("Document left: witness"), max_length=60, required=False)
    recorded = tick(_("Document left: photographs or a recording were made"))
    entrusted_to = forms.CharField(label=_("Through which agency"), max_length=80, required=False)
    remark = forms.CharField(label=_("Remark"), max_length=200, required=False)
    officer_ids = PeopleField(label=OFFICERS, help_text=OFFICERS_HELP)

    def prepare(self) -> None:
        """Offer the ways of service and the officers."""
        self.fields["method"].choices = two_tongues(METHODS)  # type: ignore[attr-defined]
        self.fields["method"].initial = "direct"
        self.offer_officers("officer_ids")


class PublishForm(ActForm):
    """The redacted text, and who redacted it."""

    redaction_id = forms.TypedChoiceField(
        label=_("Text to publish"), coerce=int, help_text=_("Redacted by a colleague: you check it.")
    )  # fmt: skip
    secrecy_checked = tick(_("I checked the text: no state or business secrets, no personal data"))

    def prepare(self) -> None:
        """Offer the texts of colleagues, the latest first."""
        rows = self.case.redactions.exclude(by_id=self.request.user.pk).order_by("-made_at")
        self.fields["redaction_id"].choices = [  # type: ignore[attr-defined]
            (r.pk, f"{r.by_name} · {say_moment(r.made_at)} · {r.sha256[:8]}") for r in rows
        ]


def _redactions(_request: HttpRequest, case: Case, _record: StepRecord) -> dict[str, Any]:
    return {"redaction": case.redactions.last(), "channels": channels_of(case, case.decision, clock.today())}


class WithdrawForm(ActForm):
    """Why a decision leaves the public page."""

    reason = forms.CharField(label=_("Reason, shown to the public"), max_length=200)


def _decision_facts(_request: HttpRequest, case: Case, _record: StepRecord) -> dict[str, Any]:
    today = clock.today()
    file = load(case, today=today)
    first = decision_day(file)
    return {
        "first_on": first, "too_soon": first is not None and today < first, "notice": case.notices.last(),
        "stands_in_the_way": preview(file, "decide", on=today),
    }  # fmt: skip


def _publishable(case: Case) -> bool:
    publication = getattr(case, "publication", None)
    return publication is not None and publication.withdrawn_on is None


bind(
    Page(
        "decide",
        _("Decide"),
        DecideForm,
        decide,
        submit=_("Decide"),
        template="cases/decide.html",
        context=_decision_facts,
    )
)
bind(
    Page(
        "draw_up_decision",
        _("Draw up the written decision"),
        DrawUpForm,
        draw_up_decision,
        submit=_("Draw up and number"),
        help=_("The document takes its number and the day of the decision. It can be downloaded from the case."),
    )
)
bind(Page("serve", _("Serve the decision"), ServeForm, serve, submit=_("Record the service")))
bind(
    Page(
        "publish_decision",
        _("Publish the decision"),
        PublishForm,
        publish_decision,
        submit=_("Publish the decision"),
        template="cases/publish.html",
        context=_redactions,
    )
)
bind(
    Page(
        "withdraw_publication",
        _("Withdraw the published decision"),
        WithdrawForm,
        withdraw_publication,
        duty="publish",
        icon="eye-off",
        submit=_("Withdraw"),
        offered=_publishable,
        any_time=True,
    )
)
