"""Forms of the report, its check and its approval."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.check_case import check_case
from cases.conclude_investigation import conclude_investigation
from cases.discretion.fields import add_weighing, taken
from cases.evidence.offering import offer_pieces
from cases.forms.base import OUTCOME, ActForm, MoneyField, PeopleField, choice, long_text, tick
from cases.pages import Page, bind
from cases.propose import propose
from cases.terms import kind_choices, split_evidence


class ReportForm(ActForm):
    """The report: benchmark and circumstances, facts, evidence, basis, discretion, proposal."""

    facts = long_text(_("Facts found"), rows=6)
    evidence_ids = PeopleField(
        label=_("Evidence of the list on which the facts rest"), required=False,
        help_text=_("What may not be used is grey, with the reason."),
    )  # fmt: skip
    evidence = long_text(
        _("Evidence"), rows=4, required=False, help_text=_("One piece to a line, and what it proves.")
    )  # fmt: skip
    legal_basis = forms.CharField(label=_("Provision broken and provision of the penalty"), max_length=300)
    discretion = long_text(
        _("Benchmark used, and why"), rows=3, required=False,
        help_text=_("The report says which benchmark applies (山东省规范行政处罚裁量权办法第二十条)."),
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of penalty"), required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    fine = MoneyField(label=_("Fine (yuan)"))
    confiscation = MoneyField(label=_("Confiscation (yuan)"))
    other = forms.CharField(label=_("Other terms"), max_length=300, required=False)
    no_penalty = tick(_("No penalty is proposed"))

    def prepare(self) -> None:
        """Begin with the last report where it was sent back."""
        self.fields["kinds"].choices = kind_choices()  # type: ignore[attr-defined]
        add_weighing(self, self.case, required=False)
        offer_pieces(self.case, self.fields["evidence_ids"])
        last = self.case.proposals.last()
        if last is not None:
            facts, evidence = split_evidence(last.facts)
            self.initial = {
                "facts": facts, "evidence": evidence, "legal_basis": last.legal_basis, "discretion": last.discretion,
                "kinds": last.kinds, "fine": last.fine or None, "confiscation": last.confiscation or None,
                "other": last.other, **self.initial,
            }  # fmt: skip
        elif self.case.legal_basis:
            self.initial.setdefault("legal_basis", self.case.legal_basis)

    def clean(self) -> dict[str, Any]:
        """Take the fields of the weighing together."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["weighed"] = taken(cleaned)
        return cleaned


class CheckForm(ActForm):
    """The checker's opinion."""

    outcome = choice(OUTCOME)
    opinion = long_text(_("Opinion"), rows=5)

    def prepare(self) -> None:
        """Offer the outcomes of the chart."""
        self.offer_outcomes()


class ProposeForm(ActForm):
    """The head's approval of the proposal."""

    outcome = choice(OUTCOME)
    opinion = long_text(_("Opinion"), rows=3, required=False)

    def prepare(self) -> None:
        """Offer the outcomes of the chart."""
        self.offer_outcomes()


bind(
    Page(
        "conclude_investigation",
        _("Report on the investigation"),
        ReportForm,
        conclude_investigation,
        submit=_("Submit the report"),
        template="cases/report.html",
    )
)
bind(
    Page(
        "check_case",
        _("Check the case file"),
        CheckForm,
        check_case,
        submit=_("Give the opinion"),
        template="cases/with_file.html",
    )
)
bind(
    Page(
        "propose",
        _("Approve the proposed handling"),
        ProposeForm,
        propose,
        submit=_("Give the decision"),
        template="cases/propose.html",
    )
)
