"""Forms of a dispute: one for each step, named like the act's keywords."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.disputes.models import Dispute
from cases.forms.base import choice, day_field, long_text
from enforcement import clock
from enforcement.flowcharts.engine import rows
from enforcement.flowcharts.models import StepRecord
from enforcement.organisation.models import Agency


class ApplyForm(forms.Form):
    """The application of an agency, or the beginning ex officio."""

    applicant_id = forms.TypedChoiceField(label=_("Agency that applies"), coerce=int)
    other_ids = forms.TypedMultipleChoiceField(
        label=_("Other agencies of the dispute"), coerce=int, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    kind = choice(_("What the dispute is about"), choices=Dispute.Kind.choices)
    subject = forms.CharField(label=_("Matter in dispute"), max_length=120)
    facts = long_text(_("What happened"), rows=5)
    claim = long_text(_("What is asked for"), rows=3, required=False)

    def __init__(self, *args: Any, own: list[Agency], others: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["applicant_id"].choices = [(a.pk, a.title) for a in own]  # type: ignore[attr-defined]
        self.fields["other_ids"].choices = [(a.pk, a.title) for a in others]  # type: ignore[attr-defined]


class StepForm(forms.Form):
    """A step of a dispute: its outcomes where it has several, and a text."""

    outcome = choice(_("Outcome"))
    text = long_text(_("What was found, and why"), rows=5)

    def __init__(self, *args: Any, dispute: Dispute, record: StepRecord, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dispute = dispute
        step = rows.graph_node(record).step
        outcomes = [(code, zh) for code, zh, _en in step.outcomes] if step else []
        if len(outcomes) < 2:  # noqa: PLR2004 (nothing to choose)
            del self.fields["outcome"]
        else:
            self.fields["outcome"].choices = outcomes  # type: ignore[attr-defined]
        if "responsible_id" in self.fields:
            agencies = [(o.agency_id, o.agency.title) for o in dispute.opinions.select_related("agency")]
            self.fields["responsible_id"].choices = agencies  # type: ignore[attr-defined]
            self.initial.setdefault("responsible_id", dispute.responsible_id)


class MeetingForm(StepForm):
    """The coordination meeting."""

    met_on = day_field(_("Day of the meeting"), initial=clock.today)
    place = forms.CharField(label=_("Place of the meeting"), max_length=120)


class ResponsibleForm(StepForm):
    """An agreement, a proposal or a ruling, which names the agency that is responsible."""

    responsible_id = forms.TypedChoiceField(label=_("Agency that is responsible"), coerce=int)


class OpinionForm(forms.Form):
    """The opinion of an agency."""

    agency_id = forms.TypedChoiceField(label=_("Agency"), coerce=int)
    text = long_text(_("Opinion: which agency is responsible, and why"), rows=5)
    basis = forms.CharField(label=_("Law that it rests on"), max_length=300, required=False)

    def __init__(self, *args: Any, agencies: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency_id"].choices = [(a.pk, a.title) for a in agencies]  # type: ignore[attr-defined]
