"""Where an application or a credential stands on its published flowchart, drawn."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from enforcement.flowcharts import store
from enforcement.flowcharts.drawing.marks import Mark
from enforcement.flowcharts.drawing.svg import svg
from enforcement.flowcharts.drawing.words import Language
from enforcement.flowcharts.models import Run, StepRecord
from enforcement.web.templatetags.ui import day


def picture(run: Run | None) -> SafeString:
    """Return the drawing of the version a run is on, with what was done and what is open; "" without a run."""
    if run is None:
        return SafeString("")
    language: Language = "en" if (get_language() or "").startswith("en") else "zh"
    records = StepRecord.objects.filter(run=run).select_related("node").order_by("entered_at", "visit")
    marks = {record.node.key: _mark(record) for record in records}
    return mark_safe(svg(store.graph_of(run.version_id), marks, language))  # noqa: S308 (our own drawing escapes)


def _mark(record: StepRecord) -> Mark:
    left = record.left_at
    return Mark(
        "done" if left else "open", entered=day(record.entered_at), left=day(left) if left else "",
        due=day(record.due_on) if record.due_on else "", visits=record.visit,
    )  # fmt: skip
