"""Forms of staffing: change of lead, hand-over, recusal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.assign import WHILE_HANDLED
from cases.evidence.when import WHILE_OPEN
from cases.forms.base import ActForm, PeopleField, PersonField, choice, day_field, tick
from cases.hearing.sitting import sitting_in
from cases.models import Case, Recusal
from cases.pages import Page, bind
from cases.people import officers_for, recused_ids, with_duty
from cases.staffing.change_lead import change_lead
from cases.staffing.decide_recusal import decide_recusal
from cases.staffing.opening import listed
from cases.staffing.request_recusal import request_recusal
from cases.staffing.sign_handover import sign_handover
from enforcement import clock

ROLES = ("handle", "check", "review", "decide", "discuss", "chair")


class ChangeLeadForm(ActForm):
    """Another lead, and why."""

    lead_id = PersonField(label=_("New lead officer"))
    reason = forms.CharField(label=_("Why the lead is changed"), max_length=200)
    absence = forms.CharField(
        label=_("Why the former lead cannot sign the hand-over"), max_length=200, required=False,
        help_text=_("Only if so, such as illness or having left; else both sign."),
    )  # fmt: skip

    def prepare(self) -> None:
        """Offer the officers."""
        self.offer_officers("lead_id")


class SignForm(ActForm):
    """One of the two signatures."""

    is_complete = tick(_("I compared the list with what is handed over: it is complete"))


class AskForm(ActForm):
    """Who should stay out of the case, and why."""

    days = ("asked_on",)
    origin = choice(_("Who asks"), choices=Recusal.Origin.choices)
    person_id = forms.TypedChoiceField(label=_("Who should stay out of the case"), coerce=int)
    ground = forms.CharField(label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    asked_on = day_field(_("Day of the request"))

    def prepare(self) -> None:
        """Offer everybody who may take part in the case and is not recused."""
        out = recused_ids(self.case)
        people = {p.pk: p.name for p in with_duty(self.case.agency, *ROLES)}
        people |= {c.person_id: c.name for c in officers_for(self.case, clock.today())}
        people |= {who.person_id: who.name for who in sitting_in(self.case) if who.person_id is not None}
        self.fields["person_id"].choices = [  # type: ignore[attr-defined]
            ("", "—"), *((pk, name) for pk, name in people.items() if pk not in out)
        ]  # fmt: skip


class DecideForm(ActForm):
    """The answer to a request, and who steps in."""

    days = ("decided_on",)
    recusal_id = forms.TypedChoiceField(label=_("Request"), coerce=int, widget=forms.RadioSelect)
    granted = forms.TypedChoiceField(
        label=_("Decision"), coerce=lambda said: said == "yes", widget=forms.RadioSelect,
        choices=[("yes", _("Recused: takes no part any more")), ("no", _("Refused: stays in the case"))],
    )  # fmt: skip
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    document = forms.CharField(
        label=_("Minutes of the discussion, or order of the level above"), max_length=120, required=False,
        help_text=_("Only for the principal head's own recusal."),
    )  # fmt: skip
    successor_id = PersonField(label=_("If the lead is recused: who leads from now on"), required=False)
    co_ids = PeopleField(label=_("Who assists from now on"), required=False)
    decided_on = day_field(_("Day of the decision"))

    def prepare(self) -> None:
        """Offer the requests that wait and the officers."""
        rows = list(self.case.recusals.filter(decided_on__isnull=True))
        self.fields["recusal_id"].choices = [(r.pk, say_recusal(r)) for r in rows]  # type: ignore[attr-defined]
        self.fields["recusal_id"].initial = rows[0].pk if len(rows) == 1 else None
        self.offer_officers("successor_id", "co_ids", tick=False)


def say_recusal(row: Recusal) -> str:
    """Return a request in words."""
    return f"{row.name} · {row.get_origin_display()} · {row.ground[:60]} · {row.get_route_display()}"


def _waits(case: Case) -> bool:
    return case.recusals.filter(decided_on__isnull=True).exists()


def _unsigned(case: Case) -> bool:
    return case.handovers.filter(done_on__isnull=True).exists()


def _bind(act: str, title: Any, form: type[ActForm], do: Any, **more: Any) -> None:
    bind(Page(act, title, form, do, **{"step_acts": WHILE_OPEN, **more}))


def bind_all() -> None:
    """Bind the pages of this area."""
    _bind(
        "change_lead", _("Change the lead officer"), ChangeLeadForm, change_lead, step_acts=WHILE_HANDLED,
        duty="decide", icon="user-edit", submit=_("Approve the change"),
        help=_("The lead changes when both have signed the hand-over list."),
    )  # fmt: skip
    _bind(
        "sign_handover", _("Sign the hand-over"), SignForm, sign_handover, icon="signature", submit=_("Sign"),
        offered=_unsigned, template="cases/staffing/handover.html", context=_handover,
    )  # fmt: skip
    _bind(
        "request_recusal", _("Ask for recusal"), AskForm, request_recusal, icon="user-off",
        submit=_("Enter the request"),
        help=_("The investigation goes on until the decision."),
    )  # fmt: skip
    _bind(
        "decide_recusal", _("Decide on the recusal"), DecideForm, decide_recusal, duty="decide", icon="user-check",
        submit=_("Decide"), offered=_waits,
    )  # fmt: skip


def _handover(_request: Any, case: Case, _record: Any) -> dict[str, Any]:
    return {"handover": case.handovers.filter(done_on__isnull=True).first(), "listed": listed(case)}
