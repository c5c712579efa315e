"""The answers to what the page of a sketch sends: the parts of the page anew, or what stands in the way."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods

from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound, Refusal
from enforcement.flowcharts.access import may_draft
from enforcement.flowcharts.bpmn import BpmnRefused
from enforcement.flowcharts.editor.change import change, step
from enforcement.flowcharts.editor.doing import Doing, FieldsWrong
from enforcement.flowcharts.editor.held import ChangedMeanwhile
from enforcement.flowcharts.editor.models import Sketch
from enforcement.flowcharts.editor.page import WHOLE, context
from enforcement.flowcharts.editor.views import sketch_of
from enforcement.flowcharts.views.public import language
from enforcement.organisation.access import actor_of

PARTS = ("table", "form", "picture", "said", "bar")
STEPS = {"undo": -1, "redo": 1}


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_draft)
def chart_sketch_parts(request: HttpRequest, sketch_id: int) -> JsonResponse:
    """Return the page's parts for a row; after a POST, as the change that it asks for left them."""
    sketch = sketch_of(request, sketch_id)
    row = (request.POST or request.GET).get("row", WHOLE)
    if request.method != "POST":
        return JsonResponse(_parts(request, sketch, row))
    stamp, word = request.POST.get("stamp", ""), request.POST.get("do", "change")
    told: dict[str, Any] = {
        "sketch_id": sketch.pk, "by": actor_of(request), "at": clock.now(), "stamp": int(stamp or -1),
    }  # fmt: skip
    try:
        if word in STEPS:
            return JsonResponse(_parts(request, step(**told, states=STEPS[word]), row))
        doing = Doing(word, row, request.POST)
        made = change(**told, edit=doing)
    except NotFound:
        raise
    except Refusal as refusal:
        return _refused(request, sketch, row, refusal)
    return JsonResponse(_parts(request, made, doing.row))


def _parts(request: HttpRequest, sketch: Sketch, row: str) -> dict[str, Any]:
    shown = context(sketch, row, language())
    parts = {
        name: render_to_string(f"flowcharts/editor/_{name}.html", shown, request=request) for name in PARTS
    }  # fmt: skip
    return {"stamp": sketch.stamp, "row": shown["chosen"], **parts}


def _refused(request: HttpRequest, sketch: Sketch, row: str, refusal: Refusal) -> JsonResponse:
    """Say why; what was typed stays in the page, unless somebody else's change must be shown."""
    told: dict[str, Any] = {"refused": [str(refusal.sentence), str(refusal.remedy)]}
    if isinstance(refusal, FieldsWrong):
        told["faults"] = refusal.faults
    if isinstance(refusal, BpmnRefused):
        told["refused"] = [problem.sentence for problem in refusal.problems]
    if isinstance(refusal, ChangedMeanwhile):
        told |= _parts(request, sketch_of(request, sketch.pk), row)
    return JsonResponse(told, status=int(refusal.status))
