"""Forms of orders: where each open step goes on, and the word of the head or a supervisor."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts import store
from enforcement.flowcharts.exceptions.mapping import RESTS
from enforcement.flowcharts.models import FlowchartVersion, OrderApproval, Run, StepRecord


def targets_of(run: Run) -> list[FlowchartVersion]:
    """Return the published versions that a case could be moved to, the nearest agency's first."""
    line = run.agency.line
    found = (
        FlowchartVersion.objects.filter(
            status="published", flowchart__code=run.version.flowchart.code, flowchart__agency__in=line
        )
        .exclude(pk=run.version_id)
        .select_related("flowchart__agency")
        .defer("bpmn", "svg")
    )
    return sorted(found, key=lambda v: -line.index(v.flowchart.agency_id))


class MoveForm(forms.Form):
    """The place of every open step in the other version, and the reason."""

    reason = forms.CharField(
        max_length=600, label=_("Why this case must move"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: the old chart has an error that keeps this case from going on lawfully."),
    )  # fmt: skip

    def __init__(self, *args: Any, records: list[StepRecord], target: FlowchartVersion, **kwargs: Any) -> None:
        """Ask for each open step, the node of its own code first."""
        super().__init__(*args, **kwargs)
        self.target = target
        graph = store.graph_of(target.pk)
        choices = [
            (n.key, f"{n.step.code} {n.name}" if n.step else n.name or n.key) for n in graph.nodes if n.kind in RESTS
        ]
        codes = {n.step.code: n.key for n in graph.steps if n.step}
        for record in (r for r in records if r.parent_id is None):
            same = record.node.key if record.node.key in graph.node else codes.get(record.node.code, "")
            self.fields[f"node_{record.node_id}"] = forms.ChoiceField(
                choices=[("", "—"), *choices],
                initial=same,
                label=_("“%(step)s” goes on at") % {"step": str(record.node)},
            )
        self.order_fields([*(name for name in self.fields if name.startswith("node_")), "reason"])

    def clean(self) -> dict[str, Any]:
        """Return what the act is given."""
        told = super().clean() or {}
        places = {name.removeprefix("node_"): key for name, key in told.items() if name.startswith("node_")}
        return {"to_version_id": self.target.pk, "node_map": places, "reason": told.get("reason", "")}


class RoleForm(forms.Form):
    """Somebody's word as head or as supervisor."""

    role = forms.ChoiceField(label=_("You speak as"), widget=forms.RadioSelect)
    comment = forms.CharField(
        max_length=300, required=False, label=_("Remark"), widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, roles: list[str], **kwargs: Any) -> None:
        """Offer the parts that are still open for the person."""
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(r, OrderApproval.Role(r).label) for r in roles]  # type: ignore[attr-defined]
        if len(roles) == 1:
            self.fields["role"].initial = roles[0]


class RoleAgainstForm(RoleForm):
    """Reasons against."""

    comment = forms.CharField(max_length=300, label=_("Reasons"), widget=forms.Textarea(attrs={"rows": 3}))
