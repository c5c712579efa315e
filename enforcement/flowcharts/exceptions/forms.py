"""Forms of overlays."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enforcement.flowcharts import guards
from enforcement.flowcharts.graph import Graph
from enforcement.organisation.duties.codes import DUTIES

UNITS = (
    ("working", _("working days")),
    ("calendar", _("calendar days")),
    ("hour", pgettext_lazy("of a time limit", "hours")),
    ("month", _("months")),
)


class OverlayForm(forms.Form):
    """The statute that changed, and over which chart it is laid."""

    flowchart_id = forms.TypedChoiceField(coerce=int, label=_("Chart"))
    law = forms.CharField(max_length=120, label=_("Law that changed"), help_text=_("Its full name."))
    article = forms.CharField(max_length=60, label=_("Article"))
    from_on = forms.DateField(
        label=_("First day of the new law"), help_text=_("Versions in force before this day get the changes.")
    )
    reason = forms.CharField(
        max_length=600, label=_("What the law changes, in words"), widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, charts: list[tuple[int, str]], **kwargs: Any) -> None:
        """Offer the charts that the person may draft for."""
        super().__init__(*args, **kwargs)
        self.fields["flowchart_id"].choices = charts  # type: ignore[attr-defined]


class ChangeForm(forms.Form):
    """One change of a chart: where."""

    target = forms.ChoiceField(label=_("Step"))
    kind = ""

    def __init__(self, *args: Any, graph: Graph, **kwargs: Any) -> None:
        """Offer the steps of the chart."""
        super().__init__(*args, **kwargs)
        self.fields["target"].choices = list(self.targets(graph))  # type: ignore[attr-defined]

    def targets(self, graph: Graph) -> Any:
        """Yield the places of the chart that the change may be for."""
        return ((n.step.code, f"{n.step.code} {n.name}") for n in graph.steps if n.step and n.kind != "call")

    def clean(self) -> dict[str, Any]:
        """Return what the act is given."""
        told = super().clean() or {}
        return {"kind": self.kind, "target": told.pop("target", ""), "body": self.body(told)}

    def body(self, told: dict[str, Any]) -> dict[str, Any]:
        """Return the change itself."""
        return told


class LimitForm(ChangeForm):
    """Another time limit for a step."""

    kind = "limit"
    value = forms.IntegerField(min_value=1, max_value=3650, label=pgettext_lazy("of a time limit", "Length"))
    unit = forms.ChoiceField(choices=UNITS, label=pgettext_lazy("of a time limit", "Unit"))


class TermForm(LimitForm):
    """Another length for a term of the whole case."""

    kind = "clock"

    def targets(self, graph: Graph) -> Any:
        """Yield the clocks of the chart."""
        return ((clock.code, clock.title) for clock in graph.clocks)


class GuardForm(ChangeForm):
    """A further check at a step, from the vocabulary."""

    kind = "guard"
    type = forms.ChoiceField(label=_("Check"))
    given = forms.CharField(
        max_length=200, required=False, label=_("Particulars of the check"),
        help_text=_("name=value, with blanks between, for example: n=2 role=handle certified=true"),
    )  # fmt: skip
    field_order = ("target", "type", "given")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the vocabulary."""
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = [(t, f"{g.basis} · {t}") for t, g in guards.GUARDS.items()]  # type: ignore[attr-defined]

    def body(self, told: dict[str, Any]) -> dict[str, Any]:
        """Return the guard as the graph has it.

        Raises:
            ValidationError: for particulars that this check does not have.
        """
        pairs = [part.partition("=")[::2] for part in told.get("given", "").split()]
        type_ = told.get("type", "")
        if type_ and list(guards.faults(type_, dict(pairs), frozenset(DUTIES))):
            wanted = " ".join(f"{p.name}=…" for p in guards.GUARDS[type_].params)
            self.add_error("given", ValidationError(_("This check wants: %(wanted)s") % {"wanted": wanted or "—"}))
        return {"type": type_, "params": sorted(pairs), "at": "leave", "basis": ""}


class WordForm(forms.Form):
    """An approver's word."""

    comment = forms.CharField(
        max_length=300, required=False, label=_("Remark"), widget=forms.Textarea(attrs={"rows": 2})
    )


class AgainstForm(forms.Form):
    """Reasons against."""

    comment = forms.CharField(max_length=300, label=_("Reasons"), widget=forms.Textarea(attrs={"rows": 3}))
