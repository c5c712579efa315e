"""Which kinds of procedure a chart holds, read from what it does and not from its name."""

from __future__ import annotations

from collections.abc import Iterator

from enforcement.flowcharts.graph import Graph, Node
from enforcement.flowcharts.lint.rule import Kind

ON_THE_SPOT = "当场行政处罚决定书"
LICENCE = "行政许可决定书"
_BY_ACT: dict[str, Kind] = {
    "decide": "penalty",
    "hold_hearing": "hearing",
    "conclude_discussion": "discussion",
    "issue": "credential",
}


def kinds(graph: Graph) -> frozenset[Kind]:
    """Return the kinds of a chart: by the acts of its own steps, its documents and its duties."""
    return frozenset(kind for node in graph.steps if node.kind != "call" for kind in _kinds(node))


def _kinds(node: Node) -> Iterator[Kind]:
    step = node.step
    if step is None:  # pragma: no cover - graph.steps holds none such
        return
    if step.act in _BY_ACT:
        yield _BY_ACT[step.act]
    if has_document(node, ON_THE_SPOT):
        yield "simplified"
    if has_document(node, LICENCE):
        yield "licence"
    if any(role.ref in {"supervise", "govern"} for role in step.roles):
        yield "supervision"


def has_document(node: Node, name: str) -> bool:
    """Say whether a step makes or needs a document with this in its name."""
    return node.step is not None and any(name in document.name for document in node.step.documents)


def doing(graph: Graph, *acts: str) -> list[Node]:
    """Return the steps that bind one of the acts, calls included."""
    return [node for node in graph.steps if node.step is not None and node.step.act in acts]
