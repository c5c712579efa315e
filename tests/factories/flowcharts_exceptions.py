"""Further versions of shipped charts, overlays of changed statutes, and orders that move a case, by the real acts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from enforcement.flowcharts.exceptions.approve_move import approve_move
from enforcement.flowcharts.exceptions.approve_overlay import approve_overlay
from enforcement.flowcharts.exceptions.draft_overlay import add_change, draft_overlay
from enforcement.flowcharts.exceptions.order_move import order_move
from enforcement.flowcharts.models import (
    FlowchartVersion,
    OrderApproval,
    Overlay,
    OverlayApproval,
    OverlayChange,
    OverlayItem,
    Run,
    StepRecord,
    VersionOrder,
)
from enforcement.flowcharts.publication.ship import FOLDER
from enforcement.organisation.models import Agency
from tests.factories import flowcharts as make

LAID_AT = make.SHIPPED_AT + timedelta(days=40)
FROM_ON = date(2026, 3, 10)
NOTED = ('name="案件审核"', 'name="案件审核岗审核"')


def republish(agency: Agency, code: str, *changes: tuple[str, str], at: datetime, on: date) -> FlowchartVersion:
    """Publish another version of a shipped chart, its text changed."""
    text = (FOLDER / f"{code}.bpmn").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return make.a_published(agency, code, text.encode(), at=at, on=on)


def an_overlay(agency: Agency, code: str = "P", from_on: date = FROM_ON) -> Overlay:
    """Draft an overlay of a shipped chart."""
    chart = make.ship_one(agency, code).flowchart if code == "S" else make.ship_all(agency)[code].flowchart
    return draft_overlay(
        flowchart_id=chart.pk, by=make.drafters(agency)[0], at=make.SHIPPED_AT, law="中华人民共和国行政处罚法",
        article="第六十条", from_on=from_on, reason="法律修改",
    )  # fmt: skip


def an_item(overlay: Overlay, kind: str = "clock", target: str = "decision", **body: Any) -> OverlayItem:
    """Add a change: the decision within sixty days, unless another is given."""
    add_change(
        overlay_id=overlay.pk, by=make.drafters(overlay.flowchart.agency)[0], at=make.SHIPPED_AT, kind=kind,
        target=target, body=body or {"value": 60},
    )  # fmt: skip
    return overlay.items.latest("pk")


def agreed(overlay: Overlay, at: datetime = LAID_AT) -> Overlay:
    """Let two approvers agree; on its day or later it is laid."""
    for approver in make.drafters(overlay.flowchart.agency)[1:]:
        overlay = approve_overlay(overlay_id=overlay.pk, by=approver, at=at)
    return overlay


def an_overlay_approval(agency: Agency) -> OverlayApproval:
    """Return an approver's word on an overlay."""
    overlay = an_overlay(agency)
    an_item(overlay)
    return agreed(overlay).approvals.all()[0]


def an_overlay_change(agency: Agency, run: Run) -> OverlayChange:
    """Return a due date that an overlay moved."""
    overlay = an_overlay_approval(agency).overlay
    return OverlayChange.objects.create(overlay=overlay, run=run, term="期限", was_on=FROM_ON, now_on=FROM_ON)


def places_of(run: Run) -> dict[str, str]:
    """Return every open step at the node of its own key."""
    rows = StepRecord.objects.filter(run=run, left_at__isnull=True).exclude(node__kind="boundary")
    return {str(r.node_id): r.node.key for r in rows.select_related("node")}


def an_order(run: Run, version: FlowchartVersion, at: datetime = LAID_AT, **facts: Any) -> VersionOrder:
    """Ask for an order that moves a run, every open step to the node of its own key."""
    asks = make.a_person("handle", agency=run.agency)
    told = {"node_map": places_of(run), "reason": "新流程图更正了错误", **facts}
    return order_move(run_id=run.pk, by=make.actor(asks, run.agency), at=at, to_version_id=version.pk, **told)


def an_order_approval(order: VersionOrder, role: str = "head", at: datetime = LAID_AT) -> OrderApproval:
    """Give the word of the head, or of a supervisor."""
    duty = {"head": "decide", "supervisor": "supervise"}[role]
    person = make.a_person(duty, agency=order.run.agency)
    approve_move(order_id=order.pk, by=make.actor(person), at=at, role=role)
    return order.approvals.get(role=role)
