"""Write a graph as a BPMN 2.0 file with its diagram: ``parse(write(graph)) == graph``, proved for every chart."""

from __future__ import annotations

from collections.abc import Iterator

from enforcement.flowcharts import conditions
from enforcement.flowcharts.bpmn import diagram, write_law
from enforcement.flowcharts.bpmn.vocabulary import BPMN, BPMNDI, DC, DI, LAW, NODES, XSI
from enforcement.flowcharts.bpmn.xml import Paper
from enforcement.flowcharts.graph import Flow, Graph, Node

TAGS = {kind: tag for tag, kind in NODES.items()}
SPACES = {"bpmn": BPMN, "bpmndi": BPMNDI, "dc": DC, "di": DI, "law": LAW, "xsi": XSI}


def write(graph: Graph) -> str:
    """Return the file of a chart, laid out by ourselves so that other tools show a decent picture."""
    paper = Paper()
    names = {f"xmlns:{prefix}": space for prefix, space in SPACES.items()}
    where = {"id": f"definitions_{graph.key}", "targetNamespace": "urn:x-gov-cn:enforcement:chart"}
    with paper.within("bpmn:definitions", **names, **where):
        with paper.within("bpmn:process", id=graph.key, name=graph.name, isExecutable=False):
            write_law.process(paper, graph)
            if graph.lanes:
                _lanes(paper, graph)
            _scope(paper, graph, "")
        diagram.put(paper, graph)
    return str(paper)


def _lanes(paper: Paper, graph: Graph) -> None:
    with paper.within("bpmn:laneSet", id=f"lanes_{graph.key}"):
        for number, (name, keys) in enumerate(graph.lanes, start=1):
            with paper.within("bpmn:lane", id=f"lane_{graph.key}_{number}", name=name):
                for key in keys:
                    paper.put("bpmn:flowNodeRef", key)


def _scope(paper: Paper, graph: Graph, parent: str) -> None:
    """Write the nodes and arrows of a process or sub-process so that they are read in the graph's order."""
    flows = [flow for flow in graph.flows if _parent(graph, flow) == parent]
    for node in (node for node in graph.nodes if node.parent == parent):
        first = next((i for i, flow in enumerate(graph.flows) if node.key in _around(graph, flow)), None)
        while first is not None and flows and graph.flows.index(flows[0]) < first:
            _flow(paper, flows.pop(0))
        _node(paper, graph, node)
    for flow in flows:
        _flow(paper, flow)


def _parent(graph: Graph, flow: Flow) -> str:
    return graph.node[flow.source].parent


def _around(graph: Graph, flow: Flow) -> Iterator[str]:
    """Yield the sub-processes that hold an arrow, from the inside out."""
    parent = _parent(graph, flow)
    while parent:
        yield parent
        parent = graph.node[parent].parent


def _node(paper: Paper, graph: Graph, node: Node) -> None:
    default = next((f.key for f in graph.leaving[node.key] if f.is_default), "")
    called = node.called if node.called.startswith("sha256:") else f"chart:{node.called}"
    with paper.within(
        f"bpmn:{TAGS[node.kind]}", id=node.key, name=node.name, default=default, attachedToRef=node.attached_to,
        calledElement=called if node.kind == "call" else "",
        cancelActivity=node.interrupting if node.kind == "boundary" else "",
    ):  # fmt: skip
        if node.step is not None or node.outcome:
            with paper.within("bpmn:extensionElements"):
                if node.step is not None:
                    write_law.step(paper, node.step)
                if node.outcome:
                    paper.put("law:end", outcome=node.outcome)
        if node.timer:
            with paper.within("bpmn:timerEventDefinition"):
                paper.put("bpmn:timeDuration", node.timer)
        if node.terminate:
            paper.put("bpmn:terminateEventDefinition")
        if node.kind == "subprocess":
            _scope(paper, graph, node.key)


def _flow(paper: Paper, flow: Flow) -> None:
    said = {"id": flow.key, "name": flow.name, "sourceRef": flow.source, "targetRef": flow.target}
    if not flow.condition:
        return paper.put("bpmn:sequenceFlow", **said)
    with paper.within("bpmn:sequenceFlow", **said):
        language = {"xsi:type": "bpmn:tFormalExpression", "language": conditions.LANGUAGE}
        paper.put("bpmn:conditionExpression", flow.condition, **language)
    return None
