"""Say a change of an overlay in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from enforcement.flowcharts import guards
from enforcement.flowcharts.acts import act_of
from enforcement.flowcharts.drawing import words
from enforcement.flowcharts.models import FlowchartVersion, Overlay, OverlayItem


def told(item: OverlayItem) -> str:
    """Return what a change says, such as “P16: 7 working days”."""
    if item.kind == "guard":
        kind = guards.GUARDS.get(item.body.get("type", ""))
        given = " ".join(f"{name}={value}" for name, value in item.body.get("params", []))
        return f"{where(item)}: {kind.basis if kind else ''} {item.body.get('type', '')} {given}".strip()
    speaks: words.Language = "en" if (get_language() or "").startswith("en") else "zh"
    value, unit = int(item.body.get("value", 0)), str(item.body.get("unit", ""))
    length = words.amount(value, unit, speaks) if unit else _("%(n)s, in the unit that it had") % {"n": value}
    return f"{where(item)}: {length}"


def where(item: OverlayItem) -> str:
    """Return the place that a change is for."""
    if item.target.startswith("act:"):
        act = act_of(item.target[4:])
        return act.title if act else item.target
    return item.target


def laid_on(version: FlowchartVersion) -> list[tuple[Overlay, list[str]]]:
    """Return what was laid over a version, in order, with each change in words."""
    rows = Overlay.objects.filter(
        flowchart_id=version.flowchart_id, status="laid", from_on__gt=version.effective_on
    ).prefetch_related("items", "approvals__person")
    return [(overlay, [told(item) for item in overlay.items.all()]) for overlay in rows.order_by("number")]


def names(overlay: Overlay) -> Iterable[str]:
    """Return the approvers of an overlay."""
    return [word.person.name for word in overlay.approvals.all() if word.agrees]
