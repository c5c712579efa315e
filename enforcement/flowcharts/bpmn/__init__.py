"""BPMN 2.0 in, a :class:`~enforcement.flowcharts.graph.Graph` out: a small subset, everything else refused by line."""

from enforcement.flowcharts.bpmn.parse import parse
from enforcement.flowcharts.bpmn.refused import BpmnRefused
from enforcement.flowcharts.bpmn.vocabulary import LAW
from enforcement.flowcharts.bpmn.write import write

__all__ = ["LAW", "BpmnRefused", "parse", "write"]
