"""The form of an inspection outside any case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.evidence.inspections.people import inspectors
from cases.forms.base import PeopleField, choice, day_field, long_text, tick
from cases.models import Inspection
from cases.people import with_duty
from certification.fields import FIELDS
from enforcement import clock
from enforcement.organisation.models import Agency


class InspectionForm(forms.Form):
    """Who was inspected, with what approval and notice, and what was found."""

    occasion = choice(_("Occasion"), choices=Inspection.Occasion.choices)
    field = forms.ChoiceField(label=_("Field of enforcement"))
    enterprise = forms.CharField(label=_("Enterprise"), max_length=80)
    code = forms.CharField(label=_("Credit code"), max_length=18, required=False)
    matter = forms.CharField(label=_("What was inspected"), max_length=120)
    approver_id = forms.TypedChoiceField(label=_("Approved by"), coerce=int)
    approved_on = day_field(_("Approved on"))
    held_on = day_field(_("Inspected on"))
    officer_ids = PeopleField(label=_("Inspectors"), help_text=_("At least two, with credentials valid that day."))
    notice_given = tick(_("The written notice of inspection was shown"))
    scanned = tick(_("The enterprise's code was scanned"))
    found = long_text(_("What was found"), rows=3)
    over_cap_because = forms.CharField(
        label=_("If above the yearly cap: why it is needed all the same"), max_length=200, required=False
    )  # fmt: skip

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        here = agency.fields or list(FIELDS)
        fields["field"].choices = [(code, FIELDS[code].title) for code in here if code in FIELDS]
        fields["approver_id"].choices = [(p.pk, p.name) for p in with_duty(agency, "decide")]
        people, stopped = inspectors(agency, here[0])
        fields["officer_ids"].choices = people
        fields["officer_ids"].widget.stopped = stopped
        fields["held_on"].initial = fields["approved_on"].initial = clock.today()
