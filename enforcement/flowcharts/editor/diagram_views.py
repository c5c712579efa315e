"""The second view of a sketch: the diagram of other tools, drawn with bpmn-js, which shows its mark."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound, Refusal
from enforcement.flowcharts.access import may_draft
from enforcement.flowcharts.bpmn import BpmnRefused
from enforcement.flowcharts.editor.change import put_file
from enforcement.flowcharts.editor.held import text_of
from enforcement.flowcharts.editor.moddle import descriptor
from enforcement.flowcharts.editor.views import sketch_of
from enforcement.organisation.access import actor_of
from enforcement.web import asked


@require_safe
@allow(may_draft)
def chart_sketch_diagram(request: HttpRequest, sketch_id: int) -> HttpResponse:
    """Show the modeler."""
    return render(request, "flowcharts/editor/diagram.html", {"sketch": sketch_of(request, sketch_id)})


@require_safe
@allow(may_draft)
def chart_sketch_file(request: HttpRequest, sketch_id: int) -> HttpResponse:
    """Send the file that a sketch shows, with its diagram, for the modeler or for another program."""
    sketch = sketch_of(request, sketch_id)
    response = HttpResponse(text_of(sketch).encode(), content_type="application/xml")
    response["Content-Disposition"] = f'attachment; filename="{sketch.code}.bpmn"'
    response["X-Sketch-Stamp"] = str(sketch.stamp)
    return response


@require_safe
@allow(may_draft)
def chart_moddle(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Send the description of the ``law:`` extension."""
    return JsonResponse(descriptor())


@require_POST
@allow(may_draft)
def chart_sketch_put(request: HttpRequest, sketch_id: int) -> JsonResponse:
    """Keep the file that the modeler exports, or say by line what is wrong with it."""
    sketch, stamp = sketch_of(request, sketch_id), asked.number(request.POST.get("stamp"))
    try:
        made = put_file(
            sketch_id=sketch.pk, by=actor_of(request), at=clock.now(), stamp=-1 if stamp is None else stamp,
            bpmn=request.POST.get("bpmn", "").encode(),
        )  # fmt: skip
    except NotFound:
        raise
    except BpmnRefused as refused:
        return JsonResponse({"refused": [str(problem) for problem in refused.problems]}, status=int(refused.status))
    except Refusal as refusal:
        told: dict[str, Any] = {"refused": [str(refusal.sentence), str(refusal.remedy)]}
        return JsonResponse(told, status=int(refusal.status))
    return JsonResponse({"stamp": made.stamp})
