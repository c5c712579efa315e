"""The form of an annual check: one line for each person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certification.models import AnnualCheck

RESULTS = [("", _("later")), ("passed", _("passed (合格)")), ("failed", _("failed (不合格)"))]


class ResultsForm(forms.Form):
    """Results of many at once; whoever has the hours may be passed with one tick."""

    all_passed = forms.BooleanField(
        label=_("Pass everybody below who has the hours and no other result"), required=False
    )
    words = forms.CharField(label=_("Remarks for all of these"), max_length=300, required=False)

    def __init__(
        self, *args: Any, checks: Sequence[AnnualCheck], hours: Mapping[int, Decimal], wanted: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.enough: dict[int, bool] = {}
        for check in checks:
            person = check.credential.person_id
            done = hours.get(person, Decimal(0))
            self.enough[check.pk] = done >= wanted
            words = {
                "name": check.credential.name,
                "number": check.credential.number,
                "done": f"{done:g}",
                "wanted": wanted,
            }
            label = _("%(name)s · %(number)s · %(done)s of %(wanted)s hours") % words
            self.fields[f"result_{check.pk}"] = forms.ChoiceField(label=label, choices=RESULTS, required=False)

    def clean(self) -> dict[str, Any]:
        """Return the act's keywords: results by the id of the check."""
        data = super().clean() or {}
        results = {pk: data.get(f"result_{pk}", "") for pk in self.enough}
        if data.get("all_passed"):
            results = {pk: said or ("passed" if self.enough[pk] else "") for pk, said in results.items()}
        return {"results": {pk: said for pk, said in results.items() if said}, "words": data.get("words", "")}
