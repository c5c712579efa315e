"""A chart may not call itself, directly or through the charts that it calls."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts import store
from enforcement.flowcharts.bpmn import BpmnRefused
from enforcement.flowcharts.graph import Graph
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.flowcharts.problems import Problems
from enforcement.flowcharts.publication.examine import in_force
from enforcement.organisation.models import Agency


def demand_acyclic(graph: Graph, *, code: str, agency: Agency, on: date) -> None:
    """Refuse a chart that leads back to its own code through calls in force on a day.

    Raises:
        BpmnRefused: naming the line of the call and the way back.
    """
    calls = [node for node in graph.nodes if node.kind == "call"]
    if not calls:
        return
    there, problems = in_force(agency=agency, on=on), Problems()
    for node in calls:
        way = _way(node.called, code, there, ())
        if way:
            message = _("The chart would call itself (%(way)s); take this call out.")
            problems.add("cycle", node.line, node.key, message, way=" → ".join((code, *way)))
    if problems:
        raise BpmnRefused(problems)


def _way(called: str, code: str, there: dict[str, FlowchartVersion], seen: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes from a called chart to the code looked for, or nothing."""
    version = there.get(called)
    name = version.flowchart.code if version else called
    if name == code:
        return (name,)
    if version is None or name in seen:
        return ()
    for node in store.graph_of(version.pk).nodes:
        further = _way(node.called, code, there, (*seen, name)) if node.kind == "call" else ()
        if further:
            return (name, *further)
    return ()
