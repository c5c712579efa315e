"""Where an application or a credential stands on its published flowchart, drawn."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from enforcement.flowcharts import store
from enforcement.flowcharts.drawing.marks import Mark
from enforcement.flowcharts.drawing.svg import svg
from enforcement.flowcharts.drawing.words import Language
from enforcement.flowcharts.models import Run, StepRecord
from enforcement.web.templatetags.ui import day


@dataclass(frozen=True, slots=True)
class Drawn:
    """The drawing for a desktop and the one for a phone."""

    wide: SafeString
    narrow: SafeString


def picture(run: Run | None) -> Drawn | None:
    """Return the drawings of the version a run is on, with what was done and what is open; None without a run."""
    if run is None:
        return None
    language: Language = "en" if (get_language() or "").startswith("en") else "zh"
    records = StepRecord.objects.filter(run=run).select_related("node").order_by("entered_at", "visit")
    marks = {record.node.key: _mark(record) for record in records}
    graph = store.graph_of(run.version_id)
    wide, narrow = (svg(graph, marks, language, narrow=narrow) for narrow in (False, True))
    return Drawn(mark_safe(wide), mark_safe(narrow))  # noqa: S308 (our own drawing escapes)


def _mark(record: StepRecord) -> Mark:
    left = record.left_at
    return Mark(
        "done" if left else "open", entered=day(record.entered_at), left=day(left) if left else "",
        due=day(record.due_on) if record.due_on else "", visits=record.visit,
    )  # fmt: skip
