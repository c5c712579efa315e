"""One case as supervisors see it: on its flowchart, and step by step."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.lights import Timed
from cases.supervision.access import case_for, supervises
from cases.supervision.gantt import gantt_of
from cases.supervision.story import Step, Story, story_of
from certification.fields import titles
from enforcement import clock
from enforcement.access import allow
from enforcement.flowcharts import store
from enforcement.flowcharts.drawing.marks import Mark, State
from enforcement.flowcharts.drawing.svg import svg
from enforcement.web.templatetags.ui import day


@allow(supervises)
def timeline(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show the story of a case."""
    case = case_for(request, case_id)
    story = story_of(case, today=clock.today())
    return render(
        request, "supervision/case.html",
        {"case": case, "story": story, "facts": _facts(story), "picture": _picture(story),
         "gantt": gantt_of(story, today=clock.today())},
    )  # fmt: skip


def _facts(story: Story) -> list[tuple[str, object]]:
    case = story.case
    party = getattr(case, "party", None)
    version = case.run.version if case.run else None
    return [
        (_("Agency"), case.agency.title), (_("Party"), party.name if party else "—"), (_("Cause"), case.cause),
        (_("Field"), titles([case.field])), (_("Clue of"), day(case.clue_on)), (_("Filed on"), day(case.filed_on)),
        (_("Flowchart"), f"{version.flowchart.name} v{version.number}" if version else "—"),
        (_("Handled"), case.get_origin_display()),
    ]  # fmt: skip


def used(timed: Timed) -> str:
    """Return how much of a limit is used, as 12/15."""
    return f"{timed.used.days}/{timed.used.of}" if timed.used else ""


def _picture(story: Story) -> str:
    run = story.case.run
    if run is None:
        return ""
    language = "en" if (get_language() or "").startswith("en") else "zh"
    graph = store.graph_of(run.version_id)
    marks = {step.record.node.key: _mark(step) for step in story.steps}
    entered = {step.record.node.key for step in story.steps}
    called = {
        node.called: store.graph_of(store.version_of(node.called))
        for node in graph.nodes
        if node.kind == "call" and node.key in entered
    }
    return mark_safe(svg(graph, marks, "en" if language == "en" else "zh", called=called))  # noqa: S308 (our own drawing escapes)


def _mark(step: Step) -> Mark:
    record = step.record
    state: State = "late" if step.timed.light == "red" else "done" if record.left_at else "open"
    return Mark(
        state, entered=day(record.entered_at), left=day(record.left_at) if record.left_at else "",
        due=day(record.due_on) if record.due_on else "", used=used(step.timed), visits=record.visit,
    )  # fmt: skip
