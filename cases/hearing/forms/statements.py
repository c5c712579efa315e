"""Forms of what the party says, its recheck, and a changed proposal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.base import ActForm, FileField, MoneyField, choice, day_field, long_text, tick
from cases.forms.notice import HOW
from cases.hearing.recheck_statement import recheck_statement, waiting
from cases.hearing.revise_proposal import revise_proposal
from cases.hearing.take_statement import UNTIL_DECIDED, take_statement
from cases.models import Case
from cases.pages import Page, bind
from cases.terms import kind_choices
from enforcement.web.templatetags.ui import day


class StatementForm(ActForm):
    """What the party said."""

    days = ("made_on",)
    made_on = day_field(_("Day on which the party spoke"))
    form = choice(_("How the party spoke"), choices=HOW, initial="written")
    said_by = forms.CharField(
        label=_("Who spoke, if not the party itself"), max_length=60, required=False
    )  # fmt: skip
    text = long_text(_("What the party said"), rows=6)
    asks_hearing = tick(
        _("It asks for a hearing after the term, or without the right to one"),
        help_text=_("The request is refused in writing, and what was said is heard as its defence."),
    )
    file = FileField(label=_("The party's paper, scanned or photographed"), required=False)


class RecheckForm(ActForm):
    """An answer to one statement."""

    statement_id = forms.TypedChoiceField(label=_("Statement"), coerce=int, widget=forms.RadioSelect)
    accepted = forms.TypedChoiceField(
        label=_("Do its reasons hold?"), required=False, empty_value=None, coerce=lambda given: given == "yes",
        choices=[("yes", _("Yes, adopted")), ("no", _("No, not adopted"))], widget=forms.RadioSelect,
    )  # fmt: skip
    recheck = long_text(_("What the recheck found"), rows=4, required=False)

    def prepare(self) -> None:
        """Offer the statements that wait."""
        field: Any = self.fields["statement_id"]
        field.choices = [(row.pk, f"{day(row.made_on)} · {row.text[:120]}") for row in waiting(self.case)]
        field.initial = field.choices[0][0] if field.choices else None


class ReviseForm(ActForm):
    """The proposal as it was notified, to be changed."""

    facts = long_text(_("Facts and evidence"), rows=8)
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=300)
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of penalty"), required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    fine = MoneyField(label=_("Fine (yuan)"))
    confiscation = MoneyField(label=_("Confiscation (yuan)"))
    other = forms.CharField(label=_("Other"), max_length=300, required=False)
    discretion = long_text(_("Benchmark and reasons of the amount"), rows=4, required=False)
    reason = long_text(_("What changed, and why the party is notified again"), rows=3)

    def prepare(self) -> None:
        """Begin with what the party was told last."""
        chosen: Any = self.fields["kinds"]
        chosen.choices = kind_choices()
        told = self.case.notices.last()
        for name in ("facts", "legal_basis", "kinds", "fine", "confiscation", "other", "discretion"):
            self.fields[name].initial = getattr(told, name, None)


def _has_notice(case: Case) -> bool:
    return case.notices.exists()


bind(
    Page(
        "take_statement", _("Record what the party said"), StatementForm, take_statement, submit=_("Record"),
        help=_("Also after the period: what the party says is heard until the decision."), icon="message",
        step_acts=UNTIL_DECIDED, offered=_has_notice,
    )
)  # fmt: skip
bind(
    Page(
        "recheck_statement", _("Recheck what the party said"), RecheckForm, recheck_statement, submit=_("Record"),
        help=_("Adopted or not, and why. The penalty never becomes heavier because the party spoke."),
        step_acts=UNTIL_DECIDED, offered=lambda case: waiting(case).exists(), icon="message-check",
    )
)  # fmt: skip
bind(
    Page(
        "revise_proposal", _("Change the proposal"), ReviseForm, revise_proposal, submit=_("Approve the change"),
        help=_("Where facts, basis or penalty changed the party is notified again."), duty="decide",
        step_acts=frozenset({"notify_party"}), offered=_has_notice, icon="edit",
    )
)  # fmt: skip
