"""Pages of enforcement.flowcharts.exceptions: who looks at each, and at what (see tests/browser/pages.py)."""

from __future__ import annotations

from datetime import timedelta

from enforcement import clock
from enforcement.actor import Actor
from enforcement.flowcharts.exceptions.draft_overlay import add_change, draft_overlay
from enforcement.flowcharts.models import Flowchart, Overlay
from enforcement.organisation.duties.holding import agencies_where


def overlay(t) -> int:
    """Return an overlay that the town's drafter has begun."""
    found = Overlay.objects.first()
    if found is None:
        person = t.of("justice.examiner")
        by = Actor(kind="person", person_id=person.pk, name=person.name)
        agencies = agencies_where(person_id=person.pk, duties={"chart"})
        chart = Flowchart.objects.filter(agency__in=agencies, code="P").first()
        found = draft_overlay(
            flowchart_id=chart.pk, by=by, at=clock.now(), law="中华人民共和国行政处罚法", article="第六十条",
            from_on=clock.today() + timedelta(days=30), reason="法律修改：作出决定的期限改为六十日。",
        )  # fmt: skip
        add_change(
            overlay_id=found.pk,
            by=by,
            at=clock.now(),
            kind="clock",
            target="decision",
            body={"value": 60, "unit": "calendar"},
        )
    return found.pk


PAGES_OF: dict = {
    "chart_rules": ("", None),
    "overlay_list": ("justice.examiner", None),
    "overlay_new": ("justice.examiner", None),
    "overlay": ("justice.examiner", lambda t: [overlay(t)]),
    "overlay_add": ("justice.examiner", lambda t: [(overlay(t), "guard")]),
    "move_orders": ("urban.lead", None),
    "move_new": ("urban.lead", lambda t: [t.waiting["review"].run_id]),
}
NO_PAGES: list[str] = ["overlay_drop", "overlay_withdraw", "overlay_act", "move_order", "move_act"]
