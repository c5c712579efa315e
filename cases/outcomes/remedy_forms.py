"""Forms of remedies: filed, accepted, ended."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.base import ActForm, choice, day_field, long_text
from cases.forms.measures import two_tongues
from cases.outcomes.conclude_remedy import OUTCOMES
from cases.outcomes.record_remedy import KINDS, running
from enforcement.web.times import say_day


class RemedyForm(ActForm):
    """A request that the party made."""

    days = ("filed_on",)
    kind = choice(_("What the party asked for"))
    organ = forms.CharField(label=_("Who handles it"), max_length=80, initial="乐陵市人民政府")
    number = forms.CharField(label=_("Its number there"), max_length=60, required=False)
    filed_on = day_field(_("Filed on"))
    text = long_text(_("Remark"), rows=3, required=False)

    def prepare(self) -> None:
        """Offer the kinds."""
        self.fields["kind"].choices = two_tongues(KINDS)  # type: ignore[attr-defined]


class RunningForm(ActForm):
    """One of the remedies that run."""

    remedy_id = forms.TypedChoiceField(label=_("Which remedy"), coerce=int)

    def prepare(self) -> None:
        """Offer those that run; one alone is chosen."""
        found = [(r.pk, f"{r.get_kind_display()} · {r.organ} · {say_day(r.filed_on)}") for r in running(self.case)]
        self.fields["remedy_id"].choices = found  # type: ignore[attr-defined]
        self.fields["remedy_id"].initial = found[0][0] if len(found) == 1 else None


class UpdateForm(RunningForm):
    """Whether it was accepted, and whether execution was stopped."""

    accepted_on = day_field(_("Accepted on"), required=False)
    refused_on = day_field(_("Not accepted: on"), required=False)
    execution_stopped_on = day_field(_("Execution ordered to stop on"), required=False)
    stop_basis = forms.CharField(
        label=_("Order that stops it"), max_length=120, required=False,
        help_text=_("Without an order execution goes on."),
    )  # fmt: skip


class ConcludeForm(RunningForm):
    """How it ended."""

    days = ("outcome_on", "served_on")
    outcome = choice(_("Outcome of the remedy"))
    outcome_on = day_field(_("Decided on"))
    served_on = day_field(_("Its decision reached the party on"))
    fine_after = forms.DecimalField(
        label=_("Fine as changed (yuan)"), required=False, min_value=0, max_digits=14, decimal_places=2
    )  # fmt: skip
    text = long_text(_("Remark"), rows=3, required=False)

    def prepare(self) -> None:
        """Offer the remedies and the outcomes."""
        super().prepare()
        self.fields["outcome"].choices = two_tongues(OUTCOMES)  # type: ignore[attr-defined]
