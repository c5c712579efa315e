"""The fields of a weighing, which several forms share."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.discretion.circumstances import CIRCUMSTANCES
from cases.discretion.models import Grade
from cases.discretion.versions import in_force
from cases.discretion.weigh import Weighed
from cases.models import Case
from enforcement import clock

NAMES = ("benchmark_ids", "grade", "base", "circumstances", "effect")
EFFECTS: tuple[tuple[str, str | Promise], ...] = (
    ("", _("as the circumstances say")), ("lighter", _("lighter (从轻)")), ("mitigate", _("mitigated (减轻)")),
    ("heavier", _("heavier (从重)")), ("exempt", _("no penalty (不予处罚)")),
)  # fmt: skip
SEVERAL = _("One; several only where the same act breaks several provisions: then the one with the higher fine counts.")


def add_weighing(form: forms.Form, case: Case, *, required: bool) -> None:
    """Add the fields of a weighing to a form, filled in as the case was last weighed."""
    rows = list(in_force(case.agency, clock.today(), case.field))
    fields: dict[str, forms.Field] = {
        "benchmark_ids": forms.TypedMultipleChoiceField(
            label=_("Benchmark of the offence"), coerce=int, required=required, help_text=SEVERAL,
            choices=[(b.pk, f"{b.offence}（{b.penalty}）") for b in rows],
            widget=forms.SelectMultiple(attrs={"size": 5}),
        ),
        "grade": forms.ChoiceField(label=_("Grade"), required=False, choices=[("", "—"), *Grade.Code.choices]),
        "base": forms.DecimalField(
            label=_("Amount that the fine is a multiple of (yuan)"), required=False, min_value=Decimal(0),
            max_digits=14, decimal_places=2, help_text=_("Value of the goods, illegal gain or contract sum."),
        ),
        "circumstances": forms.MultipleChoiceField(
            label=_("Circumstances"), required=False, widget=forms.CheckboxSelectMultiple,
            choices=[(c.code, f"{c.title} · {c.article}") for c in CIRCUMSTANCES.values()],
        ),
        "effect": forms.ChoiceField(label=_("What the circumstances lead to"), required=False, choices=EFFECTS),
    }  # fmt: skip
    form.fields = {**fields, **form.fields}
    last = case.weighings.order_by("made_on", "pk").last()
    if last is not None:
        known: dict[str, Any] = {
            "benchmark_ids": [last.benchmark_id, *last.norms], "grade": last.grade, "base": last.base,
            "circumstances": last.circumstances, "effect": last.effect,
        }  # fmt: skip
        form.initial = {**known, **form.initial}


def taken(cleaned: dict[str, Any]) -> Weighed | None:
    """Take the fields of a weighing out of cleaned data; None where no benchmark was chosen."""
    facts = {name: cleaned.pop(name, None) for name in NAMES}
    ids = tuple(facts["benchmark_ids"] or ())
    if not ids:
        return None
    return Weighed(
        ids, facts["grade"] or "", facts["base"], tuple(facts["circumstances"] or ()), facts["effect"] or ""
    )  # fmt: skip
