"""The allow-list: which elements and attributes of BPMN 2.0 a flowchart may hold, and why others may not."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
LAW = "urn:x-gov-cn:enforcement:law:1"
# Colours and the name of the drawing tool: they change nothing that runs.
COLOUR = frozenset({"http://bpmn.io/schema/bpmn/biocolor/1.0", "http://www.omg.org/spec/BPMN/non-normative/color/1.0"})
TOOL = "http://camunda.org/schema/modeler/1.0"
DRAWING = frozenset({BPMNDI, DC, DI}) | COLOUR

NODES = {
    "startEvent": "start",
    "endEvent": "end",
    "userTask": "task",
    "subProcess": "subprocess",
    "callActivity": "call",
    "exclusiveGateway": "exclusive",
    "parallelGateway": "parallel",
    "intermediateCatchEvent": "timer",
    "boundaryEvent": "boundary",
}
_SAID = frozenset({"documentation"})
_NOTES = _SAID | {"extensionElements"}
_ARROWS = frozenset({"incoming", "outgoing"})
_INSIDE = frozenset(NODES) | {"sequenceFlow", "textAnnotation", "association", "laneSet"} | _NOTES


@dataclass(frozen=True, slots=True)
class Shape:
    """What one element may carry: attributes without namespace, and children of the BPMN namespace."""

    attributes: frozenset[str]
    children: frozenset[str] = frozenset()


def _shape(attributes: str, children: frozenset[str] | set[str] = frozenset()) -> Shape:
    return Shape(frozenset(attributes.split()), frozenset(children))


_GATE = _NOTES | _ARROWS
SHAPES: dict[str, Shape] = {
    "definitions": _shape(
        "id name targetNamespace expressionLanguage typeLanguage exporter exporterVersion",
        {"process", "collaboration"} | _SAID,
    ),
    "process": _shape("id name isExecutable isClosed processType", _INSIDE),
    "collaboration": _shape("id name isClosed", {"participant", "textAnnotation", "association"} | _SAID),
    "participant": _shape("id name processRef", _SAID),
    "startEvent": _shape("id name", _GATE),
    "endEvent": _shape("id name", _GATE | {"terminateEventDefinition"}),
    "userTask": _shape("id name", _GATE),
    "subProcess": _shape("id name", _INSIDE | _ARROWS),
    "callActivity": _shape("id name calledElement", _GATE),
    "exclusiveGateway": _shape("id name default gatewayDirection", _GATE),
    "parallelGateway": _shape("id name gatewayDirection", _GATE),
    "intermediateCatchEvent": _shape("id name", _GATE | {"timerEventDefinition"}),
    "boundaryEvent": _shape("id name attachedToRef cancelActivity", _GATE | {"timerEventDefinition"}),
    "terminateEventDefinition": _shape("id"),
    "timerEventDefinition": _shape("id", {"timeDuration"}),
    "timeDuration": _shape("id"),
    "sequenceFlow": _shape("id name sourceRef targetRef", {"conditionExpression"} | _SAID),
    "conditionExpression": _shape("id language"),
    "incoming": _shape(""),
    "outgoing": _shape(""),
    "laneSet": _shape("id name", {"lane"} | _SAID),
    "lane": _shape("id name", {"flowNodeRef"} | _SAID),
    "flowNodeRef": _shape(""),
    "textAnnotation": _shape("id textFormat", {"text", "documentation"}),
    "text": _shape(""),
    "association": _shape("id sourceRef targetRef associationDirection", _SAID),
    "documentation": _shape("id textFormat"),
    "extensionElements": _shape(""),
}

_CODE = _("Tasks that run programs are not accepted; make it a user task that names an act.")
_SEND = _("Messages and signals are not accepted; make it a user task that a person does.")
_GATES = _("Only exclusive and parallel gateways are accepted; use one of these.")
_MANY = _("Repetition markers are not accepted; draw the loop through an exclusive gateway.")
_DATA = _("Data objects are not accepted; name the document in the step (law:document).")
_LISTEN = _("Only timer events are accepted here; use a timer or a user task.")
_PLAIN = _("Say who does it: make it a user task with law:step.")
_UNDO = _("Compensation and transactions are not accepted; draw the way back as steps.")

REASONS: dict[str, Promise | str] = {
    "scriptTask": _CODE, "serviceTask": _CODE, "businessRuleTask": _CODE, "script": _CODE, "ioSpecification": _CODE,
    "sendTask": _SEND, "receiveTask": _SEND, "message": _SEND, "signal": _SEND, "messageFlow": _SEND,
    "messageEventDefinition": _SEND, "signalEventDefinition": _SEND, "intermediateThrowEvent": _SEND,
    "inclusiveGateway": _GATES, "complexGateway": _GATES, "eventBasedGateway": _GATES,
    "multiInstanceLoopCharacteristics": _MANY, "standardLoopCharacteristics": _MANY,
    "dataObject": _DATA, "dataObjectReference": _DATA, "dataStoreReference": _DATA, "dataStore": _DATA,
    "dataInputAssociation": _DATA, "dataOutputAssociation": _DATA, "property": _DATA,
    "errorEventDefinition": _LISTEN, "escalationEventDefinition": _LISTEN, "conditionalEventDefinition": _LISTEN,
    "linkEventDefinition": _LISTEN, "error": _LISTEN, "escalation": _LISTEN, "cancelEventDefinition": _LISTEN,
    "task": _PLAIN, "manualTask": _PLAIN,
    "transaction": _UNDO, "compensateEventDefinition": _UNDO, "adHocSubProcess": _UNDO,
}  # fmt: skip
EXECUTES = ("camunda", "flowable", "activiti", "zeebe", "jboss", "drools", "spiffworkflow", "bonitasoft", "signavio")
